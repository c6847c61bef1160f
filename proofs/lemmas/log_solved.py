"""A bound on a logarithm is a bound on its argument."""

from sympy import exp, log

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

x, y, b = Real("x"), Real("y"), Real("b")

THEOREM = Theorem(
    id="lemmas.log_solved",
    title="log(y/x) <= b gives y <= x e^b",
    kind="lemma",
    source="elementary; used in theory notes, section 8, complexity.iterations",
    assumptions=(lt(0, x), lt(0, y), le(log(y / x), b)),
    quantity=y,
    bound=x * exp(b),
    tight=True,
)


def derive(proof: Proof) -> None:
    monotone = proof.cite("lemmas.exp_monotone", {x: log(y / x), y: b}, why="the exponential keeps the order")
    inverse = proof.law("exp_log", y / x)
    proof.combine("log_solved", le(THEOREM.quantity, THEOREM.bound), {monotone: x, inverse: -x}, why="and undoes log")


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
