"""Pure functions on plain data: how the world moves and how actors choose."""
