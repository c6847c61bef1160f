"""What a run of AMGT satisfies by the way it is made, often with equality, so that balls leave it open."""

from __future__ import annotations

from sympy import Abs

from amgt_theory.iteration_laws import PRECONDITIONER, THRESHOLD_GAINS, USED_MOMENT_BELOW, t, w
from amgt_theory.language import ForAll, Formula, le
from amgt_theory.optimizers import AMGT, Clip, NormClip
from amgt_theory.symbols import At, beta1, beta2, i, k, m, tau, v

_used, _corrected_squares = At(w(k + 1), i), At(v(k + 1), i) / (1 - beta2 ** (k + 1))
_clipped, _correction = At(t(k + 1), i) * At(m(k + 1), i), 1 - beta1 ** (k + 1)

OF_ALL = frozenset((*(formula for _, formula in PRECONDITIONER), ForAll((k, i), le(_corrected_squares, _used))))
OF_GAINS = frozenset((*(formula for _, formula in THRESHOLD_GAINS), ForAll((k, i), le(0, At(t(k), i)))))
WITHOUT_AMSGRAD = frozenset(formula for _, formula in USED_MOMENT_BELOW)
CLIPPED = frozenset(
    (ForAll((k, i), le(Abs(_clipped), tau * _correction)), ForAll((k, i), le(Abs(_clipped / _correction), tau)))
)


def held_by_runs(method: AMGT) -> frozenset[Formula]:
    """The laws that runs of ``method`` satisfy: those of its threshold only where this is a gain that does not vary.

    w is the second moment in the denominator, v^ or its running maximum. A clip keeps each coordinate of the moment
    at most tau; so does a norm clip. Source: AMGT theory notes, section 1.

    >>> method = AMGT(alpha=1, threshold=Clip(1))
    >>> CLIPPED <= held_by_runs(method), CLIPPED <= held_by_runs(AMGT(alpha=1, threshold=None))
    (True, False)
    """
    if not method.bias_correction:
        return frozenset()
    held, threshold = OF_ALL | (frozenset() if method.amsgrad else WITHOUT_AMSGRAD), method.threshold
    if threshold is None:
        return held | OF_GAINS
    if threshold.q or not isinstance(threshold, Clip | NormClip):
        return held
    return held | OF_GAINS | CLIPPED
