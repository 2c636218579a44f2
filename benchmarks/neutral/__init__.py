"""The neutral workload: one plan of numbers, told as content and as plain models."""
