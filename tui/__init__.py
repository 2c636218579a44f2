"""The table in the terminal: shows an exercise and hands it choices; decides nothing."""
