"""A comparison of batches, told: as lines, as data, and as one page to hand over."""
