"""A run of AMGT with everything that the iteration's laws speak of."""

from __future__ import annotations

from typing import Any

from amgt_theory.arithmetic import Arithmetic, Vector
from amgt_theory.checking._values import Values

DENSE, POINTS = 20, 12  # every k up to DENSE is tested, then so many more up to the end


def trajectory(values: Values, ar: Arithmetic) -> dict[str, list[Vector]]:
    """x, m, v, w, t of a run as sequences of vectors of ``ar``; names as in amgt_theory.iteration_laws.

    w is the second moment in the denominator, corrected for bias or its running maximum; t holds the threshold's gains.
    """
    method, problem = values["method"], values["f"].bind(ar)
    amgt, steps = method.bind(ar), int(values["steps"])
    gain = method.threshold.bind_gain(ar, method.k0) if method.threshold else None
    state = amgt.start(values["start"])
    ones = ar.add(state.m, ar.number(1))
    run: dict[str, list[Vector]] = {"x": [state.x], "m": [state.m], "v": [state.v], "w": [state.v], "t": [ones]}
    with ar.precision():
        for k in range(1, steps + 1):
            state = amgt.step(state, problem.gradient(state.x))
            corrected1, corrected2 = (
                1 / (1 - ar.number(beta) ** k) if method.bias_correction else 1 for beta in (method.beta1, method.beta2)
            )
            gains = ones if gain is None else gain(ar.mul(state.m, corrected1), k)
            used = ar.mul(state.v, corrected2) if state.v_max is None else state.v_max
            members: dict[str, Any] = {"x": state.x, "m": state.m, "v": state.v, "w": used, "t": gains}
            for name, member in members.items():
                run[name].append(member if isinstance(member, list) else ar.mul(ones, member))
    return run


def indices(steps: int) -> list[int]:
    """The iterations to test: all up to DENSE, a geometric selection beyond, the last."""
    ratio = (max(steps, 1) / DENSE) ** (1 / POINTS)
    late = {round(DENSE * ratio**power) for power in range(1, POINTS + 1)} if steps > DENSE else set()
    return sorted({*range(min(steps, DENSE) + 1), *late})
