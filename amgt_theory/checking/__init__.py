"""Property-based checks of theorems: models drawn by Hypothesis, decided rigorously in ball arithmetic."""

from amgt_theory.checking._automatic import automatic
from amgt_theory.checking._checks import StepCheck, TrajectoryCheck, too_good
from amgt_theory.checking._find import check_of
from amgt_theory.checking._judge import FAIL, PASS, UNKNOWN, Outcome
from amgt_theory.checking._parameters import Parameters
from amgt_theory.checking._records import case_text, replay
from amgt_theory.checking._run import SHARD, VACUOUS, Result, Shard, merged, run, run_shard

__all__ = [
    "FAIL",
    "PASS",
    "SHARD",
    "UNKNOWN",
    "VACUOUS",
    "Outcome",
    "Parameters",
    "Result",
    "Shard",
    "StepCheck",
    "TrajectoryCheck",
    "automatic",
    "case_text",
    "check_of",
    "merged",
    "replay",
    "run",
    "run_shard",
    "too_good",
]
