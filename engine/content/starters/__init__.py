"""Small whole examples to begin from: each checks clean, plays, and says what its keys do."""
