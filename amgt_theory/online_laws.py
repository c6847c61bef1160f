"""The online problem of Reddi, Kale and Kumar (2018), theorem 1, as named formulas (theory notes, section 7).

f_t(x) = C x if t mod 3 = 1, else -x, on [-1, 1]. X is the iterate, g the gradient and u the clipped one, W the second
moment and V its running maximum. share(k) is the weight of the newest square in W: 1-beta2, or (1-beta2)/(1-beta2^k)
with bias correction. The start may be any state of a run, so that a statement is also one about its tail.
"""

from __future__ import annotations

from typing import Any

from sympy import Expr, Max, Min, sqrt

from amgt_theory.function_classes import Named
from amgt_theory.language import ForAll, eq, le
from amgt_theory.symbols import Real, beta2, eps, function, k, n

X, W, V, g, u, share = (function(name, "natural") for name in ("X", "W", "V", "g", "u", "share"))
C = Real("C")
KEPT = 1 - beta2
DECAY = 1 / (1 + C**2)
"""beta2 in the source."""

GRADIENTS: Named = (
    ("large_gradient", ForAll((n,), eq(g(3 * n + 1), C))),
    ("small_gradient", ForAll((n,), eq(g(3 * n + 2), -1))),
    ("small_gradient_again", ForAll((n,), eq(g(3 * n + 3), -1))),
)

AVERAGE: Named = (
    ("share_large", ForAll((k,), le(KEPT, share(k + 1)))),
    ("share_small", ForAll((k,), le(share(k + 1), 1))),
    ("second_moment", ForAll((k,), eq(W(k + 1), (1 - share(k + 1)) * W(k) + share(k + 1) * g(k + 1) ** 2))),
    ("moment_nonnegative", le(0, W(0))),
    ("moment_small", le(W(0), C**2)),
)

SHARE_SMALLER: Named = (("share_smaller", ForAll((n,), le(share(3 * n + 2), KEPT + beta2**2))),)
"""With bias correction and without, from the second step on."""

MAXIMUM: Named = (
    ("maximum", ForAll((k,), eq(V(k + 1), Max(V(k), W(k + 1))))),
    ("maximum_small", le(V(0), C**2)),
)


def clipped(large: Any, small: Any) -> Named:
    """The gradients after clipping: large, -small, -small."""
    return (
        ("large_clipped", ForAll((n,), eq(u(3 * n + 1), large))),
        ("small_clipped", ForAll((n,), eq(u(3 * n + 2), -small))),
        ("small_clipped_again", ForAll((n,), eq(u(3 * n + 3), -small))),
    )


def clamp(point: Any) -> Expr:
    """The nearest point of [-1, 1]."""
    return Max(-1, Min(1, point))


def iteration(size: Any, gradient: Any = g, moment: Any = W) -> Named:
    """A step of the length size(k), without momentum."""
    move = size(k + 1) * gradient(k + 1) / (sqrt(moment(k + 1)) + eps)
    return (("step", ForAll((k,), eq(X(k + 1), clamp(X(k) - move)))),)
