"""A step alpha/(k+k0)^p, p < 1, takes a power of the distance to go far, whatever the gradients (theory notes, 8)."""

from sympy import Abs, Lambda, Min, log

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import MOMENT_RATIO, RATES, SHORT_STEPS, amgt
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import At, Real, a, alpha, eps, i, k, k0, n, p, q, r, tau, x
from amgt_theory.theorem import Theorem

R, reach, power = Real("R"), Real("reach"), Real("power")
X, Y = Real("x"), Real("y")
SCHEDULE = Lambda(n, alpha / (n + k0) ** p)
BASE = (k0 + p) / (k0 + 1) ** p + (1 - p) * r / reach

THEOREM = Theorem(
    id="travel.power_bound",
    title="with a step alpha/(k+k0)^p a point at distance r takes ((1-p) r/(alpha R))^(1/(1-p)) iterations at least",
    kind="theorem",
    claim="C6",
    verdict="corrects",
    source="theory notes, section 8, travel.lower_bound",
    setting=(*amgt(SCHEDULE, SHORT_STEPS), ("far", le(r, Abs(At(x(0), i) - At(x(k), i))))),
    assumptions=(*RATES, lt(0, eps), lt(0, alpha), lt(0, tau), le(0, k0), le(0, p), lt(p, 1), le(1, k), lt(0, r)),
    where=((R, MOMENT_RATIO), (reach, alpha * Min(R, tau / eps))),
    quantity=k,
    bound=BASE ** (1 / (1 - p)) - k0,
    direction="lower",
    notes="(p + (1-p) r/(alpha R))^(1/(1-p)) at k0 = 0; for p -> 1 travel.lower_bound is sharper. Any gradients, of "
    "any function. The thresholded moment is at most tau: clip, norm clip. AMSGrad on or off.",
)


def derive(proof: Proof) -> None:
    exponent, first, end = 1 - p, k0 + 1, k + k0
    proof.combine("exponent_positive", lt(0, exponent), {lt(p, 1): 1})
    proof.combine("end_positive", lt(0, end), {le(1, k): 1}, k0, 1)
    proof.cite("travel.power_reach", conclusion=1, name="reach_positive")
    distance = proof.use(proof.cite("travel.power_reach"), {}, why="k steps go so far")
    proof.define(power, first**exponent)
    lower = proof.cite("lemmas.power_times_reciprocal", {a: first, q: p - 1})
    proof.combine(
        "growth",
        le(BASE, end**exponent),
        {
            distance: exponent / reach,
            "far": exponent / reach,
            lower: first,
            "definition_power": 1,
        },
        why="so a distance r bounds a power of k from below",
    )
    proof.combine("base_positive", lt(0, BASE), {lt(0, r): exponent / reach}, (k0 + p) / first**p)
    logarithms = proof.cite("lemmas.log_monotone", {X: BASE, Y: end**exponent})
    inverse = proof.law("log_exp", exponent * log(end))
    solved = proof.combine(
        "solved", le(log(BASE) / exponent, log(end)), {logarithms: 1 / exponent, inverse: 1 / exponent}
    )
    monotone = proof.cite("lemmas.exp_monotone", {X: solved.formula.lhs, Y: log(end)})
    proof.combine("iterations", le(THEOREM.bound, k), {monotone: 1, proof.law("exp_log", end): 1}, why="and k")


def check():
    from dataclasses import replace
    from fractions import Fraction
    from functools import reduce

    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import clipped_runs, drawing, smooth_problems

    def model(draw):
        run = draw(clipped_runs(smooth_problems(), powers=tuple(map(Fraction, "1/2 0 9/10".split()))))
        return {**run, k: 1 + drawing.natural(draw, run["steps"] - 1)}

    def compute(values, ar):  # as far as all coordinates went
        run = values["run"]
        return {r: ar.lower(reduce(ar.minimum, ar.abs(ar.sub(run.x(0), run.x(values["k"])))))}

    far_in_all = tuple((label, ForAll((i,), one) if label == "far" else one) for label, one in THEOREM.setting)
    return TrajectoryCheck(replace(THEOREM, setting=far_in_all), model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
