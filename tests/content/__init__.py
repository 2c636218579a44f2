"""Tests of reading, checking and loading content."""
