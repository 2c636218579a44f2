# ruff: noqa: E501
"""Mistakes planted in the made world, one at a time: what is written, and what is right instead.

`wrong` gives exactly one problem, of the code named, at the words `at`; `right` gives none. Where
`old` is empty the text is added at the end of the file.
"""

from typing import NamedTuple

NORTH, SOUTH = "actors/north.yaml", "actors/south.yaml"
RIVER = "scenarios/theatres/river.yaml"
GAZETTE = "scenarios/claims/gazette.yaml"
DUEL = "scenarios/duel.yaml"


class Mistake(NamedTuple):
    """One mistake: its name, the code that tells it, the file, and the two ways of writing."""

    name: str
    code: str
    file: str
    old: str
    wrong: str
    right: str
    at: str
    hint: str = ""


SLOT = "slot: 2"
PATROL = 'effects: [{on: tension, by: "4 * boldness"}]'
CALM = "watches: {tension: -1.0}"
WAR = 'war: {when: "final(tension) > 80 or raids > 2", says: The river burns.}'
FEUD = "when: tension > 90 and raids >= 2"
EXPECTED = "contrast: {a: long, b: bold}"
PROUD = "boldness: 2, actors.north.type: proud, actors.north.{0}: 0.5}}"
LENS = "set: {actors.north.motives.calm.weight: 0.3}, claims: [AA-02]"
BOLD = "bold: {says: Bolder boats., set: {boldness: 2}}"
FLOOD = "flood: {on: 2030-03-20, says: The river rises.}"
LINE = """constraints:
  line: {{kind: red_line, crossed_by: [{0}], answers: {{patrol: 0.1}}, says: No raids., claims: [AA-01]}}
"""
WARMTH = """theatre_changes:
  indicators: {heat: {name: Heat, range: [0, 9], start: 5, judgement: true}}
actors:
  north: {motives: {warm: {weight: 1, says: Be warm., watches: {heat: 1}, judgement: true}}}
"""
RAIN = """confidence: high, disagrees_with: [{0}]}}
  AA-03:
    {{kind: fact, says: It rained., source: gazette, holder: a child, holder_type: author,
     confidence: low}}
"""
WET = "  AA-03: {{kind: fact, says: {0}, source: gazette, holder: a child, holder_type: author, confidence: low}}\n"
HAZARD = "  storm: {{says: Storm., hazard: {0}, effects: [{{on: trade, by: -5}}]}}\nvariants:\n"
RESTS = """    claims: [AA-02]
  rest: {{weight: {0}, says: Rest., watches: {{tension: -1}}, judgement: true}}
  ease: {{weight: 0.6, says: Ease., watches: {{tension: -1}}, judgement: true}}
"""
BOUND = "    kind: bound\n    measure: {0}\n    at_most: {1}"
SIREN = """  siren: {{when: {0}, says: The siren sounds., sets: {{alarm: true}}}}
theatre_changes: {{flags: {{alarm: {{name: Alarm, start: false}}}}}}
variants:
"""
JOINTS = """joint_effects:
  - {{moves: [south.patrol, north.raid], effects: [{{on: tension, by: 2}}]}}
  - {{moves: [{0}, south.patrol], effects: [{{on: trade, by: -2}}]}}
variants:
"""
WAVE = """theatre_changes:
  indicators: {{ice: {{name: Ice, range: [0, 100], start: 50, judgement: true}}}}
actors:
  south:
    moves:
      wave:
        slot: 2
        says: Wave.
        tells: waves
        instrument: [D]
        plover: {{category: CONSULT}}
        lead: 0
        effects: [{{on: {}, by: 3}}]
        judgement: true
variants:
"""
IDLE = """moves:
  wait:
    slot: 2
    says: Send word.
    tells: sends word
    instrument: [D]
    plover: {{category: CONSULT}}
    lead: 0
    judgement: true
{0}"""

# fmt: off
READING = [
    Mistake("a tab", "WC005", DUEL, "    at: turn 2\n", "\tat: turn 2\n", "    at: turn 3\n", "\tat"),
    Mistake("an open quote", "WC005", DUEL, "says: The ice is gone.", 'says: "The ice is gone.', 'says: "The ice."', '"The ice', "not closed"),
    Mistake("a number sign in braces", "WC005", DUEL, BOLD, BOLD.replace("Bolder boats.", "Plan #2."), BOLD.replace("Bolder boats.", "'Plan #2.'"), "#2.", "' #' begins a comment"),
    Mistake("a number sign in a list", "WC005", DUEL, "cast: [north, south]", "cast: [north, #2 south]", "cast: [south, north]", "#2 south", "' #' begins a comment"),
    Mistake("a number sign at the end", "WC005", GAZETTE, "", WET.format("Rain #2."), WET.format("'Rain #2.'"), "#2", "' #' begins a comment"),
    Mistake("an escape", "WC004", DUEL, "The ice is gone.", '"The ice \\e[2J is gone."', '"The ice, gone."', '"The'),
    Mistake("an anchor", "WC008", DUEL, "start: {tension: 55}", "start: &s {tension: 55}", "start: {tension: 56}", "&s"),
    Mistake("a tag", "WC009", DUEL, "start: {tension: 55}", "start: !!map {tension: 55}", "start: {tension: 56}", "!!map"),
    Mistake("a merge key", "WC010", DUEL, "start: {tension: 55}", "start: {<<: {tension: 55}}", "start: {tension: 56}", "<<"),
    Mistake("a key twice", "WC011", DUEL, "start: {tension: 55}", "start: {tension: 55, tension: 60}", "start: {tension: 60}", "tension: 60"),
    Mistake("two documents", "WC012", DUEL, "", "---\nkind: scenario\n", "# the end\n", "---"),
    Mistake("a list for a key", "WC013", DUEL, "start: {tension: 55}", "start: {[tension]: 55}", "start: {tension: 60}", "[tension]"),
    Mistake("an endless number", "WC014", DUEL, "start: {tension: 55}", "start: {tension: .inf}", "start: {tension: 60}", ".inf"),
    Mistake("a bare yes", "WC016", DUEL, "brief: The ice breaks early this year.", "brief: yes", "brief: 'yes'", "yes"),
    Mistake("a text that ends at a comment", "WC017", DUEL, "brief: The ice breaks early this year.", "brief: The ice breaks at pier #3.", "brief: The ice breaks at pier no. 3. # early", "#3"),
]
SAYING = [
    Mistake("another kind", "WC101", SOUTH, "kind: actor", "kind: acter", "kind: actor ", "acter", "actor"),
    Mistake("another schema", "WC101", SOUTH, "schema: 1", "schema: 2", "schema:  1", "2"),
    Mistake("no name", "WC102", SOUTH, "name: South\n", "", "name: The south\n", "kind"),
    Mistake("no slot", "WC102", SOUTH, "    slot: 1\n", "", "    slot: 3\n", "patrol"),
    Mistake("a misspelt key", "WC103", SOUTH, "instrument: [M]", "instrumnt: [M]\n    instrument: [M]", "instrument: [E]", "instrumnt", "instrument"),
    Mistake("a key of elsewhere", "WC103", DUEL, "start: {tension: 55}", "start: {tension: 55}\npenalty: 1", "start: {tension: 60}", "penalty"),
    Mistake("commas unquoted", "WC103", DUEL, WAR, WAR.replace('"final(tension) > 80 or raids > 2"', "relation(north, south) > 80"), WAR.replace("final(tension) > 80", "relation(north, south) < -9"), "south)", "quotes"),
    Mistake("a number for text", "WC104", DUEL, "title: Two banks", "title: 2", "title: '2'", "2", "quotes"),
    Mistake("text for a number", "WC104", SOUTH, "weight: 1", "weight: one", "weight: 1.5", "one"),
    Mistake("text for a list", "WC104", SOUTH, "instrument: [M]", "instrument: M", "instrument: [M, D]", "M", "brackets"),
    Mistake("yes for true", "WC104", RIVER, "count: true", "count: 'yes'", "count: true ", "'yes'", "true"),
    Mistake("a weight of nothing", "WC105", SOUTH, "weight: 1", "weight: 0", "weight: 0.1", "0"),
    Mistake("odds above one", "WC105", NORTH, "odds: 0.8", "odds: 80", "odds: 0.9", "80"),
    Mistake("a slot of free moves", "WC105", NORTH, SLOT, "slot: 56", "slot: 55", "56"),
    Mistake("no turn", "WC105", DUEL, "turns: {count: 4", "turns: {count: 0", "turns: {count: 5", "0"),
    Mistake("an instrument", "WC106", SOUTH, "instrument: [M]", "instrument: [X]", "instrument: [E]", "X"),
    Mistake("a category", "WC106", NORTH, "category: ASSAULT", "category: ASAULT", "category: COERCE", "ASAULT", "ASSAULT"),
    Mistake("a sight", "WC106", NORTH, "seen: covert", "seen: covrt", "seen: mixed", "covrt", "covert"),
    Mistake("a kind of limit", "WC106", NORTH, "kind: soft", "kind: sofft", "kind: soft ", "sofft", "soft"),
    Mistake("capitals in a name", "WC107", DUEL, "  thaw:", "  Thaw:", "  thaw_2:", "Thaw"),
    Mistake("a move without its actor", "WC107", NORTH, "south.patrol: 0.03", "patrol: 0.03", "south.patrol: 0.04", "patrol"),
    Mistake("a date that is none", "WC108", RIVER, "2030-03-20", "2030-02-30", "2030-03-21", "2030-02-30"),
    Mistake("a duration", "WC108", NORTH, "lead: 3 days", "lead: 3", "lead: 4 days", "3"),
    Mistake("a time for an inject", "WC108", DUEL, "at: turn 2", "at: second turn", "at: turn 2 day 3", "second turn"),
    Mistake("a range upside down", "WC109", RIVER, "range: [0, 200]", "range: [200, 0]", "range: [0, 201]", "[200"),
    Mistake("a soft limit without a price", "WC109", NORTH, "    penalty: 0.05\n", "", "    penalty: 0.06\n", "shame"),
    Mistake("nothing brings it about", "WC109", DUEL, "    at: turn 2\n", "", "    contingency: true\n", "thaw"),
    Mistake("a contrast with itself", "WC109", DUEL, EXPECTED, "contrast: {a: bold, b: bold}", "contrast: {a: plain, b: bold}", "bold}", "plain is the scenario"),
    Mistake("a motive without grounds", "WC110", SOUTH, "    claims: [AA-02]\n", "", "    judgement: plain\n", "trade"),
]
NAMING = [
    Mistake("an actor", "WC201", DUEL, "cast: [north, south]", "cast: [north, south, wset]", "cast: [south, north]", "wset"),
    Mistake("a theatre", "WC202", DUEL, "theatre: river", "theatre: rivver", "theatre: river ", "rivver", "river"),
    Mistake("a ledger", "WC203", DUEL, "claims: gazette", "claims: gazete", "claims: gazette ", "gazete", "gazette"),
    Mistake("an indicator", "WC204", NORTH, CALM, "watches: {tensoin: -1.0}", "watches: {tension: -2.0}", "tensoin", "tension"),
    Mistake("a relation", "WC204", NORTH, '"relation(south, north)": 2', '"relation(south, east)": 2', '"relation(north, south)": 2', '"relation(south, east)"'),
    Mistake("a flag", "WC205", NORTH, "sets: {mood: angry}", "sets: {moood: angry, mood: angry}", "sets: {mood: fair}", "moood", "mood"),
    Mistake("a count", "WC205", NORTH, "counts: [raids]", "counts: [raids, raidz]", "counts: [raids] ", "raidz", "raids"),
    Mistake("a move", "WC206", SOUTH, "north.raid:", "north.riad:", "north.plead:", "north.riad", "raid"),
    Mistake("a motive", "WC207", NORTH, "weights: {calm: 0.3}", "weights: {clam: 0.3}", "weights: {calm: 0.4}", "clam", "calm"),
    Mistake("a claim", "WC208", SOUTH, "    claims: [AA-02]", "    claims: [AA-22]", "    claims: [AA-01]", "AA-22", "AA-02"),
    Mistake("a setting", "WC209", DUEL, BOLD, BOLD.replace("boldness: 2", "bodlness: 2"), BOLD.replace("2}", "1.9}"), "bodlness", "boldness"),
    Mistake("a setting of an actor", "WC209", DUEL, LENS, LENS.replace("calm", "clam"), LENS.replace("calm", "trade"), "actors.north.motives.clam", "calm"),
    Mistake("a variant", "WC210", DUEL, EXPECTED, "contrast: {a: lnog, b: bold}", "contrast: {a: bold, b: long}", "lnog", "long"),
    Mistake("a type", "WC211", NORTH, "greedy: 0.7", "gredy: 0.7", "greedy: 0.70", "gredy", "greedy"),
    Mistake("a source", "WC212", GAZETTE, "", "  AA-03:\n    {kind: fact, says: It rained., source: gazzette, holder: a child,\n     holder_type: author, confidence: low}\n", "  AA-03:\n    {kind: fact, says: It rained., source: gazette, holder: a child,\n     holder_type: author, confidence: low}\n", "gazzette", "gazette"),
    Mistake("a base", "WC213", DUEL, "schema: 1", "schema: 1\nextends: deul", "schema: 1 ", "deul", "duel"),
    Mistake("an inject", "WC214", DUEL, "variants:\n", HAZARD.format("{chance: 0.1, after: {thwa: 2}}"), HAZARD.format("{chance: 0.1, after: {thaw: 2}}"), "thwa", "thaw"),
    Mistake("a lens", "WC215", RIVER, "", "lenses:\n  loud: {says: Loud., set: {start.trade: 90}, claims: [AA-02]}\n  low: {says: Low., set: {start.trade: 80}, claims: [AA-01]}\ndisagreements:\n  noise: {says: How loud., between: [loud, lwo]}\n", "lenses:\n  loud: {says: Loud., set: {start.trade: 90}, claims: [AA-02]}\n  low: {says: Low., set: {start.trade: 80}, claims: [AA-01]}\ndisagreements:\n  noise: {says: How loud., between: [loud, low]}\n", "lwo", "low"),
]
CONDITIONS = [
    Mistake("one sign for equal", "WC301", NORTH, "requires: tension > 40 and not treaty", "requires: tension = 40", "requires: tension == 100", "= 40", "=="),
    Mistake("a dot in a name", "WC301", DUEL, FEUD, "when: river.tension > 90", "when: tension > 91", ".tension"),
    Mistake("an unknown name", "WC302", DUEL, FEUD, "when: tensoin > 90", "when: tension > 91", "tensoin", "tension"),
    Mistake("an unknown function", "WC303", DUEL, FEUD, "when: move(north, raid) > 1", "when: moves(north, raid) > 1", "move", "moves"),
    Mistake("text against a number", "WC304", DUEL, FEUD, "when: mood > 90", "when: raids > 1", "mood"),
    Mistake("too few arguments", "WC305", DUEL, FEUD, "when: moved(north)", "when: moved(north, raid)", "moved(north)"),
    Mistake("a condition without end", "WC306", DUEL, FEUD, "when: " + "(" * 60 + "raids > 1" + ")" * 60, "when: (raids > 1)", "("),
    Mistake("a run asked of a moment", "WC307", DUEL, FEUD, "when: highest(tension) > 90", "when: tension > 91", "highest(tension)"),
    Mistake("a measure of itself", "WC308", RIVER, "is: tension - trade / 2", "is: strain + trade", "is: tension - trade", "strain + trade"),
]
WHOLE = [
    Mistake("a slot twice", "WC401", NORTH, SLOT, "slot: 1", "slot: 3", "1", "2"),
    Mistake("a start outside", "WC402", DUEL, "start: {tension: 55}", "start: {tension: 155}", "start: {tension: 99}", "155"),
    Mistake("couplings without end", "WC403", RIVER, "by: -0.1, claims: [AA-02]}", "by: -0.1, claims: [AA-02]}\n  - {from: trade, to: tension, by: -3, judgement: true}", "by: -0.1, claims: [AA-02]}\n  - {from: trade, to: tension, by: -0.1, judgement: true}", "couplings"),
    Mistake("couplings nearly so", "WC404", RIVER, "by: -0.1, claims: [AA-02]}", "by: -0.1, claims: [AA-02]}\n  - {from: trade, to: tension, by: -0.56, judgement: true}", "by: -0.1, claims: [AA-02]}\n  - {from: trade, to: tension, by: -0.1, judgement: true}", "couplings"),
    Mistake("no last outcome", "WC405", DUEL, "peace: {otherwise: true,", "peace: {when: final(tension) < 90,", "peace: {otherwise: true ,", "peace", "otherwise"),
    Mistake("a first last outcome", "WC406", DUEL, WAR, "calm: {otherwise: true, says: Calm.}", WAR, "true", "last"),
    Mistake("an inject after ENDEX", "WC407", DUEL, "at: turn 2", "at: turn 9", "at: turn 4", "turn 9"),
    Mistake("an inject before STARTEX", "WC407", DUEL, "at: turn 2", "at: 2029-01-01", "at: 2030-02-01", "2029-01-01"),
    Mistake("a circle", "WC408", DUEL, "schema: 1", "schema: 1\nextends: duel", "schema: 1 ", "duel"),
    Mistake("a value of a flag", "WC409", NORTH, "sets: {mood: angry}", "sets: {mood: agry}", "sets: {mood: angry} ", "agry", "angry"),
    Mistake("two of a name", "WC410", DUEL, "uncertainties:\n", "uncertainties:\n  trade: {says: Trade., value: 1, range: [0, 2]}\n", "uncertainties:\n  # none\n", "trade"),
    Mistake("an indicator called turn", "WC410", RIVER, "indicators:\n", "indicators:\n  turn: {name: Turnout, range: [0, 9], start: 5, judgement: true}\n", "indicators:\n  turnout: {name: Turnout, range: [0, 9], start: 5, judgement: true}\n", "turn", "turn_level"),
    Mistake("a flag called not", "WC410", RIVER, "flags:\n", "flags:\n  not: {name: Not, start: false}\n", "flags:\n  nought: {name: Not, start: false}\n", "not", "not_flag"),
    Mistake("a measure called max", "WC410", RIVER, "measures:\n", "measures:\n  max: {is: trade}\n", "measures:\n  most: {is: trade}\n", "max", "max_measure"),
    Mistake("a measure of a scenario called ever", "WC410", DUEL, "uncertainties:\n", "measures: {ever: {is: trade}}\nuncertainties:\n", "measures: {never: {is: trade}}\nuncertainties:\n", "ever", "ever_measure"),
    Mistake("a move called or", "WC410", SOUTH, "  patrol:", "  or: {slot: 2, says: Sell., tells: sells, instrument: [E], plover: {category: CONSULT}, lead: 0, effects: [{on: trade, by: 1}]}\n  patrol:", "  sell: {slot: 2, says: Sell., tells: sells, instrument: [E], plover: {category: CONSULT}, lead: 0, effects: [{on: trade, by: 1}]}\n  patrol:", "or", "or_move"),
    Mistake("a line crossed by itself", "WC411", SOUTH, "", LINE.format("south.patrol"), LINE.format("north.raid"), "south.patrol", "under on:"),
    Mistake("a move at oneself", "WC411", SOUTH, "target: north", "target: south", "target: [north]", "south", "leave target: out"),
    Mistake("a move at oneself among others", "WC411", NORTH, "target: [south]", "target: [south, north]", "target: [south] ", "north]", "leave target: out"),
    Mistake("twice in the cast", "WC411", DUEL, "cast: [north, south]", "cast: [north, south, north]", "cast: [south, north]", "north]"),
]
SENSE = [
    Mistake("a motive nothing moves", "WC501", DUEL, "", WARMTH, WARMTH.replace("heat: 1", "trade: 1"), "heat: 1"),
    Mistake("a move of never", "WC502", NORTH, "requires: tension > 40 and not treaty", "requires: tension > 100", "requires: tension > 99", "tension > 100"),
    Mistake("a cost in capital without a pool", "WC518", NORTH, "cost: 0.01", "capital: 10", "capital: 0", "10", "(capital: {start: 20"),
    Mistake("an effect of nothing", "WC519", NORTH, "{on: tension, by: 10}", "{on: tension, by: 0}", "{on: tension, by: 1}", "0}", "give it an amount"),
    Mistake("an effect that can be nothing", "WC519", SOUTH, "4 * boldness", "0 * boldness", "(boldness - 1) * 4", '"0 * boldness', "give it an amount"),
    Mistake("an effect after ENDEX", "WC519", NORTH, "{on: tension, by: 10}", "{on: tension, by: 10, delay: 7 months}", "{on: tension, by: 10, delay: 3 months}", "7 months", "shorter delay"),
    Mistake("a move that never succeeds", "WC519", NORTH, "odds: 0.8", "odds: 0", "odds: 0.01", "0", "a chance between"),
    Mistake("a lead longer than the exercise", "WC519", NORTH, "lead: {min: 2 days, mode: 5 days, max: 20 days}", "lead: 200 days", "lead: {law: exponential, mean: 200 days}", "lead"),
    Mistake("a level watched for nothing", "WC519", NORTH, '"relation(south, north)": 2', '"relation(south, north)": 0', '"relation(south, north)": -1', "0", "a minus"),
    Mistake("a penalty of a hard constraint", "WC519", NORTH, "says: A treaty binds.", "says: A treaty binds.\n    penalty: 0.1", "says: A treaty is a treaty.", "0.1", "kind: soft"),
    Mistake("a coupling of nothing", "WC519", RIVER, "by: -0.1", "by: 0", "by: 0.1", "0"),
    Mistake("what everybody sees is published", "WC519", RIVER, "seen_by: [south],", "", "seen_by: [north, south],", "3 months", "seen_by: who"),
    Mistake("an effect twice", "WC520", NORTH, "- {on: tension, by: 10}", "- {on: tension, by: 10}\n      - {on: tension, by: 10}", "- {on: tension, by: 10}\n      - {on: tension, by: 10, delay: 1 month}", "tension", "twice the amount"),
    Mistake("a joint effect twice", "WC520", DUEL, "variants:\n", JOINTS.format("north.raid"), JOINTS.format("north.plead"), "[north.raid", "one list"),
    Mistake("chances over 1", "WC521", NORTH, "{greedy: 0.7, kind: 0.3}", "{greedy: 0.7, kind: 0.6}", "{greedy: 0.67, kind: 0.34}", "types", "its share of 1"),
    Mistake("an inject that waits for itself", "WC503", DUEL, "variants:\n", SIREN.format("alarm"), SIREN.format("alarm or tension > 60"), "alarm, says", "something else set"),
    Mistake("a move that waits for itself", "WC502", NORTH, "requires: tension > 40 and not treaty", "requires: raids >= 1", "requires: raids >= 0 or treaty", "raids", "something else set"),
    Mistake("an alternative that cannot hold", "WC522", DUEL, FEUD, "when: raids >= 2 or tension > 100 and trade < 50", "when: raids >= 2 or tension > 99 and trade < 50", "raids", "brackets part"),
    Mistake("a demand that always holds", "WC522", DUEL, FEUD, "when: tension >= 0 and raids >= 2", "when: tension > 0 and raids >= 2", "tension", "ranges of its indicators"),
    Mistake("a level asked to be a number", "WC523", DUEL, FEUD, "when: tension == 50 or raids >= 2", "when: tension == 100 or raids == 2", "tension", "45 <= level"),
    Mistake("a level coupled to itself", "WC411", RIVER, "from: tension, to: trade", "from: trade, to: trade", "from: trade, to: tension", "trade, by", "its pull:"),
    Mistake("a claim against itself", "WC411", GAZETTE, "low, disagrees_with: [AA-01]", "low, disagrees_with: [AA-02]", "low", "AA-02", "another claim"),
    Mistake("an answer to a move of one's own", "WC519", NORTH, "responds_to: {south.patrol: 0.03}", "responds_to: {north.raid: 0.03, south.patrol: 0.03}", "responds_to: {south.patrol: 0.04}", "north.raid", "another actor"),
    Mistake("a bound of percent on a share", "WC105", DUEL, '    kind: strict\n    measure: strain\n    contrast: {a: long, b: bold}\n    sign: "+"', BOUND.format("final(tension) > 80", 30), BOUND.format("final(tension)", 30), "30", "perhaps 0.3"),
    Mistake("everybody as an actor", "WC201", DUEL, "says: The ice is gone.", "says: The ice is gone.\n    to: all", "says: The ice is gone.", "all", "leave the key out"),
    Mistake("a seat nobody has", "WC201", DUEL, "startex:", "seats: [[nroth]]\nstartex:", "seats: [[north]]\nstartex:", "nroth", "'north'"),
    Mistake("seats of two teams in two lists", "WC411", DUEL, "startex:", "seats: [north, south]\nstartex:", "seats: [[north], [north, south]]\nstartex:", "south", "[[north, south]]"),
    Mistake("a flag that a motive watches", "WC204", NORTH, CALM, "watches: {treaty: 1}", CALM, "treaty", "only a condition can ask for it"),
    Mistake("an answer of another's", "WC107", SOUTH, "", LINE.format("north.raid").replace("{patrol:", "{south.patrol:"), LINE.format("north.raid"), "south.patrol", "without the actor"),
    Mistake("a level that nothing draws back", "WC403", RIVER, "pull: 0.25, noise: 1, bad", "pull: 0, noise: 1, bad", "pull: 0.2, noise: 1, bad", "couplings", "nothing draws tension back"),
    Mistake("an experiment among the scenarios", "WC101", DUEL, "kind: scenario", "kind: experiment", "kind: scenario", "experiment", "in experiments/"),
    Mistake("a hostile act that helps", "WC524", SOUTH, "intensity: -3", "intensity: 3", "intensity: -9", "3", "other sign"),
    Mistake("a date in a condition", "WC301", DUEL, FEUD, "when: turn < 2030-03-01", "when: turn < 2030 - 2028 or raids > 2", "2030-03-01", "an inject falls by at:"),
    Mistake("an answer to nothing", "WC502", NORTH, "responds_to: {south.patrol: 0.03}", "response_only: true", "response_only: true\n    responds_to: {south.patrol: 0.03}", "true"),
    Mistake("beyond a range", "WC503", DUEL, FEUD, "when: tension > 100", "when: tension > 99", "tension > 100"),
    Mistake("parts at odds", "WC503", DUEL, FEUD, "when: tension > 60 and trade < 9 and tension < 50", "when: tension > 60 and trade < 9 and tension < 70", "tension > 60"),
    Mistake("a flag nothing sets", "WC503", DUEL, FEUD, "when: turn > 9", "when: turn > 3", "turn > 9"),
    Mistake("an end at once", "WC503", DUEL, "start: {tension: 55}", "start: {tension: 55}\nendex: tension >= 0", "start: {tension: 55}\nendex: tension >= 99", "tension >= 0"),
    Mistake("an end that never comes", "WC503", DUEL, "start: {tension: 55}", "start: {tension: 55}\nendex: raids < 0", "start: {tension: 55}\nendex: raids > 5", "raids < 0"),
    Mistake("a hidden ending", "WC504", DUEL, WAR, WAR + '\n  ruin: {when: "final(tension) > 90", says: Ruin.}', WAR + '\n  ruin: {when: "final(tension) > 70", says: Ruin.}', '"final(tension) > 90"', "war"),
    Mistake("an ending with more asked", "WC504", DUEL, WAR, WAR + '\n  ruin: {when: "raids > 3 and final(trade) < 9", says: Ruin.}', WAR + '\n  ruin: {when: "raids > 1 and final(trade) < 9", says: Ruin.}', '"raids > 3', "war"),
    Mistake("a flood of an effect", "WC505", DUEL, "by: 5}", "by: 500}", "by: 199}", "500"),
    Mistake("a move too strong", "WC505", NORTH, "by: 10}", "by: -101}", "by: -99}", "-101"),
    Mistake("a weight of a feather", "WC506", SOUTH, "    claims: [AA-02]\n", "    claims: [AA-02]\n  rest: {weight: 0.001, says: Rest., watches: {tension: -1}, judgement: true}\n", "    claims: [AA-02]\n  rest: {weight: 0.02, says: Rest., watches: {tension: -1}, judgement: true}\n", "0.001"),
    Mistake("a line nobody crosses", "WC507", SOUTH, "", "constraints:\n  line: {kind: red_line, when: tension > 100, answers: {patrol: 0.1}, says: No., claims: [AA-01]}\n", LINE.format("north.raid"), "line"),
    Mistake("a contested claim", "WC508", GAZETTE, "confidence: high, disagrees_with: [AA-02]}\n", RAIN.format("AA-03"), RAIN.format("AA-02"), "AA-01"),
    Mistake("a lens of nobody", "WC509", DUEL, LENS, LENS.replace(", claims: [AA-02]", ""), LENS, "proud_north"),
    Mistake("an uncertainty unread", "WC510", SOUTH, PATROL, "effects: [{on: tension, by: 4}]", PATROL, "boldness"),
    Mistake("a silent source", "WC511", GAZETTE, "sources:\n", "sources:\n  echo: {outlet: The Echo, title: Ice, date: 2030-01-01}\n", "sources:\n", "echo"),
    Mistake("a weight of a hundred", "WC513", SOUTH, "    claims: [AA-02]\n", RESTS.format(30), RESTS.format(3), "30", "a decimal point"),
    Mistake("a move of nothing", "WC514", SOUTH, "moves:\n", IDLE.format(""), IDLE.format("    counts: [raids]\n"), "wait"),
    Mistake("a move nobody counts", "WC514", SOUTH, "moves:\n", IDLE.format(""), IDLE.format("    response_only: true\n    responds_to: {north.raid: 0.02}\n"), "wait"),
    Mistake("a move in vain", "WC515", DUEL, "variants:\n", WAVE.format("ice"), WAVE.format("trade"), "wave", "a motive watch"),
    Mistake("held back until a day", "WC516", DUEL, "at: turn 2", "at: turn 2\n    contingency: true", "contingency: true", "at: turn 2", "by hand"),
    Mistake("held back by chance", "WC516", DUEL, "at: turn 2", "hazard: {chance: 0.1}\n    contingency: true", "hazard: {chance: 0.1}", "hazard:", "by hand"),
    Mistake("a condition nothing asks", "WC516", DUEL, FEUD, FEUD + "\n    contingency: true", "contingency: true", "when:", "fire by itself"),
    Mistake("a weight nobody reads", "WC517", DUEL, "boldness: 2}", PROUD.format("motives.calm.weight"), PROUD.format("types.proud.weights.calm"), "actors.north.motives", "types.proud.weights.calm"),
    Mistake("a chance of nothing", "WC512", DUEL, "variants:\n", HAZARD.format("{chance: 0}"), HAZARD.format("{chance: 0.01}"), "0"),
]
NEAR = [
    Mistake("at least, turned round", "WC301", NORTH, "requires: tension > 40 and not treaty", "requires: tension => 40", "requires: tension >= 40", "=> 40", "write >="),
    Mistake("at most, turned round", "WC301", NORTH, "requires: tension > 40 and not treaty", "requires: tension =< 60", "requires: tension <= 60", "=< 60", "write <="),
    Mistake("unequal, as elsewhere", "WC301", DUEL, FEUD, "when: raids <> 1", "when: raids != 1", "> 1", "write !="),
    Mistake("more than", "WC301", DUEL, FEUD, "when: tension more than 90", "when: tension > 91", "more", "write > (operators are == != < <= > >= and or + - * /)"),
    Mistake("a word for an operator", "WC301", DUEL, FEUD, "when: tension of 90", "when: tension > 92", "of 90", "operators are =="),
    Mistake("a value without quotes", "WC302", DUEL, FEUD, "when: mood == angry", "when: 'mood == \"angry\"'", "angry", '"angry" is a value of mood: put it in quotes'),
    Mistake("a flag of many values for true", "WC304", DUEL, FEUD, "when: mood and raids > 1", "when: 'mood == \"angry\" and raids > 1'", "mood", 'mood == "angry"'),
    Mistake("a flag of many values alone", "WC304", DUEL, FEUD, "when: mood", "when: 'mood != \"fair\"'", "mood", 'compare it with one of its values: mood == "angry" ("fair", "angry")'),
    Mistake("quotes of a word processor", "WC301", DUEL, FEUD, "when: mood == “angry”", "when: 'mood == \"angry\"'", "“angry", "straight quotes"),
    Mistake("a condition in such quotes", "WC301", DUEL, FEUD, "when: “tension > 90”", 'when: "tension > 90"', "“tension", "straight quotes"),
    Mistake("a decimal comma in a condition", "WC301", DUEL, FEUD, "when: tension > 90,5", "when: tension > 90.5", ",5", "write 90.5"),
    Mistake("a decimal comma", "WC104", SOUTH, "weight: 1", "weight: 0,5", "weight: 0.5", "0,5", "write 0.5"),
    Mistake("a decimal comma in braces", "WC104", SOUTH, "watches: {trade: 1}", "watches: {trade: 0,8}", "watches: {trade: 0.8}", "8}", "perhaps trade: 0.8"),
    Mistake("a decimal comma among keys", "WC103", NORTH, "by: 10}", "by: 0,5}", "by: 0.5}", "5}", "perhaps by: 0.5"),
    Mistake("an amount in percent", "WC301", NORTH, "by: 10}", "by: +6%}", "by: +6}", "%", "a number is needed: 6, not +6%"),
    Mistake("a duration below nothing", "WC108", NORTH, "delay: 1 month", "delay: -1 month", "delay: 2 months", "-1 month"),
    Mistake("a category in small letters", "WC106", SOUTH, "category: MOBILIZE", "category: mobilize", "category: MOBILIZE ", "mobilize", "did you mean 'MOBILIZE'?"),
    Mistake("a weight that drowns", "WC513", SOUTH, "    claims: [AA-02]\n", RESTS.format(300), RESTS.format(3), "300", "a decimal point"),
    Mistake("a setting renamed", "WC209", DUEL, BOLD, BOLD.replace("boldness: 2", "bite: 2"), BOLD.replace("2}", "1.8}"), "bite", "known settings: boldness, "),
    Mistake("odds of a hundred", "WC104", NORTH, "odds: 0.8", "odds: 80%", "odds: 0.80", "80%", "perhaps 0.8"),
    Mistake("no space in braces", "WC103", DUEL, "turns: {count: 4", "turns: {count:4", "turns: {count:  4", "count:4", "count: 4"),
    Mistake("a relation without quotes", "WC104", NORTH, CALM, "watches: {relation(south, north): 3}", 'watches: {"relation(south, north)": 3}', "relation(south,", "quotes"),
    Mistake("an indicator set at once", "WC209", DUEL, BOLD, BOLD.replace("boldness: 2", "tension: 60"), BOLD.replace("boldness: 2", "start.tension: 60"), "tension", "start.tension"),
    Mistake("a flag set at once", "WC209", DUEL, BOLD, BOLD.replace("boldness: 2", "mood: angry"), BOLD.replace("boldness: 2", "start.mood: angry"), "mood", "start.mood"),
    Mistake("a line crossed by nobody's move", "WC107", SOUTH, "", LINE.format("raid"), LINE.format("north.raid"), "raid", "'north.raid'"),
]
# fmt: on
MISTAKES = [*READING, *SAYING, *NAMING, *CONDITIONS, *WHOLE, *SENSE, *NEAR]
