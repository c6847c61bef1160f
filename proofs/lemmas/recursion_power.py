"""A sequence that contracts by 1 - c/(k+k0) in step k decays like k^-c (theory notes, section 2).

The form of product_power that rates use. The notes' condition c <= k0 + 1 is not needed: where a factor is negative, a
nonnegative sequence has already vanished.
"""

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le
from amgt_theory.symbols import Real, a, c, function, k, k0
from amgt_theory.theorem import Theorem

e = function("e", "natural")
x, y, z, hole = (Real(name) for name in "x y z hole".split())

THEOREM = Theorem(
    id="lemmas.recursion_power",
    title="contraction by 1 - c/(k+k0) gives decay with exponent c",
    kind="lemma",
    source="theory notes, section 2, product_power",
    setting=(
        ("nonnegative", ForAll((k,), le(0, e(k)))),
        ("contraction", ForAll((k,), le(e(k + 1), (1 - c / (k + 1 + k0)) * e(k)))),
    ),
    assumptions=(le(0, k0), le(0, c)),
    over=(k,),
    quantity=e(k),
    bound=((k0 + 1) / (k + k0 + 1)) ** c,
    per=e(0),
    tight=True,
    notes="The condition c <= k0 + 1 of the notes is not needed for a nonnegative sequence.",
)


def derive(proof: Proof) -> None:
    claim = le(e(k), THEOREM.bound * e(0))
    here = k + k0 + 1
    with proof.induction(k, {"decay": claim}, why="by induction") as (base, step):
        start = base.cite("lemmas.power_one", {x: k0 + 1, y: k0 + 1})
        base.rewrite("start", start, hole, hole * e(0), why="equality at the start")
        step.use("nonnegative", {})
        factor = step.cite("lemmas.factor_power", {a: here}, why="the factor is at most a quotient of powers")
        chain = step.cite("lemmas.power_chain", {x: k0 + 1, y: here, z: here + 1}, why="and the powers telescope")
        step.combine(
            "next",
            le(e(k + 1), ((k0 + 1) / (here + 1)) ** c * e(0)),
            {"contraction": 1, factor: e(k), "decay": (here / (here + 1)) ** c, chain: e(0)},
            why="so the bound goes on",
        )


def check():
    from amgt_theory.checking import StepCheck, automatic
    from amgt_theory.strategies import drawing, recursions

    drawn = automatic(THEOREM).model

    def model(draw):  # or a late contraction with equality
        if drawing.pick(draw, (True, False)):
            return drawn(draw)
        late, rate = recursions.late(draw)
        members = recursions.attaining(draw, lambda step: 1 - rate / (step + 1 + late))
        return {k0: late, c: rate, k: 1 + drawing.natural(draw, 5), e: members}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
