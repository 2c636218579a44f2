"""The neutral workload: one plan of numbers, told to Whitecell as content and to others as models."""
