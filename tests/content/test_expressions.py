"""The condition language: what it understands, what it yields, and all it refuses."""

import pytest

from engine.content.expressions import Context, checked, condition
from engine.content.scope import Kind, Scope, Typed
from engine.content.syntax import DEEPEST, LONGEST, Unreadable, parse
from engine.model import Call, Const, Flag, Level, Name, Op, Tree


def level(id_: str) -> Level:
    """Return a level from 0 to 100."""
    return Level(id_, id_, "", 0.0, 100.0, 50.0, 50.0, 0.25, 1.0)


SCOPE = Scope(
    levels={name: level(name) for name in ("aid", "calm", "relation(ann, bob)")},
    flags={
        "war": Flag("war", "War", "phase", "on", ("on", "over")),
        "met": Flag("met", "Met", "switch", False),
        "tests": Flag("tests", "Tests", "count", 0),
    },
    actors={"ann": frozenset(("go", "stop")), "bob": frozenset(("wait",))},
    others=frozenset(("cid",)),
    uncertainties=frozenset(("cut",)),
    measures={"tilt": Typed(Op("-", (Name("level", "aid"), Const(1.0))), "number", 3, 2)},
)
ANY: tuple[Kind, ...] = ("truth", "number", "text")
AID, CALM = Name("level", "aid"), Name("level", "calm")
BETWEEN = Name("level", "relation(ann, bob)")


def tree(text: str, context: Context = "state") -> Tree:
    """Return the tree of a condition."""
    return checked(text, SCOPE, context, ANY).tree


def refusal(text: str, context: Context = "state", wanted: tuple[Kind, ...] = ANY) -> Unreadable:
    """Return the refusal of a condition that is not understood."""
    with pytest.raises(Unreadable) as caught:
        checked(text, SCOPE, context, wanted)
    return caught.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aid < 40", Op("<", (AID, Const(40.0)))),
        ("aid + calm * 2", Op("+", (AID, Op("*", (CALM, Const(2.0)))))),
        ("(aid + calm) * 2", Op("*", (Op("+", (AID, CALM)), Const(2.0)))),
        ("aid - calm - 1", Op("-", (Op("-", (AID, CALM)), Const(1.0)))),
        ("aid / calm / 2", Op("/", (Op("/", (AID, CALM)), Const(2.0)))),
        ("-aid * 2", Op("*", (Op("neg", (AID,)), Const(2.0)))),
        ("-3", Const(-3.0)),
        ("- - 3", Const(3.0)),
        ("+.5e1", Const(5.0)),
        ("true", Const(value=True)),
        ("'a text' == \"b\"", Op("==", (Const("a text"), Const("b")))),
        ("not met", Op("not", (Name("flag", "met"),))),
        ("not aid < 3", Op("not", (Op("<", (AID, Const(3.0))),))),
        ("cut", Name("parameter", "cut")),
        ("turn", Name("clock", "turn")),
        ("months", Name("clock", "months")),
        ("tests", Name("flag", "tests")),
        ("tilt", Op("-", (AID, Const(1.0)))),
        ("relation(bob, ann)", BETWEEN),
        ("relation( ann , bob )", BETWEEN),
        ("start(aid)", Call("start", (Const("aid"),))),
        ("start(relation(bob, ann))", Call("start", (Const("relation(ann, bob)"),))),
        ("moved(ann, go)", Call("moved", (Const("ann"), Const("go")))),
        ("moves(ann)", Call("moves", (Const("ann"),))),
        ("moves(ann, go, stop)", Call("moves", (Const("ann"), Const("go"), Const("stop")))),
        ("answers(ann, bob)", Call("answers", (Const("ann"), Const("bob")))),
        (
            "moves_or_answers(ann, bob, go)",
            Call("moves_or_answers", (Const("ann"), Const("bob"), Const("go"))),
        ),
        ("min(aid, 3)", Call("min", (AID, Const(3.0)))),
        ("abs(aid)", Call("abs", (AID,))),
        ("moved(cid, anything)", Const(value=False)),
        ("moves(cid) + 1", Op("+", (Const(0.0), Const(1.0)))),
    ],
)
def test_a_condition_of_what_holds_now(text: str, expected: Tree) -> None:
    assert tree(text) == expected


def test_comparisons_may_be_chained() -> None:
    low, high = Op("<", (Const(0.0), AID)), Op("<=", (AID, Const(5.0)))
    assert tree("0 < aid <= 5") == Op("and", (low, high))


def test_and_binds_tighter_than_or_and_both_nest_to_the_left() -> None:
    a, b, c = (Op("<", (AID, Const(float(n)))) for n in (1, 2, 3))
    assert tree("aid < 1 or aid < 2 and aid < 3") == Op("or", (a, Op("and", (b, c))))
    assert tree("aid < 1 and aid < 2 and aid < 3") == Op("and", (Op("and", (a, b)), c))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("final(aid)", Call("final", (AID,))),
        ("aid", Call("final", (AID,))),
        ("met", Call("final", (Name("flag", "met"),))),
        ("relation(bob, ann)", Call("final", (BETWEEN,))),
        ("cut", Name("parameter", "cut")),
        ("tilt", Call("final", (Op("-", (AID, Const(1.0))),))),
        ("final(tilt)", Call("final", (Op("-", (AID, Const(1.0))),))),
        ("max(aid)", Call("highest", (AID,))),
        ("min(aid)", Call("lowest", (AID,))),
        ("max(aid, calm)", Call("max", (Call("final", (AID,)), Call("final", (CALM,))))),
        ("highest(aid - calm)", Call("highest", (Op("-", (AID, CALM)),))),
        ("mean(aid)", Call("mean", (AID,))),
        ("ever(met)", Call("ever", (Name("flag", "met"),))),
        ("months_above(aid, 75)", Call("months_above", (AID, Const(75.0)))),
        ("months_below(aid, cut)", Call("months_below", (AID, Name("parameter", "cut")))),
        ("moved(ann, go)", Call("moved", (Const("ann"), Const("go")))),
        ("start(aid)", Call("start", (Const("aid"),))),
        ('final(war) == "over"', Op("==", (Call("final", (Name("flag", "war"),)), Const("over")))),
    ],
)
def test_a_condition_of_a_whole_run(text: str, expected: Tree) -> None:
    assert tree(text, "path") == expected


def test_an_amount_knows_uncertainties_and_numbers() -> None:
    expected = Op("*", (Const(-100.0), Name("parameter", "cut")))
    assert tree("-100 * cut", "numbers") == expected
    for text in ("aid", "met", "turn", "tilt", "relation(ann, bob)", "moves(ann)", "final(cut)"):
        assert refusal(text, "numbers").code == "WC307", text


def test_a_condition_keeps_its_text_and_type() -> None:
    found = condition("aid  <  40", SCOPE, "state", ("truth",))
    assert (found.text, found.yields) == ("aid  <  40", "truth")


@pytest.mark.parametrize(
    ("text", "code", "stretch"),
    [
        ("aid < ", "WC301", (5, 6)),
        ("aid = 3", "WC301", (4, 5)),
        ("aid aid", "WC301", (4, 7)),
        ("adi > 3", "WC302", (0, 3)),
        ("aid > 3 and calmm > 2", "WC302", (12, 17)),
        ("squeeze(aid)", "WC303", (0, 7)),
        ("aid and met", "WC304", (0, 3)),
        ("met + 1", "WC304", (0, 3)),
        ("met < 1", "WC304", (0, 3)),
        ("met == 1", "WC304", (0, 8)),
        ('aid > "40"', "WC304", (6, 10)),
        ("1 < met < 3", "WC304", (4, 7)),
        ('war == "ovr"', "WC409", (7, 12)),
        ("war < war", "WC304", (0, 3)),
        ("moved(ann)", "WC305", (0, 10)),
        ("moved(ann, go, stop)", "WC305", (0, 20)),
        ("moved('ann', go)", "WC305", (6, 11)),
        ("moved(ann, goo)", "WC206", (11, 14)),
        ("moved(anne, go)", "WC201", (6, 10)),
        ("answers(ann, bobb)", "WC201", (13, 17)),
        ("relation(ann, cid)", "WC204", (0, 18)),
        ("start(met)", "WC204", (6, 9)),
        ("min(aid)", "WC305", (0, 8)),
        ("abs(aid, 1)", "WC305", (0, 11)),
        ("ever(met)", "WC307", (0, 9)),
    ],
)
def test_a_mistake_is_told_with_its_stretch(text: str, code: str, stretch: tuple[int, int]) -> None:
    error = refusal(text)
    assert (error.code, (error.start, error.end)) == (code, stretch)


def test_near_names_are_offered() -> None:
    assert refusal("adi > 3").hint == "did you mean 'aid'?"
    assert refusal("fnial(aid)", "path").hint == "did you mean 'final'?"
    assert refusal('war == "ovr"').hint == "did you mean 'over'?"


def test_functionals_do_not_nest() -> None:
    assert refusal("final(final(aid))", "path").code == "WC307"
    assert refusal("mean(ever(met))", "path").code == "WC307"


def test_what_is_wanted_is_checked() -> None:
    assert refusal("aid", wanted=("truth",)).code == "WC304"
    assert refusal("aid > 1", wanted=("number",)).code == "WC304"


def test_length_and_depth_have_a_bound() -> None:
    assert refusal("a" * (LONGEST + 1)).code == "WC306"
    assert refusal("(" * (DEEPEST + 1) + "aid").code == "WC306"
    assert refusal(" + ".join(["1"] * (DEEPEST + 1))).code == "WC306"
    assert refusal("not " * (DEEPEST + 1) + "met").code == "WC306"
    tree("(" * (DEEPEST - 1) + "aid" + ")" * (DEEPEST - 1))
    tree(" + ".join(["1"] * DEEPEST))


def test_measures_cannot_be_piled_up_without_end() -> None:
    scope = Scope(SCOPE.levels, {}, {}, frozenset(), frozenset())
    scope.measures["m0"] = Typed(AID, "number")
    for n in range(1, 10):
        scope.measures[f"m{n}"] = checked(f"m{n - 1} + m{n - 1}", scope, "state", ANY)
    with pytest.raises(Unreadable) as caught:
        checked("m9 + m9 + m9 + m9", scope, "state", ANY)
    assert caught.value.code == "WC306"


HOSTILE = [
    *("__import__('os')", "__import__('os').system('ls')", "eval('1')", "exec('1')", "open('/x')"),
    *("compile('1', '', 'eval')", "globals()", "locals()", "vars()", "dir()", "getattr(aid, 'x')"),
    *("setattr(aid, 'x', 1)", "delattr(aid, 'x')", "hasattr(aid, 'x')", "type(aid)", "object()"),
    *("super()", "print(aid)", "input()", "exit()", "quit()", "breakpoint()", "help()", "id(aid)"),
    *("hash(aid)", "repr(aid)", "str(aid)", "bytes(9)", "bytearray(9)", "memoryview('')", "int(1)"),
    *("float(1)", "complex(1)", "bool(1)", "list()", "dict()", "set()", "tuple()", "range(9)"),
    *("len('x')", "sum(1)", "pow(2, 3)", "round(aid)", "divmod(1, 2)", "chr(1)", "ord('a')"),
    *("map(abs, 1)", "filter(abs, 1)", "zip(1)", "iter(1)", "next(1)", "sorted(1)", "any(1)"),
    *("all(1)", "callable(1)", "format(1, 'x')", "classmethod(1)", "slice(1)", "property()"),
    *("aid.x", "aid.__class__", "aid.__class__.__mro__", "().__class__", "''.join('x')"),
    *("'x'.format(aid)", "'%s' % aid", "(1).real", "1 .real", "1..real", "aid .x", "aid. x"),
    *("aid.__init__.__globals__", "relation.x", "moved.__call__(ann, go)", "war.upper()"),
    *("aid[0]", "aid['x']", "[1]", "[1, 2]", "[]", "[x for x in aid]", "{}", "{1}", "{1: 2}"),
    *("{x for x in aid}", "(x for x in aid)", "aid[1:2]", "aid[::]", "aid[0](1)", "*aid", "**aid"),
    *("(1, 2)", "(1,)", "()", "1, 2", "aid,", "lambda: 1", "lambda x: x", "(lambda: 1)()"),
    *("x := 1", "(x := 1)", "aid := 2", "aid = 1", "aid += 1", "aid == 1; 2", "1; 2", "aid; met"),
    *("2 ** 9", "9 ** 9 ** 9", "2 ^ 3", "7 % 2", "7 // 2", "1 << 9", "1 >> 1", "1 | 2", "1 & 2"),
    *("~1", "1 @ 2", "!met", "met && met", "met || met", "met ? 1 : 2", "1 if met else 2"),
    *("if met: 1", "for x in aid: 1", "while 1: 1", "import os", "from os import x", "def f(): 1"),
    *("class X: 1", "return 1", "yield 1", "await aid", "async", "del aid", "raise aid", "pass"),
    *("assert met", "global aid", "with aid: 1", "try: 1", "print aid", "None", "True", "False"),
    *("Ellipsis", "...", "NotImplemented", "__name__", "__file__", "__builtins__", "_", "__"),
    *("__class__", "__dict__", "aid is aid", "aid is not 1", "aid in war", "aid not in war"),
    *("met and", "and met", "met or", "or", "not", "met not", "met met", "1 2", "aid 1", "1 aid"),
    *("f'{aid}'", 'f"{1:>999999999}"', "b'x'", "r'x'", "u'x'", "'a' 'b'", "'''x'''", '"""x"""'),
    *(
        "'x",
        '"x',
        "x'",
        "'a\nb'",
        "`aid`",
        "$aid",
        "#aid",
        "aid # 1",
        "aid\\",
        "\\",
        "@aid",
        "aid@x",
    ),
    *("0x10", "0b1", "0o7", "1_000", "1e", "1e+", "1e999", "1e309", "9" * 50, "1j", "1.2.3", "1.."),
    *(".", "..", "aid..", ",", ";", ":", "::", "->", "=>", "==", "===", "!=", "<>", "<", ">", "=<"),
    *("aid === 1", "aid <> 1", "aid =< 1", "aid => 1", "aid == == 1", "aid < > 1", "aid ! = 1"),
    *("(", ")", "((", "))", "(aid", "aid)", "(aid))", "()()", "aid()", "aid(1)", "met()", "turn()"),
    *("1()", "'x'()", "(aid)(1)", "moved(ann, go)(1)", "moved", "moved(", "moved)", "moved()"),
    *("moved(,)", "moved(ann,)", "moved(ann, go,)", "moved(, go)", "moved(ann go)", "moved(1, 2)"),
    *("moved(ann, go=1)", "moved(*ann)", "moved(**ann)", "moved(ann, moved(ann, go))"),
    *("moved(aid, go)", "moved((ann), (go)) + 1", "relation(ann)", "relation(ann, ann)"),
    *("relation('ann', 'bob')", "relation(ann, bob, ann)", "start()", "start(1)", "start('aid')"),
    *("start(start(aid))", "min()", "max(1, 2, 3)", "abs()", "abs(met)", "min(met, met)"),
    *(
        "aid \x00",
        "aid \x1b[31m",
        "aid \u202e",
        "аid",
        "ａｉｄ",
        "aid ≥ 3",
        "aid × 2",
        "٣",
        "𝟛",
        "½",
    ),
    *("", " ", "\n", "\t", "\u00a0", "\ufeff", "💣", "<script>", "${aid}", "{{aid}}", "%(aid)s"),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_expression_is_refused(text: str) -> None:
    for context in ("state", "path", "numbers"):
        with pytest.raises(Unreadable) as caught:
            checked(text, SCOPE, context, ("truth", "number"))
        assert 0 <= caught.value.start < caught.value.end


def test_there_are_about_two_hundred_of_them() -> None:
    assert len(HOSTILE) == len(set(HOSTILE)) >= 200


def test_parsing_alone_knows_no_names() -> None:
    word = parse("anything(at, all) > 3")
    assert (word.kind, word.value, word.depth) == ("op", ">", 3)
