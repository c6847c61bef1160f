"""Chung's lemma: contraction by 1 - c/(k+k0) against noise of order 1 + q gives a decay of order q."""

from sympy import Max, exp, log

from amgt_theory.derivation import Fact, Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, a, c, function, k, k0, q
from amgt_theory.theorem import Theorem

e = function("e", "natural")
b, M, x, y, low, hole = (Real(name) for name in "b M x y low hole".split())

THEOREM = Theorem(
    id="lemmas.chung",
    title="contraction by 1 - c/(k+k0) against noise of order 1 + q gives decay of order q",
    kind="lemma",
    source="theory notes, section 2, chung; Chung (1954), lemma 1",
    setting=(("recursion", ForAll((k,), le(e(k + 1), (1 - c / (k + 1 + k0)) * e(k) + b / (k + 1 + k0) ** (1 + q)))),),
    assumptions=(le(0, k0), le(0, b), le(0, q), lt(q, c), le(c, k0 + 1)),
    where=((M, Max(b / (c - q), e(0) * (k0 + 1) ** q)),),
    over=(k,),
    quantity=e(k),
    bound=M / (k + k0 + 1) ** q,
    tight=True,
    notes="Also for q = 0. The sequence itself may be negative.",
)


def derive(proof: Proof) -> None:
    proof.combine("difference_positive", lt(0, c - q), {lt(q, c): 1})
    noise = proof.law("max_left", b / (c - q), e(0) * (k0 + 1) ** q)
    start = proof.law("max_left", e(0) * (k0 + 1) ** q, b / (c - q))
    proof.combine("M_from_noise", le(b / (c - q), M), {noise: 1, "definition_M": -1})
    proof.combine("M_from_start", le(e(0) * (k0 + 1) ** q, M), {start: 1, "definition_M": -1})
    proof.combine("M_nonnegative", le(0, M), {"M_from_noise": 1}, b / (c - q))
    claim = le(THEOREM.quantity, THEOREM.bound)
    with proof.induction(k, {"decay": claim}, why="by induction") as (base, step):
        unit = base.law("exp_add", q * log(k0 + 1), -q * log(k0 + 1))
        base.combine(
            "start",
            le(e(0), M * (k0 + 1) ** -q),
            {"M_from_start": (k0 + 1) ** -q, unit: e(0)},
            why="M is at least the scaled start",
        )
        _step(step)


def _step(proof: Proof) -> None:
    here = k + k0 + 1
    following = (here + 1) ** -q
    proof.define(low, here**-q)
    proof.combine("low_nonnegative", le(0, low), {"definition_low": -1}, here**-q)
    proof.combine("so_far", le(e(k), M * low), {"decay": 1, "definition_low": -M})
    noise = _noise(proof, here)
    factor = proof.cite("lemmas.factor_power", {a: here, c: q}, why="1 - q/a <= (a/(a+1))^q for a = k + k0 + 1")
    quotient = proof.cite("lemmas.power_quotient", {x: here, y: here + 1, c: q})
    cancelled = proof.law("exp_add", q * log(here), -q * log(here))
    unit = proof.combine("unit", eq(here**q * low, 1), {cancelled: -1, "definition_low": here**q})
    proof.combine("factor_nonnegative", le(0, 1 - c / here), {le(c, k0 + 1): 1 / here}, k / here)
    proof.combine(
        "next",
        le(e(k + 1), M * following),
        {
            "recursion": 1,
            "so_far": 1 - c / here,
            noise: b,
            "M_from_noise": (c - q) * low / here,
            factor: M * low,
            quotient: M * low,
            unit: M * following,
        },
        why="contraction and noise leave M a^-q (1 - q/a) at most",
    )


def _noise(proof: Proof, here) -> Fact:
    """a^-(1+q) = a^-q/a."""
    inverse = proof.cite("lemmas.log_inverse", {x: here, y: 1 / here})
    reciprocal, value = proof.law("exp_log", 1 / here), proof.rewrite("value", inverse, hole, exp(hole))
    split = proof.law("exp_add", -log(here), -q * log(here))
    return proof.combine(
        "noise",
        eq(here ** (-1 - q), low / here),
        {split: 1, value: -(here**-q), reciprocal: here**-q, "definition_low": -1 / here},
    )


def check():
    from dataclasses import replace
    from fractions import Fraction

    from amgt_theory.checking import automatic
    from amgt_theory.strategies import drawing

    drawn = automatic(THEOREM)

    def model(draw):
        return late(draw) if drawing.pick(draw, (False, True)) else drawn.model(draw)

    def late(draw):
        """Without noise, q just below c, far out, where contraction by 1 - c/(k+k0) is decay of order c nearly."""
        exponent, members = drawing.positive(draw), [drawing.positive(draw)]
        shift = 1000 * (1 + exponent)
        for n in range(1, 8):
            members.append((1 - exponent / (n + shift)) * members[-1])
        near = {c: exponent, q: exponent * Fraction(999, 1000), k0: shift, b: Fraction(0)}
        return {**near, e: members, k: drawing.pick(draw, range(1, 6))}

    return replace(drawn, model=model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
