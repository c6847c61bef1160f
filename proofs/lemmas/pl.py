"""Strong convexity gives the PL inequality (theory notes, section 2)."""

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import MINIMIZER, STRONGLY_CONVEX
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import At, f, f_star, gap0, gradient, i, mu, square, x_star, y, z
from amgt_theory.theorem import Theorem

THEOREM = Theorem(
    id="lemmas.pl",
    title="strong convexity gives the PL inequality",
    kind="lemma",
    source="theory notes, section 2; Karimi, Nutini and Schmidt (2016), appendix A",
    setting=(*STRONGLY_CONVEX, *MINIMIZER[:1], ("gap", eq(gap0, f(y) - f_star))),
    assumptions=(lt(0, mu),),
    quantity=square(gradient(y)),
    bound=2 * mu * gap0,
    direction="lower",
    tight=True,
)


def derive(proof: Proof) -> None:
    lower_bound = proof.use("strong_convexity", {z: x_star}, why="strong convexity at y, compared with the minimizer")
    step = mu * (x_star[i] - y[i])
    completed = proof.summed(
        "completed_square",
        le(0, (At(gradient(y), i) + step) ** 2),
        {},
        (At(gradient(y), i) + step) ** 2,
        why="the right side is smallest over all points where this square vanishes",
    )
    proof.combine(
        "pl",
        le(THEOREM.bound, THEOREM.quantity),
        {completed: None, lower_bound: None, "attained": None, "gap": None},
        why="the PL inequality",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
