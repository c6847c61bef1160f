"""The check of a theorem: what its file defines, or one made from its hypotheses where they say all."""

from __future__ import annotations

from dataclasses import replace

from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.checking._automatic import automatic
from amgt_theory.checking._checks import StepCheck
from amgt_theory.checking._run import SHARD, Result, run
from amgt_theory.errors import InvalidInput


def check(
    identity: str,
    examples: int = 2 * SHARD,
    seed: int = 0,
    bits: int | None = None,
    catalogue: Catalogue | None = None,
) -> Result:
    """Attack the theorem ``identity`` with at least ``examples`` cases, whole shards of them.

    ``bits`` is the precision to start with (113 for steps and numbers, 200 for runs); what it leaves open is computed
    finer. The result depends on theorem, seed and bits alone. Raises InvalidInput for an unknown theorem, and for one
    without a check.

    >>> check("lemmas.log_bound", examples=50).verdict
    'PASS'
    """
    found = check_of(catalogue or Catalogue.of(proofs_folder()), identity)
    if found is None:
        raise InvalidInput(f"{identity}: its hypotheses define no check; write a check() in its file")
    return run(found if bits is None else replace(found, bits=bits), examples, seed)


def check_of(catalogue: Catalogue, identity: str) -> StepCheck | None:
    """The check of a theorem, None when its file has none and its hypotheses define none.

    Raises InvalidInput, naming the nearest id, when there is no such theorem.
    """
    module, theorem = catalogue.module(identity), catalogue.theorem(identity)
    if hasattr(module, "check"):
        made = module.check()
        if not isinstance(made, StepCheck):
            raise InvalidInput(
                f"{identity}: check() returned a {type(made).__name__}; return a StepCheck or TrajectoryCheck"
            )
        # its model satisfies what the statement tested leaves out, which no test of a moved number would show
        return made if set(theorem.hypotheses) <= set(made.theorem.hypotheses) else replace(made, is_rigid=True)
    try:
        return automatic(theorem)
    except InvalidInput:
        return None
