"""The Gamma function vanishes nowhere but (by convention) at its poles, the natural numbers and 0, negated."""

from sympy import gamma

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, a, j, k
from amgt_theory.theorem import Theorem

x = Real("x")

THEOREM = Theorem(
    id="lemmas.gamma_nonzero",
    title="Gamma does not vanish off its poles",
    kind="lemma",
    source="elementary; used in theory notes, section 2, product_gamma",
    setting=(("no_pole", ForAll((j,), lt(0, (j + a) ** 2))),),
    quantity=gamma(a) ** 2,
    bound=0,
    direction="lower",
    also=(lt(0, gamma(a) ** 2),),
)


def derive(proof: Proof) -> None:
    positive = lt(0, gamma(a) ** 2)
    with proof.cases("size", gamma(a) ** 2, 0, positive, why="so it is not zero") as (zero, _):
        zero.cite("lemmas.square_zero", {x: gamma(a)}, name="vanishes", why="suppose Gamma(a) = 0")
        claim = {"all_vanish": eq(gamma(a + k), 0)}
        with zero.induction(k, claim, why="then Gamma(a + k) = 0 for all k, by the recurrence") as (base, step):
            base.combine("start", eq(gamma(a), 0), {"vanishes": 1})
            step.use("no_pole", {j: k})
            recurrence = step.law("gamma_recurrence", a + k)
            step.combine("next", eq(gamma(a + k + 1), 0), {recurrence: 1, "all_vanish": a + k})
        with zero.fix("left", k, why="though Gamma is positive on the positive numbers, so a + k <= 0") as inner:
            here = inner.use("all_vanish", {})
            with inner.cases("side", a + k, 0, le(k, -a)) as (below, above):
                below.combine("there", le(k, -a), {"side": 1})
                above.law("gamma_positive", a + k)
                above.combine("there", le(k, -a), {here: a + k}, multiplier=gamma(a + k))
        absurd = zero.law("archimedes", 1, -a, why="for all k, which is absurd")
        zero.combine("there", positive, {absurd: 1}, gamma(a) ** 2, 1)
    proof.combine("nonnegative", le(0, gamma(a) ** 2), {"size": 1})


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import between, naturals

    def model(draw):  # off 0, -1, -2, ...
        return {a: draw(between(0, None, open_low=True)) if draw(naturals(1)) else _between_poles(draw)}

    def _between_poles(draw):
        return draw(between(0, 1, open_low=True, open_high=True)) - draw(naturals(30))

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
