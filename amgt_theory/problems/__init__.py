"""Function families whose constants mu, L, f*, x* are known exactly.

>>> p = problem("quadratic", mu=1, L=10, d=3)
>>> p.mu, p.L, p.f_star
(Fraction(1, 1), Fraction(10, 1), Fraction(0, 1))
"""

from amgt_theory.problems._chain import NesterovChain
from amgt_theory.problems._piecewise import LessardRechtPackard
from amgt_theory.problems._problem import BoundProblem, Problem
from amgt_theory.problems._quadratic import Quadratic
from amgt_theory.problems._registry import problem, problem_names
from amgt_theory.problems._ridge_functions import (
    Cauchy,
    Cosine,
    GemanMcClure,
    Huber,
    LogCosh,
    PseudoHuber,
    RidgeFunction,
    Welsch,
)
from amgt_theory.problems._ridge_sum import RidgeSum
from amgt_theory.problems._sine import PLSine
from amgt_theory.problems._sloped import SlopedQuadratic

__all__ = [
    "BoundProblem",
    "Cauchy",
    "Cosine",
    "GemanMcClure",
    "Huber",
    "LessardRechtPackard",
    "LogCosh",
    "NesterovChain",
    "PLSine",
    "Problem",
    "PseudoHuber",
    "Quadratic",
    "RidgeFunction",
    "RidgeSum",
    "SlopedQuadratic",
    "Welsch",
    "problem",
    "problem_names",
]
