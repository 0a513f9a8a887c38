"""Imitates the Reeleezee REST API in memory, with every behaviour that the sources leave open as a switch."""
