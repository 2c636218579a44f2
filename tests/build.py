"""A minimal made world: a pack with two actors, small enough to see through at a glance.

`make_pack` writes it to a folder, `edited` changes a line of a file on the way, `load` and `check`
read it back.
"""

from collections.abc import Mapping
from pathlib import Path

from engine.content.library import Library
from engine.content.problems import Problem
from engine.model import Scenario

NORTH = """\
kind: actor
schema: 1
name: North
description: The upper bank of the river.
brief: You hold the upper bank.
secret_brief: You cannot hold it for long.
decision: {precision: 40, level: 1, reaction_delay: 6 days}
motives:
  calm:
    weight: 0.6
    says: Keep the river quiet.
    watches: {tension: -1.0}
    claims: [AA-01]
  trade:
    weight: 0.4
    says: Sell timber.
    watches: {trade: 1.0, "relation(south, north)": 2}
    salience: {tension: 0.5}
    weight_when: [{when: 'mood == "angry"', weight: 0.2}]
    judgement: Timber is all it has.
constraints:
  no_raids:
    kind: hard
    on: [raid]
    when: treaty
    says: A treaty binds.
    claims: [AA-01]
  shame:
    kind: soft
    on: [plead]
    penalty: 0.05
    breach: 60 - tension
    says: Pleading is beneath it.
    judgement: true
types:
  proud: {says: Calm comes second., weights: {calm: 0.3}, resolve: 0.8}
  meek: {says: As written.}
perceives:
  south: {types: {greedy: 0.7, kind: 0.3}, resolve: 0.5}
believes:
  south.patrol: {tension: 2}
moves:
  plead:
    slot: 1
    says: Ask for quiet.
    tells: asks for quiet
    instrument: [D]
    plover: {category: REQUEST, mode: assist}
    target: south
    cost: 0.01
    lead: 3 days
    odds: 0.8
    effects:
      - {on: tension, by: -8, delay: 1 month, ramp: 2 months, lasting: 0.2}
    responds_to: {south.patrol: 0.03}
    claims: [AA-01]
  raid:
    slot: 2
    says: Burn the jetty.
    tells: burns the jetty
    instrument: [M]
    plover: {category: ASSAULT}
    target: [south]
    requires: tension > 40 and not treaty
    lead: {min: 2 days, mode: 5 days, max: 20 days}
    seen: covert
    effects:
      - {on: tension, by: 10}
      - {on: "relation(north, south)", by: -1}
    sets: {mood: angry}
    counts: [raids]
    tags: [escalatory]
"""
SOUTH = """\
kind: actor
schema: 1
name: South
motives:
  trade:
    weight: 1
    says: Buy timber.
    watches: {trade: 1}
    claims: [AA-02]
types:
  greedy: {says: Trade at any price.}
  kind: {says: Trade among friends.}
moves:
  patrol:
    slot: 1
    says: Send a boat upriver.
    tells: sends a boat upriver
    instrument: [M]
    plover: {category: MOBILIZE, mode: troops, intensity: -3}
    target: north
    lead: 0
    effects: [{on: tension, by: "4 * boldness"}]
    responds_to:
      north.raid: {bonus: 0.1, window: 1 month}
"""
THEATRE = """\
kind: theatre
schema: 1
name: The river
indicators:
  tension:
    {name: Tension, range: [0, 100], start: 50, pull: 0.25, noise: 1, bad: high, claims: [AA-01]}
  trade:
    {name: Trade, unit: rafts, range: [0, 200], start: 100, seen_by: [south],
     published: 3 months, judgement: true}
relations:
  - {between: [south, north], start: -2, judgement: true}
flags:
  mood: {name: Mood, values: [fair, angry], start: fair}
  treaty: {name: Treaty, start: false}
  raids: {name: Raids, count: true, start: 0}
couplings:
  - {from: tension, to: trade, by: -0.1, claims: [AA-02]}
calendar:
  flood: {on: 2030-03-20, says: The river rises.}
measures:
  strain: {is: tension - trade / 2}
"""
CLAIMS = """\
kind: claims
schema: 1
sources:
  gazette: {outlet: The Gazette, title: Two banks, date: 2029-11-02, authors: [A. Boatman]}
claims:
  AA-01:
    {actors: [north], kind: motive, says: The north wants quiet., source: gazette, paragraph: 2,
     holder: the editor, holder_type: author, confidence: high, disagrees_with: [AA-02]}
  AA-02:
    {actors: [south], kind: motive, says: The south wants timber and noise., source: gazette,
     holder: a trader, holder_type: analyst, confidence: low, disagrees_with: [AA-01]}
"""
DUEL = """\
kind: scenario
schema: 1
title: Two banks
brief: The ice breaks early this year.
theatre: river
claims: gazette
cast: [north, south]
startex: 2030-01-31
turns: {count: 4, length: 1 month}
start: {tension: 55}
uncertainties:
  boldness: {says: How bold the boats are., value: 1, range: [0, 2]}
injects:
  thaw:
    at: turn 2
    says: The ice is gone.
    effects: [{on: trade, by: 5}]
  feud:
    when: tension > 90 and raids >= 2
    says: An old feud wakes.
    sets: {mood: angry}
variants:
  bold: {says: Bolder boats., set: {boldness: 2}}
  long: {set: {turns.count: 6}}
  truce: {says: A treaty from the start., set: {start.treaty: true}}
lenses:
  proud_north: {set: {actors.north.motives.calm.weight: 0.3}, claims: [AA-02]}
outcomes:
  war: {when: "final(tension) > 80 or raids > 2", says: The river burns.}
  peace: {otherwise: true, says: The river is quiet.}
expectations:
  boats_bring_strain:
    says: Bolder boats, more strain.
    kind: strict
    measure: strain
    contrast: {a: long, b: bold}
    sign: "+"
    claims: [AA-02]
"""
FILES = {
    "actors/north.yaml": NORTH,
    "actors/south.yaml": SOUTH,
    "scenarios/theatres/river.yaml": THEATRE,
    "scenarios/claims/gazette.yaml": CLAIMS,
    "scenarios/duel.yaml": DUEL,
}


def make_pack(folder: Path, changes: Mapping[str, str] | None = None) -> Path:
    """Write the made world to a folder, with other or further files as given."""
    for place, text in {**FILES, **(changes or {})}.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def edited(place: str, old: str, new: str) -> dict[str, str]:
    """Return a file of the made world with one piece of its text replaced."""
    text = FILES[place]
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {place}"
    return {place: text.replace(old, new)}


def added(place: str, text: str) -> dict[str, str]:
    """Return a file of the made world with some lines added at its end."""
    return {place: FILES[place] + text}


def load(
    folder: Path,
    name: str = "duel",
    variant: str | None = None,
    lens: str | None = None,
    settings: Mapping[str, str] | None = None,
) -> Scenario:
    """Return a scenario of a folder, and of nowhere else."""
    return Library([folder]).load(name, variant, lens, settings)


def check(folder: Path) -> list[Problem]:
    """Return the problems of a folder, and of nowhere else."""
    return Library([folder]).check([folder])
