"""How many iterations a merely convex f in a box needs (theory notes, section 8): exponentially many in 1/tol."""

from sympy import Min, exp, log

from amgt_theory.complexity import iterations_check, not_yet, rate, tol
from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import G, H, Real, alpha, beta1, eps, k, k0, r, tau
from amgt_theory.theorem import Theorem

RATE = rate("constrained.convex_rate")
V0, growth, radius, span = Real("V0"), Real("growth"), Real("radius"), k + k0 + 1

THEOREM = Theorem(
    id="complexity.convex_rate_in_box",
    title="iterations in a box until the gap of a convex f is below a tolerance",
    kind="theorem",
    claim="C9",
    source="theory notes, section 8, complexity.iterations",
    setting=(*RATE.setting, *not_yet(RATE)),
    assumptions=(*RATE.assumptions, lt(0, tol)),
    where=RATE.where,
    quantity=k,
    bound=(k0 + 1) * (exp((1 / tol - 1 / V0) / growth) - 1),
    notes="Every iteration k whose gap exceeds tol is at most this: from the next one on the gap is below tol.",
)


def derive(proof: Proof) -> None:
    logarithm = log(span / (k0 + 1))
    decay = proof.cite("constrained.convex_rate", why="the rate")
    late = proof.cite("lemmas.log_lower", {Real("x"): span / (k0 + 1)})
    proof.combine("logarithm_nonnegative", le(0, logarithm), {late: 1}, k / span)
    _growth(proof)
    proof.combine("above", lt(tol, RATE.bound), {"not_yet": 1, decay: 1})
    proof.combine(
        "below",
        le(logarithm, (1 / tol - 1 / V0) / growth),
        {"above": (1 / V0 + growth * logarithm) / tol},
        multiplier=growth,
    )
    values = {Real("x"): k0 + 1, Real("y"): span, Real("b"): (1 / tol - 1 / V0) / growth}
    solved = proof.cite("lemmas.log_solved", values, why="solved for k + k0 + 1")
    proof.combine("iterations", le(k, THEOREM.bound), {solved: 1}, why="so the gap exceeds tol so long at most")


def _growth(proof: Proof) -> None:
    """0 < V0 and 0 < growth."""
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    smallest = Min(1, tau / G) / (G + eps)
    values = {H: alpha / (eps * (1 - beta1)), r: eps * (1 - beta1) * smallest}
    for number, name in ((5, "G_positive"), (6, "V0_positive")):
        proof.cite("constrained.harmonic_gains", values, conclusion=number, name=name)
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    near, far = alpha * smallest / (2 * radius**2), (1 - beta1) * (k0 + 1) / (4 * V0)
    proof.combine("near_positive", lt(0, near), {}, near)
    proof.combine("far_positive", lt(0, far), {}, far)
    proof.combine("growth_positive", lt(0, growth), {"definition_growth": -1}, Min(near, far))


def check():
    from amgt_theory.strategies import gap_of

    return iterations_check(THEOREM, RATE.id, lambda values, ar: gap_of(values, ar, values["k"]))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
