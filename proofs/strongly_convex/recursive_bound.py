"""A bound that follows the run: each step's contraction rests on the bounds up to it (theory notes, section 3).

U bounds the Lyapunov function, slope the gradients, M the first moment, S the second, W the one in the denominator.
The recursive predictor of power_rate computes U; the closed form takes the bound on the first gradient for all of them.
"""

from sympy import Expr, Lambda, Max, Min, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import (
    DECREASING_STEP, FIRST_MOMENT, POSITIVE_STEP, PRECONDITIONER, SECOND_MOMENT, STEP, WITHOUT_THRESHOLD, B, V, gain,
    highest_gain, lyapunov_function, step_size, t, threshold_gains, w,
)  # fmt: skip
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, Coordinate, G, L, Real, Vector, a, beta1, beta2, eps, f, f_star, function, gap0, gradient, h_lo, i, k, m, mu,
    square, v, x, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

U, slope, M, S, W, threshold = (function(name, "natural") for name in "U slope M S W threshold".split())
amsgrad, root, size, hole = (Real(name) for name in "amsgrad root size hole".split())
other = Coordinate("other")
CORRECTED, CORRECTED_SQUARES = 1 - beta1 ** (k + 1), 1 - beta2 ** (k + 1)
SECOND, SECOND_BOUND = At(v(k + 1), i) / CORRECTED_SQUARES, S(k + 1) / CORRECTED_SQUARES
MOMENT = M(k + 1) / CORRECTED
SCALE, SPREAD = step_size(k + 1) / CORRECTED, sqrt(W(k + 1)) + eps
LOWEST = SCALE * Min(1, threshold(k + 1) / MOMENT) / SPREAD


def averaged(before: Expr, now: Expr, beta: Expr) -> Expr:
    return beta * before + (1 - beta) * now


THEOREM = Theorem(
    id="strongly_convex.recursive_bound",
    title="a bound on the gap of AMGT computed one iteration after the other",
    kind="theorem",
    claim="C1",
    source="theory notes, section 3, recursive predictor",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *FIRST_MOMENT,
        *SECOND_MOMENT,
        *PRECONDITIONER[:2],
        ("used_moment", ForAll((k, i), le(At(w(k + 1), i), Max(amsgrad * At(w(k), i), SECOND)))),
        *threshold_gains(threshold(k + 1)),
        ("positive_threshold", ForAll((k,), lt(0, threshold(k + 1)))),
        *STEP,
        *POSITIVE_STEP,
        *DECREASING_STEP,
        ("step_condition", le(2 * L * step_size(1), eps * (1 - beta1) ** 2)),
        ("gap", eq(gap0, f(x(0)) - f_star)),
        *lyapunov_function(),
        ("slope_value", ForAll((k,), eq(slope(k), sqrt(2 * L * U(k))))),
        ("M_start", eq(M(0), 0)),
        ("M_next", ForAll((k,), eq(M(k + 1), averaged(M(k), slope(k), beta1)))),
        ("S_start", eq(S(0), 0)),
        ("S_next", ForAll((k,), eq(S(k + 1), averaged(S(k), slope(k) ** 2, beta2)))),
        ("W_start", eq(W(0), 0)),
        ("W_next", ForAll((k,), eq(W(k + 1), Max(amsgrad * W(k), SECOND_BOUND)))),
        ("U_start", eq(U(0), (1 + beta1**2) * gap0)),
        ("U_next", ForAll((k,), eq(U(k + 1), (1 - mu * LOWEST) * U(k)))),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        *WITHOUT_THRESHOLD,
        lt(0, gap0),
        le(0, amsgrad),
        le(amsgrad, 1),
    ),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=U(k),
    also=(ForAll((k,), le(V(k), U(k))), ForAll((k,), lt(0, U(k)))),
    notes="f need only satisfy the PL inequality; strong convexity gives it (lemmas.pl). Any positive step that does "
    "not increase. The clip or norm clip of step k is at threshold(k), any positive numbers; where they vanish too "
    "fast the gap does not, nor U (refute.vanishing_threshold). No threshold is any of them. amsgrad = 1 is AMSGrad, "
    "the running maximum of the second moment; amsgrad = 0 is without it. Bias correction on.",
)


def derive(proof: Proof) -> None:
    _constants(proof)
    claims = {
        "below": le(V(k), U(k)),
        "positive": lt(0, U(k)),
        "M_nonnegative": le(0, M(k)),
        "moment": le(square(m(k)), M(k) ** 2),
        "S_nonnegative": le(0, S(k)),
        "second_moment_bound": ForAll((i,), le(At(v(k), i), S(k))),
        "W_nonnegative": le(0, W(k)),
        "used_moment_bound": ForAll((i,), le(At(w(k), i), W(k))),
    }
    with proof.induction(k, claims, why="the bound and those on the moments hold together") as (base, step):
        _base(base)
        _gradients(step)
        _first_moment(step)
        _second_moment(step)
        _used_moment(step)
        _gains(step)
        _contraction(step)
    with proof.fix("gap_bound", k, why="and the gap is at most the Lyapunov function") as inner:
        inner.combine("here", le(f(x(k)) - f_star, U(k)), {"above_gap": 1, "below": 1})


def _constants(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    for name, beta in (("beta1", beta1), ("beta2", beta2)):
        proof.combine(f"{name}_below", lt(0, 1 - beta), {lt(beta, 1): 1})
        proof.cite("lemmas.correction_positive", {Real("beta"): beta}, conclusion=1, name=f"{name}_corrected")
    proof.cite("momentum.highest_gain", conclusion=2, name="highest_bounded")
    with proof.fix("running_maximum", k, i, why="with amsgrad or without, w is at most the running maximum") as inner:
        inner.use("used_moment_nonnegative", {})
        old, both = At(w(k), i), Max(At(w(k), i), SECOND)
        largest = inner.law("max_left", old, SECOND)
        inner.combine("faded", le(amsgrad * old, both), {largest: 1, le(amsgrad, 1): old})
        inner.law("max_left", SECOND, old)
        either = inner.law("max_least", amsgrad * old, SECOND, both)
        inner.combine("here", le(At(w(k + 1), i), both), {"used_moment": 1, either: 1})
    with proof.fix("threshold_nonnegative", k, i, why="a threshold keeps the sign of a moment, of any size") as inner:
        for fact in ("beta1_corrected", "positive_threshold"):
            inner.use(fact, {})
        length = square(m(k + 1))
        largest = 1 + length / CORRECTED**2
        squares = (CORRECTED**2, length, length**2 / CORRECTED**2)
        inner.combine("moment_size", le(length, CORRECTED**2 * largest**2), {}, *squares)
        clipped = inner.use("threshold_gain", {B: largest})
        inner.combine("here", le(0, At(t(k + 1), i)), {clipped: 1}, Min(1, threshold(k + 1) / largest))
    proof.define(G, sqrt(2 * L * (1 + beta1**2) * gap0))
    for number, name in ((1, "above_gap"), (2, "start"), (3, "every_step")):
        proof.cite("momentum.gradients_bounded", name=name, conclusion=number)


def _base(base: Proof) -> None:
    base.combine("below_start", le(V(0), U(0)), {"start": 1, "U_start": -1})
    base.combine("positive_start", lt(0, U(0)), {"U_start": -1}, (1 + beta1**2) * gap0)
    for one in (M, S, W):
        base.combine(f"{one}_nonnegative_start", le(0, one(0)), {f"{one}_start": -1})
    nothing = base.summed("nothing", le(At(m(0), i) ** 2, 0), {"first_moment_start": At(m(0), i)})
    base.combine("no_moment", le(square(m(0)), M(0) ** 2), {nothing: 1}, M(0) ** 2)
    for one, bound, fact in ((v, S, "second_moment"), (w, W, "used_moment")):
        with base.fix(f"no_{fact}", i) as inner:
            inner.combine("here", le(At(one(0), i), bound(0)), {f"{fact}_start": 1, f"{bound}_start": -1})


def _gradients(step: Proof) -> None:
    step.combine("inside_positive", lt(0, L * U(k)), {}, L * U(k))
    step.use("slope_value", {})
    squared = step.cite("lemmas.root_double", {a: L * U(k), G: slope(k)})
    step.cite("lemmas.root_double", {a: L * U(k), G: slope(k)}, conclusion=1, name="slope_positive")
    steep = step.cite("lemmas.gradient_gap", {y: x(k), gap0: f(x(k)) - f_star})
    step.combine(
        "gradient_bound",
        le(square(gradient(x(k))), slope(k) ** 2),
        {steep: 1, "above_gap": 2 * L, "below": 2 * L, squared: -1},
        why="the bound on the gap is one on the gradient",
    )


def _first_moment(step: Proof) -> None:
    old, new = beta1 * M(k), (1 - beta1) * slope(k)
    parts = (beta1 * At(m(k), i), (1 - beta1) * At(gradient(x(k)), i))
    with step.fix("update", i) as inner:
        inner.combine("here", eq(At(m(k + 1), i), sum(parts)), {"first_moment": 1})
    step.combine("old_part", le(square(Lambda(i, parts[0])), old**2), {"moment": beta1**2})
    step.combine("new_part", le(square(Lambda(i, parts[1])), new**2), {"gradient_bound": (1 - beta1) ** 2})
    step.combine("old_nonnegative", le(0, old), {}, old)
    step.combine("new_nonnegative", le(0, new), {}, new)
    values = {Vector("total"): m(k + 1), y: Lambda(i, parts[0]), z: Lambda(i, parts[1])}
    added = step.cite("lemmas.norm_sum", {**values, Real("first"): old, Real("second"): new}, why="an average")
    value = step.use("M_next", {})
    step.combine("next_moment", le(square(m(k + 1)), M(k + 1) ** 2), {added: 1, value: -(M(k + 1) + old + new)})
    step.combine("next_positive", lt(0, M(k + 1)), {value: -1, "slope_positive": 1 - beta1}, old)
    step.combine("next_M_nonnegative", le(0, M(k + 1)), {"next_positive": 1})


def _second_moment(step: Proof) -> None:
    value = step.use("S_next", {})
    square_there = At(gradient(x(k)), other) ** 2
    with step.fix("squares", other) as inner:
        inner.combine("square", le(0, square_there), {}, square_there)
    with step.fix("next_second_moment", i, why="averages of squares, in each coordinate") as inner:
        one = inner.one_of_sum("one", "squares", i)
        inner.combine(
            "here",
            le(At(v(k + 1), i), S(k + 1)),
            {
                "second_moment": 1,
                "second_moment_bound": beta2,
                one: 1 - beta2,
                "gradient_bound": 1 - beta2,
                value: -1,
            },
        )
    step.combine("next_S_nonnegative", le(0, S(k + 1)), {value: -1}, beta2 * S(k), (1 - beta2) * slope(k) ** 2)


def _used_moment(step: Proof) -> None:
    step.use("beta1_corrected", {})
    step.use("beta2_corrected", {})
    value = step.use("W_next", {})
    first = step.law("max_left", amsgrad * W(k), SECOND_BOUND)
    second = step.law("max_left", SECOND_BOUND, amsgrad * W(k))
    with step.fix("next_used_moment", i, why="so also in the denominator") as inner:
        inner.combine("faded", le(amsgrad * At(w(k), i), W(k + 1)), {"used_moment_bound": amsgrad, first: 1, value: -1})
        inner.combine(
            "newest", le(SECOND, W(k + 1)), {"next_second_moment": 1 / CORRECTED_SQUARES, second: 1, value: -1}
        )
        either = inner.law("max_least", amsgrad * At(w(k), i), SECOND, W(k + 1))
        inner.combine("here", le(At(w(k + 1), i), W(k + 1)), {"used_moment": 1, either: 1})
    step.combine("next_W_nonnegative", le(0, W(k + 1)), {first: 1, value: -1}, amsgrad * W(k))


def _gains(step: Proof) -> None:
    step.use("positive_step", {})
    step.define(size, MOMENT)
    step.combine("size_positive", lt(0, size), {"definition_size": -1, "next_positive": 1 / CORRECTED})
    step.combine(
        "moment_here",
        le(square(m(k + 1)), CORRECTED**2 * size**2),
        {"next_moment": 1, "definition_size": -(CORRECTED**2) * (size + MOMENT)},
    )
    level = threshold(k + 1)
    step.use("positive_threshold", {})
    weights = {"definition_size": -level / (size * MOMENT)}
    quotient = step.combine("quotient", eq(level / size, level / MOMENT), weights)
    same = step.rewrite("same_threshold", quotient, hole, Min(1, hole))
    step.define(root, sqrt(W(k + 1)))
    values = {Real("x"): W(k + 1), Real("y"): root}
    squared = step.cite("lemmas.root_squared", values)
    step.cite("lemmas.root_squared", values, conclusion=1, name="root_nonnegative")
    clipped = Min(1, level / size)
    with step.fix("gains_here", i, why="so every gain is at least that of the bounds") as inner:
        inner.use("used_moment_nonnegative", {k: k + 1})
        inner.combine("used_here", le(At(w(k + 1), i), root**2), {"next_used_moment": 1, squared: -1})
        thresholded = inner.use("threshold_gain", {B: size})
        smaller = inner.cite("lemmas.sqrt_bound", {Real("x"): At(w(k + 1), i), Real("y"): root})
        own = sqrt(At(w(k + 1), i)) + eps
        wider = inner.combine(
            "wider", le(1 / SPREAD, 1 / own), {smaller: 1, "definition_root": 1}, multiplier=SPREAD * own
        )
        weights = {thresholded: SCALE / own, same: -SCALE / SPREAD, wider: SCALE * clipped}
        inner.combine("here", le(LOWEST, gain(k + 1)), weights)
    step.combine("threshold_positive", lt(0, Min(1, level / MOMENT)), {same: 1}, clipped)
    step.combine("lowest_positive", lt(0, LOWEST), {"threshold_positive": SCALE / SPREAD})
    shrinks = step.law("min_left", 1, level / MOMENT)
    wider = step.combine("wider", le(1 / SPREAD, 1 / eps), {}, sqrt(W(k + 1)), multiplier=SPREAD * eps)
    step.combine("ordered", le(LOWEST, highest_gain(k + 1)), {shrinks: SCALE / SPREAD, wider: SCALE})


def _contraction(step: Proof) -> None:
    step.use("every_step", {})
    contracts = step.cite("momentum.indexed_step", {h_lo: LOWEST}, why="and the step contracts accordingly")
    small = step.combine(
        "small",
        le(2 * mu * LOWEST, 1 - beta1),
        {"ordered": 2 * L, "highest_bounded": 2 * L, "every_step": 1 / (eps * (1 - beta1)), le(mu, L): 2 * LOWEST},
        why="mu h_lo <= 1/2 by the step condition, so that the factor is positive",
    )
    factor = 1 - mu * LOWEST
    positive = step.combine("factor_positive", lt(0, factor), {small: 1, lt(beta1, 1): 1}, 2 * beta1, multiplier=2)
    value = step.use("U_next", {})
    step.combine("next_below", le(V(k + 1), U(k + 1)), {contracts: 1, "below": factor, value: -1}, signs=[positive])
    step.combine("next_positive_bound", lt(0, U(k + 1)), {value: -1}, factor * U(k))


def check():
    from dataclasses import replace

    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import drawing, pl_problems, runs

    def model(draw):
        run = draw(runs(pl_problems(), powers=(0, 1)))
        method, places = run["method"], range(run["steps"] + 3)
        level, decay = run["tau"], drawing.pick(draw, (0, 1))  # of the threshold, constant or not
        if method.threshold:
            method = replace(method, threshold=replace(method.threshold, q=decay))
        thresholds = [level / (max(place, 1) + method.k0) ** decay for place in places]
        return {**run, "method": method, threshold: thresholds, amsgrad: int(method.amsgrad)}

    return TrajectoryCheck(THEOREM, model, laws=frozenset({"used_moment", "threshold_shrinks", "threshold_gain"}))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
