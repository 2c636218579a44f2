"""One exercise being played: the loop, the calendar and who answers."""
