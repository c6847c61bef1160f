"""The error's peak on the way is the middle binomial coefficient (theory notes, section 8, quadratic.transient).

Successive errors have the ratio |k - n|/(k+1) for alpha lambda = n + 1: above 1 up to the middle, below from there on.
"""

from sympy import Lambda, gamma

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le
from amgt_theory.symbols import Natural, Real, alpha, function, k, n
from amgt_theory.theorem import Theorem

eigenvalue, component = Real("lambda"), function("component", "natural")
t = Natural("t")
c = alpha * eigenvalue

THEOREM = Theorem(
    id="quadratic.transient_peak",
    title="for alpha lambda = n+1 no error on the way exceeds that after floor(n/2) steps",
    kind="theorem",
    claim="C6",
    verdict="corrects",
    source="theory notes, section 8, quadratic.transient",
    setting=(("step", ForAll((k,), eq(component(k + 1), (1 - c / (k + 1)) * component(k)))),),
    assumptions=(eq(c, n + 1), le(2 * t, n), le(n, 2 * t + 1)),
    over=(k,),
    quantity=component(k) ** 2,
    bound=component(t) ** 2,
    also=(eq(component(t), (-1) ** t * gamma(n + 1) / (gamma(n + 1 - t) * gamma(t + 1)) * component(0)),),
    tight=True,
    notes="t is floor(n/2), and the error there is the binomial coefficient of n over t times the first one, with a "
    "sign (quadratic.transient_exact): the largest of all, about 2^n/sqrt(pi n/2). For odd n that after t + 1 steps is "
    "as large. k0 = 0; component is that along an eigenvector for the eigenvalue lambda.",
)


def derive(proof: Proof) -> None:
    factor = 1 - (n + 1) / (k + 1)
    with proof.fix("one_step", k) as inner:
        weights = {inner.use("step", {}): 1, "assumption_1": -component(k) / (k + 1)}
        inner.combine("here", eq(component(k + 1), factor * component(k)), weights)
    here, there = component(k) ** 2, component(k + 1) ** 2
    added = component(k + 1) + factor * component(k)
    change = (n + 1) / (k + 1) ** 2 * here
    with proof.fix("rises", k, assume={"before": le(k + 1, t)}, why="errors grow up to the middle") as inner:
        weights = {"one_step": -added, "before": 2 * change, le(2 * t, n): change}
        inner.combine("here", le(here, there), weights, change)
    with proof.fix("falls", k, assume={"after": le(t, k)}, why="and do not from there on") as inner:
        weights = {"one_step": added, "after": 2 * change, le(n, 2 * t + 1): change}
        inner.combine("here", le(there, here), weights)
    values = {function("e", "natural"): Lambda(k, component(k) ** 2), n: t}
    proof.cite("lemmas.unimodal", values, name="largest", why="so the largest is there")
    proof.combine("at_most", le(t, n), {le(2 * t, n): 1}, t)
    proof.cite("quadratic.transient_exact", name="exact", why="and it is a binomial coefficient")


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
