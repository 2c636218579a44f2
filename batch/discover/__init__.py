"""What drives an outcome: boxes of assumptions, their weight, and the signs that come early."""
