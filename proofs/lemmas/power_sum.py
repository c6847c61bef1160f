"""The sum of the steps (j+k0)^-p is at least its integral (theory notes, section 6)."""

from sympy import Sum, log

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import Real, a, j, k, k0, p
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")
POWERS = Sum(1 / (j + k0) ** p, (j, 1, k))
INTEGRAL = ((k + k0 + 1) ** (1 - p) - (k0 + 1) ** (1 - p)) / (1 - p)

THEOREM = Theorem(
    id="lemmas.power_sum",
    title="the sum of (j+k0)^-p is at least its integral, which is positive",
    kind="lemma",
    source="theory notes, section 2, product_exponential; section 6, nonconvex.stationarity",
    assumptions=(le(0, k0), le(0, p), lt(p, 1)),
    over=(k,),
    quantity=POWERS,
    bound=INTEGRAL,
    direction="lower",
    also=(ForAll((k,), lt(0, INTEGRAL), (le(1, k),)),),
    tight=True,
)


def derive(proof: Proof) -> None:
    here, first = k + k0 + 1, k0 + 1
    proof.combine("exponent_positive", lt(0, 1 - p), {lt(p, 1): 1})
    with proof.induction(k, {"above": le(INTEGRAL, POWERS)}, why="the integral grows by less in each step") as (
        _,
        step,
    ):
        increment = step.cite("lemmas.power_increment", {a: here})
        step.combine("next", le(INTEGRAL.subs(k, k + 1), POWERS.subs(k, k + 1)), {"above": 1, increment: 1})
    with proof.fix("positive", k, assume={"late": le(1, k)}) as inner:
        ratio = inner.cite("lemmas.log_lower", {x: here / first})
        quotient = inner.cite("lemmas.log_quotient", {x: here, y: first})
        exponent = (1 - p) * (log(here) - log(first))
        tangent = inner.law("exp_bound", exponent)
        split = inner.law("exp_add", (1 - p) * log(first), exponent)
        start = first ** (1 - p)
        inner.combine(
            "there",
            lt(0, INTEGRAL),
            {split: -1 / (1 - p), tangent: start / (1 - p), quotient: start, ratio: start, "late": start / here},
            start / here,
        )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
