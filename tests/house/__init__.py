"""Tests of the house itself: borders, habits, sizes, and what the wheel carries."""
