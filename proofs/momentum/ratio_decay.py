"""On a quadratic momentum does not make AMGT faster than its gains (theory notes, section 3, sharp_exponent).

Where momentum exceeds the gradient, q > 1, a step loses c (q-1)/(k+k0) more. The excess is damped by beta1 and fed by
the steps: what it still costs after step k is at most c (q_k - 1)/((1-beta1)(k+1+k0)) and a sum of squared steps.
"""

from sympy import Expr, Lambda, Rational, exp

from amgt_theory.derivation import Proof, Taken
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, beta1, c, function, k, k0
from amgt_theory.theorem import Theorem

X, M, s, q = (function(name, "natural") for name in ("X", "M", "s", "q"))
Q, u = Real("Q"), Real("u")
SIGMA, HALF = c / (k0 + 1), Rational(1, 2)
SPAN = k + 1 + k0
HIGHEST = c / SPAN
RATE = (1 + beta1) * Q**2 / (2 * (1 - beta1) * (1 - SIGMA * Q))


def corrected(last: Expr) -> Expr:
    return 1 - beta1 ** (last + 1)


def squares(last: Expr) -> Expr:
    """A bound on the losses from the squared steps after step ``last``."""
    return RATE * c**2 / (last + k0 + HALF)


def excess(last: Expr) -> Expr:
    """What the momentum still holds beyond the gradient costs at most."""
    return c * (q(last) - 1) / ((last + 1 + k0) * (1 - beta1))


THEOREM = Theorem(
    id="momentum.ratio_decay",
    title="on a quadratic AMGT with momentum decays with at most the exponent of its gains",
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
    quantity=X(k),
    bound=exp(-squares(0)) * ((k0 + HALF) / (k + k0 + HALF)) ** c,
    per=X(0),
    direction="lower",
    notes="Any gains between 0 and c/(k+k0), as in momentum.ratio_bound, which has the condition on Q.",
)


def derive(proof: Proof) -> None:
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("Q_nonnegative", le(0, Q), {le(1, Q): 1}, 1)
    proof.combine("room", lt(0, 1 - SIGMA * Q), {lt(SIGMA * Q, 1): 1})
    for number, name in enumerate(("ratio_below", "ratio_above", "positive", "no_turn", "excess")):
        proof.cite("momentum.ratio_bound", conclusion=number, name=name)
    with proof.fix("nonnegative", k) as inner:
        inner.combine("here", le(0, X(k)), {"positive": 1})
    _losses(proof)
    e, lost, S = (function(name, "natural") for name in ("e", "loss", "S"))
    values = {e: Lambda(k, X(k)), lost: Lambda(k, loss(k)), S: Lambda(k, squares(k) + excess(k))}
    proof.cite("lemmas.recursion_perturbed_lower", values, name="decay")
    _start(proof)


def loss(last: Expr) -> Expr:
    """What step ``last`` + 1 loses beyond c/(k+k0)."""
    step = c * q(last) / (last + 1 + k0)
    return step - c / (last + 1 + k0) + step**2 / (2 * (1 - step))


def _losses(proof: Proof) -> None:
    step = HIGHEST * q(k)
    with proof.fix("left_positive", k) as inner:
        inner.use("ratio_above", {})
        inner.combine("q_nonnegative", le(0, q(k)), {"ratio_above": 1}, 1)
        inner.combine("here", lt(0, 1 - step), {"room": 1, "ratio_below": SIGMA}, c * k * q(k) / (SPAN * (k0 + 1)))
    with proof.fix("contraction", k, why="a step is at least an exponential") as inner:
        inner.use("left_positive", {})
        inner.use("nonnegative", {})
        inner.combine("q_nonnegative", le(0, q(k)), {"ratio_above": 1}, 1)
        inner.combine("step_nonnegative", le(0, step), {}, step)
        inner.combine("step_below", lt(step, 1), {"left_positive": 1})
        factor = inner.cite("lemmas.factor_exponential_lower", {u: step})
        inner.combine("here", le(exp(-HIGHEST - loss(k)) * X(k), X(k + 1)), {"no_turn": 1, factor: X(k)})
    with proof.fix("summable", k, why="and the losses telescope") as inner:
        inner.use("left_positive", {})
        above = inner.use("ratio_above", {k: k + 1})
        inner.combine("q_nonnegative", le(0, q(k)), {"ratio_above": 1}, 1)
        inner.combine("next_excess", le(0, q(k + 1) - 1), {above: 1})
        scale = HIGHEST**2 / ((1 - step) * (1 - SIGMA * Q))
        largest = inner.combine(
            "largest",
            le(HIGHEST**2 * q(k) ** 2 / (1 - step), HIGHEST**2 * Q**2 / (1 - SIGMA * Q)),
            {
                "ratio_below": scale * (Q + q(k) * (1 - SIGMA * Q)),
                "q_nonnegative": scale * Q**2 * c * k / (SPAN * (k0 + 1)),
            },
        )
        fed = (1 + beta1) / (2 * (1 - beta1))
        inner.combine(
            "here",
            le(loss(k), squares(k) + excess(k) - squares(k + 1) - excess(k + 1)),
            {
                "excess": HIGHEST / (1 - beta1),
                largest: fed,
            },
            (q(k + 1) - 1) * c / (SPAN * (SPAN + 1) * (1 - beta1)),
            RATE * c**2 / (4 * SPAN**2 * (SPAN - HALF) * (SPAN + HALF)),
        )


def _start(proof: Proof) -> None:
    proof.use("positive", {k: 0})
    first = proof.combine("first", eq(M(1), (1 - beta1) * X(0)), {Taken("average", {k: 0}): 1, "average_start": beta1})
    equal = proof.combine(
        "equal", eq(q(0), 1), {Taken("ratio", {k: 0}): 1, first: 1 / ((1 - beta1) * X(0))}, why="at first there is none"
    )
    with proof.fix("rate", k, why="so the exponent is c") as inner:
        inner.use("ratio_above", {})
        inner.combine("excess_nonnegative", le(0, q(k) - 1), {"ratio_above": 1})
        power = ((k0 + HALF) / (k + k0 + HALF)) ** c
        lost = squares(k) + excess(k) - squares(0) - excess(0)
        inner.combine("total", le(-squares(0), lost), {equal: c / ((1 + k0) * (1 - beta1))}, squares(k), excess(k))
        order = inner.cite("lemmas.exp_monotone", {Real("x"): -squares(0), Real("y"): lost})
        inner.combine("here", le(THEOREM.bound * X(0), X(k)), {"decay": 1, order: power * X(0)})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
