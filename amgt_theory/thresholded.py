"""AMGT with a soft or hard threshold: what its rates share, in statement, proof and check.

Such a threshold is no gain but an error. So the gains are those of the preconditioner alone, and the bound G on the
gradients and the neighbourhood are explicit (theory notes, section 4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sympy import Expr, Lambda, Max, Mul, sqrt

from amgt_theory.derivation import Fact, Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH, Named
from amgt_theory.iteration_laws import (
    WITHOUT_THRESHOLD,
    B,
    amgt,
    deviation,
    highest_gain,
    step_size,
    t,
    thresholded,
    u,
    w,
)
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import (
    At,
    G,
    L,
    Real,
    a,
    beta1,
    d,
    eps,
    f,
    f_star,
    gap0,
    i,
    k,
    m,
    mu,
    square,
    tau,
    x,
)  # fmt: skip
from amgt_theory.theorem import Theorem

if TYPE_CHECKING:
    from amgt_theory.checking import TrajectoryCheck

limit, far = Real("limit"), Real("far")

START = (1 + 2 * beta1**2) * gap0
"""V before the first step, at most (thresholding.start)."""
ENOUGH = le(sqrt(2 * L * Max(START, limit)), G)
"""So large a G bounds the gradients, with ``limit`` the neighbourhood."""
PARAMETERS = (lt(0, mu), le(mu, L), *WITHOUT_THRESHOLD, lt(0, gap0))
GRADIENT_BOUND = (
    (a, L * d * tau**2 / (mu * eps)),
    (G, Max(sqrt(2 * L * START), a + sqrt(a**2 + 2 * a * eps))),
)
_CORRECTED = 1 - beta1 ** (k + 1)
ERROR = _CORRECTED * At(u(k + 1), i) - At(m(k + 1), i)
"""What such a threshold adds to the moment in step k + 1."""
WITHOUT_CLIP = {t: Lambda(k, Lambda(i, 1)), tau: far}
"""The gains of a threshold that never acts, as :func:`without_clip` has them."""
NEIGHBOURHOOD = (limit, d * (G + eps) * tau**2 / (mu * eps))
THRESHOLD = (
    "G bounds the gradients. The threshold changes no entry of the corrected moment by more than tau: "
    "thresholding.soft_error, thresholding.hard_error. AMSGrad on or off; bias correction on."
)


def setting(level: Expr, schedule: Lambda | None = None) -> Named:
    """A smooth PL function and the iteration, whose threshold has squared errors of ``level`` at most."""
    laws = thresholded(level)
    iteration = amgt(schedule, laws) if schedule else laws
    return (*SMOOTH, *PL, *BOUNDED_BELOW, *iteration, ("gap", eq(gap0, f(x(0)) - f_star)))


def lyapunov(schedule: Any = step_size) -> Lambda:
    """The gap after k steps, and the deviation of step k + 1 with its weight."""
    weight = 2 * highest_gain(k + 1, schedule) / (1 - beta1)
    return Lambda(k, f(x(k)) - f_star + weight * beta1**2 * deviation(k))


def short_steps(schedule: Any = step_size) -> Any:
    """The step condition for the first step, the longest."""
    return le(2 * L * schedule(1), eps * (1 - beta1) ** 2)


def as_error(proof: Proof, level: Expr, size: Expr) -> None:
    """Step k + 1, of length ``size``, moves by gains of the preconditioner times the moment and an error."""
    power = beta1 ** (k + 1)
    proof.cite("lemmas.correction_positive", {Real("beta"): beta1}, conclusion=1, name="corrected")
    with proof.fix("small_error", k, i, why="the threshold is an error of the moment") as inner:
        inner.use("corrected", {})
        inner.combine("square", le(_CORRECTED**2, 1), {}, power, power * _CORRECTED)
        inner.combine("here", le(ERROR**2, level), {"threshold_error": _CORRECTED**2, "square": level})
    with proof.fix("step_with_error", k, i) as inner:
        inner.use("corrected", {})
        moved = Mul(size / (_CORRECTED * (sqrt(At(w(k + 1), i)) + eps)), At(m(k + 1), i) + ERROR, evaluate=False)
        inner.combine("here", eq(At(x(k + 1), i), At(x(k), i) - moved), {"step": 1})


def positive_gradient_bound(proof: Proof) -> None:
    """0 < G, from its definition."""
    root, other = sqrt(2 * L * START), a + sqrt(a**2 + 2 * a * eps)
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("inside_positive", lt(0, L * START), {}, L * START)
    proof.cite("lemmas.root_double", {a: L * START, G: root}, conclusion=1, name="root_positive")
    larger = proof.law("max_left", root, other)
    proof.combine("G_positive", lt(0, G), {"definition_G": -1, "root_positive": 1, larger: 1})
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})


def without_clip(proof: Proof) -> Fact:
    """The laws of gains 1 as those of a clip at ``far``, which is G and never acts: min(1, far/G) = 1."""
    proof.define(far, G)
    proof.combine("far_positive", lt(0, far), {"definition_far": -1, "G_positive": 1})
    proof.combine("reached", le(1, far / G), {"definition_far": -1 / G})
    least, most = proof.law("min_greatest", 1, far / G, 1), proof.law("min_left", 1, far / G)
    with proof.fix("shrinks", k, i) as inner:
        inner.combine("here", le(1, 1))
    below = {"positive": lt(0, B), "moment_below": le(square(m(k + 1)), _CORRECTED**2 * B**2)}
    with proof.fix("threshold_gain", k, i, B, assume=below) as inner:
        inner.law("min_left", 1, far / B)
    return proof.equal("no_threshold", most, least)


def thresholded_check(theorem: Theorem, **drawn: Any) -> TrajectoryCheck:
    """The check of ``theorem`` along runs with a soft or hard threshold; keywords go to their strategy."""
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import pl_problems, thresholded_runs

    return TrajectoryCheck(
        theorem,
        lambda draw: draw(thresholded_runs(pl_problems(), **drawn)),
        along={u: lambda run: run.u},
        laws=frozenset({"threshold_error"}),
    )
