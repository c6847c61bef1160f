"""Bounds computed one iteration after the other: sharper than a closed form, and proved under the same hypotheses.

A theorem file offers one as ``recursion``: a generator of B_0, B_1, ... whose first argument is an arithmetic and whose
keyword arguments are the theorem's parameters, numbers of that arithmetic. Written once, it runs on every backend.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amgt_theory.arithmetic import Arithmetic, Number


def power_rate(
    arithmetic: Arithmetic,
    *,
    mu: Number,
    L: Number,
    alpha: Number,
    beta1: Number,
    beta2: Number,
    eps: Number,
    tau: Number,
    k0: Number,
    gap0: Number,
    amsgrad: Number = 0,
) -> Iterator[Number]:
    """Bounds on gap_k for the step alpha/(k+k0): contraction by 1 - mu h_lo, its gains bounded from the bounds before.

    |g_j| <= sqrt(2 L B_{j-1}) bounds |m_k| by M_k and v_k by S_k (theory notes, section 3, recursive predictor). Proved
    as strongly_convex.recursive_bound, for any step that does not increase and any thresholds; these are its numbers
    U(k) for the harmonic step. Covers a clip or norm clip at the constant tau, or none, with bias correction;
    ``amsgrad`` other than 0 takes the running maximum of the second moment's bound, which AMSGrad needs.

    >>> from amgt_theory.arithmetic import arithmetic
    >>> ar = arithmetic("float64")
    >>> bounds = power_rate(ar, mu=1.0, L=1.0, alpha=1.0, beta1=0.0, beta2=0.0, eps=1.0, tau=1.0, k0=1.0, gap0=0.5)
    >>> [float(next(bounds)) for _ in range(2)]  # a gradient of at most 1, so a gain of at least (1/2)/(1+1)
    [0.5, 0.375]
    """
    one = arithmetic.number(1)
    bound = (one + beta1**2) * gap0
    first = second = largest = arithmetic.number(0)
    decayed1 = decayed2 = one
    k = 0
    while True:
        yield bound
        k += 1
        squared_gradient = 2 * L * bound
        first = beta1 * first + (one - beta1) * arithmetic.sqrt(squared_gradient)
        second = beta2 * second + (one - beta2) * squared_gradient
        decayed1, decayed2 = beta1 * decayed1, beta2 * decayed2
        corrected1, corrected2 = first / (one - decayed1), second / (one - decayed2)
        largest = arithmetic.maximum(largest, corrected2) if amsgrad != 0 else corrected2
        thresholding = arithmetic.minimum(one, tau / corrected1)
        h_lo = alpha / (k + k0) / (one - decayed1) * thresholding / (arithmetic.sqrt(largest) + eps)
        bound = (one - mu * h_lo) * bound
