"""Documents taken out of a scenario or a journal: MSEL, players' manual, role sheets, moves.

A text that somebody wrote can never act where it arrives: not as a formula in a spreadsheet, not as
markup in a page. Every document bears the handling marking.
"""
