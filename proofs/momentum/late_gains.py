"""Where gradients have become small so have the moments, and the gains of AMGT come close to alpha_k/eps.

Theory notes, section 3, asymptotic_exponent: from step 2 n + 1 on, if gradients are at most delta/2 from the n-th on.
AMSGrad never forgets: with it they come close to alpha_k/(eps + sqrt(v_max)), the running maximum being at most v_max.
"""

from sympy import Expr, Lambda, Min, sqrt

from amgt_theory.derivation import Proof, Taken
from amgt_theory.iteration_laws import (
    FIRST_MOMENT, HYPERPARAMETERS, POSITIVE_STEP, PRECONDITIONER, SECOND_MOMENT, THRESHOLD_GAINS, USED_MOMENT_BELOW, B,
    gain, step_size, v_max, w, with_gradients,
)  # fmt: skip
from amgt_theory.language import ForAll, Formula, le, lt
from amgt_theory.symbols import At, Coordinate, G, Real, beta1, beta2, eps, function, i, j, k, m, n, square, tau, v
from amgt_theory.theorem import Theorem

g, u = function("g", "natural", result="vector"), function("u", "natural")
delta, ceiling, other = Real("delta"), Real("ceiling"), Coordinate("other")
LATE = 2 * n + j
CORRECTED, CORRECTED_SQUARES = 1 - beta1 ** (LATE + 1), 1 - beta2 ** (LATE + 1)
ROOT = sqrt(At(w(LATE + 1), i))
GAIN, LOWEST = gain(LATE + 1), step_size(LATE + 1) * Min(1, tau / delta) / (ceiling + eps)


def faded(beta: Expr) -> Formula:
    """n steps make the bound G on the squares before them as small as delta."""
    return le(4 * beta**n * G**2, 3 * delta**2)


THEOREM = Theorem(
    id="momentum.late_gains",
    title="with small gradients the gains of AMGT come close to their upper end",
    kind="lemma",
    source="theory notes, section 3, strongly_convex.asymptotic_exponent",
    setting=(
        *with_gradients(FIRST_MOMENT + SECOND_MOMENT, g),
        PRECONDITIONER[1],
        *USED_MOMENT_BELOW,
        *THRESHOLD_GAINS,
        *POSITIVE_STEP,
        ("gradients", ForAll((k,), le(square(g(k)), G**2))),
        ("late_gradients", ForAll((j,), le(4 * square(g(n + j)), delta**2))),
    ),
    assumptions=(
        *HYPERPARAMETERS,
        lt(0, delta),
        le(delta, ceiling),
        le(v_max, ceiling**2),
        faded(beta1),
        faded(beta2),
    ),
    over=(j, i),
    quantity=GAIN,
    bound=LOWEST,
    direction="lower",
    tight=True,
    notes="Without AMSGrad v_max = 0, and ceiling may be delta.",
)


def derive(proof: Proof) -> None:
    proof.combine("denominator_positive", lt(0, ceiling + eps), {lt(0, delta): 1, le(delta, ceiling): 1, lt(0, eps): 1})
    proof.combine("ceiling_nonnegative", le(0, ceiling), {lt(0, delta): 1, le(delta, ceiling): 1})
    proof.combine("delta_nonnegative", le(0, delta), {lt(0, delta): 1})
    for name, beta in (("beta1", beta1), ("beta2", beta2)):
        proof.cite("lemmas.correction_positive", {Real("beta"): beta}, conclusion=1, name=f"{name}_corrected")
    with proof.fix("partial_gradients", k, i) as inner:
        _one_coordinate(inner, k)
        inner.combine("bound", le(At(g(k), i) ** 2, G**2), {"one": 1, "gradients": 1})
    with proof.fix("late_partial_gradients", j, i) as inner:
        _one_coordinate(inner, n + j)
        inner.combine("bound", le(4 * At(g(n + j), i) ** 2, delta**2), {"one": 4, "late_gradients": 1})
    _first_moment(proof)
    _second_moment(proof)
    _gains(proof)


def _one_coordinate(proof: Proof, last: Expr) -> None:
    with proof.fix("squares", other) as inner:
        inner.combine("square", le(0, At(g(last), other) ** 2), {}, At(g(last), other) ** 2)
    proof.one_of_sum("one", "squares", i)


def _first_moment(proof: Proof) -> None:
    def corrected(last: Expr) -> Expr:
        return 1 - beta1 ** (n + 1 + last)

    proof.cite("lemmas.moment_bound", name="moment")
    start = proof.use("moment", {k: n + 1})
    proof.use("beta1_corrected", {k: n})
    proof.combine("first_start", le(square(m(n + 1)) / corrected(0), corrected(0) * G**2), {start: 1 / corrected(0)})
    with proof.fix("first_update", j) as inner:
        inner.use("beta1_corrected", {k: n + j})
        inner.use("beta1_corrected", {k: n + j + 1})
        here, there = corrected(j), corrected(j + 1)
        old, new = At(m(n + 1 + j), i), At(g(n + 1 + j), i)
        young = inner.summed(
            "young",
            le(At(m(n + 2 + j), i) ** 2, there * (beta1 * old**2 / here + (1 - beta1) * new**2)),
            {Taken("first_moment", {k: n + 1 + j}): None},
            beta1 * (1 - beta1) / here * (old - here * new) ** 2,
        )
        small = inner.use("late_gradients", {j: j + 1})
        inner.combine(
            "here",
            le(square(m(n + 2 + j)) / there, beta1 * square(m(n + 1 + j)) / here + (1 - beta1) * delta**2 / 4),
            {young: 1 / there, small: (1 - beta1) / 4},
        )
    values = {u: Lambda(j, square(m(n + 1 + j)) / corrected(j)), Real("beta"): beta1}
    late = proof.cite("lemmas.late_average", values, why="the first moment forgets the gradients before the n-th")
    with proof.fix("late_moment", j) as inner:
        inner.use("beta1_corrected", {k: LATE})
        inner.combine("here", le(square(m(LATE + 1)), CORRECTED**2 * delta**2), {late: CORRECTED})


def _second_moment(proof: Proof) -> None:
    proof.cite("lemmas.second_moment_bound", name="second_moment_bound")
    with proof.fix("late_second_moment", i) as inner:
        inner.use("second_moment_bound", {k: n + 1})
        with inner.fix("second_update", j) as each:
            small = each.use("late_partial_gradients", {j: j + 1})
            value = each.use("second_moment", {k: n + 1 + j})
            each.combine(
                "here",
                le(At(v(n + 2 + j), i), beta2 * At(v(n + 1 + j), i) + (1 - beta2) * delta**2 / 4),
                {value: 1, small: (1 - beta2) / 4},
            )
        values = {u: Lambda(j, At(v(n + 1 + j), i)), Real("beta"): beta2}
        inner.cite("lemmas.late_average", values, why="and so does the second")


def _gains(proof: Proof) -> None:
    with proof.fix("smallest_gain", j, i, why="so the gains are close to alpha_k/eps") as inner:
        inner.use("positive_step", {k: LATE})
        inner.use("beta1_corrected", {k: LATE})
        inner.use("beta2_corrected", {k: LATE})
        inner.use("used_moment_nonnegative", {k: LATE + 1})
        inner.use("late_moment", {})
        second = inner.use(inner.use("late_second_moment", {}), {})
        used = inner.use("used_moment_below", {k: LATE})
        newest = At(v(LATE + 1), i) / CORRECTED_SQUARES
        inner.combine(
            "newest",
            le(newest, ceiling**2),
            {second: 1 / CORRECTED_SQUARES, le(delta, ceiling): ceiling + delta},
        )
        either = inner.law("max_least", v_max, newest, ceiling**2)
        inner.combine("used", le(At(w(LATE + 1), i), ceiling**2), {used: 1, either: 1})
        thresholded = inner.use("threshold_gain", {k: LATE, B: delta})
        preconditioner = inner.cite("lemmas.gain_preconditioner", {Real("v"): At(w(LATE + 1), i), G: ceiling})
        correction = inner.combine("correction", le(1, 1 / CORRECTED), {}, beta1 ** (LATE + 1), multiplier=CORRECTED)
        scale, threshold = step_size(LATE + 1), Min(1, tau / delta)
        inner.combine(
            "below",
            le(LOWEST, GAIN),
            {
                thresholded: scale / (CORRECTED * (ROOT + eps)),
                preconditioner: scale * threshold / CORRECTED,
                correction: scale * threshold / (ceiling + eps),
            },
        )


def check():
    from dataclasses import replace
    from fractions import Fraction

    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import drawing, largest_norm, largest_used_moment_of, pl_problems, runs

    def model(draw):
        run = draw(runs(pl_problems(), powers=(0, 1)))
        if drawing.pick(draw, (False, True)):  # the same steps, nearly, with a large eps: the gains come closest then
            scaled = {one: 1000 * getattr(run["method"], one) for one in ("alpha", "eps")}
            sizes = [1000 * one for one in run["step_size"]]
            run = {**run, "method": replace(run["method"], **scaled), "step_size": sizes}
        part = drawing.between(draw, Fraction(0), Fraction(1))
        return {**run, n: drawing.natural(draw, run["steps"] // 2), "part": part}

    def compute(values, ar):  # delta between the least that late_gradients allows and one that is always enough
        run = values["run"]
        largest, late = (largest_norm(map(run.g, range(n, run.steps + 1)), ar) for n in (0, values["n"]))
        enough = 2 * (late + ar.number(values["part"]) * (largest - late))
        size, used = ar.upper(ar.maximum(enough, 2 * late)), largest_used_moment_of(values, ar)
        return {G: ar.upper(largest), delta: size, v_max: used, ceiling: ar.maximum(size, ar.upper(ar.sqrt(used)))}

    return TrajectoryCheck(THEOREM, model, compute, along={"g": lambda run: run.g})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
