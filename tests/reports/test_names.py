"""What things are called."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from engine.model import Flag, Move, Overrides, Plover, Seen
from reports.names import Names, acronyms, flag_changed, proper_words
from tests.engine.small import ash, elm, level, move, scenario


def names_with(*moves: Move, **theatre: Any) -> Names:
    made = scenario(replace(ash(), moves=moves), elm()) if moves else scenario()
    return Names(replace(made, theatre=replace(made.theatre, **theatre)))


def test_a_relation_is_called_by_its_actors() -> None:
    relation = level("relation(ash, elm)", is_relation=True)
    names = names_with(levels=(relation, level("goods", name="Goods in store")))
    assert names.level("relation(ash, elm)") == "relation Ash–Elm"
    assert names.level("goods") == "Goods in store"


def test_a_lens_is_called_by_its_title_or_its_id_in_words() -> None:
    lenses = (
        Overrides("wet_view", "Rain.", (), title="The wet reading"),
        Overrides("dry_view", "", ()),
    )
    names = Names(replace(scenario(), lenses=lenses))
    assert [names.lens(id) for id in ("wet_view", "dry_view", "gone_view")] == [
        "The wet reading",
        "dry view",
        "gone view",
    ]


def test_flags_are_told_as_sentences() -> None:
    flags = (
        Flag("held", "Congress held", "switch", False),
        Flag("war", "War in Ukraine", "phase", "war", ("war", "ceasefire")),
    )
    names = names_with(flags=flags)
    assert names.flag("held", True) == "Congress held."
    assert names.flag("held", False) == "No longer: Congress held."
    assert names.flag("war", "ceasefire") == "War in Ukraine: ceasefire."
    known = {flag.id: flag.name for flag in flags}
    assert flag_changed("held = True", known) == names.flag("held", True)
    assert flag_changed("held = False", known) == names.flag("held", False)
    assert flag_changed("war = ceasefire", known) == names.flag("war", "ceasefire")
    assert flag_changed("old_gate = True", known) == "Old gate."


def test_an_act_is_a_noun_of_its_category() -> None:
    appeal = move("beg", 1, plover=Plover("REQUEST", "assist", 0.5))
    visit = move("call", 2, plover=Plover("CONSULT", "visit", 4.0))
    names = names_with(appeal, visit)
    assert names.deed("ash", "beg") == "Ash's appeal"
    assert names.deed("ash", "call") == "Ash's visit"
    assert names.deed("ash", "something free") == "Ash's act"


def test_hidden_moves_are_marked() -> None:
    seen = [Seen(1.0, 0), Seen(0.6, 30), Seen(0.35, 60)]
    names = names_with(*(move(f"m{at}", at + 1, seen=s) for at, s in enumerate(seen)))
    assert [names.secrecy("ash", f"m{at}") for at in range(3)] == ["", "discreet", "covert"]


def test_an_id_gets_the_capitals_the_texts_use() -> None:
    texts = ["See how Kim answers the South. Talks with the South. Going south is dear."]
    assert proper_words(texts) == {"kim": "Kim"}
    made = scenario(ash(brief="You fear what Elm says, and America too."), elm())
    assert Names(made).motive("fear_of_america") == "fear of America"


def test_an_id_gets_the_capitals_of_what_is_written_short() -> None:
    texts = ["US-DPRK dialogue", "The US waits for us.", "It is NOT so; it is not. Nobody asked."]
    assert acronyms(texts) == {"us": "US", "dprk": "DPRK"}
    talks = level("talks", name="US-DPRK dialogue")
    made = scenario()
    made = replace(made, theatre=replace(made.theatre, levels=(talks,)))
    assert Names(made).spelled("us_opening") == "US opening"
    assert Names(scenario()).spelled("us_opening") == "us opening"


def test_names_of_several_scenarios_are_the_first_s_and_what_it_lacks() -> None:
    alone = scenario(ash())
    other = scenario(replace(ash(), name="Cinder"), elm())
    names = Names(alone, other)
    assert names.actor("elm") == elm().name
    assert names.actor("ash") == ash().name
