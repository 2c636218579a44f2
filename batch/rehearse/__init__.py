"""Rehearsal: a scenario played hundreds of times, by the model and at random, to find what is dead.

`watching` plays, `tally` counts, `running` spreads plays over variants and workers, `findings` says
what the counts mean.
"""
