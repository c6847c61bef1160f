"""The online problem of Reddi, Kale and Kumar: gradients C, -1, -1 on [-1, 1], for any averages and for AMGT itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from hypothesis.strategies import DrawFn

from amgt_theory.arithmetic import Arithmetic
from amgt_theory.optimizers import AMGT, Box, Clip, Trajectory
from amgt_theory.strategies import drawing
from amgt_theory.strategies._runs import given_gradients
from amgt_theory.strategies.perturbed import rational_below
from amgt_theory.symbols import Real, beta2
from amgt_theory.theorem import Theorem

LARGE = tuple(map(Fraction, "3 5/2 4 10 100 201/100".split()))
EPS = tuple(map(Fraction, "1/10 1/100 1/2 4/5 1/1000000 407/500".split()))
ANY_EPS = tuple(map(Fraction, "1 2 10 41/50 3/2 5 1000".split())) + EPS
STARTS = tuple(map(Fraction, "10 100 1000 10000 0".split()))
POWERS = (Fraction(1), Fraction(0))
PERIODS = 5


def gradients(large: Fraction, small: Fraction = Fraction(1)) -> list[Fraction]:
    """large, -small, -small in every period, from member 1 on."""
    return [Fraction(0), *[large, -small, -small] * PERIODS]


def averages(draw: DrawFn, theorem: Theorem) -> dict[str, Any]:
    """C, eps and g; any shares of the newest square that the theorem allows, from any average before."""
    C = drawing.pick(draw, LARGE)
    least = 1 - _decay(theorem, C)
    return {
        "C": C,
        "eps": drawing.pick(draw, EPS),
        "g": gradients(C),
        "share": [drawing.between(draw, least, Fraction(1)) for _ in range(3 * PERIODS + 1)],
        "W(0)": drawing.between(draw, Fraction(0), C**2),
    }


def point(draw: DrawFn) -> Fraction:
    """A point of [-1, 1], its ends favoured."""
    return drawing.between(draw, Fraction(-1), Fraction(1))


def step_sizes(draw: DrawFn, theta: Fraction) -> list[Fraction]:
    """From member 1 on; in each period the second and the third are at least theta times the first, and at most it."""
    sizes = [Fraction(1)]
    for _ in range(PERIODS):
        first = drawing.positive(draw)
        sizes += [first, *(drawing.between(draw, theta * first, first) for _ in range(2))]
    return sizes


def runs(
    draw: DrawFn,
    theorem: Theorem,
    tau: Fraction | None = None,
    amsgrad: bool = False,
    powers: Sequence[Fraction] = POWERS,
    levels: Sequence[Fraction] = EPS,
) -> dict[str, Any]:
    """AMGT without momentum on the problem, from any point, corrected for bias or not; clipped at ``tau``, if given.

    p comes from ``powers``, eps from ``levels``.
    """
    C = drawing.pick(draw, LARGE)
    decay, corrected, steps = _decay(theorem, C), drawing.pick(draw, (False, True)), 3 * PERIODS
    method = AMGT(
        alpha=drawing.positive(draw),
        beta1=0,
        beta2=decay,
        eps=drawing.pick(draw, levels),
        k0=drawing.pick(draw, STARTS),
        p=drawing.pick(draw, powers),
        threshold=Clip(tau) if tau else None,
        projection=Box(-1, 1),
        bias_correction=corrected,
        amsgrad=amsgrad,
    )
    return {
        "C": C,
        "g": gradients(C),
        "method": method,
        "start": [point(draw)],
        "steps": steps,
        "share": [(1 - decay) / (1 - decay ** max(k, 1) if corrected else 1) for k in range(steps + 1)],
        **dict.fromkeys(("W(0)", "V(0)") if amsgrad else ("W(0)",), 0),
    }


def run(values: Mapping[str, Any], ar: Arithmetic) -> Trajectory:
    """The run of AMGT on the gradients."""
    return given_gradients({**values, "g": [[one] for one in values["g"][1:]]}, ar)


def _decay(theorem: Theorem, C: Fraction) -> Fraction:
    return rational_below(theorem.definitions[beta2], {Real("C"): C})
