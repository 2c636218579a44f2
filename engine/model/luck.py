"""The seed an exercise is played on where nobody names one, at the table as on the command line."""

SEED = 1
