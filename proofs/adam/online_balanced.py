"""Clipped at tau = 2 exactly, AMGT with the AMSGrad maximum stays where it is in the online problem.

Theory notes, section 7; between adam.online_clipped (tau < 2) and adam.online_amsgrad (tau > 2). The large step is as
long as the two small ones, but for what the step size shrinks in between, and that adds up to two steps at most.
"""

from sympy import Max, sqrt

from amgt_theory.derivation import Proof, Taken
from amgt_theory.iteration_laws import POWER, step_size
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.online_laws import AVERAGE, C, DECAY, GRADIENTS, MAXIMUM, V, X, clipped, iteration, u
from amgt_theory.symbols import Real, alpha, beta2, c, eps, k, k0, n, p, theta
from amgt_theory.theorem import Theorem

S, x0, span, large, small, x, y = (Real(name) for name in "S x0 span large small x y".split())
HIGHEST = Max(x0, 2 * span * POWER(1) - 1)

THEOREM = Theorem(
    id="adam.online_balanced",
    title="clipped at tau = 2 exactly, AMGT with the AMSGrad maximum stays where it is",
    kind="theorem",
    claim="C7",
    verdict="corrects",
    source="theory notes, section 7, adam.online_divergence",
    setting=(
        *GRADIENTS,
        *AVERAGE,
        *MAXIMUM,
        *clipped(2, 1),
        *iteration(POWER, u, V),
        ("begin", eq(x0, X(0))),
    ),
    assumptions=(lt(2, C), lt(0, eps), lt(0, alpha), le(0, k0), le(0, p), le(p, 1), le(x0, 1)),
    where=((beta2, DECAY), (S, sqrt(1 + C**2)), (span, 1 / (C**2 / S + eps))),
    over=(k,),
    quantity=X(3 * k),
    bound=x0 - 2 * span * (POWER(1) - POWER(3 * k + 1)),
    direction="lower",
    also=(ForAll((k,), le(X(3 * k), HIGHEST)),),
    notes="beta1 = 0; the clipped gradients are 2, -1, -1. With a constant step, p = 0, the iterate is x0 after every "
    "period, unless two steps down would end below -1. The start may be any state of a run, so that for p > 0 the "
    "iterate hardly moves from a late step on, wherever it is. The gradients are those of adam.online_divergence.",
)


def derive(proof: Proof) -> None:
    proof.combine("start", le(X(0), 1), {"begin": -1, le(x0, 1): 1})
    _numbers(proof)
    names = ("", "", "second_shorter", "third_shorter", "", "positive_step")
    for number, name in enumerate(names):
        if name:
            proof.cite("adam.online_schedule", {theta: (k0 + 1) / (k0 + 3)}, name=name, conclusion=number)
    for number, name in enumerate(("period_down", "period_up", "root_large")):
        proof.cite("adam.online_clipped_period", {step_size: POWER, large: 2, small: 1}, conclusion=number, name=name)
    _lower(proof)
    _upper(proof)


def _numbers(proof: Proof) -> None:
    proof.combine("C_positive", lt(0, C), {lt(2, C): 1}, 2)
    proof.combine("S_argument", lt(0, 1 + C**2), {}, 1 + C**2)
    proof.cite("lemmas.root_positive", {x: 1 + C**2, y: S}, name="S_positive", conclusion=1)
    proof.combine("span_positive", lt(0, span), {"definition_span": -1}, 1 / (C**2 / S + eps))


def _lower(proof: Proof) -> None:
    """A period lowers the iterate by 2 (alpha_t - alpha_{t+3}) step lengths at most."""
    first, root = 3 * k + 1, sqrt(V(3 * k + 1))
    floor = C**2 / S + eps
    with proof.induction(
        k, {"kept": le(THEOREM.bound, X(3 * k))}, why="a period loses what the step size does, two steps long"
    ) as (base, step):
        base.combine("there", le(x0, X(0)), {"begin": 1})
        later = {
            number: step.cite("lemmas.power_decreasing", {x: 3 * k + number + k0, y: first + 3 + k0, c: p})
            for number in (1, 2, 3)
        }
        begun = step.cite("lemmas.power_decreasing", {x: 1 + k0, y: first + 3 + k0, c: p})
        step.combine("drop", le(0, POWER(first) - POWER(first + 3)), {later[1]: alpha})
        target = THEOREM.bound.xreplace({k: k + 1})
        reached = X(3 * k) + (POWER(first + 1) + POWER(first + 2) - 2 * POWER(first)) / (root + eps)
        step.combine("below_one", le(target, 1), {le(x0, 1): 1, begun: 2 * span * alpha})
        step.combine(
            "below_reached",
            le(target, reached),
            {
                "kept": 1,
                later[2]: alpha / (root + eps),
                later[3]: alpha / (root + eps),
                Taken("root_large", {n: k}): 2 * (POWER(first) - POWER(first + 3)) / (floor * (root + eps)),
                "definition_span": -2 * (POWER(first) - POWER(first + 3)),
            },
        )
        cut = step.law("min_greatest", 1, reached, target)
        step.combine("next", le(target, X(3 * k + 3)), {cut: 1, step.use("period_up", {n: k}): 1})


def _upper(proof: Proof) -> None:
    """Only the low end can raise it."""
    root, low = sqrt(V(3 * k + 1)), 2 * span * POWER(1) - 1
    floor = C**2 / S + eps
    with proof.induction(k, {"below": le(X(3 * k), HIGHEST)}, why="and only the low end raises it") as (base, step):
        first = base.law("max_left", x0, low)
        base.combine("there", le(X(0), HIGHEST), {first: 1, "begin": -1})
        at_low = step.law("max_left", low, x0)
        smaller = step.cite("lemmas.power_decreasing", {x: 1 + k0, y: 3 * k + 1 + k0, c: p})
        raised = 2 * POWER(3 * k + 1) / (root + eps) - 1
        step.combine(
            "raised",
            le(raised, HIGHEST),
            {
                at_low: 1,
                smaller: 2 * span * alpha,
                Taken("root_large", {n: k}): 2 * POWER(3 * k + 1) / (floor * (root + eps)),
                "definition_span": -2 * POWER(3 * k + 1),
            },
        )
        largest = step.law("max_least", raised, X(3 * k), HIGHEST)
        step.combine("next", le(X(3 * k + 3), HIGHEST), {step.use("period_down", {n: k}): 1, largest: 1})


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import online

    def compute(values, ar):
        run = online.run(values, ar)
        return {X: lambda k: run.x(k)[0], u: lambda k: run.t(k)[0] * run.m(k)[0]}

    return StepCheck(THEOREM, lambda draw: online.runs(draw, THEOREM, Fraction(2), amsgrad=True), compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
