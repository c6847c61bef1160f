"""What bias correction divides by: 1 - beta^(k+1) is at least 1 - beta > 0 (theory notes, section 1)."""

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import Real, k
from amgt_theory.theorem import Theorem

beta = Real("beta")

THEOREM = Theorem(
    id="lemmas.correction_positive",
    title="bias correction divides by 1 - beta^(k+1), which is at least 1 - beta",
    kind="lemma",
    source="theory notes, section 1, the gain sandwich",
    assumptions=(le(0, beta), lt(beta, 1)),
    over=(k,),
    quantity=1 - beta ** (k + 1),
    bound=1 - beta,
    direction="lower",
    also=(ForAll((k,), lt(0, 1 - beta ** (k + 1))), ForAll((k,), le(beta**k, 1))),
    tight=True,
)


def derive(proof: Proof) -> None:
    with proof.induction(k, {"power": le(beta**k, 1)}, why="powers of beta are at most 1") as (_, step):
        step.combine("next", le(beta ** (k + 1), 1), {"power": beta, lt(beta, 1): 1})
    with proof.fix("correction", k, why="so beta^(k+1) is at most beta") as inner:
        inner.combine("here", le(1 - beta, 1 - beta ** (k + 1)), {"power": beta})
    with proof.fix("positive", k) as inner:
        inner.combine("here", lt(0, 1 - beta ** (k + 1)), {"correction": 1, lt(beta, 1): 1})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
