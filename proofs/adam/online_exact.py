"""With the second moment at its period, the gain of a period is exact, and its sign says where Adam goes.

Theory notes, section 7. adam.online_divergence and adam.online_large_eps bound this gain from below and from above, for
any second moment. Here is where it turns, for every C: eps = 2.2257 at C = 3, 1.0049 at C = 10, 0.8305 at C = 100.
"""

from typing import Any

from sympy import Lambda, Max, Min, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import CONSTANT, step_size
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.online_laws import C, GRADIENTS, W, X, g, iteration
from amgt_theory.symbols import Real, alpha, beta2, eps, function, k, n
from amgt_theory.theorem import Theorem

Z, gain, loss = (function(name, "natural") for name in ("Z", "gain", "loss"))
x0, kappa, low, hole = (Real(name) for name in "x0 kappa low hole".split())
MOMENTS = first, second, third = tuple(Real(name) for name in ("first", "second", "third"))
LARGE, SMALL, SMALL_AGAIN = (gradient / (sqrt(one) + eps) for gradient, one in zip((C, 1, 1), MOMENTS, strict=True))

THEOREM = Theorem(
    id="adam.online_exact",
    title="with the second moment at its period, the sign of the gain says where Adam goes in the online problem",
    kind="theorem",
    claim="C7",
    source="theory notes, section 7, adam.online_divergence",
    setting=(
        *GRADIENTS,
        ("second_moment", ForAll((k,), eq(W(k + 1), beta2 * W(k) + (1 - beta2) * g(k + 1) ** 2))),
        ("periodic", eq(W(0), third)),
        *iteration(CONSTANT),
        ("begin", eq(x0, X(0))),
    ),
    assumptions=(lt(0, C), lt(0, eps), lt(0, alpha), le(0, beta2), lt(beta2, 1), le(x0, 1)),
    where=(
        (third, (1 + beta2 + beta2**2 * C**2) / (1 + beta2 + beta2**2)),
        (first, beta2 * third + (1 - beta2) * C**2),
        (second, beta2 * first + 1 - beta2),
        (kappa, SMALL + SMALL_AGAIN - LARGE),
        (low, alpha * (SMALL + SMALL_AGAIN) - 1),
    ),
    over=(n,),
    quantity=X(3 * n + 3),
    bound=Min(1, X(3 * n) + kappa * alpha),
    direction="lower",
    also=(
        ForAll((n,), le(X(3 * n + 3), Max(low, X(3 * n) + kappa * alpha))),
        ForAll((k,), le(Min(1, x0 + kappa * alpha * k), X(3 * k)), (le(0, kappa),)),
        ForAll((k,), le(X(3 * k), Max(low, x0 + kappa * alpha * k)), (le(kappa, 0),)),
    ),
    tight=True,
    notes="beta1 = 0, a constant step, no bias correction, any beta2 and C. The distance of any second moment from "
    "this one shrinks by beta2^3 in a period. For beta2 = 1/(1+C^2) and a large C the gain is "
    "1/(sqrt(2)+eps) + 1/(1+eps) - 1.",
)


def derive(proof: Proof) -> None:
    _moments(proof)
    with proof.induction(k, {"below_one": le(X(k), 1)}) as (base, step):
        base.combine("there", le(X(0), 1), {"begin": -1, "assumption_6": 1})
        value = X(k) - alpha * g(k + 1) / (sqrt(W(k + 1)) + eps)
        cut, largest = step.law("min_left", 1, value), step.law("max_least", -1, Min(1, value), 1)
        step.combine("next", le(X(k + 1), 1), {"step": 1, largest: 1}, signs=[cut])
    for number in range(3):
        proof.cite("adam.online_steps", {step_size: Lambda(n, alpha)}, conclusion=number, name=f"step_{number}")
    for name, goal in (("up", THEOREM.conclusions[0]), ("down", THEOREM.also[0])):
        with proof.fix(name, n, why=f"a period leads {name} by no less than kappa says") as inner:
            _period(inner, name, goal.conclusion)
    _sums(proof)


def _moments(proof: Proof) -> None:
    """The second moment repeats itself after a period."""
    proof.combine("rest", le(0, 1 - beta2), {lt(beta2, 1): 1})
    parts = {
        third: (THEOREM.definitions[third],),
        first: (beta2 * third, (1 - beta2) * C**2),
        second: (beta2 * first, 1 - beta2),
    }
    for symbol, terms in parts.items():
        proof.combine(f"{symbol}_nonnegative", le(0, symbol), {f"definition_{symbol}": -1}, *terms)
    with proof.induction(n, {"period": eq(W(3 * n), third)}, why="the second moment is periodic") as (base, step):
        base.combine("there", eq(W(0), third), {"periodic": 1})
        _round(step)
    for number, symbol in ((1, first), (2, second), (3, third)):
        with proof.fix(f"moment_{number}", n, conclusion=eq(W(3 * n + number), symbol)) as inner:
            inner.use("period", {})
            _round(inner)


def _round(proof: Proof) -> None:
    sources = ("large_gradient", "small_gradient", "small_gradient_again")
    known = (
        {"definition_first": -1},
        {"definition_second": -1},
        {"definition_second": beta2, "definition_first": beta2**2, "definition_third": beta2**3 - 1},
    )
    before = "period"
    for number, (source, value) in enumerate(zip(sources, (C, -1, -1), strict=True)):
        here = 3 * n + number + 1
        gradient, moment = proof.use(source, {}), proof.use("second_moment", {k: 3 * n + number})
        weights = {moment: 1, gradient: (1 - beta2) * (g(here) + value), before: beta2, **known[number]}
        before = proof.combine(f"value_{number + 1}", eq(W(here), MOMENTS[number]), weights)


def _period(proof: Proof, way: str, goal: Any) -> None:
    down, up, up_again = alpha * LARGE, alpha * SMALL, alpha * SMALL_AGAIN
    for number, (signed, one) in enumerate(zip((-C, 1, 1), MOMENTS, strict=True)):
        move, moment = proof.use(f"step_{number}", {}), proof.use(f"moment_{number + 1}", {})
        moved = Max(-1, Min(1, X(3 * n + number) + alpha * signed / (sqrt(hole) + eps)))
        same = proof.rewrite(f"same_{number}", moment, hole, moved)
        proof.combine(f"move_{number}", eq(X(3 * n + number + 1), moved.xreplace({hole: one})), {move: 1, same: 1})
    names = {"begin": X(3 * n), "first": X(3 * n + 1), "second": X(3 * n + 2), "end": X(3 * n + 3)}
    names |= {"down": down, "up": up, "up_again": up_again}
    if way == "up":
        proof.use("below_one", {k: 3 * n})
        proof.combine("total", le(kappa * alpha, up + up_again - down), {"definition_kappa": alpha})
        names["gain"] = kappa * alpha
    reached = proof.cite(f"adam.period_{way}", {Real(name): value for name, value in names.items()})
    if way == "down":
        moved = X(3 * n) + kappa * alpha
        at_low, at_moved = proof.law("max_left", low, moved), proof.law("max_left", moved, low)
        lowest = proof.combine("lowest", le(up + up_again - 1, goal.rhs), {at_low: 1, "definition_low": -1})
        lowered = proof.combine(
            "lowered",
            le(X(3 * n) - down + up + up_again, goal.rhs),
            {at_moved: 1, "definition_kappa": -alpha},
        )
        largest = proof.law("max_least", lowest.formula.lhs, lowered.formula.lhs, goal.rhs)
        proof.combine("there", goal, {reached: 1, largest: 1})


def _sums(proof: Proof) -> None:
    """The gains, or losses, add up."""
    for goal, lemma, sequence, sign, outer, end in (
        (THEOREM.also[1], "adam.gains", gain, 1, Min, 1),
        (THEOREM.also[2], "adam.losses", loss, -1, Max, low),
    ):
        side = {"side": goal.hypotheses[0]}
        with proof.fix(f"all_{sequence}", k, assume=side, conclusion=goal.conclusion) as inner:
            inner.combine("kept", le(0, sign * kappa * alpha), {"side": alpha})
            added = inner.cite(lemma, {Z: Lambda(n, X(3 * n)), sequence: Lambda(n, sign * kappa * alpha)})
            start = inner.rewrite("start", "begin", hole, outer(end, hole + kappa * alpha * k))
            inner.combine("there", goal.conclusion, {inner.use(added, {}): 1, start: sign})


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, online

    def model(draw):
        large, decay = drawing.positive(draw), drawing.pick(draw, tuple(map(Fraction, "1/5 1/10 0 9/10".split())))
        moment = (1 + decay + decay**2 * large**2) / (1 + decay + decay**2)
        numbers = {C: large, beta2: decay, eps: drawing.pick(draw, online.ANY_EPS), alpha: drawing.positive(draw)}
        return {**numbers, g: online.gradients(large), "W(0)": moment, "X(0)": online.point(draw)}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
