"""A box that is large enough is no constraint: constrained.power_rate holds for AMGT without one.

Where the box ends is not assumed: a run stays within G/mu of the minimizer.
"""

from sympy import Lambda, Max, Min, sqrt
from sympy.core.relational import Relational

from amgt_theory.derivation import Proof, Taken
from amgt_theory.function_classes import MINIMIZER, SMOOTH, STRONGLY_CONVEX, lower, upper
from amgt_theory.iteration_laws import HARMONIC, HYPERPARAMETERS, V, amgt, gains, lyapunov, step_size
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, Coordinate, G, L, Real, alpha, beta1, c, eps, f, f_star, gap0, gradient, i, k, k0, m, mu,
    square, tau, x, x_star, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

slope0, slope_star, V0, first_G, reach = (Real(name) for name in ("slope0", "slope_star", "V0", "first_G", "reach"))
other = Coordinate("other")
LOWER, UPPER = Lambda(i, x_star[i] - reach), Lambda(i, x_star[i] + reach)
MOVED = At(x(k), i) - gains(HARMONIC)(k + 1)(i) * At(m(k + 1), i)
START = (1 + beta1**2) * gap0
STEP_CONDITION = le(2 * L * alpha, eps * (1 - beta1) ** 2 * (k0 + 1))

THEOREM = Theorem(
    id="relations.box_implies_power",
    title="a large box is no constraint: the rate in a box holds without one",
    kind="lemma",
    claim="C9",
    source="theory notes, section 5, constrained.box, and section 3, strongly_convex.power_rate",
    setting=(
        *SMOOTH,
        *STRONGLY_CONVEX,
        *MINIMIZER,
        *amgt(HARMONIC),
        ("gap", eq(gap0, f(x(0)) - f_star)),
        ("slope", eq(slope0, square(gradient(x(0))))),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        lt(0, alpha),
        *HYPERPARAMETERS,
        le(0, k0),
        lt(0, gap0),
        STEP_CONDITION,
    ),
    where=(
        (V0, gap0 + alpha * beta1**2 * slope0 / (eps * (1 - beta1) ** 2 * (k0 + 1))),
        (G, sqrt(2 * L * V0)),
        (c, mu * alpha * Min(1, tau / G) / (G + eps)),
    ),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=V0 * ((k0 + 1) / (k + k0 + 1)) ** c,
    also=(le(V0, START),),
    notes="The bound of constrained.power_rate for slope_star = 0. As V0 is at most (1+beta1^2) gap0, it is no worse "
    "than that of strongly_convex.power_rate, which asks for the PL inequality only.",
)


def derive(proof: Proof) -> None:
    _first_bound(proof)
    proof.define(reach, first_G / mu)
    proof.combine("reach_nonnegative", le(0, reach), {"definition_reach": -1, "first_G_positive": 1 / mu})
    for name, goal in (("above_lower", le(LOWER(i), At(x(k), i))), ("below_upper", le(At(x(k), i), UPPER(i)))):
        why = "so the run stays in a box around the minimizer" if name == "above_lower" else ""
        with proof.fix(name, k, i, why=why) as inner:
            _near(inner, goal)
    with proof.fix("step_in_box", k, i, why="which never cuts anything off") as inner:
        _uncut(inner)
    _box(proof)
    values = {slope_star: 0, lower: LOWER, upper: UPPER}
    proof.cite("constrained.power_rate", values, why="and the rate is that in the box")


def _first_bound(proof: Proof) -> None:
    """Gradients are at most first_G, without a box."""
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    with proof.fix("growth", y, why="a strongly convex function grows quadratically around its minimizer") as inner:
        inner.cite("lemmas.quadratic_growth", {gap0: f(y) - f_star})
    with proof.fix("bounded_below", y) as inner:
        squares = inner.summed("squares", le(0, (y[i] - x_star[i]) ** 2), {}, (y[i] - x_star[i]) ** 2)
        inner.combine("floor", le(f_star, f(y)), {"growth": mu / 2, squares: mu / 2})
    with proof.fix("pl", y) as inner:
        inner.cite("lemmas.pl", {gap0: f(y) - f_star})
    proof.combine(
        "step_condition", le(2 * L * HARMONIC(1), eps * (1 - beta1) ** 2), {STEP_CONDITION: 1}, multiplier=k0 + 1
    )
    proof.cite("lemmas.harmonic_step", conclusion=1, name="positive_step")
    proof.cite("lemmas.harmonic_step", name="decreasing_step")
    proof.define(first_G, sqrt(2 * L * START))
    values = {step_size: HARMONIC, V: Lambda(k, lyapunov(k, HARMONIC)), G: first_G}
    signs = {step_size: HARMONIC}
    proof.cite("momentum.gain_nonnegative", signs, conclusion=2, name="threshold_nonnegative")
    proof.cite("momentum.gradients_bounded", values, name="first_bound", why="gradients are bounded without a box")
    proof.cite("momentum.gradients_bounded", values, conclusion=4, name="first_G_positive")
    start = proof.cite("momentum.gradients_bounded", values, conclusion=2)
    first = proof.summed(
        "first_deviation",
        eq((At(m(0), i) - At(gradient(x(0)), i)) ** 2, At(gradient(x(0)), i) ** 2),
        {"first_moment_start": None},
    )
    weight = alpha * beta1**2 / (eps * (1 - beta1) ** 2 * (k0 + 1))
    proof.combine(
        "V0_below",
        le(V0, START),
        {start: 1, first: -weight, "gap": 1, "slope": weight, "definition_V0": 1},
    )


def _near(proof: Proof, goal: Relational) -> None:
    """|x_k - x*| <= |g|/mu, hence so in each coordinate."""
    far = proof.use("growth", {y: x(k)})
    small = proof.use("pl", {y: x(k)})
    there = (At(x(k), other) - x_star[other]) ** 2
    with proof.fix("squares", other) as inner:
        inner.combine("square", le(0, there), {}, there)
    one = proof.one_of_sum("one", "squares", i)
    offset = At(x(k), i) - x_star[i]
    proof.combine(
        "close",
        le(offset**2, reach**2),
        {one: 1, far: 1, small: 1 / mu**2, "first_bound": 1 / mu**2, "definition_reach": -(reach + first_G / mu)},
    )
    size = proof.cite("lemmas.abs_bound", {Real("x"): offset, Real("y"): reach})
    if goal.lhs == LOWER(i):
        proof.combine("here", goal, {size: 1, proof.cite("lemmas.abs_lower", {Real("x"): offset}): 1})
    else:
        proof.combine("here", goal, {size: 1, proof.law("abs_upper", offset): 1})


def _uncut(proof: Proof) -> None:
    """x_{k+1}, being in the box, is its own projection."""
    after, low, high = At(x(k + 1), i), LOWER(i), UPPER(i)
    for name in ("above_lower", "below_upper"):
        proof.use(name, {k: k + 1})
    same = proof.use("step", {})
    cut = Min(high, MOVED)
    proof.combine("at_most_moved", le(after, MOVED), {same: 1})
    greatest = proof.law("min_greatest", high, MOVED, after)
    moved = proof.law("min_left", MOVED, high)
    proof.combine("cut_below", le(cut, after), {moved: 1, same: -1})
    largest = proof.law("max_least", low, cut, after)
    left = proof.law("max_left", cut, low)
    reached = proof.combine("reached", le(after, Max(low, cut)), {greatest: 1, left: 1})
    proof.equal("projected", reached, largest)


def _box(proof: Proof) -> None:
    """What the theorem asks of the box and of the minimizer over it."""
    for name, goal in (("start_above", le(LOWER(i), At(x(0), i))), ("start_below", le(At(x(0), i), UPPER(i)))):
        with proof.fix(name, i) as inner:
            source = "above_lower" if name == "start_above" else "below_upper"
            inner.combine("here", goal, {Taken(source, {k: 0}): 1})
    for name, goal in (("optimum_above", le(LOWER(i), x_star[i])), ("optimum_below", le(x_star[i], UPPER(i)))):
        with proof.fix(name, i) as inner:
            inner.combine("here", goal, {"reach_nonnegative": 1})
    known = {"y_above": ForAll((i,), le(LOWER(i), y[i])), "y_below": ForAll((i,), le(y[i], UPPER(i)))}
    with proof.fix("optimal", y, assume=known) as inner:
        inner.use("bounded_below", {})
    slope = At(gradient(x_star), i)
    flat = proof.summed("flat", eq(slope**2, 0), {"stationary": slope})
    proof.combine("slope_at_optimum", le(square(gradient(x_star)), 0), {flat: 1})
    proof.combine("slope_star_nonnegative", le(0, 0), {})


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import runs, strongly_convex_problems

    return TrajectoryCheck(THEOREM, lambda draw: draw(runs(strongly_convex_problems())))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
