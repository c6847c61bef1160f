"""Hypothesis strategies for models of theorems: numbers, problems and methods that are valid by construction.

What is drawn are small exact rationals, so that counterexamples shrink to something a person reads. Ends of intervals,
limits of step conditions and condition number 1, where bounds are tight, are favoured.
"""

from amgt_theory.strategies import drawing
from amgt_theory.strategies._methods import clips, methods, states, thresholds
from amgt_theory.strategies._numbers import (
    betas,
    between,
    dimensions,
    fractions_of_limit,
    gains,
    naturals,
    nonzero_vectors,
    positive,
    short_vectors,
    signed,
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
from amgt_theory.strategies._runs import gains_of, gradients_of, largest_norm, runs, states_of

__all__ = [
    "betas",
    "between",
    "chains",
    "clips",
    "constants",
    "convex_problems",
    "dimensions",
    "drawing",
    "fractions_of_limit",
    "gains",
    "gains_of",
    "gradients_of",
    "largest_norm",
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
    "short_vectors",
    "signed",
    "sines",
    "smooth_problems",
    "squares",
    "states",
    "states_of",
    "strongly_convex_problems",
    "thresholds",
    "vectors",
]
