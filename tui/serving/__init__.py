"""The table in a browser page: a server on this machine, one process of the app a page.

`gate` says who may come in, `bounds` how much of anything there may be, `seat` runs the app behind
one page, `pages` holds what a browser is sent, `server` ties them together, `child` is the app's
side.
"""
