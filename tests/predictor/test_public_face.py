"""``import amgt_theory as at``: what it gives, and that it stays light."""

import subprocess
import sys

import numpy as np
import pytest

import amgt_theory as at

VALUES = {
    "mu": 1, "L": 10, "alpha": "1/10", "beta1": "9/10", "beta2": "0.999", "eps": 1, "tau": 1, "k0": 199, "gap0": "1/2"
}  # fmt: skip


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_import_is_light() -> None:
    heavy = "{'sympy', 'numpy', 'flint', 'mpmath', 'hypothesis'}"
    assert python(f"import sys, amgt_theory as at; at.theorems(); print({heavy} & set(sys.modules))") == "set()"


def test_the_module_theorem_does_not_hide_the_function() -> None:
    twice = "at.theorem('lemmas.pl').id, at.theorem('lemmas.pl').statement.id"
    assert python(f"import amgt_theory as at, amgt_theory.theorem; print({twice})") == "lemmas.pl lemmas.pl"


def test_contract() -> None:
    t = at.theorem("strongly_convex.power_rate")
    assert t.bound == t.statement.bound
    assert t.assumptions == t.statement.assumptions
    assert set(t.parameters) == set(VALUES)
    assert str(t.exponent) == "c"
    f = t.predictor(**VALUES)
    ball = t.predictor(**VALUES, backend="ball", bits=100, relative_radius="1e-20")
    assert f(np.array([5]))[0] == pytest.approx(float(ball(5)), rel=1e-15)


def test_status_is_computed() -> None:
    assert at.theorem("lemmas.pl").status == "proved"
    assert at.theorem("lemmas.pl").evidence.reason == ""


def test_names_of_the_lower_packages() -> None:
    assert at.AMGT(alpha=1).alpha == 1
    assert at.problem("quadratic", mu=1, L=2, d=2).L == 2
    assert {"AMGT", "Clip", "run", "TopS", "Box", "Quadratic", "theorem", "InvalidInput"} <= set(dir(at))
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        at.nonsense  # noqa: B018


def test_refusals() -> None:
    with pytest.raises(at.InvalidInput, match=r"did you mean 'lemmas\.pl'"):
        at.theorem("lemmas.ppl")
    with pytest.raises(at.InvalidInput, match="no recursion; use recursive=False"):
        at.theorem("lemmas.pl").predictor(mu=1, gap0=1, recursive=True)
