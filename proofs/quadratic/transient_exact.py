"""For every integer c = alpha lambda the error passes through the binomial coefficients of c - 1.

Theory notes, section 8. So it grows to binomial(c-1, floor((c-1)/2)), odd c or even, and is 0 after c steps.
"""

from sympy import Product, gamma

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Natural, Real, alpha, function, j, k, k0, n
from amgt_theory.theorem import Theorem

eigenvalue, component = Real("lambda"), function("component", "natural")
t = Natural("t")
c = alpha * eigenvalue

THEOREM = Theorem(
    id="quadratic.transient_exact",
    title="for alpha lambda = n+1 the error after t steps is the binomial coefficient of n over t, with a sign",
    kind="theorem",
    claim="C6",
    verdict="corrects",
    source="theory notes, section 8, quadratic.transient",
    setting=(("step", ForAll((k,), eq(component(k + 1), (1 - c / (k + 1)) * component(k)))),),
    assumptions=(eq(c, n + 1), le(t, n)),
    quantity=component(t),
    bound=(-1) ** t * gamma(n + 1) / (gamma(n + 1 - t) * gamma(t + 1)),
    per=component(0),
    direction="exact",
    also=(ForAll((j,), eq(component(n + 1 + j), 0)),),
    tight=True,
    notes="k0 = 0; component is that along an eigenvector for the eigenvalue lambda, as in quadratic.spectrum, which "
    "gives the step. At t = floor(n/2) it is about 2^n/sqrt(pi n/2), which quadratic.transient "
    "bounds for even n; that this is the largest of them is quadratic.transient_peak.",
)


def derive(proof: Proof) -> None:
    factor, product = 1 - (n + 1) / (k + 1), Product(1 - (n + 1) / j, (j, 1, k))
    with proof.fix("one_step", k) as inner:
        weights = {inner.use("step", {}): 1, "assumption_1": -component(k) / (k + 1)}
        inner.combine("here", eq(component(k + 1), factor * component(k)), weights)
    with proof.induction(k, {"exact": eq(component(k), product * component(0))}, why="the factors multiply") as (
        _,
        step,
    ):
        following = eq(component(k + 1), product.subs(k, k + 1) * component(0))
        step.combine("next", following, {"one_step": 1, "exact": factor})
    last = proof.use("one_step", {k: n})
    claim = {"vanished": eq(component(n + 1 + j), 0)}
    with proof.induction(j, claim, why="the factor of step n+1 is 0") as (base, step):
        base.combine("start", eq(component(n + 1), 0), {last: 1})
        after = step.use("one_step", {k: n + 1 + j})
        step.combine("next", eq(component(n + 2 + j), 0), {after: 1, "vanished": 1 - (n + 1) / (n + 2 + j)})
    proof.combine("before", lt(t, n + 1), {"assumption_2": 1}, 1)
    proof.combine("left", lt(0, n + 1 - t), {"assumption_2": 1}, 1)
    for value in (n + 1 - t, t + 1):
        proof.law("gamma_positive", value)
    closed = proof.cite("lemmas.product_gamma_pole", {n: n + 1, k: t, k0: 0}, why="which is a binomial coefficient")
    here, one = proof.use("exact", {k: t}), proof.law("gamma_one")
    proof.combine(
        "binomial",
        eq(THEOREM.quantity, THEOREM.bound * THEOREM.per),
        {here: 1, closed: component(0), one: THEOREM.bound * component(0)},
        why="with its sign",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
