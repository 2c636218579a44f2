"""Tests: the folders mirror the code; `house` holds the walls, `proof` what takes longer."""
