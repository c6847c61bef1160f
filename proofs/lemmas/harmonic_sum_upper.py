"""The harmonic sum is at most its first term and a logarithm (theory notes, section 8).

The notes have 1/(k0+1) + log((k+k0)/(k0+1)), a rectangle for each term. With the midpoint rule the sum, which is about
0.577 + log k for k0 = 0, is then at most 0.595 + log(k + 1/2) instead of 1 + log k.
"""

from sympy import Rational, Sum, log

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le
from amgt_theory.symbols import Real, j, k, k0, n
from amgt_theory.theorem import Theorem

x, y, HALF = Real("x"), Real("y"), Rational(1, 2)
FIRST = k0 + 1 + HALF


def harmonic(last):
    return Sum(1 / (j + k0), (j, 1, last))


THEOREM = Theorem(
    id="lemmas.harmonic_sum_upper",
    title="the harmonic sum is at most its first term and a logarithm",
    kind="lemma",
    source="elementary; used in theory notes, section 8, travel.lower_bound",
    assumptions=(le(0, k0), le(1, k)),
    quantity=harmonic(k),
    bound=1 / (k0 + 1) + log((k + k0 + HALF) / FIRST),
    tight=True,
)


def derive(proof: Proof) -> None:
    def bound(last):
        return 1 / (k0 + 1) + log(last + k0 + HALF) - log(FIRST)

    claim, why = le(harmonic(n + 1), bound(n + 1)), "a term is at most a difference of logarithms, by the midpoint rule"
    with proof.induction(n, {"sum": claim}, why=why) as (_, step):
        before, after = n + k0 + 1 + HALF, n + k0 + 2 + HALF
        step.combine("grows", le(1, after / before), {}, 1 / before)
        midpoint = step.cite("lemmas.log_trapezoid", {x: after / before}, conclusion=1)
        difference = step.cite("lemmas.log_quotient", {x: after, y: before})
        step.combine("next", le(harmonic(n + 2), bound(n + 2)), {"sum": 1, midpoint: 1, difference: 1})
    with proof.induction(n, {"bounded": ForAll((), le(harmonic(n), bound(n)), (le(1, n),))}) as (base, step):
        with base.fix("start", assume={"absurd": le(1, 0)}) as inner:
            weight = (bound(0) - HALF) ** 2 + Rational(3, 4)
            inner.combine("there", le(0, bound(0)), {"absurd": weight}, bound(0) ** 2, 1)
        with step.fix("next", assume={"late": le(1, n + 1)}) as inner:
            inner.use("sum", {})
    last = proof.use(proof.use("bounded", {n: k}), {})
    quotient = proof.cite("lemmas.log_quotient", {x: k + k0 + HALF, y: FIRST})
    proof.combine("harmonic_sum", le(harmonic(k), THEOREM.bound), {last: 1, quotient: -1})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
