"""AMGT with a non-increasing step lowers its Lyapunov function at every step, without convexity.

Theory notes, sections 3 and 6. The gradient bound G is derived, not assumed: the Lyapunov function never exceeds
(1 + beta1^2) gap0. The rate under the PL inequality (momentum.recurrence) and stationarity without it
(nonconvex.stationarity) cite this.
"""

from sympy import Lambda, Min, Pow, sqrt

from amgt_theory.derivation import Proof, Taken
from amgt_theory.function_classes import BOUNDED_BELOW, SMOOTH
from amgt_theory.iteration_laws import AMGT, B, V, lyapunov, lyapunov_function, step_size, t, w
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, Coordinate, G, L, Real, Vector, beta1, beta2, eps, f, f_star, gap0, gradient, h_hi, h_lo, i, k, m,
    over_coordinates, square, tau, v, x, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

other = Coordinate("other")
START = (1 + beta1**2) * gap0

GAIN = Min(1, tau / G)
STEP_CONDITION = le(2 * L * step_size(1), eps * (1 - beta1) ** 2)


def gradient_at(n):
    return At(gradient(x(n)), i)


def highest_gain(n):
    """h_hi at step n + 1."""
    return step_size(n + 1) / (eps * (1 - beta1 ** (n + 1)))


def gain(n):
    """The gain of coordinate i at step n + 1."""
    root, threshold = sqrt(At(w(n + 1), i)), At(t(n + 1), i)
    return step_size(n + 1) * threshold / ((1 - beta1 ** (n + 1)) * (root + eps))


def lowest_gain(n):
    """h_lo at step n + 1."""
    return step_size(n + 1) * GAIN / (G + eps)


def deviation(n):
    """|m_n - g_{n+1}|^2; the deviation of the notes is beta1 times this vector."""
    return over_coordinates((At(m(n), i) - gradient_at(n)) ** 2)


def decrease(n):
    """What |g|^2 and |d|^2 take off at step n + 1."""
    return lowest_gain(n) / 2 * square(gradient(x(n))) + highest_gain(n) / 2 * beta1**2 * deviation(n)


THEOREM = Theorem(
    id="momentum.descent",
    title="AMGT with a non-increasing step lowers its Lyapunov function at every step",
    kind="lemma",
    claim="C4",
    source="theory notes, section 3, strongly_convex.power_rate; section 6, nonconvex.stationarity",
    setting=(
        *SMOOTH,
        *BOUNDED_BELOW,
        *AMGT,
        ("positive_step", ForAll((k,), lt(0, step_size(k + 1)))),
        ("decreasing_step", ForAll((k,), le(step_size(k + 2), step_size(k + 1)))),
        ("step_condition", STEP_CONDITION),
        ("gap", eq(gap0, f(x(0)) - f_star)),
        *lyapunov_function(),
    ),
    assumptions=(
        lt(0, L),
        le(0, beta1),
        lt(beta1, 1),
        le(0, beta2),
        lt(beta2, 1),
        lt(0, eps),
        lt(0, tau),
        lt(0, gap0),
    ),
    where=((G, sqrt(2 * L * START)),),
    over=(k,),
    quantity=V(k + 1),
    bound=V(k) - decrease(k),
    also=(
        ForAll((k,), le(f(x(k)) - f_star, V(k))),
        le(V(0), START),
        ForAll((k,), le(square(gradient(x(k))), G**2)),
        ForAll((k,), le(2 * L * lowest_gain(k), 1 - beta1)),
    ),
    notes="Constant threshold tau: clip, norm clip or none; AMSGrad on or off; bias correction on.",
)


# What induction on k carries: the Lyapunov function below its start, and the moments below G.


def bounded(n):
    return le(lyapunov(n), START)


def moment(n):
    return le(square(m(n + 1)), (1 - beta1 ** (n + 1)) ** 2 * G**2)


def second_moment(n):
    return ForAll((i,), le(At(v(n), i), (1 - beta2**n) * G**2))


def used_moment(n):
    return ForAll((i,), le(At(w(n), i), G**2))


def lowered(n):
    return le(lyapunov(n + 1), lyapunov(n) - decrease(n))


def derive(proof: Proof) -> None:
    _constants(proof)
    _powers(proof)
    _gradient_bound(proof)
    _moments(proof)
    _gains(proof)
    _step_conditions(proof)
    _step(proof)
    _induction(proof)
    _conclusions(proof)


def _constants(proof: Proof) -> None:
    inside = L * START
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("beta2_below", lt(0, 1 - beta2), {lt(beta2, 1): 1})
    squared = proof.combine(
        "G_squared",
        eq(G**2, 2 * inside),
        {
            "definition_G": G + sqrt(2 * inside),
            proof.law("sqrt_square", 2): inside,
            proof.law("sqrt_square", inside): Pow(sqrt(2), 2, evaluate=False),
        },
        why="G is the gradient bound that the Lyapunov function will give",
    )
    proof.combine("inside_positive", lt(0, 2 * inside), {}, 2 * inside)
    proof.combine("G_nonnegative", le(0, G), {"definition_G": -1}, sqrt(2 * inside))
    with proof.cases("G_positive", G, 0, lt(0, G)) as (nonpositive, _):
        nonpositive.combine("absurd", lt(0, G), {"inside_positive": 1, squared: -1, "G_positive": G}, G)


def _powers(proof: Proof) -> None:
    """beta^k <= 1, hence 1 - beta^(k+1) >= 1 - beta > 0."""
    for name, beta in (("beta1", beta1), ("beta2", beta2)):
        power, below, positive = f"{name}_power", f"{name}_corrected", f"{name}_corrected_positive"
        with proof.induction(k, {power: le(beta**k, 1)}) as (_, step):
            step.combine("next", le(beta ** (k + 1), 1), {power: beta, lt(beta, 1): 1})
        with proof.fix(below, k) as inner:
            inner.combine("below", le(1 - beta, 1 - beta ** (k + 1)), {power: beta})
        with proof.fix(positive, k) as inner:
            inner.combine("positive", lt(0, 1 - beta ** (k + 1)), {below: 1, lt(beta, 1): 1})


def _gradient_bound(proof: Proof) -> None:
    weight = highest_gain(k) / (1 - beta1) * beta1**2
    with proof.fix("lyapunov_above_gap", k, why="the Lyapunov function is at least the gap") as inner:
        inner.use("beta1_corrected_positive", {})
        inner.use("positive_step", {})
        squares = inner.summed(
            "squares", le(0, (At(m(k), i) - gradient_at(k)) ** 2), {}, (At(m(k), i) - gradient_at(k)) ** 2
        )
        inner.combine("above", le(f(x(k)) - f_star, lyapunov(k)), {squares: weight})
    with proof.fix(
        "gradient_bound", k, assume={"bounded": bounded(k)}, why="so while it stays below its start, |g| <= G"
    ) as inner:
        gap = inner.cite("lemmas.gradient_gap", {y: x(k), gap0: f(x(k)) - f_star})
        inner.combine(
            "bound",
            le(square(gradient(x(k))), G**2),
            {gap: 1, "lyapunov_above_gap": 2 * L, "bounded": 2 * L, "G_squared": -1},
        )
    with proof.fix("partial_bound", k, i, assume={"bounded": bounded(k)}) as inner:
        square_there = At(gradient(x(k)), other) ** 2
        with inner.fix("squares", other) as coordinate:
            coordinate.combine("square", le(0, square_there), {}, square_there)
        one = inner.one_of_sum("one", "squares", i)
        inner.combine("bound", le(gradient_at(k) ** 2, G**2), {one: 1, "gradient_bound": 1})


def _moments(proof: Proof) -> None:
    """Averages of values bounded by G stay so, in the form that bias correction needs."""
    with proof.fix("moment_first", assume={"bounded": bounded(0)}) as inner:
        first = inner.summed(
            "first",
            eq(At(m(1), i) ** 2, (1 - beta1) ** 2 * gradient_at(0) ** 2),
            {Taken("first_moment", {k: 0}): None, "first_moment_start": None},
        )
        inner.combine("bound", moment(0), {first: 1, Taken("gradient_bound", {k: 0}): (1 - beta1) ** 2})
    here = 1 - beta1 ** (k + 1)
    old, new = beta1 * (beta1 + (1 - beta1) / here), (1 - beta1) * (1 - beta1 + beta1 * here)
    with proof.fix(
        "moment_next",
        k,
        assume={"bounded": bounded(k + 1), "moment": moment(k)},
        why="averages of gradients: |m_k| <= (1-beta1^k) G",
    ) as inner:
        inner.use("beta1_corrected_positive", {})
        inner.use("beta1_corrected_positive", {k: k + 1})
        young = inner.summed(
            "young",
            le(At(m(k + 2), i) ** 2, old * At(m(k + 1), i) ** 2 + new * gradient_at(k + 1) ** 2),
            {Taken("first_moment", {k: k + 1}): None},
            beta1 * (1 - beta1) / here * (At(m(k + 1), i) - here * gradient_at(k + 1)) ** 2,
        )
        inner.combine("bound", moment(k + 1), {young: 1, "moment": old, Taken("gradient_bound", {k: k + 1}): new})
    with proof.fix(
        "second_moment_next",
        k,
        i,
        assume={"bounded": bounded(k), "second_moment_bound": second_moment(k)},
        why="averages of squares: v_{k,i} <= (1-beta2^k) G^2",
    ) as inner:
        inner.combine(
            "bound",
            second_moment(k + 1).conclusion,
            {"second_moment": None, "second_moment_bound": beta2, "partial_bound": 1 - beta2},
        )
    with proof.fix(
        "used_moment_next",
        k,
        i,
        assume={"bounded": bounded(k), "second_moment_bound": second_moment(k), "used_moment_bound": used_moment(k)},
        why="so the second moment in the denominator is at most G^2",
    ) as inner:
        inner.use("beta2_corrected_positive", {})
        corrected = inner.combine(
            "corrected",
            le(At(v(k + 1), i) / (1 - beta2 ** (k + 1)), G**2),
            {"second_moment_next": 1 / (1 - beta2 ** (k + 1))},
        )
        inner.use("used_moment_bound", {})
        largest = inner.law("max_least", At(w(k), i), corrected.formula.lhs, G**2)
        inner.combine("bound", le(At(w(k + 1), i), G**2), {"used_moment": 1, largest: 1})


def _gains(proof: Proof) -> None:
    """The gain sandwich: h_lo <= alpha_k t / ((1-beta1^k) (sqrt w + eps)) <= h_hi."""
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    known = {"moment": moment(k), "used_moment_bound": used_moment(k + 1)}
    root, corrected = sqrt(At(w(k + 1), i)), 1 - beta1 ** (k + 1)
    scale = step_size(k + 1)
    with proof.fix("smallest_gain", k, i, assume=known, why="every gain is at least h_lo") as inner:
        for fact in ("beta1_corrected_positive", "positive_step", "used_moment_bound"):
            inner.use(fact, {})
        inner.use("used_moment_nonnegative", {k: k + 1})
        square_root = inner.law("sqrt_square", At(w(k + 1), i))
        inner.combine(
            "root_bound", le(root, G), {"used_moment_bound": 1, square_root: 1}, multiplier=root + G, why="sqrt(w) <= G"
        )
        thresholded = inner.use("threshold_gain", {B: G})
        preconditioner = inner.combine(
            "preconditioner",
            le(1 / (G + eps), 1 / (root + eps)),
            {"root_bound": 1},
            multiplier=(G + eps) * (root + eps),
        )
        correction = inner.combine("correction", le(1, 1 / corrected), {}, beta1 ** (k + 1), multiplier=corrected)
        inner.combine(
            "below",
            le(lowest_gain(k), gain(k)),
            {
                thresholded: scale / (corrected * (root + eps)),
                preconditioner: scale * GAIN / corrected,
                correction: scale * GAIN / (G + eps),
            },
        )
    with proof.fix("largest_gain", k, i, why="and at most h_hi") as inner:
        inner.use("positive_step", {})
        inner.use("beta1_corrected_positive", {})
        preconditioner = inner.combine(
            "preconditioner", le(1 / (root + eps), 1 / eps), {}, root, multiplier=eps * (root + eps)
        )
        inner.combine(
            "above",
            le(gain(k), highest_gain(k)),
            {
                Taken("threshold_shrinks", {k: k + 1}): scale / (corrected * (root + eps)),
                preconditioner: scale / corrected,
            },
        )


def _step_conditions(proof: Proof) -> None:
    """What one step needs: h_lo <= h_hi, L h_hi <= (1-beta1)/2, and a non-increasing weight."""
    corrected = 1 - beta1 ** (k + 1)
    proof.law("min_left", 1, tau / G, name="thresholded")
    with proof.fix("gains_ordered", k) as inner:
        inner.use("positive_step", {})
        inner.use("beta1_corrected_positive", {})
        wider = inner.combine(
            "wider", le(1 / (G + eps), 1 / (eps * corrected)), {}, G, eps * beta1 ** (k + 1),
            multiplier=(G + eps) * eps * corrected,
        )  # fmt: skip
        scale = step_size(k + 1)
        inner.combine("ordered", le(lowest_gain(k), highest_gain(k)), {wider: scale, "thresholded": scale / (G + eps)})
    with proof.induction(k, {"step_bounded": le(step_size(k + 1), step_size(1))}) as (_, step):
        step.combine("next", le(step_size(k + 2), step_size(1)), {"decreasing_step": 1, "step_bounded": 1})
    with proof.fix("step_small", k, why="the step condition holds at every step: L h_hi <= (1-beta1)/2") as inner:
        inner.use("positive_step", {})
        inner.use("beta1_corrected_positive", {})
        inner.combine(
            "small",
            le(L * highest_gain(k), (1 - beta1) / 2),
            {STEP_CONDITION: 1, "beta1_corrected": (1 - beta1) * eps, "step_bounded": 2 * L},
            multiplier=2 * eps * corrected,
        )


def _step(proof: Proof) -> None:
    """momentum.descent_step at step k + 1, then its weight lowered to that of step k + 2."""
    with proof.fix("weight_decreases", k) as inner:
        inner.use("positive_step", {})
        inner.use("beta1_corrected_positive", {})
        inner.use("beta1_corrected_positive", {k: k + 1})
        here, there = 1 - beta1 ** (k + 1), 1 - beta1 ** (k + 2)
        inner.combine(
            "decreases",
            le(highest_gain(k + 1), highest_gain(k)),
            {"decreasing_step": here},
            step_size(k + 1) * beta1 ** (k + 1) * (1 - beta1),
            multiplier=eps * here * there,
        )
    with proof.fix("lowered", k, assume=claims(k), why="the Lyapunov function decreases at step k + 1") as inner:
        inner.use("positive_step", {})
        inner.use("beta1_corrected_positive", {})
        inner.use("beta1_corrected_positive", {k: k + 1})
        for name, source in (
            ("used_next", "used_moment_next"),
            ("gains_below", "smallest_gain"),
            ("gains_above", "largest_gain"),
            ("step_here", "step"),
        ):
            with inner.fix(name, i) as coordinate:
                coordinate.use(source, {})
        small = inner.use("step_small", {})
        inner.use("gains_ordered", {})
        scaled = L * highest_gain(k)
        inner.combine("sum_nonnegative", le(0, (1 - beta1) / 2 + scaled), {small: 1}, 2 * scaled)
        inner.combine(
            "square_condition",
            le(2 * L**2 * highest_gain(k) ** 2, (1 - beta1) ** 2),
            {small: 2 * ((1 - beta1) / 2 + scaled)},
            (1 - beta1) ** 2 / 2,
        )
        weight = highest_gain(k) / (1 - beta1)
        difference, next_difference = At(m(k + 1), i) - gradient_at(k), At(m(k + 1), i) - gradient_at(k + 1)
        step = inner.cite(
            "momentum.descent_step",
            {
                y: x(k),
                z: x(k + 1),
                Vector("h"): Lambda(i, gain(k)),
                Vector("m"): m(k + 1),
                Vector("deviation"): Lambda(i, difference),
                Vector("next_deviation"): Lambda(i, beta1 * next_difference),
                h_lo: lowest_gain(k),
                h_hi: highest_gain(k),
                Real("V"): f(x(k)) - f_star + weight * over_coordinates(difference**2),
                Real("V_next"): f(x(k + 1)) - f_star + weight * beta1**2 * deviation(k + 1),
            },
            why="the descent of one step",
        )
        same = inner.summed(
            "same_deviation",
            eq(difference**2, beta1**2 * (At(m(k), i) - gradient_at(k)) ** 2),
            {"first_moment": None},
        )
        inner.summed("squares", le(0, next_difference**2), {}, next_difference**2)
        inner.combine(
            "lowered_here",
            lowered(k),
            {
                step: 1,
                same: weight - highest_gain(k) / 2,
                "weight_decreases": beta1**2 / (1 - beta1) * deviation(k + 1),
            },
        )


def claims(n):
    """What induction carries from step to step."""
    return {
        "bounded": bounded(n),
        "moment": moment(n),
        "second_moment_bound": second_moment(n),
        "used_moment_bound": used_moment(n),
    }


def _induction(proof: Proof) -> None:
    with proof.induction(k, claims(k), why="so the Lyapunov function never exceeds its start") as (base, step):
        _base(base)
        step.use("positive_step", {})
        step.use("beta1_corrected_positive", {})
        here = step.use("lowered", {})
        difference = At(m(k), i) - gradient_at(k)
        squares = step.summed("squares", le(0, difference**2), {}, difference**2)
        step.combine(
            "bounded_next",
            bounded(k + 1),
            {here: 1, "bounded": 1, squares: highest_gain(k) / 2 * beta1**2},
            lowest_gain(k) / 2 * square(gradient(x(k))),
        )
        step.use("moment_next", {})
        for name in ("second_moment_next", "used_moment_next"):
            with step.fix(f"{name}_i", i) as coordinate:
                coordinate.use(name, {})


def _base(base: Proof) -> None:
    base.use("positive_step", {k: 0})
    weight = highest_gain(0) / (1 - beta1)
    initial = base.summed(
        "initial_deviation",
        eq((At(m(0), i) - gradient_at(0)) ** 2, gradient_at(0) ** 2),
        {"first_moment_start": None},
    )
    gradient_gap = base.cite("lemmas.gradient_gap", {y: x(0)})
    small = base.combine("weight_small", le(2 * L * weight, 1), {STEP_CONDITION: 1}, multiplier=eps * (1 - beta1) ** 2)
    base.combine(
        "bounded_first",
        bounded(0),
        {
            initial: weight * beta1**2,
            gradient_gap: weight * beta1**2,
            small: beta1**2 * gap0,
            "gap": -1,
        },
        why="V_0 <= (1+beta1^2) gap0, since d_1 = -beta1 g_1",
    )
    base.use("moment_first", {})
    with base.fix("second_moment_first", i) as inner:
        inner.combine("first", second_moment(0).conclusion, {"second_moment_start": None})
    with base.fix("used_moment_first", i) as inner:
        inner.combine("first", used_moment(0).conclusion, {"used_moment_start": None}, G**2)


def _conclusions(proof: Proof) -> None:
    with proof.fix("descent", k, why="the Lyapunov function decreases at every step") as inner:
        for name in claims(k):
            inner.use(name, {})
        here = inner.use("lowered", {})
        next_value = Taken("lyapunov", {k: k + 1})
        inner.combine("here", le(V(k + 1), V(k) - decrease(k)), {here: 1, "lyapunov": -1, next_value: 1})
    with proof.fix("gap_below", k) as inner:
        inner.combine("here", le(f(x(k)) - f_star, V(k)), {"lyapunov_above_gap": 1, "lyapunov": -1})
    proof.combine("start", le(V(0), START), {Taken("bounded", {k: 0}): 1, Taken("lyapunov", {k: 0}): 1})
    with proof.fix("gradients_below", k) as inner:
        inner.use("bounded", {})
        inner.use("gradient_bound", {})
    with proof.fix("gains_small", k) as inner:
        inner.combine("small", le(2 * L * lowest_gain(k), 1 - beta1), {"gains_ordered": 2 * L, "step_small": 2})


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import runs, smooth_problems

    return TrajectoryCheck(THEOREM, lambda draw: draw(runs(smooth_problems(), powers=(0, 1))))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
