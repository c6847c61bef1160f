"""The AMGT iteration as named formulas (theory notes, section 1).

Sequences start at 0: x(k) is the iterate after k steps, m(k) and v(k) are the moments after k gradients, so that
m(k+1), v(k+1) use the gradient at x(k). A threshold enters through its gains t: u_i = t_i m^_i.
"""

from __future__ import annotations

from sympy import Max, Min, sqrt

from amgt_theory.function_classes import Named
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, Real, alpha, beta1, beta2, eps, function, gradient, i, k, k0, m, over_coordinates, tau, v, x,
)  # fmt: skip

t = function("t", "natural", result="vector")
w = function("w", "natural", result="vector")
B = Real("B")

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

THRESHOLD_GAINS: Named = (
    ("threshold_shrinks", ForAll((k, i), le(At(t(k), i), 1))),
    (
        "threshold_gain",
        ForAll(
            (k, i, B),
            le(Min(1, tau / B), At(t(k + 1), i)),
            (lt(0, B), le(over_coordinates(At(m(k + 1), i) ** 2), _corrected**2 * B**2)),
        ),
    ),
)
"""Clip, norm clip and no threshold: gains in [min(1, tau/B), 1] wherever |m^| <= B (lemmas gain_clip, gain_norm_clip)."""

_scale = alpha / (k + 1 + k0)
HARMONIC_STEP: Named = (
    (
        "step",
        ForAll(
            (k, i),
            eq(
                At(x(k + 1), i),
                At(x(k), i)
                - _scale * At(t(k + 1), i) * At(m(k + 1), i) / (_corrected * (sqrt(At(w(k + 1), i)) + eps)),
            ),
        ),
    ),
)

AMGT: Named = FIRST_MOMENT + SECOND_MOMENT + PRECONDITIONER + THRESHOLD_GAINS + HARMONIC_STEP
