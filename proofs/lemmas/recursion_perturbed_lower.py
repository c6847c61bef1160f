"""A harmonic contraction with a summable loss is no faster than its exponent (theory notes, section 3, sharp_exponent).

The counterpart of recursion_perturbed: what is lost beyond c/(k+k0) here makes the sequence smaller.
"""

from sympy import Rational, exp, log

from amgt_theory.derivation import Proof, Taken
from amgt_theory.language import ForAll, le
from amgt_theory.symbols import Real, c, function, k, k0
from amgt_theory.theorem import Theorem

e, loss, S = (function(name, "natural") for name in ("e", "loss", "S"))
x, y, z, hole = (Real(name) for name in "x y z hole".split())
HALF = Rational(1, 2)

THEOREM = Theorem(
    id="lemmas.recursion_perturbed_lower",
    title="contraction by no more than exp(-c/(k+k0) - loss) gives at least decay with exponent c",
    kind="lemma",
    source="theory notes, section 3, strongly_convex.sharp_exponent, tightness",
    setting=(
        ("nonnegative", ForAll((k,), le(0, e(k)))),
        ("contraction", ForAll((k,), le(exp(-c / (k + 1 + k0) - loss(k)) * e(k), e(k + 1)))),
        ("summable", ForAll((k,), le(loss(k), S(k) - S(k + 1)))),
    ),
    assumptions=(le(0, k0), le(0, c)),
    over=(k,),
    quantity=e(k),
    bound=exp(S(k) - S(0)) * ((k0 + HALF) / (k + k0 + HALF)) ** c,
    per=e(0),
    direction="lower",
    tight=True,
    notes="S(k) is a bound on the losses still to come. By the midpoint rule 1/n <= log((n + 1/2)/(n - 1/2)).",
)


def derive(proof: Proof) -> None:
    with proof.induction(k, {"decay": le(THEOREM.bound * e(0), e(k))}, why="by induction") as (base, step):
        start = base.cite("lemmas.power_one", {x: k0 + HALF, y: k0 + HALF})
        base.rewrite("start", start, hole, hole * e(0), why="equality at the start")
        _step(step)


def _step(step: Proof) -> None:
    first, here, there = k0 + HALF, k + k0 + HALF, k + 1 + k0 + HALF
    power, shrunk, grown = (first / here) ** c, here / there, there / here
    lost, so_far = S(k + 1) - S(k), S(k) - S(0)
    step.use("nonnegative", {})
    step.combine("above", le(1, grown), {}, 1 / here)
    rule = step.cite("lemmas.log_trapezoid", {x: grown}, conclusion=1, why="the midpoint rule")
    inverse = step.cite("lemmas.log_inverse", {x: grown, y: shrunk})
    factor = -c / (k + 1 + k0) - loss(k)
    exponents = step.combine(
        "exponents",
        le(c * log(shrunk) + lost, factor),
        {rule: c, inverse: c, Taken("summable", {}): 1},
        why="so the factor is at least a quotient of powers, up to the loss",
    )
    order = step.cite("lemmas.exp_monotone", {x: exponents.formula.lhs, y: factor})
    split = step.law("exp_add", c * log(shrunk), lost)
    chain = step.cite("lemmas.power_chain", {x: first, y: here, z: there}, why="the powers telescope")
    joined = step.law("exp_add", lost, so_far, why="and so do the losses")
    total = exp(S(k + 1) - S(0)) * (first / there) ** c * e(0)
    step.combine(
        "next",
        le(total, e(k + 1)),
        {
            "contraction": 1,
            order: e(k),
            split: -e(k),
            "decay": exp(lost) * shrunk**c,
            joined: power * shrunk**c * e(0),
            chain: -exp(S(k + 1) - S(0)) * e(0),
        },
        why="so the bound goes on",
    )


def check():
    import math
    from fractions import Fraction

    from amgt_theory.checking import StepCheck, automatic
    from amgt_theory.strategies import drawing, recursions

    drawn = automatic(THEOREM).model

    def model(draw):  # or a late contraction with equality, nearly
        if drawing.pick(draw, (True, False)):
            return drawn(draw)
        late, rate = recursions.late(draw)
        lost, rest = recursions.losses(draw, late, rate)

        def factor(step):
            return Fraction(math.exp(-rate / (step + 1 + late) - lost[step])) * (1 + Fraction(1, 10**12))

        members = recursions.attaining(draw, factor)
        return {k0: late, c: rate, k: 1 + drawing.natural(draw, 5), loss: lost, S: rest, e: members}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
