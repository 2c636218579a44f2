"""The example of a scenario."""

TEXT = """\
# One exercise. Play it: whitecell play {id}    Run it: whitecell run {id}
kind: scenario
schema: 1
title: {title}
brief: >
  What the players are told at the start: where things stand, and what has just happened.
notes: >
  For the facilitator only: what to watch for, what to ask in the hot wash.
objectives:
  - See who gives way first, and what it takes.
theatre: {theatre}
claims: {claims}
cast: [{cast}]
startex: 2031-03-01
turns: {{count: 6, length: 1 month}}
start: {{{bad}: {opening}}}              # what differs from the theatre's start

# What nobody knows: a value and the range an analyst may try. Use it in amounts and conditions.
uncertainties:
  shock:
    says: How hard the first blow hits.
    value: 1
    range: [0, 2]
    judgement: an example, to be replaced

# The list of events (MSEL): on a day (at), under a condition (when), or by hand (contingency).
injects:
  first_blow:
    at: turn 2 day 5
    says: A ship is held in harbour and its cargo sold.
    effects: [{{on: {bad}, by: "6 * shock", half_life: 3 months}}]
    judgement: an example, to be replaced
  markets_fall:
    when: {bad} >= {high}
    says: The markets take fright.
    effects: [{{on: {good}, by: -8, half_life: 4 months}}]
    judgement: an example, to be replaced
  go_between:
    contingency: true
    says: An old friend of both sides offers to carry a message.
    effects: [{{on: {bad}, by: -4, half_life: 3 months}}]
    judgement: an example, to be replaced

# The same exercise with something set otherwise.
variants:
  hard_blow: {{says: The first blow is twice as hard., set: {{shock: 2}}}}
  no_blow: {{says: The first blow hits nothing., set: {{shock: 0}}}}

# How it may end: the first condition that holds counts; the last holds whatever happens.
outcomes:
  crisis: {{when: "months_above({bad}, {high}) >= 2", says: The quarrel runs away with both.}}
  boom: {{when: "final({good}) >= {rich}", says: Trade is better than before.}}
  stalemate: {{otherwise: true, says: Neither gives way.}}

# What an analyst expects, held against many runs by `whitecell claims {id}`.
expectations:
  harder_blow_more_tension:
    says: The harder the first blow, the more tension.
    kind: strict
    measure: mean({bad})
    contrast: {{a: no_blow, b: hard_blow}}
    sign: "+"
    judgement: an example, to be replaced
"""
