"""AMGT with a soft or hard threshold contracts V towards a neighbourhood, the bound on its gradients in closed form.

Theory notes, section 4. Such a threshold is no gain, so that the gains are those of the preconditioner alone: what G
must be above is then a quadratic inequality, which always has a solution.
"""

from sympy import Expr, Lambda, Max, Min

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import DECREASING_STEP, POSITIVE_STEP, V, step_size
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    G, L, Real, a, beta1, d, eps, f, f_star, function, gradient, i, k, mu, square, tau, x,
)  # fmt: skip
from amgt_theory.theorem import Theorem
from amgt_theory.thresholded import (
    ERROR, GRADIENT_BOUND, NEIGHBOURHOOD, PARAMETERS, START, THRESHOLD, WITHOUT_CLIP, as_error, far, limit, lyapunov,
    setting, short_steps, thresholded_check, without_clip,
)  # fmt: skip

RATE = mu * step_size(k + 1) / (G + eps)


def excess(n: Expr) -> Expr:
    return Max(0, V(n) - limit)


THEOREM = Theorem(
    id="thresholding.explicit_recurrence",
    title="AMGT with a soft or hard threshold contracts V towards a neighbourhood, all constants explicit",
    kind="lemma",
    claim="C10 C12",
    source="theory notes, section 4, thresholding.neighbourhood",
    setting=(
        *setting(tau**2),
        *POSITIVE_STEP,
        *DECREASING_STEP,
        ("step_condition", short_steps()),
        ("lyapunov", ForAll((k,), eq(V(k), lyapunov()(k)))),
    ),
    assumptions=PARAMETERS,
    where=(*GRADIENT_BOUND, NEIGHBOURHOOD),
    over=(k,),
    quantity=excess(k + 1),
    per=excess(k),
    bound=1 - RATE,
    also=(
        ForAll((k,), le(f(x(k)) - f_star, V(k))),
        le(V(0), START),
        ForAll((k,), le(square(gradient(x(k))), G**2)),
        ForAll((k,), le(RATE, 1)),
        lt(0, G),
    ),
    notes=THRESHOLD,
)


def derive(proof: Proof) -> None:
    _bound(proof)
    as_error(proof, tau**2, step_size(k + 1))
    same, share = without_clip(proof), Min(1, far / G)
    weights = {"definition_limit": 1 / share, same: limit / share}
    proof.combine("limit", eq(limit, d * tau**2 * (G + eps) / (mu * eps * share)), weights)
    with proof.fix("error_bound", k, i, assume={"threshold_below": le(share, 1)}) as inner:
        inner.combine("here", le(ERROR**2, tau**2), {"small_error": 1})
    error = function("error", "natural", result="vector")
    values = {**WITHOUT_CLIP, error: Lambda(k, Lambda(i, ERROR)), Real("level"): tau**2}
    for number, name in ((1, "gap_below"), (2, "start_below"), (3, "gradients"), (4, "slow"), (5, "excess")):
        proof.cite("thresholding.amgt_recurrence", values, conclusion=number, name=name)
    with proof.fix("slow_enough", k) as inner:
        inner.combine("here", le(RATE, 1), {"slow": 1, same: -RATE})
    with proof.fix("contraction", k, why="so it contracts what V has above the neighbourhood") as inner:
        weights = {"excess": 1, same: -RATE * excess(k)}
        inner.combine("here", le(excess(k + 1), (1 - RATE) * excess(k)), weights)


def _bound(proof: Proof) -> None:
    """G is above what it leads to."""
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("start_positive", lt(0, START), {}, START)
    proof.combine("a_nonnegative", le(0, a), {"definition_a": -1}, L * d * tau**2 / (mu * eps))
    weights = {"definition_limit": 1, "definition_a": -(G + eps) / L}
    proof.combine("limit_of_a", eq(limit, a * (G + eps) / L), weights)
    values = {Real("start"): START, Real("eta"): 0}
    proof.cite("inexact.gradient_bound", values, name="enough", why="G is above what it leads to")
    proof.cite("inexact.gradient_bound", values, conclusion=1, name="G_positive")
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})


def check():
    return thresholded_check(THEOREM, powers=(0, 1))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
