"""A strongly convex function grows at least quadratically around its minimizer (theory notes, section 2)."""

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import MINIMIZER, STRONGLY_CONVEX
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import At, f, f_star, gap0, gradient, i, mu, over_coordinates, x_star, y, z
from amgt_theory.theorem import Theorem

THEOREM = Theorem(
    id="lemmas.quadratic_growth",
    title="strong convexity bounds the distance to the minimizer by the gap",
    kind="lemma",
    source="theory notes, section 2; Nesterov (2018), theorem 2.1.8",
    setting=(*STRONGLY_CONVEX, *MINIMIZER, ("gap", eq(gap0, f(y) - f_star))),
    assumptions=(lt(0, mu),),
    quantity=over_coordinates((y[i] - x_star[i]) ** 2),
    bound=2 * gap0 / mu,
    tight=True,
)


def derive(proof: Proof) -> None:
    growth = proof.use("strong_convexity", {y: x_star, z: y}, why="strong convexity at the minimizer")
    flat = proof.summed(
        "flat",
        eq(At(gradient(x_star), i) * (y[i] - x_star[i]), 0),
        {"stationary": y[i] - x_star[i]},
        why="where the gradient vanishes",
    )
    proof.combine(
        "quadratic_growth",
        le(THEOREM.quantity, THEOREM.bound),
        {growth: 2 / mu, flat: None, "attained": None, "gap": None},
        why="the quadratic lower bound",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
