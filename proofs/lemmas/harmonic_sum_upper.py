"""The harmonic sum is at most its first term and a logarithm (theory notes, section 8)."""

from sympy import Rational, Sum, log

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import Real, a, j, k, k0, n
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")


def harmonic(last):
    return Sum(1 / (j + k0), (j, 1, last))


def bound(last):
    return 1 / (k0 + 1) + log((last + k0) / (k0 + 1))


THEOREM = Theorem(
    id="lemmas.harmonic_sum_upper",
    title="the harmonic sum is at most its first term and a logarithm",
    kind="lemma",
    source="elementary; used in theory notes, section 8, travel.lower_bound",
    assumptions=(le(0, k0), le(1, k)),
    quantity=harmonic(k),
    bound=bound(k),
    tight=True,
    notes="With k0 = 0: at most 1 + log k.",
)


def derive(proof: Proof) -> None:
    with proof.induction(n, {"few": le(harmonic(n), n / (k0 + 1))}) as (_, step):
        largest = step.combine("largest", le(1 / (n + 1 + k0), 1 / (k0 + 1)), {}, n / ((n + 1 + k0) * (k0 + 1)))
        step.combine("next", le(harmonic(n + 1), (n + 1) / (k0 + 1)), {"few": 1, largest: 1})
    with proof.fix("later", n, assume={"positive": lt(0, n)}) as inner:
        smallest = inner.cite("lemmas.log_step", {a: n + k0}, conclusion=1)
        new = inner.cite("lemmas.log_quotient", {x: n + k0 + 1, y: k0 + 1})
        old = inner.cite("lemmas.log_quotient", {x: n + k0, y: k0 + 1})
        inner.combine(
            "there", le(bound(n) + 1 / (n + 1 + k0), bound(n + 1)), {smallest: 1, new: -1, old: 1}, why="each term"
        )
    claim = ForAll((), le(harmonic(n), bound(n)), (le(1, n),))
    with proof.induction(n, {"bounded": claim}, why="is at most a difference of logarithms") as (base, step):
        with base.fix("start", assume={"absurd": le(1, 0)}) as inner:
            difference = bound(0)
            weight = (difference - Rational(1, 2)) ** 2 + Rational(3, 4)
            inner.combine("there", le(0, difference), {"absurd": weight}, difference**2, 1)
        with step.fix("next", assume={"late": le(1, n + 1)}) as inner:
            goal = le(harmonic(n + 1), bound(n + 1))
            with inner.cases("first", n, 0, goal) as (first, after):
                lower = first.cite("lemmas.log_lower", {x: (n + 1 + k0) / (k0 + 1)})
                left = n / (n + 1 + k0)
                first.combine("there", goal, {"few": 1, lower: 1, "first": 1 / (k0 + 1)}, left, left / (k0 + 1))
                after.cite("lemmas.natural_positive")
                before = after.use("bounded", {})
                after.combine("there", goal, {before: 1, after.use("later", {}): 1})
    proof.use(proof.use("bounded", {n: k}), {})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
