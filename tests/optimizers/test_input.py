"""Requests that make no sense are refused in one line."""

import pickle

import pytest

from amgt_theory.arithmetic import arithmetic
from amgt_theory.errors import InvalidInput
from amgt_theory.optimizers import (
    AMGT,
    QSGD,
    Ball,
    Box,
    Clip,
    GridRounding,
    HalfSpace,
    Simplex,
    Soft,
    TopS,
    heavy_ball,
    run,
    sgd,
)
from amgt_theory.problems import problem

NAN = float("nan")
FLOAT = arithmetic("float64")

BAD_KEYWORDS = [
    ({"alpha": 0}, "alpha = 0 violates 0 < alpha"),
    ({"alpha": "-1/3"}, "alpha = -1/3 violates"),
    ({"alpha": NAN}, "alpha = nan is not a finite"),
    ({"alpha": float("inf")}, "alpha = inf is not a finite"),
    ({"alpha": None}, "alpha = None is not a finite"),
    ({"alpha": "fast"}, "alpha = 'fast' is not a finite"),
    ({"beta1": 1}, "beta1 = 1 violates 0 <= beta1 < 1; choose beta1 within that range"),
    ({"beta1": -0.5}, "beta1 = -1/2 violates"),
    ({"beta2": "1"}, "beta2 = 1 violates"),
    ({"eps": 0}, "eps = 0 violates eps > 0; choose eps > 0, or a clamp"),
    ({"eps": 0, "clamp": (1, None)}, "eps = 0 violates"),
    ({"eps": -1}, "eps = -1 violates"),
    ({"k0": -1}, "k0 = -1 violates"),
    ({"p": "3/2"}, "p = 3/2 violates 0 <= p <= 1"),
    ({"threshold": 1}, "threshold = 1 is not a threshold; give Clip"),
    ({"compressor": None}, "compressor = None is not a compressor; give TopS"),
    ({"gradient_compressor": "top"}, "gradient_compressor = 'top' is not a gradient compressor"),
    ({"projection": (0, 1)}, "projection = .* is not a projection; give Box"),
    ({"bias_correction": 1}, "bias_correction = 1 is not"),
    ({"amsgrad": "yes"}, "amsgrad = 'yes' is not"),
    ({"clamp": 3}, "clamp = 3 is not a pair"),
    ({"clamp": (2, 1)}, r"clamp = \(2, 1\) violates 0 <= d_lo <= d_hi"),
    ({"clamp": (0, 0)}, r"clamp = \(0, 0\) violates"),
    ({"clamp": (NAN, 1)}, "d_lo = nan"),
    ({"errors": 3}, "errors = 3 is not"),
    ({"errors": [[NAN]]}, r"errors\[0\]\[0\] = nan"),
]


@pytest.mark.parametrize(("keywords", "message"), BAD_KEYWORDS, ids=lambda value: str(value)[:60])
def test_hyper_parameters(keywords, message):
    with pytest.raises(InvalidInput, match=message) as caught:
        AMGT(**{"alpha": 1, "eps": 1} | keywords)
    assert "\n" not in str(caught.value)
    assert ";" in str(caught.value)  # says what to do


BAD_PARTS = {
    "tau": (lambda: Clip(0), "tau = 0 violates"),
    "tau nan": (lambda: Soft(NAN), "tau = nan"),
    "q": (lambda: Clip(1, q=-1), "q = -1 violates"),
    "s": (lambda: TopS(0), "s = 0 violates s >= 1"),
    "s bool": (lambda: TopS(True), "s = True violates"),
    "s float": (lambda: QSGD(1.5), "s = 1.5 violates"),
    "seed": (lambda: QSGD(1, seed="a"), "seed = 'a' is not an integer"),
    "delta": (lambda: GridRounding(0), "delta = 0 violates"),
    "box": (lambda: Box(1, 0), r"lo\[0\] = 1 violates lo <= hi = 0"),
    "box lengths": (lambda: Box([0, 0], [1, 1, 1]), "have 2 and 3 coordinates"),
    "box nan": (lambda: Box(NAN, 1), "lo = nan"),
    "box str": (lambda: Box("abc", 1), "lo = 'abc'"),
    "ball": (lambda: Ball(0), "radius = 0 violates"),
    "half-space": (lambda: HalfSpace([0, 0]), "normal = 0 violates"),
    "half-space empty": (lambda: HalfSpace([]), "normal is empty"),
    "simplex": (lambda: Simplex(-1), "total = -1 violates"),
    "momentum": (lambda: heavy_ball(1, 1), "momentum = 1 violates"),
    "step": (lambda: sgd(0), "step = 0 violates 0 < step"),
    "too many outcomes": (lambda: QSGD(1).distribution([1] * 17, FLOAT), "at most 16"),
    "irrational norm": (lambda: QSGD(1).distribution([1, 1]), r"\|u\|\^2 = 2 is not the square"),
}


@pytest.mark.parametrize("name", BAD_PARTS)
def test_parts(name):
    make, message = BAD_PARTS[name]
    with pytest.raises(InvalidInput, match=message):
        make()


BAD_RUNS = {
    "x0 length": ({"x0": [1]}, "x0 has 1 coordinates, the problem has d = 2"),
    "x0 nan": ({"x0": [1, NAN]}, r"x0\[1\] = nan"),
    "x0 scalar": ({"x0": 1}, "x0 = 1 is not a sequence"),
    "steps": ({"steps": -1}, "steps = -1 violates"),
    "steps float": ({"steps": 1.5}, "steps = 1.5 violates"),
    "arithmetic": ({"arithmetic": "bals"}, "unknown arithmetic 'bals'"),
    "bits": ({"bits": 0}, "bits = 0 violates"),
    "method": ({"method": 3}, "method = 3 is not a method"),
    "result length": ({"method": lambda x, k, gradient: x[:1]}, "returned 1 coordinates at k = 1"),
    "result kind": ({"method": lambda x, k, gradient: None}, "x_1 = None is not a sequence"),
    "set": ({"method": AMGT(alpha=1, projection=Box([0] * 3, [1] * 3))}, "x0 has 2 coordinates, the set has 3"),
}


@pytest.mark.parametrize("name", BAD_RUNS)
def test_runs(name):
    keywords, message = BAD_RUNS[name]
    with pytest.raises(InvalidInput, match=message):
        run(**{"method": AMGT(alpha=1), "problem": problem("quadratic"), "x0": [1, 1], "steps": 3} | keywords)


def test_steps():
    amgt = AMGT(alpha=1, eps=1)
    start = amgt.start([1, 2], FLOAT)
    with pytest.raises(InvalidInput, match="gradient has 1 coordinates, x has 2"):
        amgt.step(start, [1], FLOAT)
    with pytest.raises(InvalidInput, match=r"state\.k = 0 violates k >= 1"):
        amgt.gains(start, FLOAT)


def test_methods_travel_between_processes_after_use():
    amgt = AMGT(alpha=1, eps=1, projection=Box(0, 1))
    amgt.step(amgt.start([1], arithmetic("ball")), [1], arithmetic("ball"))
    assert pickle.loads(pickle.dumps(amgt)) == amgt
