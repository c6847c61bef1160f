"""The check of a theorem: what its file defines, or one made from its assumptions where they say all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from amgt_theory.catalogue import Catalogue
from amgt_theory.checking._checks import StepCheck
from amgt_theory.checking._parameters import Parameters
from amgt_theory.checking._values import sorts
from amgt_theory.errors import InvalidInput
from amgt_theory.language import ForAll
from amgt_theory.theorem import Theorem


def number_check(theorem: Theorem) -> StepCheck:
    """The check of a theorem about numbers alone: they are drawn from its assumptions.

    Raises InvalidInput for a theorem that speaks of vectors, functions or sequences.
    """
    others = [spelled for spelled, sort in sorts(theorem).items() if sort not in ("real", "natural")]
    if others:
        raise InvalidInput(f"{theorem.id} speaks of {others[0]}, which is no number; define check() in its file")
    universal = [label for label, one in theorem.setting if isinstance(one, ForAll)]
    if universal:  # no number of tests shows that a drawn case satisfies it
        raise InvalidInput(f"{theorem.id} assumes {universal[0]} for all values; define check() in its file")
    parameters = Parameters.of(theorem)

    def model(draw: Callable[..., Any]) -> Mapping[Any, Any]:
        drawn: Mapping[Any, Any] = draw(parameters.strategy())
        return drawn

    return StepCheck(theorem, model)


def check_of(catalogue: Catalogue, identity: str) -> StepCheck | None:
    """The check of a theorem, None when its file has none and it is not about numbers alone.

    Raises InvalidInput, naming the nearest id, when there is no such theorem.
    """
    module, theorem = catalogue.module(identity), catalogue.theorem(identity)
    if hasattr(module, "check"):
        made = module.check()
        if not isinstance(made, StepCheck):
            raise InvalidInput(f"{identity}: check() returned {type(made).__name__}; return a StepCheck or TrajectoryCheck")
        return made
    try:
        return number_check(theorem)
    except InvalidInput:
        return None
