"""The exponential is monotone."""

from sympy import exp

from amgt_theory.derivation import Proof
from amgt_theory.language import le
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")

THEOREM = Theorem(
    id="lemmas.exp_monotone",
    title="the exponential is monotone",
    kind="lemma",
    source="elementary; used in theory notes, section 2",
    assumptions=(le(x, y),),
    quantity=exp(x),
    bound=exp(y),
    tight=True,
)


def derive(proof: Proof) -> None:
    split = proof.law("exp_add", x, y - x)
    tangent = proof.law("exp_bound", y - x, why="the exponential lies above its tangent at 0")
    proof.combine(
        "exp_monotone",
        le(THEOREM.quantity, THEOREM.bound),
        {split: -1, tangent: exp(x), "assumption_1": exp(x)},
        why="and exp y = exp(x) exp(y - x)",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
