"""Gradients of a constrained run are bounded by the one at the solution and the gap (theory notes, section 5).

With the Lyapunov function below its start this gives the bound G, and with it the lowest gains of AMGT in a box.
"""

from sympy import Lambda, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import CONVEX, DESCENT_LEMMA
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import (
    At, G, L, Real, Vector, a, f, f_star, gradient, i, over_coordinates, square, x_star, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

level, slope_star, root = Real("level"), Real("slope_star"), Real("root")
DIFFERENCE = At(gradient(y), i) - At(gradient(x_star), i)

THEOREM = Theorem(
    id="constrained.gradient_bound",
    title="in a constrained run |g| is at most |grad f(x*)| + sqrt(2 L gap)",
    kind="lemma",
    claim="C9",
    source="theory notes, section 5, constrained.box",
    setting=(
        *DESCENT_LEMMA,
        *CONVEX,
        ("attained", eq(f(x_star), f_star)),
        ("stationary", le(0, over_coordinates(At(gradient(x_star), i) * (y[i] - x_star[i])))),
        ("slope_at_optimum", le(square(gradient(x_star)), slope_star**2)),
        ("gap_bounded", le(f(y) - f_star, level)),
    ),
    assumptions=(lt(0, L), le(0, slope_star), lt(0, level)),
    where=((G, slope_star + sqrt(2 * L * level)),),
    quantity=square(gradient(y)),
    bound=G**2,
    also=(le(over_coordinates(DIFFERENCE**2), 2 * L * (f(y) - f_star)),),
    tight=True,
    notes="y is a point of the set; stationary is the first-order condition of the minimizer x_star. level may be the "
    "start of the Lyapunov function.",
)


def derive(proof: Proof) -> None:
    g, g_star = At(gradient(y), i), At(gradient(x_star), i)
    back = Lambda(i, y[i] - DIFFERENCE / L)
    descent = proof.use("descent_lemma", {z: back}, why="the descent lemma at y - (g - g*)/L")
    floor = proof.use("convexity", {y: x_star, z: back}, why="where f is above its tangent at the solution")
    spread = proof.combine(
        "spread",
        THEOREM.also[0],
        {descent: 2 * L, floor: 2 * L, "stationary": 2 * L, "attained": -2 * L},
        why="so the gradients differ by sqrt(2 L gap) at most",
    )
    proof.define(root, sqrt(2 * L * level))
    proof.combine("argument", lt(0, L * level), {}, L * level)
    squared = proof.cite("lemmas.root_double", {G: root, a: L * level})
    proof.cite("lemmas.root_double", {G: root, a: L * level}, conclusion=1)
    proof.combine("far", le(over_coordinates(DIFFERENCE**2), root**2), {spread: 1, "gap_bounded": 2 * L, squared: -1})
    with proof.fix("sum_of_both", i) as inner:
        inner.combine("here", eq(g, g_star + DIFFERENCE), {})
    both = proof.cite(
        "lemmas.norm_sum",
        {
            Vector("total"): gradient(y),
            y: gradient(x_star),
            z: Lambda(i, DIFFERENCE),
            Real("first"): slope_star,
            Real("second"): root,
        },
        why="the triangle inequality",
    )
    proof.combine(
        "gradient_bound",
        le(THEOREM.quantity, THEOREM.bound),
        {both: 1, "definition_G": -(G + slope_star + root), "definition_root": G + slope_star + root},
    )


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import constrained, drawing

    def model(draw):
        problem, point, _ = constrained.half_space(draw)
        more = drawing.positive(draw)
        slope = constrained.slope_of(problem) or drawing.pick(draw, (0, more))
        return {f: problem, y: point, slope_star: slope, "more": more}

    def compute(values, ar):
        return {level: values["f"].bind(ar).gap(ar.vector(values["y"])) + ar.number(values["more"])}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
