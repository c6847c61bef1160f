"""Hypothesis strategies for models of theorems: numbers, problems and methods that are valid by construction.

What is drawn are small exact rationals, so that counterexamples shrink to something a person reads. Ends of intervals,
limits of step conditions and condition number 1, where bounds are tight, are favoured.
"""

from amgt_theory.strategies._methods import methods, states, thresholds
from amgt_theory.strategies._numbers import (
    betas,
    between,
    dimensions,
    fractions_of_limit,
    gains,
    naturals,
    nonzero_vectors,
    positive,
    signed,
    simplest,
    squares,
    vectors,
)
from amgt_theory.strategies._problems import (
    chains,
    constants,
    convex_problems,
    nonconvex_problems,
    piecewise_quadratics,
    pl_problems,
    quadratics,
    ridge_sums,
    sines,
    smooth_problems,
    strongly_convex_problems,
)
from amgt_theory.strategies._runs import gains_of, gradients_of, runs, states_of

__all__ = [
    "betas",
    "between",
    "chains",
    "constants",
    "convex_problems",
    "dimensions",
    "fractions_of_limit",
    "gains",
    "gains_of",
    "gradients_of",
    "methods",
    "naturals",
    "nonconvex_problems",
    "nonzero_vectors",
    "piecewise_quadratics",
    "pl_problems",
    "positive",
    "quadratics",
    "ridge_sums",
    "runs",
    "signed",
    "simplest",
    "sines",
    "smooth_problems",
    "squares",
    "states",
    "states_of",
    "strongly_convex_problems",
    "thresholds",
    "vectors",
]
