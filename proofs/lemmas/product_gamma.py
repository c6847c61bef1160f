"""The harmonic product in closed form (theory notes, section 2): SymPy solves its recurrence, induction proves
the solution. It holds wherever no factor vanishes, so also for c > k0 + 1.
"""

from sympy import Function, Product, RisingFactorial, Symbol, gamma, rsolve

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import a, c, j, k, k0
from amgt_theory.theorem import Theorem

TOP, BOTTOM = k + k0 + 1 - c, k + k0 + 1

THEOREM = Theorem(
    id="lemmas.product_gamma",
    title="the harmonic product is a quotient of Gamma values",
    kind="lemma",
    claim="C5",
    source="theory notes, section 2, product_gamma",
    setting=(("no_factor_vanishes", ForAll((j,), lt(0, (j + k0 + 1 - c) ** 2))),),
    assumptions=(le(0, k0),),
    over=(k,),
    quantity=Product(1 - c / (j + k0), (j, 1, k)),
    bound=gamma(TOP) * gamma(k0 + 1) / (gamma(BOTTOM) * gamma(k0 + 1 - c)),
    direction="exact",
    tight=True,
    notes="More general than c < k0 + 1: no factor may vanish. Where one does, see product_gamma_pole.",
)


def solution():
    """The solution of P(k+1) = (1 - c/(k+1+k0)) P(k), P(0) = 1."""
    sequence, index = Function("P"), Symbol("k", integer=True)
    recurrence = (index + 1 + k0) * sequence(index + 1) - (index + 1 + k0 - c) * sequence(index)
    solved = rsolve(recurrence, sequence(index), {sequence(0): 1})
    return solved.replace(RisingFactorial, lambda start, steps: gamma(start + steps) / gamma(start)).subs(index, k)


def derive(proof: Proof) -> None:
    product, start = THEOREM.quantity, k0 + 1 - c
    assert solution() == THEOREM.bound
    proof.note(f"SymPy solves the recurrence of the product: {solution()}. Induction confirms it.")
    proof.law("gamma_positive", k0 + 1)
    nonzero = proof.cite("lemmas.gamma_nonzero", {a: start}, conclusion=1, why="no factor vanishes")
    claim = eq(product, THEOREM.bound)
    whole = ForAll((k,), claim)
    with proof.cases("sign", 0, gamma(start), whole, why="the product, by induction") as (above, below):
        with above.cases("positive", gamma(start), 0, lt(0, gamma(start))) as (absurd, _):
            absurd.combine("there", lt(0, gamma(start)), {nonzero: 1, "positive": gamma(start)}, gamma(start))
        for part in (above, below):
            with part.induction(k, {"closed_form": claim}) as (_, step):
                _next(step, start)


def _next(proof: Proof, start) -> None:
    proof.use("no_factor_vanishes", {j: k})
    proof.law("gamma_positive", BOTTOM)
    proof.law("gamma_positive", BOTTOM + 1)
    top = proof.law("gamma_recurrence", TOP)
    bottom = proof.law("gamma_recurrence", BOTTOM)
    scale = gamma(k0 + 1) / (gamma(start) * gamma(BOTTOM + 1))
    proof.combine(
        "next",
        eq(THEOREM.quantity.subs(k, k + 1), THEOREM.bound.subs(k, k + 1)),
        {
            "closed_form": TOP / BOTTOM,
            top: -scale,
            bottom: scale * TOP * gamma(TOP) / (BOTTOM * gamma(BOTTOM)),
        },
    )


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import between, naturals

    def model(draw):  # c is below k0 + 1, or between two values at which a factor vanishes; algebra reaches that far
        start, part = draw(between(0, 99)), draw(between(0, 1, open_low=True, open_high=True))
        below = draw(between(0, 99, open_low=True))
        exponent = start + 1 + draw(naturals(8)) + part if draw(naturals(1)) else start + 1 - below
        return {k0: start, c: exponent, k: draw(naturals(30))}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
