"""What is not read, and what is given up: every rejection is Rejected, with a short reason in one line, and soon."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from amgt_theory.kernel import FORMAT, Rejected, reading, verify
from amgt_theory.kernel.polynomials import normal
from amgt_theory.kernel.reading import MAX_BYTES, MAX_DEPTH, MAX_DIGITS, MAX_NAME, MAX_NODES, bounded_work, read, spend

SMALL = '{"format": "amgt-certificate/1", "theorems": [%s]}'


NOT_READ = [
    ("", "invalid JSON"),
    ("hello", "invalid JSON"),
    ("{'format': 1}", "invalid JSON"),
    ('{"format": 1} {}', "invalid JSON"),
    ("\ufeff[]", "invalid JSON"),
    ('["a\nb"]', "invalid JSON"),
    ("[" * 10_000, "nested deeper"),
    ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "nested deeper"),
    ('{"a":' * (MAX_DEPTH + 1) + "1" + "}" * (MAX_DEPTH + 1), "nested deeper"),
    ('["[", "\\"[", [' + "[" * MAX_DEPTH + "]" * MAX_DEPTH + "]]", "nested deeper"),
    ('{"format": 1, "format": 1}', "the key 'format' occurs twice"),
    ('[{"a": {"b": 1, "c": 2, "b": 3}}]', "the key 'b' occurs twice"),
    ("[1.0]", "1.0 is not an exact number"),
    ("[1e5]", "1e5 is not an exact number"),
    ("[0.%s]" % ("0" * 100_000), "is not an exact number"),
    ("[NaN]", "NaN is not an exact number"),
    ("[-Infinity]", "-Infinity is not an exact number"),
    ("[null]", "null has no meaning"),
    ("[true]", "true has no meaning"),
    ('{"a": false}', "false has no meaning"),
    ("9" * (MAX_DIGITS + 1), f"an integer of {MAX_DIGITS + 1} digits"),
    ("[-%s]" % ("9" * 1_000_000), "an integer of 1000001 digits"),
    ('["\\ud800"]', "is not printable ASCII"),
    ('["\\u0000"]', "is not printable ASCII"),
    ('["a\\nb"]', "is not printable ASCII"),
    ('["\\u202e"]', "is not printable ASCII"),
    ('{"é": 1}', "is not printable ASCII"),
    ('["%s"]' % ("x" * (MAX_NAME + 1)), f"of at most {MAX_NAME} characters"),
    ("[%s1]" % ("1," * MAX_NODES), f"more than {MAX_NODES} values"),
    (" " * (MAX_BYTES + 1), f"more than the limit of {MAX_BYTES}"),
    ("1", "the keys must be format and theorems"),
    ("[]", "the keys must be format and theorems"),
    ("{}", "the keys must be format and theorems"),
    ('{"format": "amgt-certificate/1"}', "the keys must be format and theorems"),
    ('{"format": "amgt-certificate/2", "theorems": []}', "the format is 'amgt-certificate/2'"),
    ('{"format": [1, 2], "theorems": []}', "the format is (1, 2)"),
    (SMALL % "", "there is no theorem"),
    ('{"format": "amgt-certificate/1", "theorems": {}}', "there is no theorem"),
    ('{"format": "amgt-certificate/1", "theorems": "T"}', "there is no theorem"),
    (SMALL % "1", "a theorem needs exactly"),
    (SMALL % '{"id": "T"}', "a theorem needs exactly"),
]


@pytest.mark.parametrize(("text", "because"), NOT_READ, ids=map(str, range(len(NOT_READ))))
def test_not_read(kernel, text: str, because: str) -> None:
    kernel.rejects_text(text, because)


def test_limits_are_reached() -> None:
    assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert read("9" * MAX_DIGITS) == 10**MAX_DIGITS - 1
    assert read(json.dumps(["x" * MAX_NAME])) == ("x" * MAX_NAME,)
    assert read("[]" + " " * (MAX_BYTES - 2)) == ()
    brackets = ("\\", "[" * MAX_NAME)  # in a string they do not nest
    assert read(json.dumps(brackets)) == brackets


def test_text_is_never_evaluated(kernel) -> None:
    for text in ("__import__('os').getcwd()", '{"format": __import__("os")}', "exit()"):
        kernel.rejects_text(text, "invalid JSON")
    name = "__import__('os').abort()"
    kernel.rejects(kernel.theorem(("<=", 0, name)), because="is not declared")


@pytest.fixture(scope="module")
def whole(kernel) -> str:
    steps = [
        kernel.instantiate("bound", "exp_bound", {"a": "x"}),
        kernel.combination("sum", ("<=", 0, ("+", ("exp", "x"), ("*", -1, "x"))), {"bound": 1}, 1),
    ]
    return kernel.text(kernel.theorem(("<=", "x", ("exp", "x")), variables="x", steps=steps))


def test_every_truncation_is_rejected(kernel, whole: str) -> None:
    assert verify(whole)
    for length in range(len(whole)):
        kernel.rejects_text(whole[:length])


def test_every_character_matters_or_says_why_not(whole: str) -> None:
    """Any one character replaced: accepted or Rejected, never another exception."""
    for position in range(len(whole)):
        for character in '"[]{},:0-x\\\x00é':
            with suppress(Rejected):
                verify(whole[:position] + character + whole[position + 1 :])


def places(tree: Any) -> list[tuple[Any, ...]]:
    children = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [(), *((position, *rest) for position, child in children for rest in places(child))]


def replaced(tree: Any, place: tuple[Any, ...], new: Any) -> Any:
    if not place:
        return new
    copy = dict(tree) if isinstance(tree, dict) else list(tree)
    copy[place[0]] = replaced(copy[place[0]], place[1:], new)
    return copy


FALSE = ("<=", 1, 0)
ODD = [0, -1, 10**30, "", "x", "T", "all", [], [[]], {}, {"x": 1}, ["x"], ["fun", ["y"], "y"], FALSE, ["vec", "i", 1]]


@pytest.mark.parametrize("of_each", [2, pytest.param(len(ODD), marks=pytest.mark.slow)])
def test_any_part_replaced_by_anything(kernel, of_each: int) -> None:
    """A certificate that uses every rule, with each part replaced by odd values: no other exception, nothing false."""
    document = json.loads(kernel.text(*every_rule(kernel)))
    assert verify(json.dumps(document))
    for number, place in enumerate(places(document)):
        for odd in [*ODD, *ODD][number % len(ODD) :][:of_each]:
            with suppress(Rejected):
                for proved in verify(json.dumps(replaced(document, place, odd))):
                    assert FALSE not in proved.conclusions


def every_rule(kernel) -> list[Any]:
    square = ("^", ("at", "v", "i"), 2)
    steps = [
        kernel.fix("squares", "i:coordinate", ("<=", 0, square)),
        {"name": "sums", "rule": "total", "fact": "squares"},
        {"name": "one", "rule": "one_of_sum", "fact": "squares", "at": "j"},
        {"name": "c_is", "rule": "define", "variable": "c", "term": ("+", "x", 1)},
        {"name": "same", "rule": "congruence", "fact": "c_is", "hole": "h", "term": ("exp", "h")},
        kernel.combination("below", ("<=", "c", ("+", "x", 1)), {"c_is": 1}),
        kernel.combination("above", ("<=", ("+", "x", 1), "c"), {"c_is": -1}),
        {"name": "equal", "rule": "antisymmetry", "below": "below", "above": "above"},
        {
            "name": "either", "rule": "cases", "on": ["x", 0], "conclusion": ("<=", 0, ("abs", "x")),
            "le": [kernel.combination("left", ("<=", 0, ("*", -1, "x")), {"either": 1})], "gt": [],
        },
        {
            "name": "powers", "rule": "induction", "variable": "n", "conclusions": [["two", ("<=", 1, ("^", 2, "n"))]],
            "base": [], "step": [kernel.combination("next", ("<=", 1, ("^", 2, ("+", "n", 1))), {"two": 2}, 1)],
        },
        kernel.instantiate("lemma", "Lemma", {"f": ("fun", ["y"], ("*", 2, "y")), "x": "x"}, conclusion=0),
    ]  # fmt: skip
    lemma = kernel.theorem(("=", ("f", "x"), ("f", "x")), variables="x f:real>real", id="Lemma")
    return [lemma, kernel.theorem(("<=", 0, ("Sum", "i", square)), variables="x v:vector j:coordinate", steps=steps)]


# -- work -----------------------------------------------------------------------------------------


def nested(wrap: Callable[[Any], Any], inner: Any, times: int) -> Any:
    for _ in range(times):
        inner = wrap(inner)
    return inner


def congruences(kernel, term: Any) -> Any:
    steps = [
        {"name": f"e{k + 1}", "rule": "congruence", "fact": f"e{k}", "hole": "h", "term": term} for k in range(1000)
    ]
    return kernel.theorem(kernel.FALSE, variables="x", given={"e0": ("=", "x", "x")}, steps=steps)


def doubled_function(kernel, body: Any) -> Any:
    repeated = ("all", [["f", ["real"], "real"]], [], ("<=", nested(lambda x: ("f", x), "x", 100), 0))
    step = kernel.instantiate("one", "h", {"f": ("fun", ["y"], body)})
    return kernel.theorem(kernel.FALSE, variables="x", given={"h": repeated}, steps=[step])


def doubled_indices(times: int) -> Any:
    term: Any = ("at", "v", "i0")
    for k in range(times):
        term = ("at", ("vec", f"i{k}", term), ("h", f"i{k + 1}", f"i{k + 1}"))
    return term


def premises(times: int) -> Any:
    return nested(lambda one: ("all", [["y", "real"]], [one, ("<=", "y", "x")], ("<=", 0, "y")), ("<=", 0, "x"), times)


# text of a few kilobytes that asked for exponential time or memory, or more
BLOWUPS: dict[str, Callable[[Any], Any]] = {
    "power of a sum": lambda k: k.theorem(("<=", 0, ("^", ("+", *"abcdefgh"), 64)), variables=" ".join("abcdefgh")),
    "powers of powers": lambda k: k.theorem(("<=", 0, nested(lambda x: ("^", x, 64), 10**399, 30))),
    "powers inside functions": lambda k: k.theorem(
        ("<=", 0, nested(lambda x: ("exp", ("^", ("+", x, "b"), 64)), "x", 30)), variables="x b"
    ),
    "many denominators": lambda k: k.theorem(("<=", 0, ("+", *(("/", 1, 10**399 + n) for n in range(50))))),
    "nested ranges": lambda k: k.theorem(
        ("<=", 0, nested(lambda x: ("Series", "j", ("+", "n", 60), x), ("f", "j"), 50)),
        variables="n:natural f:natural>real",
    ),
    "long range": lambda k: k.theorem(("<=", 0, ("Series", "j", 10**300, "j"))),
    "long power": lambda k: k.theorem(("<=", 0, ("^", 2, 10**300))),
    "doubling congruences": lambda k: congruences(k, ("+", "h", "h")),
    "deepening congruences": lambda k: congruences(k, nested(lambda x: ("exp", x), "h", 100)),
    "doubling function": lambda k: doubled_function(k, ("*", ("+", "y", 1), ("+", "y", 2))),
    "doubling function under sums": lambda k: doubled_function(k, ("Sum", "i", ("+", "y", "y"))),
    "doubling indices": lambda k: k.theorem(
        ("<=", 0, doubled_indices(50)), variables="v:vector i50:coordinate h:coordinate,coordinate>coordinate"
    ),
    "many factors": lambda k: k.theorem(
        ("<=", 0, ("*", *(f"x{n}" for n in range(5000)))), variables=" ".join(f"x{n}" for n in range(5000))
    ),
    "many terms": lambda k: k.theorem(
        ("<=", 0, ("+", *(f"x{n}" for n in range(21_000)))), variables=" ".join(f"x{n}" for n in range(21_000))
    ),
    "many blocks": lambda k: k.theorem(
        k.FALSE,
        given={f"h{n}": ("<=", 0, n) for n in range(5000)},
        steps=[k.fix(f"b{n}", "", ("<=", 0, 0)) for n in range(3000)],
    ),
    "many variables under many quantifiers": lambda k: k.theorem(
        k.FALSE,
        variables=" ".join(f"x{n}" for n in range(20_000)),
        given={f"h{n}": ("all", [], [], ("<=", 0, n)) for n in range(2000)},
    ),
}


@pytest.mark.parametrize("name", BLOWUPS)
def test_exponential_work_is_given_up(kernel, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(reading, "MAX_WORK", 400_000)
    text = kernel.text(BLOWUPS[name](kernel))
    start = time.process_time()
    kernel.rejects_text(text)
    assert time.process_time() - start < 10


def letters(stem: str, number: int) -> list[str]:
    return [f"{stem}{n}" for n in range(number)]


@pytest.mark.parametrize(
    ("term", "because"),
    [
        (("^", "x", 65), "the exponent 65 is larger than 64"),
        (("Series", "j", 65, "j"), "a range with 65 separate terms, more than 64"),
        (("*", *[10**399] * 4), "a coefficient of more than 4000 bits"),
        (("*", ("+", *letters("a", 142)), ("+", *letters("b", 142))), "a polynomial of more than 20000 monomials"),
        (("exp", ("+", *letters("b" * 150, 400))), "an expression of more than 50000 characters"),
    ],
    ids=["exponent", "range", "bits", "monomials", "text"],
)
def test_limits_of_terms(kernel, term: Any, because: str) -> None:
    variables = " ".join(["x", *letters("a", 142), *letters("b", 142), *letters("b" * 150, 400)])
    kernel.rejects(kernel.theorem(("<=", 0, term), variables=variables), because=because)


def test_limits_of_terms_are_reached(kernel) -> None:
    for term in (("^", "x", 64), ("Series", "j", 64, ("^", "j", 2)), ("^", 10**399, 2), ("^", 10**60, 9)):
        kernel.accepts(kernel.theorem(("=", ("+", term, "x"), ("+", "x", term)), variables="x"))


@pytest.mark.slow
@pytest.mark.parametrize("name", BLOWUPS)
def test_exponential_work_is_given_up_within_the_real_limit(kernel, name: str) -> None:
    text = kernel.text(BLOWUPS[name](kernel))
    start = time.process_time()
    kernel.rejects_text(text)
    assert time.process_time() - start < 120  # CPython 3.11 can take 14 us a call where its stack grows


# these used to take exponential or quadratic time and are now cheap
CHEAP: dict[str, Callable[[Any], Any]] = {
    "sums in sums": lambda k: k.theorem(k.FALSE, ("<=", 0, nested(lambda x: ("+", x), "x", 100)), variables="x"),
    "powers in powers": lambda k: k.theorem(k.FALSE, ("<=", 0, nested(lambda x: ("^", x, 1), "x", 100)), variables="x"),
    "minima in minima": lambda k: k.theorem(
        k.FALSE, ("<=", 0, nested(lambda x: ("min", x, 1), "x", 90)), variables="x"
    ),
    "premises in premises": lambda k: k.theorem(k.FALSE, variables="x", given={"h": premises(50)}),
    "inverses": lambda k: k.theorem(
        k.FALSE, ("<=", 0, nested(lambda x: ("/", 1, ("+", x, 1)), "x", 50)), variables="x"
    ),
}


@pytest.mark.parametrize("name", CHEAP)
def test_nesting_alone_is_cheap(kernel, name: str) -> None:
    start = time.process_time()
    kernel.rejects(CHEAP[name](kernel), because="do not reach the conclusion ('<=', 1, 0)")
    assert time.process_time() - start < 1


def test_many_keys_and_a_repeated_one() -> None:
    text = "{" + "".join(f'"k{n}": 1, ' for n in range(200_000)) + '"k199999": 1}'
    start = time.process_time()
    with pytest.raises(Rejected, match="occurs twice"):
        read(text)
    assert time.process_time() - start < 10


def test_many_theorems(kernel) -> None:
    theorems = [kernel.theorem(("<=", 0, 0), id=f"t{n}") for n in range(1001)]
    kernel.rejects(*theorems, because="more than 1000")
    steps = [kernel.instantiate("one", "t998", {})]
    chain = [kernel.theorem(("<=", 0, 0), id=f"t{n}", steps=[kernel.instantiate("one", f"t{n - 1}", {})] * (n > 0))
             for n in range(999)]  # fmt: skip
    assert len(kernel.accepts(*chain, kernel.theorem(("<=", 0, 0), steps=steps)).lemmas) == 999


def test_many_steps(kernel) -> None:
    steps = [kernel.fix(f"s{n}", "", ("<=", 0, 0), kernel.combination("in", ("<=", 0, 0))) for n in range(2501)]
    kernel.rejects(kernel.theorem(("<=", 0, 0), steps=steps), because="more than 5000 steps")


def test_work_is_counted_inside_a_verification_only() -> None:
    spend(10**12)
    with bounded_work():
        spend(reading.MAX_WORK)
        with pytest.raises(Rejected, match="more work than the limit"):
            spend(1)
    spend(10**12)
    assert normal(("+", "x", "x"))


def test_reasons_are_short(kernel) -> None:
    huge = ["+", *range(100_000)]
    kernel.rejects(kernel.theorem(["<=", huge, "undeclared"]))
    kernel.rejects(kernel.theorem([huge, 1]))
    kernel.rejects(kernel.theorem(("<=", 0, 0), steps=[{"name": huge, "rule": huge}]))
    kernel.rejects(kernel.theorem(("<=", ("+", *(("^", "x", n) for n in range(60))), 0), variables="x"))
    kernel.rejects_text(json.dumps({"format": huge, "theorems": []}))
    assert FORMAT
