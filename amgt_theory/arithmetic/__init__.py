"""Number backends with one interface: mpmath, balls (python-flint), float64 (NumPy).

Code written against :class:`Arithmetic` runs at any precision and, on balls, rigorously:

>>> ar = arithmetic("ball", bits=113)
>>> x = ar.vector(["1/3", 0.5, 2])
>>> with ar.precision():
...     print(ar.dot(x, x).contains(ar.number("157/36")))
True
"""

from amgt_theory.arithmetic._ball import BallArithmetic
from amgt_theory.arithmetic._base import Arithmetic, Matrix, Number, Vector
from amgt_theory.arithmetic._bindable import Bindable
from amgt_theory.arithmetic._factory import arithmetic
from amgt_theory.arithmetic._float64 import Float64Arithmetic
from amgt_theory.arithmetic._fused import fused
from amgt_theory.arithmetic._lists import ListArithmetic
from amgt_theory.arithmetic._mpmath import MpmathArithmetic
from amgt_theory.arithmetic._rational import (
    Exact,
    ExactRows,
    ExactVector,
    RationalLike,
    rational,
    rational_vector,
    setting,
)

__all__ = [
    "Arithmetic",
    "BallArithmetic",
    "Bindable",
    "Exact",
    "ExactRows",
    "ExactVector",
    "Float64Arithmetic",
    "ListArithmetic",
    "Matrix",
    "MpmathArithmetic",
    "Number",
    "RationalLike",
    "Vector",
    "arithmetic",
    "fused",
    "rational",
    "rational_vector",
    "setting",
]
