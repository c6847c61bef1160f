"""Gradients stay below their bound and the gains of a step above h_lo, where each step under that bound keeps to it.

Theory notes, section 1: the gains of a step rest on the gradients up to it, so that a bound on the gradients and what
follows from it can be carried from step to step. U is what bounds the gradients: a gap, a Lyapunov function.
"""

from sympy import Min, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import (
    MOMENTS, POSITIVE_STEP, B, corrected_lowest_gain, gain, gains_below, step_size, t, w, with_gradients,
)  # fmt: skip
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import (
    At, Coordinate, G, Real, Vector, beta1, beta2, eps, function, i, k, m, s, square, tau, v,
)  # fmt: skip
from amgt_theory.theorem import Theorem

g, U = function("g", "natural", result="vector"), function("U", "natural")
largest, level, other = function("largest", "natural"), Real("level"), Coordinate("other")
CORRECTED, CORRECTED_SQUARES = 1 - beta1 ** (k + 1), 1 - beta2 ** (k + 1)
ROOT = sqrt(At(w(k + 1), i))
BOUND = largest(k + 1)
LOWEST = corrected_lowest_gain(k + 1, BOUND)
BELOW = le(U(k), level)

THEOREM = Theorem(
    id="momentum.gains_kept",
    title="gains stay above h_lo, and gradients below their bound, where each step keeps to what bounds them",
    kind="lemma",
    source="theory notes, section 1, the gain sandwich",
    setting=(
        *with_gradients(MOMENTS, g),
        *POSITIVE_STEP,
        ("start", le(U(0), level)),
        ("largest_positive", ForAll((k,), lt(0, largest(k)))),
        ("largest_grows", ForAll((k,), le(largest(k), largest(k + 1)))),
        ("gradients", ForAll((k,), le(square(g(k)), BOUND**2), (BELOW,))),
        ("kept", ForAll((k,), le(U(k + 1), level), (BELOW, *gains_below(BOUND).values()))),
    ),
    assumptions=(le(0, beta1), lt(beta1, 1), le(0, beta2), lt(beta2, 1), lt(0, eps), lt(0, tau)),
    over=(k, i),
    quantity=gain(k + 1),
    bound=LOWEST,
    direction="lower",
    also=(
        ForAll((k,), BELOW),
        ForAll((k,), le(square(g(k)), BOUND**2)),
        ForAll((k, i), le(Min(1, tau / BOUND), At(t(k + 1), i))),
    ),
    notes="largest(k) bounds the gradients of the first k steps. The bias correction is a factor of h_lo here, so that "
    "h_hi/h_lo is the same at every step.",
)


def derive(proof: Proof) -> None:
    for name, beta in (("beta1", beta1), ("beta2", beta2)):
        proof.combine(f"{name}_at_most_one", le(beta, 1), {lt(beta, 1): 1})
        for number, fact in ((1, f"{name}_corrected"), (2, f"{name}_power")):
            proof.cite("lemmas.correction_positive", {Real("beta"): beta}, conclusion=number, name=fact)
    claims = {
        "below": BELOW,
        "moment": le(square(m(k)), (1 - beta1**k) ** 2 * largest(k) ** 2),
        "second_moment_bound": ForAll((i,), le(At(v(k), i), (1 - beta2**k) * largest(k) ** 2)),
        "second_moment_nonnegative": ForAll((i,), le(0, At(v(k), i))),
        "used_moment_bound": ForAll((i,), le(At(w(k), i), largest(k) ** 2)),
    }
    with proof.induction(k, claims, why="the bound and those on the moments hold together") as (base, step):
        _base(base)
        _grown(step)
        _moments(step)
        _used_moment(step)
        with step.fix("gains", i) as inner:
            inner.use("next_used", {})
            _gain(inner)
        with step.fix("thresholds", i) as inner:
            inner.use("threshold_gain", {B: BOUND})
        step.use("kept", {})
    with proof.fix("gradients_below", k) as inner:
        inner.use("below", {})
        inner.use("gradients", {})
    with proof.fix("gains_below", k, i, why="so at every step") as inner:
        inner.use("moment", {k: k + 1})
        inner.use(inner.use("used_moment_bound", {k: k + 1}), {})
        _positive(inner)
        _gain(inner)
    with proof.fix("thresholds_below", k, i) as inner:
        inner.use("moment", {k: k + 1})
        _positive(inner)
        inner.use("threshold_gain", {B: BOUND})


def _base(base: Proof) -> None:
    nothing = base.summed("nothing", le(At(m(0), i) ** 2, 0), {"first_moment_start": At(m(0), i)})
    base.combine("no_moment", le(square(m(0)), 0), {nothing: 1})
    for name, goal, fact in (
        ("no_second_moment", le(At(v(0), i), 0), {"second_moment_start": 1}),
        ("nonnegative", le(0, At(v(0), i)), {"second_moment_start": -1}),
        ("no_used_moment", le(At(w(0), i), largest(0) ** 2), {"used_moment_start": 1}),
    ):
        with base.fix(name, i) as inner:
            inner.combine("here", goal, fact, *((largest(0) ** 2,) if name == "no_used_moment" else ()))


def _positive(proof: Proof) -> None:
    positive = proof.use("largest_positive", {k: k + 1})
    proof.combine("denominator_positive", lt(0, BOUND + eps), {positive: 1, lt(0, eps): 1})


def _grown(step: Proof) -> None:
    """The moments so far are below the larger bound of this step."""
    _positive(step)
    step.use("largest_positive", {})
    step.combine("bound_nonnegative", le(0, BOUND), {}, BOUND)
    step.combine("squares_grow", le(largest(k) ** 2, BOUND**2), {"largest_grows": largest(k) + BOUND})
    step.combine("corrected_here", le(0, 1 - beta1**k), {"beta1_power": 1})
    step.combine("corrected_squares", le(0, 1 - beta2**k), {"beta2_power": 1})
    weights = {"moment": 1, "squares_grow": (1 - beta1**k) ** 2}
    step.combine("moment_here", le(square(m(k)), (1 - beta1**k) ** 2 * BOUND**2), weights)
    with step.fix("second_moment_here", i) as inner:
        weights = {"second_moment_bound": 1, "squares_grow": 1 - beta2**k}
        inner.combine("here", le(At(v(k), i), (1 - beta2**k) * BOUND**2), weights)
    with step.fix("used_moment_here", i) as inner:
        inner.combine("here", le(At(w(k), i), BOUND**2), {"used_moment_bound": 1, "squares_grow": 1})


def _moments(step: Proof) -> None:
    step.use("gradients", {})
    with step.fix("update", i) as inner:
        inner.use("first_moment", {})
    step.cite(
        "lemmas.moment_step",
        {Vector("m"): m(k), Vector("g"): g(k), Vector("m_next"): m(k + 1), s: 1 - beta1**k, G: BOUND},
        name="next_moment",
        why="averages of gradients: |m_k| <= (1-beta1^k) times their bound",
    )
    square_there = At(g(k), other) ** 2
    with step.fix("squares", other) as inner:
        inner.combine("square", le(0, square_there), {}, square_there)
    for number, name in enumerate(("next_second_moment", "next_nonnegative")):
        with step.fix(name, i, why="averages of squares, in each coordinate" if number == 0 else "") as inner:
            one = inner.one_of_sum("one", "squares", i)
            inner.combine("gradient", le(At(g(k), i) ** 2, BOUND**2), {one: 1, "gradients_1": 1})
            for fact in ("second_moment_here", "second_moment_nonnegative", "second_moment"):
                inner.use(fact, {})
            here = {Real("v"): At(v(k), i), Real("g"): At(g(k), i), Real("v_next"): At(v(k + 1), i), s: 1 - beta2**k}
            inner.cite("lemmas.second_moment_step", {**here, G: BOUND}, conclusion=number)


def _used_moment(step: Proof) -> None:
    with step.fix("next_used", i, why="so also in the denominator") as inner:
        inner.use("beta2_corrected", {})
        inner.use("used_moment_here", {})
        corrected = inner.combine(
            "corrected",
            le(At(v(k + 1), i) / CORRECTED_SQUARES, BOUND**2),
            {"next_second_moment": 1 / CORRECTED_SQUARES},
        )
        either = inner.law("max_least", At(w(k), i), corrected.formula.lhs, BOUND**2)
        inner.combine("here", le(At(w(k + 1), i), BOUND**2), {"used_moment": 1, either: 1})


def _gain(proof: Proof) -> None:
    """The gain of coordinate i at step k + 1, where m(k + 1) and w(k + 1) are known to be bounded."""
    proof.use("positive_step", {})
    proof.use("beta1_corrected", {})
    proof.use("used_moment_nonnegative", {k: k + 1})
    thresholded = proof.use("threshold_gain", {B: BOUND}, why="the threshold")
    values = {Real("v"): At(w(k + 1), i), G: BOUND}
    preconditioner = proof.cite("lemmas.gain_preconditioner", values, why="the preconditioner")
    scale = step_size(k + 1) / CORRECTED
    proof.combine(
        "gain",
        le(LOWEST, gain(k + 1)),
        {thresholded: scale / (ROOT + eps), preconditioner: scale * Min(1, tau / BOUND)},
    )


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import given_gradients, largest_norm, runs_on_gradients

    def compute(values, ar):  # real moments and gains; U is the squared gradient, so that its bound is the least G
        run = given_gradients(values, ar)
        squares = [ar.dot(one, one) for one in map(ar.vector, values["g"])]
        most, steps = largest_norm(values["g"], ar), range(len(squares) + 2)
        return {w: run.w, t: run.t, U: [*squares, ar.number(0)], level: most**2, largest: [most for _ in steps]}

    return StepCheck(THEOREM, runs_on_gradients, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
