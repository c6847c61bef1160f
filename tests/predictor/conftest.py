"""One rate theorem, built here so that these tests do not depend on what proofs/ states."""

from typing import Any

import pytest
from sympy import Min, sqrt

from amgt_theory.language import le, lt
from amgt_theory.symbols import G, L, alpha, beta1, c, eps, gap0, k, k0, mu, tau
from amgt_theory.theorem import Theorem


@pytest.fixture(scope="session")
def rate() -> Theorem:
    """The harmonic step's rate; c and G as in the theory notes."""
    return Theorem(
        id="strongly_convex.power_rate",
        title="a polynomial rate",
        kind="theorem",
        source="theory notes, section 3",
        assumptions=(
            lt(0, mu),
            le(mu, L),
            lt(0, alpha),
            le(0, beta1),
            lt(beta1, 1),
            lt(0, eps),
            lt(0, tau),
            le(0, k0),
            lt(0, gap0),
            le(2 * L * alpha, eps * (1 - beta1) ** 2 * (k0 + 1)),
        ),
        where=((G, sqrt(2 * L * (1 + beta1**2) * gap0)), (c, mu * alpha * Min(1, tau / G) / (G + eps))),
        over=(k,),
        quantity=gap0,
        bound=(1 + beta1**2) * gap0 * ((k0 + 1) / (k + k0 + 1)) ** c,
    )


@pytest.fixture
def plain() -> dict[str, Any]:
    """L = gap0 = 2, beta1 = 0, tau = G, eps = 1: G = sqrt(8), and everything can be worked out on paper."""
    return {"mu": 1, "L": 2, "alpha": 2, "beta1": 0, "eps": 1, "tau": 3, "k0": 7, "gap0": 2}
