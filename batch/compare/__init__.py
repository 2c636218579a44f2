"""Batches compared honestly: arms side by side, run by run under the same luck.

`read_clouds` reads folders, `compared` reckons everything there is to say of them, and each room
holds one kind of figure: shares, differences, fans, divergence, laws, regret.
"""
