"""What an AMGT step carries to the next."""

from __future__ import annotations

from typing import NamedTuple

from amgt_theory.arithmetic import Arithmetic, Vector


class State(NamedTuple):
    """After step ``k``: the iterate x, the moments m and v (v >= 0), all vectors of one arithmetic.

    ``v_max`` is the running maximum of the corrected second moments v^ where AMSGrad is on, None where it is off. Any
    state may be written down and stepped from, also one that no run visits.
    """

    k: int
    x: Vector
    m: Vector
    v: Vector
    v_max: Vector | None = None

    def exact(self, ar: Arithmetic) -> State:
        """This state with each ball replaced by the exact point at its middle."""
        v_max = None if self.v_max is None else ar.exact(self.v_max)
        return State(self.k, ar.exact(self.x), ar.exact(self.m), ar.exact(self.v), v_max)
