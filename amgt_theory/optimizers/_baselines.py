"""Known methods, each AMGT with some stages switched off."""

from __future__ import annotations

from fractions import Fraction

from amgt_theory.arithmetic import RationalLike, rational
from amgt_theory.errors import InvalidInput
from amgt_theory.optimizers._amgt import AMGT


def adam(
    alpha: RationalLike = Fraction(1, 1000),
    beta1: RationalLike = Fraction(9, 10),
    beta2: RationalLike = Fraction(999, 1000),
    eps: RationalLike = Fraction(1, 10**8),
) -> AMGT:
    """Adam with constant step ``alpha``: AMGT without threshold, p = 0. Source: Kingma and Ba, ICLR 2015."""
    return AMGT(alpha=alpha, beta1=beta1, beta2=beta2, eps=eps, p=0, threshold=None)


def amsgrad(
    alpha: RationalLike = Fraction(1, 1000),
    beta1: RationalLike = Fraction(9, 10),
    beta2: RationalLike = Fraction(999, 1000),
    eps: RationalLike = Fraction(1, 10**8),
) -> AMGT:
    """AMSGrad with constant step: no bias correction, maximum of v. Source: Reddi, Kale, Kumar, ICLR 2018."""
    return AMGT(
        alpha=alpha, beta1=beta1, beta2=beta2, eps=eps, p=0, threshold=None, bias_correction=False, amsgrad=True
    )


def heavy_ball(step: RationalLike, momentum: RationalLike) -> AMGT:
    """x_k = x_{k-1} - step g_k + momentum (x_{k-1} - x_{k-2}), step > 0, 0 <= momentum < 1. Source: Polyak 1964.

    It is AMGT with D = 1 and alpha = step/(1-momentum), since then x_{k-1} - x_k = alpha m_k.
    """
    beta1 = rational("momentum", momentum)
    if not 0 <= beta1 < 1:
        raise InvalidInput(f"momentum = {beta1} violates 0 <= momentum < 1; choose momentum within that range")
    h = rational("step", step)
    if h <= 0:
        raise InvalidInput(f"step = {h} violates 0 < step; choose a positive step")
    return AMGT(alpha=h / (1 - beta1), beta1=beta1, beta2=0, p=0, threshold=None, bias_correction=False, clamp=(1, 1))


def sgd(step: RationalLike) -> AMGT:
    """Gradient descent x_k = x_{k-1} - step g_k, step > 0."""
    return heavy_ball(step, 0)
