"""A relative quantizer on the update: the contraction with widened gains (theory notes, section 4)."""

from sympy import Abs, Lambda

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import PL, SMOOTH
from amgt_theory.iteration_laws import one_step
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    L, Real, Vector, beta1, f, h_hi, h_lo, i, mu, theta, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

m, h, quantized = Vector("m"), Vector("h"), Vector("quantized")
deviation, next_deviation = Vector("deviation"), Vector("next_deviation")
V, V_next = Real("V"), Real("V_next")
HIGHEST, LOWEST = (1 + theta) * h_hi, (1 - theta) * h_lo
WEIGHT = HIGHEST / (1 - beta1)
GAIN = quantized[i] / m[i] + 1 - m[i] ** 2 / Abs(m[i]) ** 2

THEOREM = Theorem(
    id="compressed.relative_quantizer",
    title="an update quantized with relative error theta still contracts, by 1 - mu (1-theta) h_lo",
    kind="theorem",
    claim="C8",
    verdict="proves",
    source="theory notes, section 4, compressed.relative_quantizer",
    setting=(
        *SMOOTH,
        *PL,
        ("quantizer", ForAll((i,), le((quantized[i] - m[i]) ** 2, theta**2 * m[i] ** 2))),
        *one_step(quantized[i], WEIGHT),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        lt(0, h_lo),
        le(h_lo, h_hi),
        le(0, theta),
        lt(theta, 1),
        le(2 * L**2 * HIGHEST**2, (1 - beta1) ** 2),
        le(2 * mu * LOWEST, 1 - beta1),
    ),
    quantity=V_next,
    per=V,
    bound=1 - mu * LOWEST,
    notes="The quantizer acts on the moment before or after bias correction: theta does not change. Its 1 + theta "
    "enters the step conditions, which hold if L (1+theta) h_hi <= (1-beta1)/2.",
)


def derive(proof: Proof) -> None:
    proof.combine("theta_below", lt(0, 1 - theta), {lt(theta, 1): 1})
    proof.combine("h_hi_positive", lt(0, h_hi), {lt(0, h_lo): 1, le(h_lo, h_hi): 1})
    proof.combine("lowest_positive", lt(0, LOWEST), {}, LOWEST)
    proof.combine("ordered", le(LOWEST, HIGHEST), {le(h_lo, h_hi): 1 - theta}, 2 * theta * h_hi)
    goals = (
        eq(z[i], y[i] - h[i] * GAIN * m[i]),
        le(LOWEST, h[i] * GAIN),
        le(h[i] * GAIN, HIGHEST),
    )
    names = ("step_with_gain", "gain_below", "gain_above")
    reasons = ("quantizing is a gain", "of at least 1 - theta", "and at most 1 + theta")
    for number, (name, goal, why) in enumerate(zip(names, goals, reasons, strict=True)):
        with proof.fix(name, i, why=why) as inner:
            for fact in ("quantizer", "gains_below", "gains_above"):
                inner.use(fact, {})
            inner.combine("positive", lt(0, h[i]), {"gains_below_1": 1, lt(0, h_lo): 1})
            gain = inner.cite(
                "lemmas.gain_relative_quantizer",
                {Real("a"): m[i], Real("Q"): quantized[i], Real("h"): GAIN},
                conclusion=number,
            )
            weights = (
                {"step": 1, gain: -h[i]},
                {gain: h[i], "gains_below_1": 1 - theta},
                {gain: h[i], "gains_above_1": 1 + theta},
            )[number]
            inner.combine("here", goal, weights)
    proof.cite(
        "momentum.lyapunov_step",
        {Vector("h"): Lambda(i, h[i] * GAIN), h_lo: LOWEST, h_hi: HIGHEST},
        why="one step contracts with these gains",
    )


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, moment_near_gradient, near_gradient, pl_problems
    from amgt_theory.strategies.perturbed import gain_interval, momentum, rounded_step, rounded_steps

    def model(draw):  # any quantizer, or a step of AMGT with rounding to powers of two
        if drawing.pick(draw, (True, False)):
            return {**draw(rounded_steps()), theta: Fraction(1, 3)}
        problem, weight = draw(pl_problems()), momentum(draw)
        error = drawing.between(draw, Fraction(0), Fraction(1), open_high=True)
        low, high = gain_interval(draw, Fraction(7, 10) * (1 - weight) / (1 + error) / problem.L)
        gains = drawing.pick(draw, ([low] * problem.d, drawing.gains(draw, low, high, problem.d)))
        factors = drawing.gains(draw, 1 - error, 1 + error, problem.d)
        return {
            f: problem,
            beta1: weight,
            theta: error,
            h_lo: low,
            h_hi: high,
            h: gains,
            "factors": drawing.pick(draw, ([1 - error] * problem.d, factors)),
            **near_gradient(draw, problem),
        }

    def compute(values, ar):
        if "method" in values:
            return rounded_step(values, ar)
        moment = moment_near_gradient(values, ar)
        return {m: moment, quantized: ar.mul(ar.vector(values["factors"]), moment)}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
