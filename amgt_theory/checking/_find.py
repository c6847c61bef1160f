"""The check of a theorem: what its file defines, or one made from its hypotheses where they say all."""

from __future__ import annotations

from amgt_theory.catalogue import Catalogue
from amgt_theory.checking._automatic import automatic
from amgt_theory.checking._checks import StepCheck
from amgt_theory.errors import InvalidInput


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
        return made
    try:
        return automatic(theorem)
    except InvalidInput:
        return None
