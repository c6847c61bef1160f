"""A sequence that contracts by 1 - c/(k+k0)^p in step k, 0 <= p < 1, decays like a stretched exponential.

Theory notes, section 2. The form of product_exponential that rates use.
"""

from sympy import exp

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import Real, a, c, function, k, k0, p
from amgt_theory.theorem import Theorem

e = function("e", "natural")
x, y = Real("x"), Real("y")


def exponent(n):
    """The exponent of the bound after n steps."""
    return -c * ((n + k0 + 1) ** (1 - p) - (k0 + 1) ** (1 - p)) / (1 - p)


THEOREM = Theorem(
    id="lemmas.recursion_exponential",
    title="contraction by 1 - c/(k+k0)^p gives a stretched exponential",
    kind="lemma",
    source="theory notes, section 2, product_exponential",
    setting=(
        ("nonnegative", ForAll((k,), le(0, e(k)))),
        ("contraction", ForAll((k,), le(e(k + 1), (1 - c / (k + 1 + k0) ** p) * e(k)))),
    ),
    assumptions=(le(0, k0), le(0, c), le(0, p), lt(p, 1)),
    over=(k,),
    quantity=e(k),
    bound=exp(exponent(k)),
    per=e(0),
    tight=True,
    notes="Also for p = 0, and without the condition that the factors be nonnegative.",
)


def derive(proof: Proof) -> None:
    here = k + k0 + 1
    proof.combine("exponent_positive", lt(0, 1 - p), {lt(p, 1): 1})
    claim = le(e(k), exp(exponent(k)) * e(0))
    with proof.induction(k, {"decay": claim}, why="by induction") as (_, step):
        step.use("nonnegative", {})
        loss, change = c / here**p, -c * ((here + 1) ** (1 - p) - here ** (1 - p)) / (1 - p)
        increment = step.cite("lemmas.power_increment", {a: here}, why="the step is at least an increment of a power")
        step.combine("order", le(-loss, change), {increment: c})
        tangent = step.law("exp_bound", -loss, why="1 - u <= exp(-u)")
        monotone = step.cite("lemmas.exp_monotone", {x: -loss, y: change})
        added = step.law("exp_add", exponent(k), change)
        step.combine(
            "next",
            le(e(k + 1), exp(exponent(k + 1)) * e(0)),
            {"contraction": 1, tangent: e(k), monotone: e(k), "decay": exp(change), added: -e(0)},
            why="and exponents add",
        )


def check():
    from amgt_theory.checking import StepCheck, automatic
    from amgt_theory.strategies import drawing, recursions

    drawn = automatic(THEOREM).model

    def model(draw):  # or a slow contraction by the same factor in each step, with equality
        if drawing.pick(draw, (True, False)):
            return drawn(draw)
        late, rate = recursions.late(draw)
        members = recursions.attaining(draw, lambda step: 1 - rate / late)
        return {k0: late, c: rate / late, p: 0, k: 1 + drawing.natural(draw, 5), e: members}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
