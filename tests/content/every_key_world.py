"""A small world in which every key of every document has something to do."""

NORTH = """\
kind: actor
schema: 1
name: North
description: The upper bank.
brief: You hold the upper bank.
secret_brief: You cannot hold it for long.
decision:
  precision: 25
  level: 1
  reaction_delay: 6 days
  friction: 0.02
  drift: 0.03
  must_move: false
  horizon: 12
  discount: 0.95
  forgetting: 0.02
  value: {family: need, curvature: 1.4, loss: 1.6}
capital: {start: 20, most: 24, regain: 3}
motives:
  calm:
    weight: 0.6
    says: Keep the river quiet.
    watches: {tension: -1.0}
    aspiration: 2
    salience: {tension: 0.5}
    weight_when: [{when: 'mood == "angry"', weight: 0.2}]
    value: {family: need, curvature: 1.2, loss: 1.7}
    scale: 40
    clip: 1.5
    claims: [AA-01]
  trade:
    weight: 0.4
    says: Sell timber.
    watches: {trade: 1.0, "relation(south, north)": 2}
    judgement: Timber is all it has.
constraints:
  no_raids:
    kind: hard
    on: [raid]
    when: treaty
    says: A treaty binds.
    claims: [AA-01]
    disputed_by: [AA-02]
  shame:
    kind: soft
    on: [plead]
    penalty: 0.05
    breach: 70 - tension
    says: Pleading is beneath it.
    judgement: pride is nowhere written down
  jetty:
    kind: red_line
    crossed_by: [south.patrol]
    resolve: 0.6
    window: 8 weeks
    answers: {rally: 0.09}
    says: No boats at the jetty.
    judgement: true
types:
  proud: {says: Calm comes second., weights: {calm: 0.3}, resolve: 0.8, claims: [AA-01]}
  meek: {says: As written.}
type: proud
perceives:
  south: {types: {greedy: 0.7, kind: 0.3}, resolve: 0.5, claims: [AA-02]}
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
    requires: tension > 10
    cost: 0.01
    capital: 5
    lead: {law: exponential, mean: 9 days}
    odds: 0.5
    effects:
      - {on: tension, by: -8, delay: 1 month, ramp: 2 months, half_life: 6 months,
         lasting: 0.2, spread: 0.3}
    failure_effects:
      - {on: trade, by: -7, delay: 1 month, ramp: 2 months, half_life: 5 months,
         lasting: 0.3, spread: 0.4}
    responds_to:
      south.patrol: {bonus: 0.08, window: 2 months}
    spread: 0.25
    cooldown: 1 month
    fatigue: 0.6
    tags: [talk]
    claims: [AA-01]
  raid:
    slot: 2
    says: Burn the jetty.
    tells: burns the jetty
    instrument: [M]
    plover: {category: ASSAULT, intensity: -9}
    target: south
    lead: {law: triangular, min: 2 days, mode: 5 days, max: 20 days}
    seen: {chance: 0.6, delay: 4 days}
    effects: [{on: tension, by: 4}, {on: trade, by: 40}]
    sets: {mood: angry}
    counts: [raids]
    judgement: it burnt one before
  rally:
    slot: 3
    says: Call out the guard.
    tells: calls out the guard
    instrument: [M]
    plover: {category: MOBILIZE}
    response_only: true
    responds_to: {south.patrol: 0.02}
    effects: [{on: tension, by: 3}]
    cooldown: 0
"""
SOUTH = """\
kind: actor
schema: 1
name: South
motives:
  market:
    weight: 1
    says: Buy timber.
    watches: {trade: 1}
    claims: [AA-02]
  peace:
    weight: 1
    says: Sleep at night.
    watches: {tension: -1}
    claims: [AA-02]
constraints:
  shore:
    kind: red_line
    crossed_by: [north.raid]
    resolve: 0.4
    answers: {patrol: 0.07}
    says: Nobody burns the shore.
    claims: [AA-02]
types:
  greedy: {says: Trade at any price., weights: {market: 5}}
  kind: {says: Trade among friends.}
moves:
  patrol:
    slot: 1
    says: Send a boat upriver.
    tells: sends a boat upriver
    instrument: [M]
    plover: {category: MOBILIZE, mode: troops}
    target: north
    effects: [{on: tension, by: "4 * boldness"}, {on: trade, by: 9}]
    cooldown: 0
"""
THEATRE = """\
kind: theatre
schema: 1
name: The river
description: Two banks and what lies between.
indicators:
  tension:
    name: Tension
    unit: points
    range: [0, 100]
    start: 50
    pull: 0.25
    noise: 1
    bad: high
    says: How near to blows.
    claims: [AA-01]
  trade:
    {name: Trade, range: [0, 200], start: 100, seen_by: [south], published: 3 months,
     judgement: known to all}
relation_defaults: {pull: 0.2, noise: 0.1}
relations:
  - {between: [south, north], start: -2, claims: [AA-01], judgement: they do not speak}
flags:
  mood: {name: Mood, values: [fair, angry], start: fair}
  treaty: {name: Treaty, start: false}
  raids: {name: Raids, count: true, start: 0}
couplings:
  - {from: tension, to: trade, by: -0.1, claims: [AA-02], judgement: boats stay home}
calendar:
  flood: {on: 2030-03-20, says: The river rises., claims: [AA-02]}
measures:
  strain: {is: tension - trade / 2, says: How bad it is.}
lenses:
  wet:
    {title: The wet reading, says: It rains on both banks., set: {start.tension: 45},
     claims: [AA-01]}
  dry:
    {says: It is dry on one bank., set: {start.tension: 55}, claims: [AA-02],
     judgement: rain is local}
disagreements:
  weather: {says: Whether it rains., between: [wet, dry]}
"""
CLAIMS = """\
kind: claims
schema: 1
sources:
  gazette: {outlet: The Gazette, title: Two banks, date: 2029-11-02, authors: [A. Boatman]}
  letter: {outlet: The Post, title: A letter, date: 2029-11-03}
claims:
  AA-01:
    says: The north wants quiet.
    actors: [north]
    kind: motive
    source: gazette
    paragraph: 2
    holder: the editor
    holder_type: author
    confidence: high
    disagrees_with: [AA-02]
  AA-02:
    {says: The south wants timber and noise., kind: motive, source: gazette, holder: a trader,
     holder_type: analyst, confidence: low, disagrees_with: [AA-01]}
excused: {AA-02: it is noise}
"""
BASE = """\
kind: scenario
schema: 1
title: Two banks, before
brief: The ice is thick.
theatre: river
claims: gazette
cast: [north, south]
startex: 2030-01-31
uncertainties: {boldness: {says: How bold., value: 1, range: [0, 2]}}
lenses: {icy: {says: Ice for ever., set: {start.tension: 40}}}
outcomes: {peace: {otherwise: true, says: Nothing.}}
"""
DUEL = """\
kind: scenario
schema: 1
extends: winter
title: Two banks
brief: The ice breaks early this year.
notes: Let them quarrel.
objectives: [See who speaks first.]
dossier:
  - {says: Timber is dear., claims: [AA-02]}
  - {says: Boats are cheap., judgement: all boats are}
seats: [[north], [south, north]]
theatre: river
claims: gazette
cast: [north, south]
startex: 2030-01-31
turns: {count: 5, length: 1 month}
start: {tension: 55}
actors: {south: {decision: {friction: 0.01}}}
theatre_changes: {description: A river in spate.}
measures:
  worry: {is: 2 * tension, says: How the banks sleep.}
endex: tension > 99
uncertainties:
  boldness:
    {says: How bold the boats are., value: 1, range: [0, 2], claims: [AA-01],
     judgement: nobody counted}
rules: {argument: 0.5, fade: 0.08, least_likelihood: 0.02, mean_level: 1.5, relation_shift: 0.08}
epistemic:
  precision: [15, 90]
  loss: [1, 2.25]
  curvature: [0.75, 2.25]
  weights: 0.47
  couplings: [0.6, 1.4]
  effects: [0.7, 1.3]
  bonuses: [0.5, 1.5]
  level: [0, 1]
injects:
  thaw:
    at: turn 2
    says: The ice is gone.
    effects:
      - {on: trade, by: 5, delay: 1 month, ramp: 1 month, half_life: 6 months,
         lasting: 0.1, spread: 0.2}
    to: [south]
    claims: [AA-01]
    judgement: it always goes
  feud:
    when: tension > 50 and turn >= 2
    says: An old feud wakes.
    sets: {mood: angry}
    counts: [raids]
  storm:
    when: turn >= 2
    contingency: true
    says: A storm, if the table is quiet.
    effects: [{on: trade, by: -9}]
  squall:
    hazard: {chance: 0.3, after: {thaw: 6}, leans_on: {tension: 3}, half_life: 2 months}
    once: false
    says: A squall.
    effects: [{on: trade, by: -3}]
joint_effects:
  - moves: [north.raid, south.patrol]
    effects:
      - {on: tension, by: 6, delay: 1 month, ramp: 1 month, half_life: 7 months, lasting: 0.4}
variants:
  bold: {says: Bolder boats., set: {boldness: 2}, claims: [AA-01], judgement: boats differ}
  long: {says: Longer., set: {turns.count: 6}}
lenses:
  humble:
    {title: Before all else, says: Calm first., set: {actors.north.type: meek}, claims: [AA-02],
     judgement: readers differ}
outcomes:
  war: {when: "final(tension) > 60", says: The river burns.}
  peace: {otherwise: true, says: The river is quiet.}
expectations:
  boats_bring_strain:
    says: Bolder boats, more strain.
    kind: strict
    measure: strain
    contrast: {a: long, b: bold}
    sign: "+"
    claims: [AA-02]
    judgement: boats are loud
  few_wars:
    says: War is rare.
    kind: bound
    measure: final(tension) > 90
    at_most: 0.5
    claims: [AA-01]
"""
WORLD = {
    "actors/north.yaml": NORTH,
    "actors/south.yaml": SOUTH,
    "scenarios/theatres/river.yaml": THEATRE,
    "scenarios/theatres/sea.yaml": THEATRE.replace("The river", "The sea"),
    "scenarios/claims/gazette.yaml": CLAIMS,
    "scenarios/claims/herald.yaml": CLAIMS.replace("a trader", "a poet"),
    "scenarios/winter.yaml": BASE,
    "scenarios/duel.yaml": DUEL,
}
PLACES = {
    "actor": ("actors/north.yaml", "actors/south.yaml"),
    "theatre": ("scenarios/theatres/river.yaml",),
    "claims": ("scenarios/claims/gazette.yaml",),
    "scenario": ("scenarios/duel.yaml",),
}
"""The files in which the keys of a kind are changed."""
