"""A step of AMGT is at most alpha_k min(R, tau/eps) long in every coordinate, whatever the gradients.

Theory notes, sections 3 (any_step) and 8: R bounds a moment over the root of its second moment, tau the moment after
thresholding.
"""

from sympy import Abs, Lambda, Min, sqrt

from amgt_theory.derivation import Proof, Taken
from amgt_theory.iteration_laws import MOMENT_RATIO, POSITIVE_STEP, RATES, SHORT_STEPS, step_size, t, w
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import At, Real, beta1, beta2, eps, function, gradient, i, k, m, tau, v, x
from amgt_theory.theorem import Theorem

R, longest, root, second = (Real(name) for name in "R longest root second".split())
X, Y = Real("x"), Real("y")
CORRECTED, CORRECTED_SQUARES = 1 - beta1 ** (k + 1), 1 - beta2 ** (k + 1)
DIRECTION = At(t(k + 1), i) * At(m(k + 1), i) / CORRECTED
MOVED = At(x(k + 1), i) - At(x(k), i)

THEOREM = Theorem(
    id="momentum.longest_step",
    title="a step is at most alpha_k min(R, tau/eps) long in every coordinate",
    kind="lemma",
    source="theory notes, section 3, strongly_convex.any_step; section 8, travel.lower_bound",
    setting=(
        *SHORT_STEPS,
        *POSITIVE_STEP,
    ),
    assumptions=(*RATES, lt(0, eps), lt(0, tau)),
    where=((R, MOMENT_RATIO), (longest, Min(R, tau / eps))),
    over=(k, i),
    quantity=Abs(MOVED),
    bound=step_size(k + 1) * longest,
    also=(ForAll((k, i), le(MOVED**2, step_size(k + 1) ** 2 * longest**2)), lt(0, longest)),
    notes="A clip, or a norm clip. AMSGrad on or off.",
)


def derive(proof: Proof) -> None:
    _constants(proof)
    _ratio(proof)
    _used(proof)
    scale, threshold, size = step_size(k + 1), At(t(k + 1), i), At(m(k + 1), i)
    with proof.fix("step_bound", k, i, why="no step is longer in any coordinate") as inner:
        inner.use("positive_step", {})
        inner.use("used_nonnegative", {})
        inner.use("beta1_corrected", {})
        inner.use("threshold_nonnegative", {})
        inner.define(root, sqrt(At(w(k + 1), i)))
        values = {X: At(w(k + 1), i), Y: root}
        root_squared = inner.cite("lemmas.root_squared", values)
        nonnegative = inner.cite("lemmas.root_squared", values, conclusion=1)
        inner.combine("denominator", lt(0, root + eps), {nonnegative: 1, lt(0, eps): 1})
        moved = inner.combine(
            "moved",
            eq(MOVED, -scale * DIRECTION / (root + eps)),
            {"step": 1, "definition_root": -scale * DIRECTION / ((root + eps) * (sqrt(At(w(k + 1), i)) + eps))},
        )
        absolute = inner.law("abs_square", Abs(DIRECTION).args[0])
        by_threshold = inner.combine(
            "by_threshold",
            le(DIRECTION**2, tau**2),
            {"threshold": tau + Abs(DIRECTION), absolute: -1},
            why="the threshold bounds the moment",
        )
        by_ratio = inner.combine(
            "by_ratio",
            le(DIRECTION**2, R**2 * At(w(k + 1), i)),
            {
                Taken("threshold_shrinks", {k: k + 1}): (1 + threshold) * size**2 / CORRECTED**2,
                "ratio": 1,
                "used_moment_above": R**2,
            },
            why="and so does the second moment",
        )
        left = scale**2 / (root + eps) ** 2
        squared = {moved: MOVED - scale * DIRECTION / (root + eps)}
        inner.combine(
            "squared_threshold",
            le(MOVED**2, (scale * tau / eps) ** 2),
            {**squared, by_threshold: left},
            left * tau**2 / eps**2 * root * (root + 2 * eps),
        )
        inner.combine(
            "squared_ratio",
            le(MOVED**2, (scale * R) ** 2),
            {**squared, by_ratio: left, root_squared: -left * R**2},
            left * R**2 * eps * (2 * root + eps),
        )
        for name, end in (("threshold", tau / eps), ("ratio", R)):
            inner.combine(f"{name}_end", le(0, scale * end), {}, scale * end)
            bound = inner.cite("lemmas.abs_bound", {X: Abs(MOVED).args[0], Y: scale * end})
            inner.combine(f"by_{name}_end", le(Abs(MOVED) / scale, end), {bound: 1 / scale})
        least = inner.law("min_greatest", R, tau / eps, Abs(MOVED) / scale)
        inner.combine("here", le(Abs(MOVED), THEOREM.bound), {least: scale, "definition_longest": -scale})
    with proof.fix("squares", k, i) as inner:
        inner.use("positive_step", {})
        same = inner.law("abs_square", Abs(MOVED).args[0])
        inner.combine(
            "here",
            le(MOVED**2, step_size(k + 1) ** 2 * longest**2),
            {"step_bound": step_size(k + 1) * longest + Abs(MOVED), same: -1},
        )


def _constants(proof: Proof) -> None:
    inside = MOMENT_RATIO**2
    for name, beta in (("beta1", beta1), ("beta2", beta2)):
        proof.combine(f"{name}_below", lt(0, 1 - beta), {lt(beta, 1): 1})
        proof.cite("lemmas.correction_positive", {Real("beta"): beta}, conclusion=1, name=f"{name}_corrected")
    proof.combine("below", lt(0, 1 - beta1**2 / beta2), {lt(beta1**2, beta2): 1 / beta2})
    proof.combine("inside", lt(0, inside), {}, inside)
    for number in (0, 1):
        proof.cite("lemmas.root_positive", {X: inside, Y: R}, conclusion=number)
    proof.combine("longest_positive", lt(0, longest), {"definition_longest": -1}, Min(R, tau / eps))
    proof.combine("longest_nonnegative", le(0, longest), {"longest_positive": 1})


def _ratio(proof: Proof) -> None:
    """(m^)^2 <= R^2 v^ in every coordinate."""
    values = {
        function(name, "natural"): Lambda(k, At(vector, i))
        for name, vector in (("m", m(k)), ("v", v(k)), ("g", gradient(x(k))))
    }
    with proof.fix("ratios", i) as outer:
        for name in ("first_moment_start", "second_moment_start"):
            outer.use(name, {})
        for name in ("first_moment", "second_moment"):
            with outer.fix(f"{name}_here", k) as inner:
                inner.use(name, {})
        ratio = outer.cite("lemmas.moment_ratio_limit", values, why="|m^| <= R sqrt(v^)")
        positive = outer.cite("lemmas.moment_square", values, conclusion=1)
        with outer.fix("ratio_here", k) as inner:
            square, size = At(v(k + 1), i) / CORRECTED_SQUARES, At(m(k + 1), i)
            inner.use("beta1_corrected", {})
            inner.use("beta2_corrected", {})
            inner.combine("square_nonnegative", le(0, square), {positive: 1 / CORRECTED_SQUARES})
            inner.define(second, sqrt(square))
            second_squared = inner.cite("lemmas.root_squared", {X: square, Y: second})
            inner.cite("lemmas.root_squared", {X: square, Y: second}, conclusion=1)
            absolute = inner.law("abs_square", size)
            total = R * second + Abs(size) / CORRECTED
            inner.combine(
                "here",
                le(size**2 / CORRECTED**2, R**2 * square),
                {
                    ratio: total,
                    "definition_second": -R * total,
                    second_squared: R**2,
                    absolute: -1 / CORRECTED**2,
                },
            )
    with proof.fix("ratio", k, i) as inner:
        inner.use(inner.use("ratios", {}), {})


def _used(proof: Proof) -> None:
    """The second moment in the denominator is nonnegative."""
    with proof.induction(k, {"moments": ForAll((i,), le(0, At(v(k), i)))}) as (base, step):
        with base.fix("start", i) as inner:
            inner.combine("here", le(0, At(v(0), i)), {"second_moment_start": -1})
        with step.fix("next", i) as inner:
            new = (1 - beta2) * At(gradient(x(k)), i) ** 2
            inner.combine("here", le(0, At(v(k + 1), i)), {"second_moment": -1, "moments": beta2}, new)
    with proof.fix("used_nonnegative", k, i) as inner:
        inner.use("beta2_corrected", {})
        square = inner.use(inner.use("moments", {k: k + 1}), {})
        inner.combine("here", le(0, At(w(k + 1), i)), {"used_moment_above": 1, square: 1 / CORRECTED_SQUARES})


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import clipped_runs, smooth_problems

    return TrajectoryCheck(THEOREM, lambda draw: draw(clipped_runs(smooth_problems(), powers=(0, 1))))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
