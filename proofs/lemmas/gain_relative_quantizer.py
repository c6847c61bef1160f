"""A relative quantizer is a gain in [1-theta, 1+theta] (theory notes, section 1).

The gain is Q/a, and 1 where a = 0; a^2/|a|^2 tells the two apart.
"""

from sympy import Abs

from amgt_theory.derivation import Fact, Proof
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import Real, theta
from amgt_theory.theorem import Theorem

a, Q, h, x, y = (Real(name) for name in "a Q h x y".split())

THEOREM = Theorem(
    id="lemmas.gain_relative_quantizer",
    title="a relative quantizer is a gain in [1-theta, 1+theta]",
    kind="lemma",
    claim="C8",
    source="theory notes, section 1, the gain sandwich",
    assumptions=(le(0, theta), le((Q - a) ** 2, theta**2 * a**2)),
    where=((h, Q / a + 1 - a**2 / Abs(a) ** 2),),
    quantity=Q,
    bound=h * a,
    direction="exact",
    also=(le(1 - theta, h), le(h, 1 + theta)),
    notes="The gain is Q/a, and 1 where a = 0, so that no coordinate is an exception. It is positive for theta < 1.",
)

VALUE = THEOREM.definitions[h]
GOALS = {"equation": eq(Q, h * a), "lower": le(1 - theta, h), "upper": le(h, 1 + theta)}


def derive(proof: Proof) -> None:
    proof.law("abs_square", a, name="size_squared")
    reasons = ("the value is the gain times the number", "the gain is at least 1 - theta", "and at most 1 + theta")
    for (name, goal), why in zip(GOALS.items(), reasons, strict=True):
        with proof.cases(name, a**2, 0, goal, why=why) as (zero, nonzero):
            _at_zero(zero, name)
            with nonzero.cases("side", 0, a, goal) as (right, left):
                with right.cases("positive", a, 0, lt(0, a)) as (absurd, _):
                    absurd.combine("there", lt(0, a), {name: 1, "positive": a}, a)
                _beside_zero(right, name, 1, right.fact("positive"))
                _beside_zero(left, name, -1, left.fact("side"))


def _at_zero(proof: Proof, name: str) -> None:
    """a = 0, hence Q = 0."""
    nothing = proof.cite("lemmas.square_zero", {x: a})
    proof.combine("square", le(Q**2, 0), {"assumption_2": 1, nothing: theta**2 * a + 2 * Q - a})
    value = proof.cite("lemmas.square_zero", {x: Q})
    indicator = a / Abs(a) ** 2
    weights, rest = {
        "equation": ({"definition_h": -a, nothing: -VALUE, value: 1}, 0),
        "lower": ({"definition_h": -1, value: -1 / a, nothing: indicator}, theta),
        "upper": ({"definition_h": 1, value: 1 / a, nothing: -indicator}, theta),
    }[name]
    proof.combine("there", GOALS[name], weights, rest)


def _beside_zero(proof: Proof, name: str, sign: int, positive: Fact) -> None:
    """|Q - a| <= theta |a|, where sign a = |a| > 0."""
    size = sign * a
    beyond = proof.law("abs_upper", a) if sign == 1 else proof.cite("lemmas.abs_lower", {x: a})
    proof.combine("size_positive", lt(0, Abs(a)), {beyond: 1, positive: 1})
    if name == "equation":
        proof.combine("there", GOALS[name], {"definition_h": -a, "size_squared": -a / Abs(a) ** 2})
        return
    proof.combine("error_nonnegative", le(0, theta * size), {positive: theta})
    bounded = proof.cite("lemmas.abs_bound", {x: Q - a, y: theta * size})
    above, below = proof.law("abs_upper", Q - a), proof.cite("lemmas.abs_lower", {x: Q - a})
    towards = 1 if name == "upper" else -1
    weights = {
        "definition_h": towards * size,
        "size_squared": towards * size / Abs(a) ** 2,
        bounded: 1,
        above if towards == sign else below: 1,
    }
    proof.combine("there", GOALS[name], weights, multiplier=size)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
