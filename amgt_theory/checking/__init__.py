"""Property-based checks of theorems: models drawn by Hypothesis, decided rigorously in ball arithmetic."""

from amgt_theory.checking._automatic import automatic
from amgt_theory.checking._campaign import Campaign, Progress, Workers
from amgt_theory.checking._checks import StepCheck, too_good
from amgt_theory.checking._dask import cluster
from amgt_theory.checking._exact import ExactArithmetic
from amgt_theory.checking._find import check, check_of
from amgt_theory.checking._job import Job, fingerprint, shard_of
from amgt_theory.checking._judge import FAIL, PASS, UNKNOWN, Outcome
from amgt_theory.checking._parameters import Parameters
from amgt_theory.checking._pool import processes
from amgt_theory.checking._power import IMPLIED, LATE, REFUSED, UNREACHED, Finding, power
from amgt_theory.checking._records import case_text, replay
from amgt_theory.checking._run import SHARD, VACUOUS, Result, Shard, Tally, merged, run, run_shard
from amgt_theory.checking._store import Store, require_folder
from amgt_theory.checking._trajectory import TrajectoryCheck

__all__ = [
    "FAIL",
    "IMPLIED",
    "LATE",
    "PASS",
    "REFUSED",
    "SHARD",
    "UNKNOWN",
    "UNREACHED",
    "VACUOUS",
    "Campaign",
    "ExactArithmetic",
    "Finding",
    "Job",
    "Outcome",
    "Parameters",
    "Progress",
    "Result",
    "Shard",
    "StepCheck",
    "Store",
    "Tally",
    "TrajectoryCheck",
    "Workers",
    "automatic",
    "case_text",
    "check",
    "check_of",
    "cluster",
    "fingerprint",
    "merged",
    "power",
    "processes",
    "replay",
    "require_folder",
    "run",
    "run_shard",
    "shard_of",
    "too_good",
]
