"""Function classes as named formulas about f, its gradient and its minimum value (theory notes, notation).

Each formula quantifies over all points. The kernel takes them as hypotheses of a theorem, so a statement shows exactly
which properties of f it rests on. ``descent_lemma`` is the integrated form of a Lipschitz gradient.
"""

from __future__ import annotations

from typing import Any

from amgt_theory.language import ForAll, Formula, eq, le
from amgt_theory.symbols import At, L, Vector, f, f_star, gradient, i, mu, over_coordinates, square, x, x_star, y, z

lower, upper = Vector("lower"), Vector("upper")
Named = tuple[tuple[str, Formula], ...]

_DISTANCE = over_coordinates((z[i] - y[i]) ** 2)
_LINEAR = over_coordinates(At(gradient(y), i) * (z[i] - y[i]))
_CHANGE = over_coordinates((At(gradient(z), i) - At(gradient(y), i)) ** 2)

DESCENT_LEMMA: Named = (("descent_lemma", ForAll((y, z), le(f(z), f(y) + _LINEAR + L / 2 * _DISTANCE))),)
LIPSCHITZ_GRADIENT: Named = (("lipschitz_gradient", ForAll((y, z), le(_CHANGE, L**2 * _DISTANCE))),)
SMOOTH: Named = DESCENT_LEMMA + LIPSCHITZ_GRADIENT
BOUNDED_BELOW: Named = (("bounded_below", ForAll((y,), le(f_star, f(y)))),)
PL: Named = (("pl", ForAll((y,), le(2 * mu * (f(y) - f_star), square(gradient(y))))),)
STRONGLY_CONVEX: Named = (("strong_convexity", ForAll((y, z), le(f(y) + _LINEAR + mu / 2 * _DISTANCE, f(z)))),)
MINIMIZER: Named = (
    ("attained", eq(f(x_star), f_star)),
    ("stationary", ForAll((i,), eq(At(gradient(x_star), i), 0))),
)

CONVEX: Named = (("convexity", ForAll((y, z), le(f(y) + _LINEAR, f(z)))),)


def inside(point: Any) -> tuple[Formula, Formula]:
    """The point is in the box from ``lower`` to ``upper``."""
    return ForAll((i,), le(lower[i], At(point, i))), ForAll((i,), le(At(point, i), upper[i]))


SOLUTION_IN_BOX: Named = (
    ("optimum_above_lower", inside(x_star)[0]),
    ("optimum_below_upper", inside(x_star)[1]),
    ("attained", eq(f(x_star), f_star)),
    ("optimal", ForAll((y,), le(f_star, f(y)), inside(y))),
)
"""x_star is the minimizer over the box, and f_star the minimum there."""

START_IN_BOX: Named = (("start_above_lower", inside(x(0))[0]), ("start_below_upper", inside(x(0))[1]))
