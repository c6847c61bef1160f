"""AMGT with gradient errors, without convexity: what nonconvex.inexact says of its gains (theory notes, section 6)."""

from sympy import Lambda, Sum

from amgt_theory.derivation import Proof
from amgt_theory.inexact_laws import (
    AMPLIFICATION, NONCONVEX, START, error, h, least, level, short_steps, squared_gradient,
)  # fmt: skip
from amgt_theory.iteration_laws import gain, highest_gain, step_size
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import At, L, beta1, eps, f, f_star, function, gradient, i, j, k, m, tau, x
from amgt_theory.theorem import Theorem

highest, lowest = function("highest", "natural"), function("lowest", "natural")
ERRORS = Sum(highest_gain(j) * level(j), (j, 1, k))
GAINS = Sum(lowest(j), (j, 1, k))
BOUND = 2 * START + 2 * AMPLIFICATION * ERRORS
SHORT, SHORT_WITH_MOMENTUM = short_steps(step_size(1))

THEOREM = Theorem(
    id="nonconvex.inexact_amgt",
    title="AMGT under gradient errors: the weighted squared gradients, and the gap, are bounded up to the errors",
    kind="lemma",
    claim="C4",
    source="theory notes, section 6, nonconvex.inexact",
    setting=(
        *NONCONVEX,
        ("gains_below", ForAll((k, i), le(lowest(k + 1), gain(k + 1)))),
        ("gains_ordered", ForAll((k,), le(lowest(k + 1), highest_gain(k + 1)))),
        ("gains_nonnegative", ForAll((k,), le(0, lowest(k + 1)))),
    ),
    assumptions=(lt(0, L), le(0, beta1), lt(beta1, 1), lt(0, eps), lt(0, tau)),
    over=(k,),
    quantity=Sum(lowest(j) * squared_gradient(j), (j, 1, k)),
    bound=BOUND,
    also=(
        ForAll((k,), le(least(k) * GAINS, BOUND)),
        ForAll((k,), le(f(x(k)) - f_star, START + AMPLIFICATION * ERRORS)),
    ),
    notes="lowest(j) is any lower end of the gains of step j that is not negative; at 0 the last statement is left.",
)


def derive(proof: Proof) -> None:
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.cite("momentum.gain_nonnegative", conclusion=1, name="gains_above")
    for number, name in ((0, "gains_decrease"), (2, "without_correction")):
        proof.cite("momentum.highest_gain", name=name, conclusion=number)
    scale, largest = 1 / (eps * (1 - beta1)), proof.use("without_correction", {k: 0})
    proof.combine("short", le(L * highest_gain(1), 1), {largest: L, SHORT: scale})
    room, weights = beta1 * (1 - beta1), {largest: 4 * beta1 * L, SHORT_WITH_MOMENTUM: scale}
    proof.combine("short_with_momentum", le(4 * beta1 * L * highest_gain(1), room), weights)
    with proof.fix("average", k, i) as inner:
        inner.use("oracle", {})
        average = beta1 * At(m(k), i) + (1 - beta1) * (At(gradient(x(k)), i) + At(error(k), i))
        inner.combine("here", eq(At(m(k + 1), i), average), {"first_moment": 1, "oracle": 1 - beta1})
    values = {h: Lambda(k, Lambda(i, gain(k + 1))), highest: Lambda(k, highest_gain(k))}
    for number in range(3):
        why = "" if number else "its gains are at most h_hi, which does not increase"
        proof.cite("nonconvex.inexact", values, conclusion=number, why=why)


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import bounds_on_gains_of, drawing, inexact_runs, least_squares_of, smooth_problems

    def model(draw):
        momentum = drawing.pick(draw, (False, True))
        share = "1/4" if momentum else 1
        run = draw(inexact_runs(smooth_problems(), powers=(0, 1), share=share, momentum=momentum))
        return {**run, "squared_gradient(0)": 0}

    def compute(values, ar):
        return {lowest: bounds_on_gains_of(values, ar)[0], least: least_squares_of(values, ar)}

    return TrajectoryCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
