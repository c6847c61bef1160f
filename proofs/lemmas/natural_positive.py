"""A positive natural number is at least 1."""

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import Real, k, n
from amgt_theory.theorem import Theorem

zero = Real("zero")

THEOREM = Theorem(
    id="lemmas.natural_positive",
    title="a positive natural number is at least 1",
    kind="lemma",
    source="elementary",
    assumptions=(lt(0, n),),
    quantity=n,
    bound=1,
    direction="lower",
    tight=True,
)


def derive(proof: Proof) -> None:
    claim = ForAll((), le(1, k), (lt(0, k),))
    with proof.induction(k, {"at_least_one": claim}, why="0 is not positive, and k + 1 >= 1") as (base, step):
        with base.fix("start", assume={"absurd": lt(0, 0)}) as inner:
            inner.define(zero, 0)
            inner.combine("positive", lt(0, zero), {"absurd": 1, "definition_zero": -1})
            inner.combine("there", le(1, 0), {"definition_zero": 1}, multiplier=zero)
        with step.fix("next", assume={"positive": lt(0, k + 1)}) as inner:
            inner.combine("there", le(1, k + 1), {}, k)
    proof.use(proof.use("at_least_one", {k: n}), {})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
