"""Many exercises: planned, run side by side, stored and compared."""
