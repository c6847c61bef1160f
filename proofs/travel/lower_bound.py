"""A harmonic step needs exponentially many iterations to go far, whatever the gradients (theory notes, section 8)."""

from sympy import Abs, Min, Rational, exp, log

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import HARMONIC, MOMENT_RATIO, RATES, SHORT_STEPS, amgt
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import At, Real, alpha, eps, i, k, k0, r, tau, x
from amgt_theory.theorem import Theorem

R, reach, HALF = Real("R"), Real("reach"), Rational(1, 2)
SPAN, FIRST = k + k0 + HALF, k0 + 1 + HALF
a, b = Real("x"), Real("y")

THEOREM = Theorem(
    id="travel.lower_bound",
    title="reaching a point at distance r takes exp(r/(alpha R) - 1) iterations at least",
    kind="theorem",
    claim="C6",
    verdict="corrects",
    source="theory notes, section 8, travel.lower_bound",
    setting=(*amgt(HARMONIC, SHORT_STEPS), ("far", le(r, Abs(At(x(0), i) - At(x(k), i))))),
    assumptions=(*RATES, lt(0, eps), lt(0, alpha), lt(0, tau), le(0, k0), le(1, k)),
    where=((R, MOMENT_RATIO), (reach, alpha * Min(R, tau / eps))),
    quantity=k,
    bound=FIRST * exp(r / reach - 1 / (k0 + 1)) - k0 - HALF,
    direction="lower",
    notes="(3/2) exp(r/(alpha R) - 1) - 1/2 at k0 = 0, where the notes have exp(r/(alpha R) - 1); any gradients, "
    "of any function. The thresholded moment is at most tau: clip, norm clip. AMSGrad on or off.",
)


def derive(proof: Proof) -> None:
    proof.cite("travel.reach", conclusion=1, name="reach_positive")
    distance = proof.use(proof.cite("travel.reach"), {}, why="k steps go so far")
    growth = proof.combine(
        "growth",
        le(r / reach - 1 / (k0 + 1), log(SPAN / FIRST)),
        {distance: 1 / reach, "far": 1 / reach},
        why="so a distance r bounds a logarithm of k from below",
    )
    proof.combine("quotient_positive", lt(0, SPAN / FIRST), {}, SPAN / FIRST)
    monotone = proof.cite(
        "lemmas.exp_monotone", {a: growth.formula.lhs, b: growth.formula.rhs}, why="and its exponential"
    )
    inverse = proof.law("exp_log", SPAN / FIRST)
    proof.combine("iterations", le(THEOREM.bound, k), {monotone: FIRST, inverse: FIRST}, why="bounds k")


def check():
    from dataclasses import replace
    from functools import reduce

    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import clipped_runs, drawing, smooth_problems

    def model(draw):
        run = draw(clipped_runs(smooth_problems()))
        return {**run, k: 1 + drawing.natural(draw, run["steps"] - 1)}

    def compute(values, ar):  # as far as all coordinates went
        run = values["run"]
        return {r: ar.lower(reduce(ar.minimum, ar.abs(ar.sub(run.x(0), run.x(values["k"])))))}

    far_in_all = tuple((label, ForAll((i,), one) if label == "far" else one) for label, one in THEOREM.setting)
    return TrajectoryCheck(replace(THEOREM, setting=far_in_all), model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
