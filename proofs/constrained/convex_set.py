"""AMGT on any closed convex set keeps its polynomial rate when the gain is scalar (theory notes, section 5).

The set is known by a function that is at most 0 on it, and the projection by its inequality.
"""

from sympy import Lambda

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import SMOOTH, STRONGLY_CONVEX
from amgt_theory.iteration_laws import FIRST_MOMENT
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, H, L, Real, beta1, c, f, f_star, function, gap0, gradient, i, k, k0, m, mu, over_coordinates, r, square, x,
    x_star, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

h, gain = function("h", "natural", result="vector"), function("gain", "natural")
member = function("member", "vector")
slope0, start = Real("slope0"), Real("start")
LARGEST, SMALLEST = Lambda(k, H / (k + k0)), Lambda(k, r * H / (k + k0))
STEP_CONDITION = le(2 * L * H, (1 - beta1) * (k0 + 1))


def projected(point):
    """The projection at step k + 1, seen from ``point``."""
    moved = At(x(k), i) - gain(k + 1) * At(m(k + 1), i)
    return le(over_coordinates((moved - At(x(k + 1), i)) * (At(point, i) - At(x(k + 1), i))), 0)


THEOREM = Theorem(
    id="constrained.convex_set",
    title="on any closed convex set a scalar gain keeps the polynomial rate",
    kind="theorem",
    claim="C9",
    verdict="corrects",
    source="theory notes, section 5, constrained.convex_set",
    setting=(
        *SMOOTH,
        *STRONGLY_CONVEX,
        *FIRST_MOMENT,
        ("gains_above", ForAll((k,), le(gain(k + 1), LARGEST(k + 1)))),
        ("gains_below", ForAll((k,), le(SMALLEST(k + 1), gain(k + 1)))),
        ("projection", ForAll((k, y), projected(y), (le(member(y), 0),))),
        ("iterates_inside", ForAll((k,), le(member(x(k)), 0))),
        ("optimum_inside", le(member(x_star), 0)),
        ("attained", eq(f(x_star), f_star)),
        ("optimal", ForAll((y,), le(f_star, f(y)), (le(member(y), 0),))),
        ("gap", eq(gap0, f(x(0)) - f_star)),
        ("slope", eq(slope0, square(gradient(x(0))))),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        le(0, k0),
        lt(0, H),
        lt(0, r),
        le(r, 1),
        STEP_CONDITION,
    ),
    where=((c, mu * r * H), (start, gap0 + H * beta1**2 * slope0 / ((k0 + 1) * (1 - beta1)))),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=start * ((k0 + 1) / (k + k0 + 1)) ** c,
    notes="The set is {y : member(y) <= 0}; of the projection only its inequality is used. A scalar gain: norm clip, "
    "bias correction and any step, but no clip of single coordinates and no diagonal preconditioner, for which "
    "see refute.euclidean_projection. slope0 is the squared gradient at the start.",
)


def derive(proof: Proof) -> None:
    with proof.fix("positive_gain", k) as inner:
        inner.combine("here", lt(0, gain(k + 1)), {"gains_below": 1}, SMALLEST(k + 1))
    with proof.fix("optimal_here", k) as inner:
        inner.use("iterates_inside", {})
        inner.use("optimal", {y: x(k)})
    for name, point in (("projected", x(k)), ("projected_optimum", x_star)):
        with proof.fix(name, k, why="a scalar gain can be taken out of the inequality of the projection") as inner:
            inner.use("positive_gain", {})
            inner.use("iterates_inside", {})
            seen = inner.use("projection", {y: point})
            step = At(m(k + 1), i) + (At(x(k + 1), i) - At(x(k), i)) / gain(k + 1)
            goal = le(0, over_coordinates(step * (At(point, i) - At(x(k + 1), i))))
            inner.combine("there", goal, {seen: 1}, multiplier=gain(k + 1))
    for name in ("gains_above", "gains_below"):
        with proof.fix(f"{name}_everywhere", k, i) as inner:
            inner.use(name, {})
    proof.cite("constrained.rate", {h: Lambda(k, Lambda(i, gain(k)))}, why="so the rate is that of a projected run")


def check():
    from dataclasses import replace

    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.language import free
    from amgt_theory.strategies import constrained, harmonic_bounds_of

    def compute(values, ar):
        largest, ratio = harmonic_bounds_of(values, ar)
        return {H: largest, r: ratio}

    without_set = tuple((label, one) for label, one in THEOREM.setting if member not in free(one))  # true of the runs
    tested = replace(THEOREM, setting=without_set)
    return TrajectoryCheck(tested, constrained.in_a_set, compute, along={gain: lambda run: lambda k: run.h(k)[0]})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
