"""The errors' part of nonconvex.inexact cannot be made smaller (theory notes, section 6).

The witness is every variant of AMGT on f = x^2/2 with the constant error eta, started at -eta: |g|^2 is eta^2 for ever.
With beta1 = 0 and equal gains h the bound on the least |g|^2 is 2 gap_0/(k h) + eta^2, and tends to eta^2.
"""

from sympy import Sum

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, beta1, eta, function, j, k
from amgt_theory.theorem import Theorem

X, M, gain = function("X", "natural"), function("M", "natural"), function("gain", "natural")
B, Q, h_lo = Real("B"), Real("Q"), Real("h_lo")
GAINS = Sum(gain(j), (j, 1, k))
CLAIM = ForAll((k,), le(X(k) ** 2 * GAINS, B + Q * eta**2 * GAINS))

THEOREM = Theorem(
    id="nonconvex.inexact_tight",
    title="bounded gradient errors can keep the squared gradient at eta^2 for ever",
    kind="theorem",
    claim="C3 C4",
    source="theory notes, section 6, nonconvex.inexact",
    setting=(
        ("moment_start", eq(M(0), 0)),
        ("moment", ForAll((k,), eq(M(k + 1), beta1 * M(k) + (1 - beta1) * (X(k) + eta)))),
        ("step", ForAll((k,), eq(X(k + 1), X(k) - gain(k + 1) * M(k + 1)))),
        ("start", eq(X(0), -eta)),
    ),
    over=(k,),
    quantity=X(k) ** 2,
    bound=eta**2,
    direction="exact",
    also=(
        ForAll((B, Q, h_lo), le(1, 0), (lt(0, eta), lt(Q, 1), lt(0, h_lo), ForAll((k,), le(h_lo, gain(k + 1))), CLAIM)),
    ),
    tight=True,
    notes="X is the iterate and the gradient of f = x^2/2 in one dimension, with an oracle that answers X + eta; the "
    "gains are arbitrary. The second part: with gains of at least h_lo no bound B + Q eta^2 sum h with Q < 1 holds for "
    "the weighted sum of squared gradients, nor for the least of them.",
)


def derive(proof: Proof) -> None:
    stays = {"moment_vanishes": eq(M(k), 0), "position": eq(X(k), -eta)}
    with proof.induction(k, stays, why="the oracle says 0, so the moment stays 0 and nothing moves") as (_, step):
        moment = step.combine(
            "next_moment", eq(M(k + 1), 0), {"moment": 1, "moment_vanishes": beta1, "position": 1 - beta1}
        )
        step.combine("next_position", eq(X(k + 1), -eta), {"step": 1, moment: -gain(k + 1), "position": 1})
    with proof.fix("squared", k, why="the squared gradient is eta^2 for ever") as inner:
        inner.combine("here", eq(X(k) ** 2, eta**2), {"position": X(k) - eta})
    assumed = {
        "eta_positive": lt(0, eta),
        "below": lt(Q, 1),
        "h_lo_positive": lt(0, h_lo),
        "gains": ForAll((k,), le(h_lo, gain(k + 1))),
        "claimed": CLAIM,
    }
    with proof.fix(
        "not_less", B, Q, h_lo, assume=assumed, conclusion=le(1, 0), why="so no factor Q < 1 of eta^2 is enough"
    ) as claim:
        _refuted(claim)


def _refuted(claim: Proof) -> None:
    with claim.induction(k, {"grows": le(h_lo * k, GAINS)}, why="the gains add up without bound") as (_, step):
        step.combine("next", le(h_lo * (k + 1), GAINS.subs(k, k + 1)), {"grows": 1, "gains": 1})
    claim.combine("missing", lt(0, 1 - Q), {"below": 1})
    rate = (1 - Q) * eta**2 * h_lo
    claim.combine("rate_positive", lt(0, rate), {}, rate)
    with claim.fix("bounded", k) as inner:
        inner.combine("there", le(k * rate, B), {"claimed": 1, "squared": -GAINS, "grows": (1 - Q) * eta**2})
    late = claim.law("archimedes", rate, B)
    claim.combine("absurd", le(1, 0), {late: 1}, multiplier=rate)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
