"""On a quadratic the momentum stays close to the gradient while the iterate decays without turning round.

Theory notes, section 3, sharp_exponent, tightness. X is the gradient in one dimension, M the first moment, s the gain
times the curvature. The ratio q of momentum to gradient starts at 1 and stays below a fixed point Q of
q -> beta1 q/(1 - sigma q) + 1 - beta1, where sigma = c/(k0+1) bounds the gains.
"""

from sympy import Expr

from amgt_theory.derivation import Proof, Taken
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, beta1, c, function, k, k0, n
from amgt_theory.theorem import Theorem

X, M, s, q = (function(name, "natural") for name in ("X", "M", "s", "q"))
Q = Real("Q")
SIGMA, HIGHEST = c / (k0 + 1), c / (k + 1 + k0)


def corrected(last: Expr) -> Expr:
    return 1 - beta1 ** (last + 1)


THEOREM = Theorem(
    id="momentum.ratio_bound",
    title="on a quadratic the ratio of momentum to gradient is bounded while the iterate does not turn round",
    kind="lemma",
    claim="C1",
    source="theory notes, section 3, strongly_convex.sharp_exponent, tightness",
    setting=(
        ("average_start", eq(M(0), 0)),
        ("average", ForAll((k,), eq(M(k + 1), beta1 * M(k) + (1 - beta1) * X(k)))),
        ("step", ForAll((k,), eq(X(k + 1), X(k) - s(k + 1) * M(k + 1) / corrected(k)))),
        ("gains_nonnegative", ForAll((k,), le(0, s(k + 1)))),
        ("gains_below", ForAll((k,), le(s(k + 1), HIGHEST))),
        ("ratio", ForAll((k,), eq(q(k), M(k + 1) / (corrected(k) * X(k))))),
    ),
    assumptions=(
        le(0, beta1),
        lt(beta1, 1),
        le(0, c),
        le(0, k0),
        lt(0, X(0)),
        le(1, Q),
        lt(SIGMA * Q, 1),
        le(beta1 * SIGMA * Q**2, (1 - beta1) * (Q - 1) * (1 - SIGMA * Q)),
    ),
    over=(k,),
    quantity=q(k),
    bound=Q,
    also=(
        ForAll((k,), le(1, q(k))),
        ForAll((k,), lt(0, X(k))),
        ForAll((k,), le((1 - HIGHEST * q(k)) * X(k), X(k + 1))),
        ForAll((k,), le(q(k + 1) - 1, beta1 * (q(k) / (1 - HIGHEST * q(k)) - 1))),
    ),
    notes="Any gains between 0 and c/(k+k0), so also those of thresholds and preconditioners, and bias correction on "
    "or off (off: gains smaller by 1 - beta1^k).",
)


def derive(proof: Proof) -> None:
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("Q_positive", lt(0, Q), {le(1, Q): 1}, 1)
    proof.combine("excess_nonnegative", le(0, Q - 1), {le(1, Q): 1})
    proof.combine("room", lt(0, 1 - SIGMA * Q), {lt(SIGMA * Q, 1): 1})
    with proof.induction(n, {"power": le(beta1**n, 1)}) as (_, step):
        step.combine("next", le(beta1 ** (n + 1), 1), {"power": beta1, lt(beta1, 1): 1})
    with proof.fix("corrected_positive", k) as inner:
        inner.combine("here", lt(0, corrected(k)), {"beta1_below": 1, Taken("power", {n: k}): beta1})
    with proof.fix("highest", k) as inner:
        inner.combine("here", le(HIGHEST, SIGMA), {}, c * k / ((k + 1 + k0) * (k0 + 1)))
    claims = {
        "positive": lt(0, X(k)),
        "above": le(corrected(k) * X(k), M(k + 1)),
        "below": le(M(k + 1), Q * corrected(k) * X(k)),
    }
    with proof.induction(k, claims, why="by induction the ratio lies between 1 and Q") as (base, step):
        base.combine("first", eq(M(1), (1 - beta1) * X(0)), {Taken("average", {k: 0}): 1, "average_start": beta1})
        base.combine("first_above", le((1 - beta1) * X(0), M(1)), {"first": -1})
        base.combine("first_below", le(M(1), Q * (1 - beta1) * X(0)), {"first": 1}, (Q - 1) * (1 - beta1) * X(0))
        _shrinks(step)
        _ratio_bounds(step)
    _conclusions(proof)


def _shrinks(step: Proof) -> None:
    """(1 - sigma Q) X_k <= X_{k+1} <= X_k."""
    gain, b = s(k + 1), corrected(k)
    step.use("corrected_positive", {})
    step.use("gains_nonnegative", {})
    step.combine("moment_nonnegative", le(0, M(k + 1)), {"above": 1}, b * X(k))
    step.combine(
        "drop",
        le(gain * M(k + 1) / b, SIGMA * Q * X(k)),
        {"below": gain / b, "gains_below": Q * X(k), "highest": Q * X(k)},
    )
    step.combine("shrunk", le((1 - SIGMA * Q) * X(k), X(k + 1)), {"drop": 1, "step": -1})
    step.combine("decreasing", le(X(k + 1), X(k)), {"step": 1}, gain * M(k + 1) / b)
    step.combine("next_positive", lt(0, X(k + 1)), {"shrunk": 1, "positive": 1 - SIGMA * Q})


def _ratio_bounds(step: Proof) -> None:
    b, new = corrected(k), Taken("average", {k: k + 1})
    step.combine(
        "next_above",
        le(corrected(k + 1) * X(k + 1), M(k + 2)),
        {new: -1, "above": beta1, "decreasing": beta1 * b},
    )
    step.combine(
        "next_below",
        le(M(k + 2), Q * corrected(k + 1) * X(k + 1)),
        {
            new: 1,
            "below": beta1,
            "drop": beta1 * Q * b,
            "step": -beta1 * Q * b,
            "shrunk": (1 - beta1) * (Q - 1),
            "assumption_8": X(k),
        },
        beta1 * SIGMA * Q**2 * X(k) * beta1 ** (k + 1),
    )


def _conclusions(proof: Proof) -> None:
    b = corrected(k)
    with proof.fix("bounded", k, why="so the ratio is at most Q") as inner:
        _known(inner)
        inner.combine("here", le(q(k), Q), {"ratio": 1, "below": 1 / (b * X(k))})
    with proof.fix("at_least_one", k) as inner:
        _known(inner)
        inner.combine("here", le(1, q(k)), {"ratio": -1, "above": 1 / (b * X(k))})
    with proof.fix("no_turn", k, why="a step goes at most as far as the highest gain") as inner:
        _known(inner)
        inner.combine("q_nonnegative", le(0, q(k)), {"at_least_one": 1}, 1)
        _step_by_ratio(inner)
        inner.combine("here", le((1 - HIGHEST * q(k)) * X(k), X(k + 1)), {"by_ratio": -1, "gains_below": q(k) * X(k)})
    with proof.fix("excess", k, why="and the excess of the ratio is damped by beta1") as inner:
        _excess(inner)


def _known(proof: Proof) -> None:
    proof.use("corrected_positive", {})
    proof.use("positive", {})


def _step_by_ratio(proof: Proof) -> None:
    scale = s(k + 1) * X(k)
    proof.combine("by_ratio", eq(X(k + 1), X(k) - scale * q(k)), {"step": 1, "ratio": scale})


def _excess(proof: Proof) -> None:
    b, following = corrected(k), corrected(k + 1)
    _known(proof)
    proof.use("corrected_positive", {k: k + 1})
    proof.use("positive", {k: k + 1})
    proof.use("gains_nonnegative", {})
    proof.combine("q_nonnegative", le(0, q(k)), {"at_least_one": 1}, 1)
    _step_by_ratio(proof)
    left = 1 - HIGHEST * q(k)
    proof.combine("left_positive", lt(0, left), {"room": 1, "highest": q(k), "bounded": SIGMA})
    proof.combine(
        "decreasing", le(0, q(k) * X(k) - X(k + 1)), {"by_ratio": 1, "at_least_one": X(k)}, s(k + 1) * X(k) * q(k)
    )
    old = Taken("ratio", {})
    new, average = Taken("ratio", {k: k + 1}), Taken("average", {k: k + 1})
    proof.combine(
        "new_excess",
        eq((q(k + 1) - 1) * following * X(k + 1), beta1 * b * (q(k) * X(k) - X(k + 1))),
        {new: following * X(k + 1), average: 1, old: -beta1 * b * X(k)},
    )
    proof.combine(
        "here",
        le(q(k + 1) - 1, beta1 * (q(k) / left - 1)),
        {
            "new_excess": 1 / following,
            "no_turn": beta1 * q(k) / left,
        },
        beta1 * beta1 ** (k + 1) * (1 - beta1) / following * (q(k) * X(k) - X(k + 1)),
        multiplier=X(k + 1),
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
