"""For a large eps Adam and AMGT go to the best point of the online problem (theory notes, section 7).

The other side of adam.online_amgt: there kappa > 0 for every eps < 0.8141 and C > 2 (adam.online_margin), here for
every larger eps, once C is large enough for it (adam.online_reversal).
"""

from sympy import Lambda, Max, log, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import POWER, step_size
from amgt_theory.language import eq, le, lt
from amgt_theory.online_laws import AVERAGE, C, DECAY, GRADIENTS, SHARE_SMALLER, X, iteration
from amgt_theory.symbols import Real, alpha, beta2, c, eps, function, k, k0, n, p, theta
from amgt_theory.theorem import Theorem

Z = function("Z", "natural")
x0, kappa, low, x, y = (Real(name) for name in "x0 kappa low x y".split())
UP, UP_AGAIN, DOWN = 1 / (sqrt(2) * (1 - beta2) + eps), 1 / (1 + eps), C / (C + eps)

THEOREM = Theorem(
    id="adam.online_large_eps",
    title="for a large eps AMGT goes to the best point of the online problem",
    kind="theorem",
    claim="C7",
    verdict="corrects",
    source="theory notes, section 7, adam.online_divergence",
    setting=(
        *GRADIENTS,
        *AVERAGE,
        *SHARE_SMALLER,
        *iteration(POWER),
        ("begin", eq(x0, X(3 * n))),
    ),
    assumptions=(lt(2, C), lt(0, eps), lt(0, alpha), le(0, k0), le(0, p), le(p, 1), lt(0, kappa)),
    where=(
        (beta2, DECAY),
        (kappa, DOWN - UP - UP_AGAIN),
        (low, (UP + UP_AGAIN) * POWER(3 * n + 1) - 1),
    ),
    over=(k,),
    quantity=X(3 * (n + k)),
    bound=Max(low, x0 - kappa * alpha / 3 * log((3 * k + 3 * n + k0 + 3) / (3 * n + k0 + 3))),
    notes="beta1 = 0, any p between 0 and 1, no AMSGrad maximum; p = 0 is Adam. Counted from period n on, so that the "
    "iterate tends to -1 for p > 0. share is at most 1-beta2+beta2^2 from the second step on, with bias correction or "
    "without. Where it turns depends on C (adam.online_exact): at eps = 1.0 for C = 10 and "
    "2.2 for C = 3; this kappa is positive from 1.02 and 2.6 on.",
)


def derive(proof: Proof) -> None:
    proof.combine("kept_nonnegative", le(0, 1 - beta2), {"definition_beta2": 1}, C**2 / (1 + C**2))
    proof.combine("denominator", lt(0, 1 / UP), {"kept_nonnegative": sqrt(2), lt(0, eps): 1})
    proof.combine("ups_nonnegative", le(0, UP + UP_AGAIN), {}, UP, UP_AGAIN)
    names = ("", "", "second_shorter", "third_shorter", "", "positive_step")
    for number, name in enumerate(names):
        if name:
            proof.cite("adam.online_schedule", {theta: (k0 + 1) / (k0 + 3)}, name=name, conclusion=number)
    drift = proof.cite(
        "adam.online_drift_down",
        {step_size: POWER},
        why="in a period the large gradient outweighs the two small ones",
    )
    with proof.fix("lowered", k, why="by kappa alpha_t at least, but for the low end") as inner:
        now = n + k
        step = POWER(3 * now + 1)
        period = inner.use(drift, {n: now})
        smaller = inner.cite("lemmas.power_decreasing", {x: 3 * n + 1 + k0, y: 3 * now + 1 + k0, c: p})
        lowest, moved = (UP + UP_AGAIN) * step - 1, X(3 * now) - kappa * step
        end = Max(low, moved)
        at_low, at_moved = inner.law("max_left", low, moved), inner.law("max_left", moved, low)
        inner.combine(
            "lowest",
            le(lowest, end),
            {at_low: 1, "definition_low": -1, smaller: alpha * (UP + UP_AGAIN)},
            signs=[at_moved],
        )
        largest = inner.law("max_least", lowest, moved, end)
        inner.combine("there", le(X(3 * now + 3), end), {period: 1, largest: 1})
    proof.combine("kappa_nonnegative", le(0, kappa), {lt(0, kappa): 1})
    proof.cite("adam.online_loss", {Z: Lambda(k, X(3 * (n + k)))}, why="and the losses add up")


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, online

    def model(draw):
        run = online.runs(draw, THEOREM, levels=online.ANY_EPS)
        return {**run, n: drawing.natural(draw, 2)}

    def compute(values, ar):
        run = online.run(values, ar)
        return {X: lambda k: run.x(k)[0]}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
