"""Bounds computed one iteration after the other."""

from collections.abc import Iterator
from typing import Any

import flint
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amgt_theory.errors import InvalidInput
from amgt_theory.predictor import predictor
from amgt_theory.recursions import power_rate
from amgt_theory.theorem import Theorem


def halving(arithmetic: Any, *, gap0: Any) -> Iterator[Any]:
    bound = gap0
    while True:
        yield bound
        bound = bound / 2


def test_by_hand(rate: Theorem, plain: dict[str, Any]) -> None:
    """beta1 = beta2 = 0, tau large, eps = 1, gap0 = 2 = L: B_1 = (1 - mu alpha/((1+7)(sqrt 8 + 1))) 2."""
    f = predictor(rate, {**plain, "beta2": 0}, "mpmath", recursion=power_rate)
    root = f(1).context.sqrt(8)
    first = 2 * (1 - 2 / (8 * (root + 1)))
    assert abs(f(1) - first) < 1e-50
    second = first * (1 - 2 / (9 * (root.context.sqrt(4 * first) + 1)))
    assert abs(f(2) - second) < 1e-50


def test_backends_agree_and_stay_below_the_closed_form(rate: Theorem) -> None:
    values = {"mu": 1, "L": 4, "alpha": 1, "beta1": "0.5", "eps": 1, "tau": "1/3", "k0": 31, "gap0": 3}
    ks = [1, 2, 50, 2000]
    doubles, points, balls = (
        predictor(rate, {**values, "beta2": "0.9"}, backend, recursion=power_rate)(ks)
        for backend in ("numpy", "mpmath", "ball")
    )
    closed = predictor(rate, values)(ks)
    assert doubles.tolist() == pytest.approx([float(one) for one in points], rel=1e-11)
    for ball, point, bound in zip(balls, points, closed, strict=True):
        assert ball.overlaps(flint.arb(point, 1e-50))
        assert float(point) <= bound


@given(st.fractions(0, "9/10"), st.fractions(0, "99/100"), st.fractions("1/10", 3))
def test_sharper_than_the_closed_form(rate: Theorem, beta1: Any, beta2: Any, tau: Any) -> None:
    k0 = 2 / (1 - beta1) ** 2
    values = {"mu": "1/2", "L": 1, "alpha": 1, "beta1": beta1, "eps": 1, "tau": tau, "k0": k0, "gap0": 1}
    ks = np.array([1, 3, 30, 300])
    recursive = predictor(rate, {**values, "beta2": beta2}, recursion=power_rate)(ks)
    running_maximum = predictor(rate, {**values, "beta2": beta2, "amsgrad": 1}, recursion=power_rate)(ks)
    closed = predictor(rate, values)(ks)
    assert (recursive <= running_maximum * (1 + 1e-12)).all()
    assert (running_maximum <= closed * (1 + 1e-12)).all()


def test_smallest_k(rate: Theorem, plain: dict[str, Any]) -> None:
    f = predictor(rate, {**plain, "beta2": "0.9"}, "ball", recursion=power_rate)
    found = f.smallest_k("0.1").count
    assert found is not None
    assert f(found) < 0.1 < f(found - 1)
    assert predictor(rate, {**plain, "gap0": 8}, recursion=halving).smallest_k(2).count == 2  # equality, exactly


def test_refusals(rate: Theorem, plain: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InvalidInput, match="no value for beta2"):
        predictor(rate, plain, recursion=power_rate)
    f = predictor(rate, {**plain, "beta2": 0}, recursion=power_rate)
    for bad in (0, 1.5, [2, 0]):
        with pytest.raises(InvalidInput):
            f(bad)
    with pytest.raises(InvalidInput, match=r"violates k <= 10000000.*use recursive=False"):
        f(10**8)
    monkeypatch.setattr("amgt_theory.predictor._recursive.LARGEST", 50)
    with pytest.raises(InvalidInput, match="stays above tol = 1e-9 up to k = 50"):
        f.smallest_k("1e-9")
    with pytest.raises(InvalidInput, match="tol > 0"):
        f.smallest_k(0)
