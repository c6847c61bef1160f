"""A smooth function bounded below has a small gradient where its gap is small (theory notes, section 2)."""

from sympy import Lambda

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, DESCENT_LEMMA
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import At, L, f, f_star, gap0, gradient, i, square, y, z
from amgt_theory.theorem import Theorem

THEOREM = Theorem(
    id="lemmas.gradient_gap",
    title="smooth and bounded below: the squared gradient is at most 2 L gap",
    kind="lemma",
    source="theory notes, section 2; Nesterov (2018), theorem 2.1.5",
    setting=(*DESCENT_LEMMA, *BOUNDED_BELOW, ("gap", eq(gap0, f(y) - f_star))),
    assumptions=(lt(0, L),),
    quantity=square(gradient(y)),
    bound=2 * L * gap0,
    tight=True,
)


def derive(proof: Proof) -> None:
    gradient_step = Lambda(i, y[i] - At(gradient(y), i) / L)
    descent = proof.use("descent_lemma", {z: gradient_step}, why="the descent lemma at the gradient step y - g/L")
    floor = proof.use("bounded_below", {y: gradient_step}, why="which cannot go below the minimum value")
    proof.combine(
        "gradient_gap",
        le(THEOREM.quantity, THEOREM.bound),
        {descent: 2 * L, floor: None, "gap": None},
        why="together",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
