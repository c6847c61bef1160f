"""The tangent of the logarithm at 1 lies above it."""

from sympy import log

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

x = Real("x")

THEOREM = Theorem(
    id="lemmas.log_bound",
    title="log x <= x - 1",
    kind="lemma",
    source="elementary; used in theory notes, section 2",
    assumptions=(lt(0, x),),
    quantity=log(x),
    bound=x - 1,
    tight=True,
)


def derive(proof: Proof) -> None:
    tangent = proof.law("exp_bound", log(x))
    inverse = proof.law("exp_log", x)
    proof.combine(
        "log_bound",
        le(THEOREM.quantity, THEOREM.bound),
        {tangent: 1, inverse: 1},
        why="1 + u <= exp u at u = log x",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
