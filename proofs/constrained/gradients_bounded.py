"""AMGT in a box: all gradients are at most G = |grad f(x*)| + sqrt(2 L V_0) (theory notes, section 5).

That the Lyapunov function does not increase needs no lower bound on the gains but that they are positive.
"""

from sympy import Lambda, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import CONVEX, SMOOTH, SOLUTION_IN_BOX, START_IN_BOX
from amgt_theory.iteration_laws import (
    AMGT_IN_BOX, DECREASING_STEP, POSITIVE_STEP, gain, highest_gain, lyapunov, step_size,
)  # fmt: skip
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import (
    At, G, L, Real, beta1, eps, f, f_star, function, gap0, gradient, i, k, m, mu, n, square, tau, x, x_star, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

h = function("h", "natural", result="vector")
highest, lowest, V = (function(name, "natural") for name in ("highest", "lowest", "V"))
slope0, slope_star, V0 = Real("slope0"), Real("slope_star"), Real("V0")
level, root = Real("level"), Real("root")
STEP_CONDITION = le(2 * L * step_size(1), eps * (1 - beta1) ** 2)
GAINS = Lambda(n, Lambda(i, gain(n)))

THEOREM = Theorem(
    id="constrained.gradients_bounded",
    title="AMGT in a box: all gradients are at most |grad f(x*)| + sqrt(2 L V_0)",
    kind="lemma",
    claim="C9",
    source="theory notes, section 5, constrained.box",
    setting=(
        *SMOOTH,
        *CONVEX,
        *AMGT_IN_BOX,
        *POSITIVE_STEP,
        *DECREASING_STEP,
        ("step_condition", STEP_CONDITION),
        *START_IN_BOX,
        *SOLUTION_IN_BOX,
        ("gap", eq(gap0, f(x(0)) - f_star)),
        ("slope", eq(slope0, square(gradient(x(0))))),
        ("slope_at_optimum", le(square(gradient(x_star)), slope_star**2)),
    ),
    assumptions=(
        lt(0, L),
        le(0, beta1),
        lt(beta1, 1),
        lt(0, eps),
        lt(0, tau),
        lt(0, gap0),
        le(0, slope_star),
    ),
    where=(
        (V0, gap0 + step_size(1) * beta1**2 * slope0 / (eps * (1 - beta1) ** 2)),
        (G, slope_star + sqrt(2 * L * V0)),
    ),
    over=(k,),
    quantity=square(gradient(x(k))),
    bound=G**2,
    also=(lt(0, G), lt(0, V0)),
    notes="f convex; the step size may be any that does not increase. slope_star bounds the gradient at the minimizer "
    "over the box, slope0 is the squared gradient at the start: V0 is the Lyapunov function there.",
)


def derive(proof: Proof) -> None:
    _gains(proof)
    _run(proof)
    _decrease(proof)
    _bound(proof)


def _gains(proof: Proof) -> None:
    """The gains lie between positive numbers, of which the upper ones do not increase."""
    for number, name in enumerate(("gains_below", "gains_positive", "gains_ordered")):
        why = "at every step the gains are above a positive number" if number == 0 else ""
        proof.cite("momentum.positive_gains", name=name, conclusion=number, why=why)
    proof.cite("momentum.gain_nonnegative", conclusion=1, name="gains_above")
    proof.cite("momentum.highest_gain", name="gains_decrease")
    with proof.fix("positive_gains", k, i) as inner:
        inner.combine("here", lt(0, gain(k + 1)), {"gains_below": 1, "gains_positive": 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    scale = eps * (1 - beta1)
    proof.combine("first_step", le(2 * L * highest_gain(1), 1 - beta1), {STEP_CONDITION: 1}, multiplier=scale)


def _run(proof: Proof) -> None:
    """The run stays in the box, and its steps are projections in the metric of the gains."""
    values = {h: GAINS}
    for number, name in enumerate(("projected_optimum", "projected", "above_lower", "below_upper")):
        why = "each step is the projection in the metric of the gains" if number == 0 else ""
        proof.cite("constrained.box_run", values, name=name, conclusion=number, why=why)
    with proof.fix("optimal_here", k) as inner:
        for name in ("above_lower", "below_upper"):
            inner.use(name, {})
        inner.use("optimal", {y: x(k)})


def _decrease(proof: Proof) -> None:
    smallest = proof.theorem("momentum.positive_gains").bound.subs(k, n - 1)
    values = {
        h: GAINS,
        highest: Lambda(n, highest_gain(n)),
        lowest: Lambda(n, smallest),
        V: Lambda(k, lyapunov(k)),
        mu: 0,
    }
    kept = proof.cite("constrained.recurrence", values, why="so the Lyapunov function does not increase")
    proof.cite("constrained.recurrence", values, conclusion=2, name="above_gap")
    first = proof.summed(
        "first_deviation",
        eq((At(m(0), i) - At(gradient(x(0)), i)) ** 2, At(gradient(x(0)), i) ** 2),
        {"first_moment_start": None},
    )
    weight = highest_gain(1) * beta1**2 / (1 - beta1)
    with proof.induction(k, {"below_start": le(lyapunov(k), V0)}, why="and stays below its start") as (base, step):
        base.combine("begin", le(lyapunov(0), V0), {first: weight, "gap": -1, "slope": -weight, "definition_V0": -1})
        step.combine("next", le(lyapunov(k + 1), V0), {kept: 1, "below_start": 1})


def _bound(proof: Proof) -> None:
    squares = proof.summed("squares", le(0, At(gradient(x(0)), i) ** 2), {}, At(gradient(x(0)), i) ** 2)
    proof.use("positive_step", {k: 0})
    proof.combine("slope0_nonnegative", le(0, slope0), {squares: 1, "slope": -1})
    proof.combine(
        "start_positive",
        lt(0, V0),
        {"definition_V0": -1, lt(0, gap0): 1},
        step_size(1) * beta1**2 * slope0 / (eps * (1 - beta1) ** 2),
    )
    with proof.fix("bound", k, why="so the gap and with it the gradient are bounded") as inner:
        inner.combine("gap_bounded", le(f(x(k)) - f_star, V0), {"above_gap": 1, "below_start": 1})
        for name in ("above_lower", "below_upper"):
            inner.use(name, {})
        inner.cite("constrained.optimum_in_box", {y: x(k)})
        inner.cite("constrained.gradient_bound", {y: x(k), level: V0})
    proof.combine("inside_positive", lt(0, L * V0), {}, L * V0)
    proof.define(root, sqrt(2 * L * V0))
    proof.cite("lemmas.root_double", {G: root, Real("a"): L * V0}, conclusion=1, name="root_positive")
    proof.combine(
        "G_positive", lt(0, G), {"definition_G": -1, "definition_root": 1, "root_positive": 1, le(0, slope_star): 1}
    )


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import constrained, drawing

    def model(draw):
        return constrained.amgt_in_a_box(draw, flat=True, p=drawing.pick(draw, (1, 0)))

    return TrajectoryCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
