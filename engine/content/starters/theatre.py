"""The example of a theatre."""

TEXT = """\
# The stage: what is measured, how the two stand to each other, what pushes what.
kind: theatre
schema: 1
name: {title}
description: Say here what this theatre covers.

# Numbers of the world. pull: the share of the way back to its start in a month.
# noise: how far chance moves it in a month. bad: which end is bad news.
indicators:
  tension:
    {{name: Tension, unit: index, range: [0, 100], start: 40, pull: 0.3, noise: 1.5, bad: high,
     says: How near to blows the two are., judgement: an example}}
  trade:
    {{name: Trade, unit: "index, 100 = before", range: [0, 200], start: 100, pull: 0.25, noise: 2,
     bad: low, says: Goods that pass in a month., judgement: an example}}
{relations}
# Facts that change at once: true or false here; values: [a, b] for phases, count: true to count.
flags:
  treaty: {{name: A treaty is signed, start: false}}

# Above its start, the first pushes the second by so many units a month for each unit.
couplings:
  - {{from: tension, to: trade, by: -0.1, judgement: an example}}

# Quantities named once, to be used in conditions.
measures:
  calm_trade: {{is: trade - tension, says: Trade in peace.}}
"""
RELATIONS = """
# How two actors stand to each other, from -10 to +10.
relations:
  - {{between: [{first}, {second}], start: -1, judgement: an example}}
"""
