"""The recursive predictor has the numbers that strongly_convex.recursive_bound speaks of, and runs stay below them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import islice
from typing import Any

import pytest
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st
from sympy.core.function import AppliedUndef

import amgt_theory
from amgt_theory.arithmetic import BallArithmetic, Float64Arithmetic, rational
from amgt_theory.iteration_laws import HARMONIC, step_size
from amgt_theory.optimizers import AMGT, Clip, NormClip, Trajectory
from amgt_theory.problems import Quadratic
from amgt_theory.recursions import power_rate
from amgt_theory.strategies import pl_problems, runs
from amgt_theory.symbols import Natural, Real

LAWS: dict[str, Any] = dict(amgt_theory.theorem("strongly_convex.recursive_bound").statement.hypotheses)
THRESHOLDS: dict[str, Any] = {"clip": Clip, "norm clip": NormClip, "none": lambda tau: None}
VALUES: dict[str, Any] = {
    "mu": "1/2", "L": 2, "alpha": 1, "beta1": "1/2", "beta2": "9/10", "eps": 1, "tau": "1/3", "k0": 15, "gap0": 3,
}  # fmt: skip


THRESHOLD = sympy.Function("threshold", sorts=(("natural",), "real"))


def stated(values: Mapping[Any, Any], steps: int) -> list[Any]:
    """U(0), U(1), ... from the equations of the theorem, whose sequences are computed in the order they are stated."""
    known: dict[Any, Any] = {}

    def value(expression: Any, k: int) -> Any:
        here = expression.replace(step_size, HARMONIC).replace(THRESHOLD, lambda step: Real("tau"))
        here = here.subs(Natural("k"), k).subs(values)
        return here.replace(lambda one: isinstance(one, AppliedUndef), lambda one: known[one]).evalf(60)

    for name in ("M", "S", "W", "U"):
        start = LAWS[f"{name}_start"]
        known[start.lhs] = value(start.rhs, 0)
    for k in range(steps):
        for label in ("slope_value", "M_next", "S_next", "W_next", "U_next"):
            law = LAWS[label].conclusion
            known[law.lhs.subs(Natural("k"), k)] = value(law.rhs, k)
    U = sympy.Function("U", sorts=(("natural",), "real"))
    return [known[U(k)] for k in range(steps + 1)]


@pytest.mark.parametrize("amsgrad", [0, 1])
def test_the_predictor_has_the_numbers_of_the_theorem(amsgrad: int) -> None:
    predicted = amgt_theory.theorem("strongly_convex.power_rate").predictor(
        backend="mpmath", recursive=True, amsgrad=amsgrad, **VALUES
    )
    values = {Real(name): sympy.Rational(str(one)) for name, one in {**VALUES, "amsgrad": amsgrad}.items()}
    expected = stated(values, 12)
    for k in range(1, 13):
        assert abs(sympy.Float(str(predicted(k)), 60) / expected[k] - 1) < 1e-45


@pytest.mark.parametrize("amsgrad", [False, True])
@pytest.mark.parametrize("threshold", THRESHOLDS)
@given(data=st.data())
def test_runs_stay_below_the_predictor(threshold: str, amsgrad: bool, data: st.DataObject) -> None:
    tau = data.draw(st.sampled_from([Fraction(1), Fraction(1, 10), Fraction(10)]))
    run = data.draw(runs(pl_problems(), threshold=THRESHOLDS[threshold](tau), amsgrad=amsgrad))
    problem, method, steps = run["f"], run["method"], run["steps"]
    ar = BallArithmetic(400)
    trajectory, bound = Trajectory.of(run, ar, keep=range(steps + 1)), problem.bind(ar)
    with ar.precision():
        gaps = [bound.gap(trajectory.x(k)) for k in range(steps + 1)]
        assume(gaps[0] > 0)  # another minimizer
        names = ("alpha", "beta1", "beta2", "eps", "k0")
        predicted = amgt_theory.theorem("strongly_convex.power_rate").predictor(
            backend="ball", bits=400, recursive=True, mu=problem.mu, L=problem.L, amsgrad=int(amsgrad),
            tau=tau if method.threshold else run["tau"], gap0=rational("gap0", ar.upper(gaps[0])),
            **{name: getattr(method, name) for name in names},
        )  # fmt: skip
        bounds = predicted(list(range(1, steps + 1)))
        assert all(gap <= one for gap, one in zip(gaps[1:], bounds, strict=True))


def test_amsgrad_needs_the_running_maximum() -> None:
    """Its gains do not grow as the gradients fall, so that the bounds without it end up below its gap."""
    ar = Float64Arithmetic()
    method = AMGT(500, 0, "1/2", 1, 1000, threshold=None, amsgrad=True)
    run = Trajectory.of({"f": Quadratic([1]), "method": method, "start": [100], "steps": 500}, ar)
    gap = float(run.x(500)[0]) ** 2 / 2
    values: dict[str, Any] = {
        "mu": 1.0,
        "L": 1.0,
        "alpha": 500.0,
        "beta1": 0.0,
        "beta2": 0.5,
        "eps": 1.0,
        "k0": 1000.0,
        "gap0": 5000.0,
    }

    def last(amsgrad: int) -> float:
        return float(next(islice(power_rate(ar, tau=1000.0, amsgrad=amsgrad, **values), 500, None)))

    assert last(0) < gap < last(1)
