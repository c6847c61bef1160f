"""A sequence that contracts up to a constant ends in a neighbourhood: the closed form of the recursion."""

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import Real, function, k, rho
from amgt_theory.theorem import Theorem

e = function("e", "natural")
b = Real("b")
LIMIT = b / (1 - rho)

THEOREM = Theorem(
    id="lemmas.recursion_neighbourhood",
    title="contraction by rho up to b gives geometric decay to the neighbourhood b/(1-rho)",
    kind="lemma",
    source="elementary; used in theory notes, section 4",
    setting=(("contraction", ForAll((k,), le(e(k + 1), rho * e(k) + b))),),
    assumptions=(le(0, rho), lt(rho, 1)),
    over=(k,),
    quantity=e(k),
    bound=rho**k * e(0) + (1 - rho**k) * LIMIT,
    tight=True,
)


def derive(proof: Proof) -> None:
    bound = THEOREM.bound
    proof.combine("rho_below", lt(0, 1 - rho), {lt(rho, 1): 1})
    with proof.induction(k, {"decay": le(e(k), bound)}, why="by induction") as (_, step):
        step.combine(
            "next",
            le(e(k + 1), bound.subs(k, k + 1)),
            {"contraction": 1, "decay": rho},
            why="the excess over b/(1-rho) shrinks by rho",
        )


def check():
    from dataclasses import replace
    from fractions import Fraction

    from amgt_theory.checking import automatic
    from amgt_theory.strategies import drawing

    drawn = automatic(THEOREM)

    def model(draw):  # often from above the neighbourhood with equality at every step
        values = drawn.model(draw)
        if drawing.pick(draw, (False, True)):
            return values
        factor = drawing.between(draw, Fraction(0), Fraction(1), open_low=True, open_high=True)
        sequence = [values[b] / (1 - factor) + drawing.positive(draw)]
        for _ in values[e][1:]:
            sequence.append(factor * sequence[-1] + values[b])
        return {**values, rho: factor, e: sequence}

    return replace(drawn, model=model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
