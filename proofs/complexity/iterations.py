"""How many iterations a polynomial rate needs for a tolerance (theory notes, section 8)."""

from amgt_theory.complexity import reached, tol
from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, c, function, k, k0
from amgt_theory.theorem import Theorem

e, limit, start, first = function("e", "natural"), Real("limit"), Real("start"), Real("first")
SPAN = k + k0 + 1
POWER = (first / SPAN) ** c

THEOREM = Theorem(
    id="complexity.iterations",
    title="iterations until a polynomial rate is below a tolerance",
    kind="lemma",
    source="theory notes, section 8, complexity.iterations",
    setting=(("rate", le(e(k), limit + start * POWER)), ("not_yet", lt(tol, e(k)))),
    assumptions=(le(0, k0), lt(0, first), lt(0, c), lt(limit, tol)),
    quantity=k,
    bound=first * (start / (tol - limit)) ** (1 / c) - k0 - 1,
    tight=True,
    notes="first is k0 + 1 for a rate that holds from the start, limit 0 for one that ends in no neighbourhood. Every "
    "iteration k with more than tol is at most this.",
)


def derive(proof: Proof) -> None:
    above = proof.combine("above", lt(tol - limit, start * POWER), {"not_yet": 1, "rate": 1})
    proof.combine("start_positive", lt(0, start), {above: 1, lt(limit, tol): 1}, multiplier=POWER)
    values = {Real("x"): first, Real("y"): SPAN, Real("A"): start, tol: tol - limit}
    proof.combine("tolerance_positive", lt(0, tol - limit), {lt(limit, tol): 1})
    inverted = proof.cite("lemmas.power_inverted", values, why="solved for k + k0 + 1")
    proof.combine("iterations", le(k, THEOREM.bound), {inverted: 1}, why="so it is above so long at most")


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing

    def model(draw):
        numbers = {one: drawing.positive(draw) for one in (first, start, c)}
        naturals = {one: drawing.natural(draw) for one in (k, k0)}
        part = drawing.between(draw, Fraction(0), Fraction(1), open_low=True, open_high=True)
        return {**naturals, limit: drawing.signed(draw), **numbers, "part": part}

    def compute(values, ar):
        span = values["k"] + values["k0"] + 1
        power = ar.power(ar.number(values["first"] / span), ar.number(values["c"]))
        return reached(values, power, ar)

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
