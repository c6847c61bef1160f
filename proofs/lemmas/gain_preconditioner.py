"""The preconditioner is a gain in [1/(G+eps), 1/eps] (theory notes, section 1)."""

from sympy import sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import G, Real, eps
from amgt_theory.theorem import Theorem

v, x, y = (Real(name) for name in "vxy")

THEOREM = Theorem(
    id="lemmas.gain_preconditioner",
    title="the preconditioner is a gain in [1/(G+eps), 1/eps]",
    kind="lemma",
    source="theory notes, section 1, the gain sandwich",
    assumptions=(lt(0, eps), le(0, G), le(0, v), le(v, G**2)),
    quantity=1 / (sqrt(v) + eps),
    bound=1 / (G + eps),
    direction="lower",
    also=(le(1 / (sqrt(v) + eps), 1 / eps),),
    tight=True,
)


def derive(proof: Proof) -> None:
    root = proof.cite("lemmas.sqrt_bound", {x: v, y: G}, why="sqrt v <= G")
    proof.combine(
        "lower",
        le(THEOREM.bound, THEOREM.quantity),
        {root: 1 / ((sqrt(v) + eps) * (G + eps))},
        why="which bounds the denominator from above",
    )
    proof.combine("upper", le(THEOREM.quantity, 1 / eps), {}, sqrt(v) / (eps * (sqrt(v) + eps)), why="and v >= 0 below")


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
