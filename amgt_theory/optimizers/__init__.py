"""AMGT and its parts, Adam and other baselines, and runs of them; generic over the arithmetic.

>>> amgt = AMGT(alpha="1/2", eps=1, k0=10, threshold=Clip(1))
>>> amgt.beta1
Fraction(9, 10)
"""

from amgt_theory.optimizers._amgt import AMGT, BoundAMGT
from amgt_theory.optimizers._baselines import adam, amsgrad, heavy_ball, sgd
from amgt_theory.optimizers._compressors import QSGD, Compressor, GridRounding, Identity, PowerOfTwo, TopS
from amgt_theory.optimizers._projections import Ball, Box, HalfSpace, Projection, Simplex
from amgt_theory.optimizers._run import Run, run
from amgt_theory.optimizers._state import State
from amgt_theory.optimizers._thresholds import Clip, Hard, NormClip, Soft, Threshold
from amgt_theory.optimizers._trajectory import Recurrence, Trajectory

__all__ = [
    "AMGT",
    "QSGD",
    "Ball",
    "BoundAMGT",
    "Box",
    "Clip",
    "Compressor",
    "GridRounding",
    "HalfSpace",
    "Hard",
    "Identity",
    "NormClip",
    "PowerOfTwo",
    "Projection",
    "Recurrence",
    "Run",
    "Simplex",
    "Soft",
    "State",
    "Threshold",
    "TopS",
    "Trajectory",
    "adam",
    "amsgrad",
    "heavy_ball",
    "run",
    "sgd",
]
