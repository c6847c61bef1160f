"""With momentum a relative gradient error is not a gain (theory notes, section 4).

A relative error of the update widens the gains to [(1-theta) h_lo, (1+theta) h_hi], and the Lyapunov function of
momentum.lyapunov_step contracts (compressed.relative_quantizer). The same reading of a relative error of the gradient
is false for every theta and beta1: one step on f = x^2/2 can even raise that function. The searches behind the
witnesses are in tests/proofs/test_relative_gain.py.
"""

from sympy import Rational

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, beta1, h_hi, h_lo, theta
from amgt_theory.theorem import Theorem

X, M, E, gain = Real("X"), Real("M"), Real("E"), Real("gain")


def lyapunov(position, moment):
    """Gap and weighted deviation beta1 (m - g) on f = x^2/2, with the weight of the largest gain (1+theta) h_hi."""
    return position**2 / 2 + (1 + theta) * h_hi / (1 - beta1) * beta1**2 * (moment - position) ** 2


def after(size, position, moment, mistake):
    """The Lyapunov function after one step with the gain ``size`` and the gradient position + mistake."""
    new_moment = beta1 * moment + (1 - beta1) * (position + mistake)
    return lyapunov(position - size * new_moment, new_moment)


CLAIM = ForAll(
    (gain, X, M, E),
    le(after(gain, X, M, E), (1 - (1 - theta) * h_lo) * lyapunov(X, M)),
    (le(h_lo, gain), le(gain, h_hi), le(E**2, theta**2 * X**2)),
)
SPREAD = theta**2 * beta1**2 * (1 - beta1)
SIZE = SPREAD * h_hi

THEOREM = Theorem(
    id="inexact.relative_gain_false",
    title="with momentum a relative gradient error is not a gain",
    kind="refutation",
    claim="C8",
    source="theory notes, section 4, inexact.relative",
    setting=(
        ("smallest_gain", eq(h_lo, SIZE)),
        ("position", eq(X, 1)),
        ("moment", eq(M, 1)),
        ("mistake", eq(E, theta)),
    ),
    assumptions=(
        lt(0, beta1),
        lt(beta1, 1),
        lt(0, theta),
        lt(theta, 1),
        lt(0, h_hi),
        le(2 * (1 + theta) ** 2 * h_hi**2, (1 - beta1) ** 2),
        le(2 * (1 - theta) * h_lo, 1 - beta1),
    ),
    quantity=after(h_lo, X, M, E),
    per=lyapunov(X, M),
    bound=Rational(1),
    direction="lower",
    also=(ForAll((), le(1, 0), (CLAIM,)),),
    notes="On f = x^2/2, at x = m = 1 with the gradient 1 + theta, a step with the smallest gain raises the Lyapunov "
    "function if h_lo/h_hi = theta^2 beta1^2 (1-beta1); the claim has it shrink, for all gains between h_lo and h_hi. "
    "The error enters the moment with the weight of h_hi, while the step gains with h_lo. For equal gains a search on "
    "such f finds violations for theta = 11/20 and none for theta = 1/2: only for equal gains and errors below about "
    "1/2 (nearest powers of two: 1/3) the question stays open.",
)


def derive(proof: Proof) -> None:
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    moved = (1 + (1 - beta1) * theta) * SIZE
    growth = proof.combine(
        "growth",
        le(lyapunov(X, M), after(h_lo, X, M, E)),
        {"smallest_gain": None, "position": None, "moment": None, "mistake": None},
        moved**2 / 2,
        SIZE * theta * beta1,
        (1 + theta) * h_hi / (1 - beta1) * beta1**2 * moved * (moved + 2 * (1 - beta1) * theta),
        why="the step takes at most (1+theta) h_lo off, and the error (1-beta1) theta in the moment adds as much",
    )
    with proof.fix(
        "refuted", assume={"claimed": CLAIM}, conclusion=le(1, 0), why="so the claim, which has it shrink, is false"
    ) as claim:
        claim.combine(
            "smaller",
            le(h_lo, h_hi),
            {"smallest_gain": 1},
            h_hi * ((1 - beta1) * (1 + beta1) + beta1**3),
            h_hi * beta1**2 * (1 - beta1) * (1 - theta) * (1 + theta),
        )
        claim.combine("within", le(E**2, theta**2 * X**2), {"mistake": E + theta, "position": -(theta**2) * (X + 1)})
        shrunk = claim.use("claimed", {gain: h_lo})
        claim.combine("theta_below", lt(0, 1 - theta), {lt(theta, 1): 1})
        claim.combine(
            "absurd",
            le(1, 0),
            {shrunk: 1, growth: 1, "smallest_gain": None, "position": None, "moment": None},
            multiplier=(1 - theta) * SIZE / 2,
        )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
