"""Arithmetic by name."""

from __future__ import annotations

from amgt_theory.arithmetic._ball import BallArithmetic
from amgt_theory.arithmetic._base import Arithmetic
from amgt_theory.arithmetic._float64 import Float64Arithmetic
from amgt_theory.arithmetic._mpmath import MpmathArithmetic
from amgt_theory.errors import unknown_name


def arithmetic(name: str, bits: int = 200) -> Arithmetic:
    """The number backend called ``name``: "mpmath", "ball", "float64" (also "numpy").

    ``bits`` is the working precision (2 to 1,000,000); float64 has its 53 whatever ``bits`` says.
    Raises :class:`InvalidInput` for another name or precision.

    >>> arithmetic("mpmath", bits=100).vector(["1/4", 3])
    [mpf('0.25'), mpf('3.0')]
    """
    if name == MpmathArithmetic.name:
        return MpmathArithmetic(bits)
    if name == BallArithmetic.name:
        return BallArithmetic(bits)
    if name in (Float64Arithmetic.name, "numpy"):
        return Float64Arithmetic()
    raise unknown_name("arithmetic", str(name), ("mpmath", "ball", "float64", "numpy"))
