"""With momentum a relative gradient error is not a gain (theory notes, section 4).

A relative error of the update widens the gains to [(1-theta) h_lo, (1+theta) h_hi], and the Lyapunov function of
momentum.lyapunov_step contracts. The same reading of a relative error of the gradient is false: one step on
f = x^2/2 can even raise that function. The search behind the witness is in tests/proofs/test_relative_gain.py.
"""

from sympy import Rational, cancel

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, beta1, h_hi, theta
from amgt_theory.theorem import Theorem

X, M, E = Real("X"), Real("M"), Real("E")


def lyapunov(momentum, gain, error, position, moment):
    """Gap and weighted deviation beta1 (m - g) on f = x^2/2, with the largest gain (1 + error) gain."""
    weight = (1 + error) * gain / (1 - momentum)
    return position**2 / 2 + weight * momentum**2 * (moment - position) ** 2


def after(momentum, gain, position, moment, mistake):
    """Position and moment after one step with the gradient position + mistake."""
    new_moment = momentum * moment + (1 - momentum) * (position + mistake)
    return position - gain * new_moment, new_moment


def claimed(momentum, gain, error, position, moment, mistake):
    next_value = lyapunov(momentum, gain, error, *after(momentum, gain, position, moment, mistake))
    return le(next_value, (1 - (1 - error) * gain) * lyapunov(momentum, gain, error, position, moment))


CLAIM = ForAll(
    (beta1, h_hi, theta, X, M, E),
    claimed(beta1, h_hi, theta, X, M, E),
    (
        le(0, beta1),
        lt(beta1, 1),
        lt(0, h_hi),
        le(0, theta),
        lt(theta, 1),
        le(2 * (1 + theta) ** 2 * h_hi**2, (1 - beta1) ** 2),
        le(2 * (1 - theta) * h_hi, 1 - beta1),
        le(E**2, theta**2 * X**2),
    ),
)
MOMENTUM, GAIN, ERROR = Rational(9, 10), Rational(1, 30), Rational(9, 10)
POSITION, MOMENT = Rational(1), Rational(7, 4)
MISTAKE = ERROR * POSITION
BEFORE = lyapunov(MOMENTUM, GAIN, ERROR, X, M)
AFTER = lyapunov(MOMENTUM, GAIN, ERROR, *after(MOMENTUM, GAIN, X, M, MISTAKE))
GROWTH = cancel((AFTER / BEFORE).subs({X: POSITION, M: MOMENT}))

THEOREM = Theorem(
    id="inexact.relative_gain_false",
    title="with momentum a relative gradient error is not a gain",
    kind="refutation",
    claim="C8",
    source="theory notes, section 4, inexact.relative",
    setting=(("position", eq(X, POSITION)), ("moment", eq(M, MOMENT))),
    quantity=AFTER,
    per=BEFORE,
    bound=GROWTH,
    direction="exact",
    also=(ForAll((), le(1, 0), (CLAIM,)),),
    tight=True,
    notes="f = x^2/2, beta1 = theta = 9/10, gain 1/30, x = 1, m = 7/4, the gradient 19/10 in place of 1: the Lyapunov "
    f"function grows by the factor {GROWTH} where the claim is that it shrinks. A search on such f finds violations "
    "for theta = 11/20 and none for theta = 1/2, so for nearest powers of two (theta = 1/3) the question stays open.",
)


def derive(proof: Proof) -> None:
    proof.combine(
        "growth",
        eq(AFTER, GROWTH * BEFORE),
        {"position": None, "moment": None},
        why="one step from x = 1, m = 7/4 with the gradient 19/10 in place of 1",
    )
    with proof.fix(
        "refuted", assume={"claimed": CLAIM}, conclusion=le(1, 0), why="so the claim, which has it shrink, is false"
    ) as claim:
        values = dict(zip(CLAIM.variables, (MOMENTUM, GAIN, ERROR, POSITION, MOMENT, MISTAKE), strict=True))
        shrunk = claim.use("claimed", values)
        claim.combine("absurd", le(1, 0), {shrunk: 1}, multiplier=_excess())


def _excess():
    relation = claimed(MOMENTUM, GAIN, ERROR, POSITION, MOMENT, MISTAKE)
    return relation.lhs - relation.rhs


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
