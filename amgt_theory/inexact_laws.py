"""Steps and runs under gradient errors as named formulas (theory notes, section 4).

g(k) is what the oracle answers at x(k): the gradient, and error(k). The Lyapunov function is W = gap + b |m - g|^2 with
b = 2 beta1 h_hi/(1-beta1).
"""

from __future__ import annotations

from typing import Any

from sympy import Expr, Lambda, Max, Min, Rational, sqrt

from amgt_theory.function_classes import BOUNDED_BELOW, SMOOTH, Named
from amgt_theory.iteration_laws import (
    DECREASING_STEP,
    MOMENTS,
    POSITIVE_STEP,
    STEP,
    amgt,
    deviation,
    step_size,
    with_gradients,
)
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At,
    G,
    L,
    Real,
    Vector,
    beta1,
    eps,
    eta,
    f,
    f_star,
    function,
    gap0,
    gradient,
    h_hi,
    h_lo,
    i,
    j,
    k,
    m,
    mu,
    over_coordinates,
    square,
    tau,
    x,
    y,
    z,
)  # fmt: skip

h, g, error = (function(name, "natural", result="vector") for name in ("h", "g", "error"))
limit = Real("limit")
level, least, squared_gradient = (function(name, "natural") for name in ("level", "least", "squared_gradient"))

AMPLIFICATION = Rational(1, 2) + 5 * beta1 / 2 - beta1**2
"""A squared error adds this times h_hi to W in one step."""
START = (1 + beta1) * gap0
"""W before the first step, at most (inexact.absolute_start)."""
GAIN = Min(1, tau / G)
NEIGHBOURHOOD = AMPLIFICATION * (G + eps) * eta**2 / (mu * eps * GAIN)
"""Where AMGT ends, if the oracle's answers are at most G."""
ENOUGH = le(eta + sqrt(2 * L * Max(START, limit)), G)
"""So large a G bounds the answers, with ``limit`` the neighbourhood."""
ERROR_BOUND: Named = (("error_bound", ForAll((k,), le(square(error(k)), eta**2))),)


def weight(highest: Any) -> Expr:
    """b for a step of gains up to ``highest``."""
    return 2 * beta1 * highest / (1 - beta1)


def lyapunov(highest: Any) -> Lambda:
    """W as a sequence, where the step from x(k) has gains up to ``highest``."""
    return Lambda(k, f(x(k)) - f_star + weight(highest) * deviation(k))


def inexact_step(next_hi: Any = h_hi) -> Named:
    """From y to z with gains in [h_lo, h_hi], the step after that of gains up to ``next_hi``."""
    gains, moment, moved, wrong = (Vector(name) for name in ("h", "m", "m_next", "error"))
    answer = At(gradient(y), i) + wrong[i]
    now, later = (over_coordinates((u[i] - At(gradient(at), i)) ** 2) for u, at in ((moment, y), (moved, z)))
    return (
        ("gains_above", ForAll((i,), le(gains[i], h_hi))),
        ("gains_below", ForAll((i,), le(h_lo, gains[i]))),
        ("first_moment", ForAll((i,), eq(moved[i], beta1 * moment[i] + (1 - beta1) * answer))),
        ("step", ForAll((i,), eq(z[i], y[i] - gains[i] * moved[i]))),
        ("lyapunov", eq(Real("W"), f(y) - f_star + weight(h_hi) * now)),
        ("next_lyapunov", eq(Real("W_next"), f(z) - f_star + weight(next_hi) * later)),
    )


def inexact_run(highest: Any, lowest: Any) -> Named:
    """Momentum from 0 and gains h(k) in [lowest, highest] at the step from x(k)."""
    answer = At(gradient(x(k)), i) + At(error(k), i)
    return (
        ("gains_above", ForAll((k, i), le(At(h(k), i), highest))),
        ("gains_below", ForAll((k, i), le(lowest, At(h(k), i)))),
        ("first_moment_start", ForAll((i,), eq(At(m(0), i), 0))),
        ("first_moment", ForAll((k, i), eq(At(m(k + 1), i), beta1 * At(m(k), i) + (1 - beta1) * answer))),
        ("step", ForAll((k, i), eq(At(x(k + 1), i), At(x(k), i) - At(h(k), i) * At(m(k + 1), i)))),
        ("gap", eq(gap0, f(x(0)) - f_star)),
    )


ORACLE: Named = (("oracle", ForAll((k, i), eq(At(g(k), i), At(gradient(x(k)), i) + At(error(k), i)))),)


def inexact_amgt(schedule: Lambda) -> Named:
    """AMGT with the oracle's answers for gradients."""
    return (*amgt(schedule, with_gradients(MOMENTS, g) + STEP), *ORACLE, ("gap", eq(gap0, f(x(0)) - f_star)))


def short_steps(first: Any) -> tuple[Any, Any]:
    """The step conditions, for a first step size: L alpha_1 <= eps (1-beta1), with momentum (1-beta1)/4 times that."""
    return le(L * first, eps * (1 - beta1)), le(4 * beta1 * L * first, beta1 * eps * (1 - beta1) ** 2)


_SHORT, _SHORT_WITH_MOMENTUM = short_steps(step_size(1))

NONCONVEX: Named = (
    *SMOOTH,
    *BOUNDED_BELOW,
    *with_gradients(MOMENTS, g),
    *STEP,
    *ORACLE,
    ("error_bound", ForAll((k,), le(square(error(k)), level(k + 1)))),
    *POSITIVE_STEP,
    *DECREASING_STEP,
    ("step_condition", _SHORT),
    ("step_condition_with_momentum", _SHORT_WITH_MOMENTUM),
    ("gap", eq(gap0, f(x(0)) - f_star)),
    ("squared_gradient", ForAll((k,), eq(squared_gradient(k + 1), square(gradient(x(k)))))),
    ("least", ForAll((k, j), le(least(k), square(gradient(x(j)))), (lt(j, k),))),
)
"""AMGT on a smooth f, the squared error of step j at most level(j); least(k) is at most each of k squared gradients."""
