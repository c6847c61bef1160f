"""The AMGT iteration as named formulas (theory notes, section 1).

Sequences start at 0: x(k) is the iterate after k steps, m(k) and v(k) are the moments after k gradients, so that
m(k+1), v(k+1) use the gradient at x(k). A threshold enters through its gains t: u_i = t_i m^_i. Step k has the size
step_size(k).
"""

from __future__ import annotations

from typing import Any

from sympy import Abs, Expr, Lambda, Max, Min, sqrt

from amgt_theory.function_classes import Named, lower, upper
from amgt_theory.language import ForAll, Formula, eq, le, lt, substitute
from amgt_theory.symbols import (
    At,
    Coordinate,
    Real,
    Vector,
    alpha,
    beta1,
    beta2,
    eps,
    f,
    f_star,
    function,
    gradient,
    h_hi,
    h_lo,
    i,
    k,
    k0,
    m,
    n,
    over_coordinates,
    p,
    s,
    square,
    tau,
    v,
    x,
    y,
    z,
)  # fmt: skip

step_size = function("step_size", "natural")
t = function("t", "natural", result="vector")
w = function("w", "natural", result="vector")
u = function("u", "natural", result="vector")
V = function("V", "natural")
B = Real("B")
v_max = Real("v_max")

WITHOUT_THRESHOLD = (le(0, beta1), lt(beta1, 1), le(0, beta2), lt(beta2, 1), lt(0, eps))
HYPERPARAMETERS = (*WITHOUT_THRESHOLD, lt(0, tau))

_g = At(gradient(x(k)), i)
_corrected = 1 - beta1 ** (k + 1)

FIRST_MOMENT: Named = (
    ("first_moment_start", ForAll((i,), eq(At(m(0), i), 0))),
    ("first_moment", ForAll((k, i), eq(At(m(k + 1), i), beta1 * At(m(k), i) + (1 - beta1) * _g))),
)

SECOND_MOMENT: Named = (
    ("second_moment_start", ForAll((i,), eq(At(v(0), i), 0))),
    ("second_moment", ForAll((k, i), eq(At(v(k + 1), i), beta2 * At(v(k), i) + (1 - beta2) * _g**2))),
)

PRECONDITIONER: Named = (
    ("used_moment_start", ForAll((i,), eq(At(w(0), i), 0))),
    ("used_moment_nonnegative", ForAll((k, i), le(0, At(w(k), i)))),
    (
        "used_moment",
        ForAll((k, i), le(At(w(k + 1), i), Max(At(w(k), i), At(v(k + 1), i) / (1 - beta2 ** (k + 1))))),
    ),
)
"""w is the second moment in the denominator: v^ itself, or its running maximum (AMSGrad); both satisfy this."""

USED_MOMENT_BELOW: Named = (
    ("used_moment_below", ForAll((k, i), le(At(w(k + 1), i), Max(v_max, At(v(k + 1), i) / (1 - beta2 ** (k + 1)))))),
)
"""w is v^ itself, with any v_max, or its running maximum (AMSGrad), and v_max what that tends to at most."""


def threshold_gains(level: Expr) -> Named:
    """The gains of a clip or norm clip at ``level`` in step k + 1, or of no threshold."""
    below = ForAll(
        (k, i, B),
        le(Min(1, level / B), At(t(k + 1), i)),
        (lt(0, B), le(over_coordinates(At(m(k + 1), i) ** 2), _corrected**2 * B**2)),
    )
    return (("threshold_shrinks", ForAll((k, i), le(At(t(k), i), 1))), ("threshold_gain", below))


THRESHOLD_GAINS: Named = threshold_gains(tau)
"""Clip, norm clip, no threshold: gains in [min(1, tau/B), 1] where |m^| <= B (lemmas gain_clip, gain_norm_clip)."""


THRESHOLD_SIGNS: Named = (
    ("threshold_nonnegative", ForAll((k, i), le(0, At(t(k + 1), i)))),
    ("threshold_shrinks", ForAll((k, i), le(At(t(k), i), 1))),
)
"""The threshold keeps the sign of an entry and does not enlarge it, whatever tau, which may differ in every step."""


def gain(n: Expr) -> Expr:
    """The gain of coordinate i at step n: x moves by it times m(n)."""
    return step_size(n) * At(t(n), i) / ((1 - beta1**n) * (sqrt(At(w(n), i)) + eps))


def gains(schedule: Lambda, later: int = 0) -> Lambda:
    """The gains with the step size schedule(k), as a sequence of vectors; its member 0 is that of step ``later``."""
    return Lambda(n, Lambda(i, gain(n + later).subs(step_size(n + later), schedule(n + later))))


def lowest_gain(n: Expr, bound: Expr) -> Expr:
    """h_lo at step n, where gradients are at most ``bound``."""
    return step_size(n) * Min(1, tau / bound) / (bound + eps)


def corrected_lowest_gain(n: Expr, bound: Expr) -> Expr:
    """h_lo with the bias correction in it, so that h_hi/h_lo is the same at every step."""
    return lowest_gain(n, bound) / (1 - beta1**n)


def highest_gain(n: Expr, schedule: Any = step_size) -> Expr:
    """h_hi at step n."""
    return schedule(n) / (eps * (1 - beta1**n))



def gains_below(bound: Expr) -> dict[str, Formula]:
    """What the gains of step k + 1 are above where gradients up to it are at most ``bound`` (momentum.gains_kept)."""
    return {
        "gains_below": ForAll((i,), le(corrected_lowest_gain(k + 1, bound), gain(k + 1))),
        "threshold_below": ForAll((i,), le(Min(1, tau / bound), At(t(k + 1), i))),
    }


POSITIVE_STEP: Named = (("positive_step", ForAll((k,), lt(0, step_size(k + 1)))),)
DECREASING_STEP: Named = (("decreasing_step", ForAll((k,), le(step_size(k + 2), step_size(k + 1)))),)

_moved = At(x(k), i) - gain(k + 1) * At(m(k + 1), i)

STEP: Named = (("step", ForAll((k, i), eq(At(x(k + 1), i), _moved))),)
STEP_IN_BOX: Named = (("step", ForAll((k, i), eq(At(x(k + 1), i), Max(lower[i], Min(upper[i], _moved))))),)


def thresholded(level: Expr) -> Named:
    """AMGT whose step k + 1 moves by u instead of the corrected moment, the squared error of each entry ``level``.

    So do a soft and a hard threshold at the root of ``level`` (thresholding.soft_error, thresholding.hard_error).
    """
    error, spread = At(u(k + 1), i) - At(m(k + 1), i) / _corrected, sqrt(At(w(k + 1), i)) + eps
    return (
        *FIRST_MOMENT,
        *SECOND_MOMENT,
        *PRECONDITIONER,
        ("threshold_error", ForAll((k, i), le(error**2, level))),
        ("step", ForAll((k, i), eq(At(x(k + 1), i), At(x(k), i) - step_size(k + 1) * At(u(k + 1), i) / spread))),
    )


MOMENTS: Named = FIRST_MOMENT + SECOND_MOMENT + PRECONDITIONER + THRESHOLD_GAINS
AMGT: Named = MOMENTS + STEP
DESCENDING: Named = FIRST_MOMENT + THRESHOLD_SIGNS + STEP
"""What the Lyapunov function's descent rests on: nothing of the second moment, and little of the threshold."""
AMGT_IN_BOX: Named = MOMENTS + STEP_IN_BOX

USED_MOMENT_ABOVE: Named = (
    ("used_moment_above", ForAll((k, i), le(At(v(k + 1), i) / (1 - beta2 ** (k + 1)), At(w(k + 1), i)))),
)
THRESHOLD_BOUND: Named = (
    ("threshold", ForAll((k, i), le(Abs(At(t(k + 1), i) * At(m(k + 1), i) / _corrected), tau))),
)
SHORT_STEPS: Named = (
    *FIRST_MOMENT,
    *SECOND_MOMENT,
    *USED_MOMENT_ABOVE,
    ("threshold_nonnegative", ForAll((k, i), le(0, At(t(k + 1), i)))),
    ("threshold_shrinks", ForAll((k, i), le(At(t(k), i), 1))),
    *THRESHOLD_BOUND,
    *STEP,
)
"""What bounds a step whatever the gradients: a clip or norm clip at tau, and moments whose ratio is at most R."""
RATES = (le(0, beta1), lt(beta1, 1), lt(0, beta2), lt(beta2, 1), lt(beta1**2, beta2))
MOMENT_RATIO = sqrt((1 - beta1) ** 2 / (1 - beta2) / (1 - beta1**2 / beta2))
"""R: with these rates |m^| <= R sqrt(v^) at any time (lemmas.moment_ratio_limit)."""


def amgt(schedule: Lambda, laws: Named = AMGT) -> Named:
    """The iteration with the step size alpha_k = schedule(k) at step k = 1, 2, ...

    >>> from amgt_theory.printing import text
    >>> text(amgt(HARMONIC)[-1][1])[:60]
    'for all k, i: x(k + 1)[i] = x(k)[i] - alpha*m(k + 1)[i]*t(k '
    """
    return tuple((name, substitute(formula, {step_size: schedule})) for name, formula in laws)


def with_gradients(laws: Named, g: Any) -> Named:
    """The laws with the vectors g(k) for the gradients at x(k), such as what an inexact oracle answers."""
    return tuple((name, substitute(formula, {gradient(x(k)): g(k)})) for name, formula in laws)


def deviation(n: Expr) -> Expr:
    """|m_n - g_{n+1}|^2; the deviation of the notes is beta1 times this vector."""
    return over_coordinates((At(m(n), i) - At(gradient(x(n)), i)) ** 2)


def lyapunov(n: Expr, schedule: Lambda | None = None) -> Expr:
    """The Lyapunov function after n steps: gap + a |d|^2 with the weight a = h_hi/(1-beta1) of the coming step.

    d = m_{n+1} - g_{n+1} = beta1 (m_n - g_{n+1}); h_hi = alpha_{n+1}/(eps (1-beta1^(n+1))) (theory notes, section 3).
    """
    size = step_size(n + 1) if schedule is None else schedule(n + 1)
    weight = size / (eps * (1 - beta1 ** (n + 1)) * (1 - beta1))
    return f(x(n)) - f_star + weight * beta1**2 * deviation(n)


def lyapunov_function(schedule: Lambda | None = None) -> Named:
    """V names the Lyapunov function."""
    return (("lyapunov", ForAll((k,), eq(V(k), lyapunov(k, schedule)))),)


def one_step(update: Expr, weight: Expr) -> Named:
    """From y to z along ``update`` with gains h in [h_lo, h_hi]; V is gap + weight |d|^2 at y, V_next at z.

    d is how the moment m deviates from the gradient at y, next_deviation how the next one will deviate at z.
    """
    h, moment, now, later = (Vector(name) for name in ("h", "m", "deviation", "next_deviation"))
    return (
        ("gains_above", ForAll((i,), le(h[i], h_hi))),
        ("gains_below", ForAll((i,), le(h_lo, h[i]))),
        ("step", ForAll((i,), eq(z[i], y[i] - h[i] * update))),
        ("deviation", ForAll((i,), eq(now[i], moment[i] - At(gradient(y), i)))),
        ("next_deviation", ForAll((i,), eq(later[i], beta1 * (moment[i] - At(gradient(z), i))))),
        ("lyapunov", eq(Real("V"), f(y) - f_star + weight * square(now))),
        ("next_lyapunov", eq(Real("V_next"), f(z) - f_star + weight * square(later))),
    )


def selection(score: Lambda) -> Named:
    """selected is 1 at s coordinates with the largest scores, 0 elsewhere; of equal scores any may be chosen."""
    selected, other = Vector("selected"), Coordinate("other")
    return (
        ("selection", ForAll((i,), eq(selected[i] ** 2, selected[i]))),
        ("selected_count", eq(over_coordinates(selected[i]), s)),
        (
            "selected_largest",
            ForAll((i, other), le(score(other), score(i)), (eq(selected[i], 1), eq(selected[other], 0))),
        ),
    )


HARMONIC = Lambda(k, alpha / (k + k0))
CONSTANT = Lambda(k, alpha)
POWER = Lambda(k, alpha / (k + k0) ** p)
