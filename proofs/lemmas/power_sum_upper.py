"""The sum of the steps (j+k0)^-p is at most its first term and the integral of the others (theory notes, section 8)."""

from sympy import Rational, Sum

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import Real, a, c, j, k, k0, n, p
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")


def powers(last):
    return Sum(1 / (j + k0) ** p, (j, 1, last))


def bound(last):
    return 1 / (k0 + 1) ** p + ((last + k0) ** (1 - p) - (k0 + 1) ** (1 - p)) / (1 - p)


THEOREM = Theorem(
    id="lemmas.power_sum_upper",
    title="the sum of (j+k0)^-p is at most its first term and an integral",
    kind="lemma",
    source="elementary; used in theory notes, section 8, travel.lower_bound",
    assumptions=(le(0, k0), le(0, p), lt(p, 1), le(1, k)),
    quantity=powers(k),
    bound=bound(k),
    tight=True,
    notes="With k0 = 0: at most (k^(1-p) - p)/(1-p).",
)


def derive(proof: Proof) -> None:
    first = k0 + 1
    proof.combine("exponent_positive", lt(0, 1 - p), {lt(p, 1): 1})
    with proof.induction(n, {"few": le(powers(n), n / first**p)}) as (_, step):
        largest = step.cite("lemmas.power_decreasing", {x: first, y: n + 1 + k0, c: p})
        step.combine("next", le(powers(n + 1), (n + 1) / first**p), {"few": 1, largest: 1})
    claim = ForAll((), le(powers(n), bound(n)), (le(1, n),))
    with proof.induction(n, {"bounded": claim}, why="each later term is at most an increment of the integral") as (
        base,
        step,
    ):
        with base.fix("start", assume={"absurd": le(1, 0)}) as inner:
            weight = (bound(0) - Rational(1, 2)) ** 2 + Rational(3, 4)
            inner.combine("there", le(0, bound(0)), {"absurd": weight}, bound(0) ** 2, 1)
        with step.fix("next", assume={"late": le(1, n + 1)}) as inner:
            goal = le(powers(n + 1), bound(n + 1))
            with inner.cases("first", n, 0, goal) as (begin, after):
                grown = begin.cite("lemmas.power_monotone", {x: first, y: n + 1 + k0, c: 1 - p})
                smaller = begin.cite("lemmas.power_decreasing", {x: first, y: n + 1 + k0, c: p})
                begin.combine("there", goal, {"few": 1, smaller: 1, "first": first**-p, grown: 1 / (1 - p)})
                after.cite("lemmas.natural_positive")
                before = after.use("bounded", {})
                increment = after.cite("lemmas.power_increment_lower", {a: n + k0})
                after.combine("there", goal, {before: 1, increment: 1})
    proof.use(proof.use("bounded", {n: k}), {})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
