"""The steps (j+k0)^-(1+q), q > 0, add up to a bounded sum, however many there are (theory notes, section 3)."""

from sympy import Sum

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import a, j, k, k0, q
from amgt_theory.theorem import Theorem


def powers(last):
    return Sum((j + k0) ** (-1 - q), (j, 1, last))


THEOREM = Theorem(
    id="lemmas.power_sum_tail",
    title="the sum of (j+k0)^-(1+q) is bounded for q > 0",
    kind="lemma",
    source="elementary; used in theory notes, section 3, power_rate",
    assumptions=(le(0, k0), lt(0, q)),
    over=(k,),
    quantity=powers(k),
    bound=(k0 + 1) ** (-1 - q) + (k0 + 1) ** -q / q,
    tight=True,
    notes="The first term and the integral of all others. With k0 = 0: 1 + 1/q.",
)


def derive(proof: Proof) -> None:
    claim = le(powers(k + 1) + (k + 1 + k0) ** -q / q, THEOREM.bound)
    with proof.induction(k, {"bounded": claim}, why="each later term is at most a decrement of the integral") as (
        _,
        step,
    ):
        decrement = step.cite("lemmas.power_tail_step", {a: k + 1 + k0})
        step.combine("next", claim.subs(k, k + 1), {"bounded": 1, decrement: 1})
    with proof.fix("sum", k, why="and what is left of it is positive") as inner:
        end = k + 1 + k0
        inner.combine("here", le(powers(k), THEOREM.bound), {"bounded": 1}, end**-q / q, end ** (-1 - q))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
