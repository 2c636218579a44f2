"""The example of an actor."""

TEXT = """\
# What {title} wants, what holds it back, and what it can do.
# `whitecell check` tells what is wrong; `whitecell show {id}` shows the file as a dossier.
kind: actor
schema: 1
name: {title}
description: One of the two sides; say here in a sentence who this is.
brief: >
  What everybody may read: who you are, what you care about, what you fear.
secret_brief: >
  What only the seat of {title} may read.

# How it chooses. precision: how surely the better move is taken (20 loose, 40 usual, 80 strict).
# level: how many steps it thinks ahead about the others (0, 1 or 2).
# reaction_delay: days from seeing a move to answering it.
decision: {{precision: 40, level: 1, reaction_delay: 5 days, friction: 0.01}}

# What it wants. Weights count against each other. `watches` gives points for each unit an indicator
# rises, so a minus means that less is better. Say what each rests on: claims: [...], or judgement:.
motives:
  prosperity:
    weight: 0.6
    says: Grow rich by trade.
    watches: {{{good}: 1}}
    judgement: an example, to be replaced
  quiet:
    weight: 0.4
    says: Keep the quarrel from growing.
    watches: {{{bad}: -0.8}}
    salience: {{{bad}: 0.5}}          # counts for more as the indicator rises
    judgement: an example, to be replaced

# What holds it back: hard forbids, soft costs, red_line answers those who cross it.
constraints:
  pride:
    kind: soft
    on: [offer_deal]
    penalty: 0.02
    says: Giving in looks weak at home.
    judgement: an example, to be replaced
{line}
# What it can do. A slot is a move's number for good: never give it to another move.
moves:
  offer_deal:
    slot: 1
    says: Offer a deal.                # read in a menu
    tells: offers a deal               # told afterwards: '{title} offers a deal'
    instrument: [D]                    # diplomacy, information, military, economy
    plover: {{category: CONSULT, mode: meet}}{target}
    cost: 0.005
    lead: {{min: 2 days, mode: 5 days, max: 15 days}}
    odds: 0.8
    cooldown: 1 month
    effects:                           # units in the end; ramp: how slowly; half_life: how lasting
      - {{on: {bad}, by: -10, ramp: 1 month, half_life: 4 months}}
      - {{on: {good}, by: 6, delay: 1 month, half_life: 6 months}}{deal}
    judgement: an example, to be replaced
  raise_pressure:
    slot: 2
    says: Raise the pressure.
    tells: raises the pressure
    instrument: [E, M]
    plover: {{category: COERCE}}{target}
    cost: 0.01
    lead: 3 days
    seen: mixed                        # overt, mixed or covert
    cooldown: 2 months
    effects:
      - {{on: {bad}, by: 7, half_life: 3 months}}
      - {{on: {good}, by: 9, delay: 1 month, half_life: 6 months}}{pressure}
    judgement: an example, to be replaced
"""
LINE = """\
  pressed:
    kind: red_line
    crossed_by: [{other}.raise_pressure]
    resolve: 0.6
    answers: {{raise_pressure: 0.05}}
    says: Pressure is answered in kind.
    judgement: an example, to be replaced
"""
DEAL = """
    responds_to: {{{other}.raise_pressure: 0.03}}"""
PRESSURE = """
    responds_to: {{{other}.raise_pressure: 0.04}}"""
TARGET = """
    target: {other}"""
