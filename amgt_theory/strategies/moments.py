"""Gradients at which bounds on the moments are attained."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from amgt_theory.strategies import drawing
from amgt_theory.symbols import beta1, beta2, function

g = function("g", "natural")


def often_growing(draw: drawing.Draw, values: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """The values, often with gradients g(j) = (beta2/beta1)^j instead: then m^2 is as large as v allows."""
    if values[beta1] and drawing.pick(draw, (True, False)):
        return {**values, g: [(values[beta2] / values[beta1]) ** n for n in range(len(values[g]))]}
    return values
