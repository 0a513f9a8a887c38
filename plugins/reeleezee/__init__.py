"""Everything this project knows about the Reeleezee REST API (version 1), and nothing about work orders."""
