"""An update rounded to nearest powers of two: the contraction with theta = 1/3 (theory notes, section 4)."""

from sympy import Abs, Rational

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import PL, SMOOTH
from amgt_theory.iteration_laws import one_step
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import (
    L, Real, Vector, beta1, f, h_hi, h_lo, i, mu, theta, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

m, h, quantized, power = Vector("m"), Vector("h"), Vector("quantized"), Vector("power")
deviation, next_deviation = Vector("deviation"), Vector("next_deviation")
V, V_next = Real("V"), Real("V_next")
THIRD = Rational(1, 3)
HIGHEST, LOWEST = (1 + THIRD) * h_hi, (1 - THIRD) * h_lo
WEIGHT = HIGHEST / (1 - beta1)
SIZE, SQUARED_ERROR = Abs(m[i]), (quantized[i] - m[i]) ** 2

THEOREM = Theorem(
    id="compressed.power_of_two_step",
    title="an update rounded to nearest powers of two still contracts, by 1 - (2/3) mu h_lo",
    kind="theorem",
    claim="C8",
    verdict="proves",
    source="theory notes, section 4, compressed.relative_quantizer",
    setting=(
        *SMOOTH,
        *PL,
        ("power_below", ForAll((i,), le(power[i], SIZE))),
        ("power_above", ForAll((i,), le(SIZE, 2 * power[i]))),
        ("not_farther_than_lower", ForAll((i,), le(SQUARED_ERROR, (SIZE - power[i]) ** 2))),
        ("not_farther_than_upper", ForAll((i,), le(SQUARED_ERROR, (2 * power[i] - SIZE) ** 2))),
        *one_step(quantized[i], WEIGHT),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        lt(0, h_lo),
        le(h_lo, h_hi),
        le(2 * L**2 * HIGHEST**2, (1 - beta1) ** 2),
        le(2 * mu * LOWEST, 1 - beta1),
    ),
    quantity=V_next,
    per=V,
    bound=1 - mu * LOWEST,
    notes="power and 2 power are the powers of two around |m|, 0 where m is 0 (compressed.power_of_two). The step "
    "conditions hold if L h_hi <= (3/8) (1-beta1).",
)


def derive(proof: Proof) -> None:
    facts = ("power_below", "power_above", "not_farther_than_lower", "not_farther_than_upper")
    with proof.fix("quantizer", i, why="rounding has relative error 1/3 at most") as inner:
        for fact in facts:
            inner.use(fact, {})
        inner.cite(
            "compressed.power_of_two",
            {Real("a"): m[i], Real("P"): power[i], Real("Q"): quantized[i], theta: THIRD},
            conclusion=1,
        )
    proof.cite("compressed.relative_quantizer", {theta: THIRD}, why="one step contracts with theta = 1/3")


def check():
    from amgt_theory.checking import Parameters, StepCheck
    from amgt_theory.optimizers import PowerOfTwo
    from amgt_theory.strategies import drawing, pl_problems
    from amgt_theory.strategies.perturbed import momentum, point, power_of_two_below, rounded_step, rounded_steps

    parameters = Parameters.of(THEOREM, known=(mu, L, beta1))

    def model(draw):  # any moments and gains, or a step of AMGT
        if drawing.pick(draw, (True, False)):
            return draw(rounded_steps())
        problem = draw(pl_problems())
        known = {mu: problem.mu, L: problem.L, beta1: momentum(draw)}
        drawn, moment = {**known, **draw(parameters.strategy(known))}, drawing.vector(draw, problem.d)
        gains, powers = drawing.gains(draw, drawn[h_lo], drawn[h_hi], problem.d), map(power_of_two_below, moment)
        return {f: problem, **drawn, y: point(draw, problem), m: moment, h: gains, power: list(powers)}

    def compute(values, ar):
        if "method" in values:
            return rounded_step(values, ar)
        moment = ar.vector(values["m"])
        return {quantized: PowerOfTwo().bind(ar)(moment, moment, 1)}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
