"""Takes relations, materials and hour types over from Reeleezee into OutSmart."""
