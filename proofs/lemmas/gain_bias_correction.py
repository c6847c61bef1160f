"""Bias correction is a gain in [1, 1/(1-beta1)] (theory notes, section 1)."""

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import beta1, k
from amgt_theory.theorem import Theorem

THEOREM = Theorem(
    id="lemmas.gain_bias_correction",
    title="bias correction is a gain in [1, 1/(1-beta1)]",
    kind="lemma",
    source="theory notes, section 1, the gain sandwich",
    assumptions=(le(0, beta1), lt(beta1, 1)),
    over=(k,),
    quantity=1 / (1 - beta1 ** (k + 1)),
    bound=1 / (1 - beta1),
    also=(ForAll((k,), le(1, 1 / (1 - beta1 ** (k + 1)))),),
    tight=True,
)


def derive(proof: Proof) -> None:
    corrected = 1 - beta1 ** (k + 1)
    with proof.induction(k, {"power": le(beta1**k, 1)}, why="powers of beta1 are at most 1") as (_, step):
        step.combine("next", le(beta1 ** (k + 1), 1), {"power": beta1, lt(beta1, 1): 1})
    proof.combine("positive", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    for name, goal, weight in (
        ("upper", le(THEOREM.quantity, THEOREM.bound), {"power": beta1 / ((1 - beta1) * corrected)}),
        ("lower", le(1, THEOREM.quantity), {}),
    ):
        with proof.fix(name, k, why="so 1 - beta1 <= 1 - beta1^(k+1) <= 1" if name == "upper" else "") as inner:
            inner.combine("corrected_positive", lt(0, corrected), {"power": beta1, lt(beta1, 1): 1})
            inner.combine("gain", goal, weight, *([beta1 ** (k + 1) / corrected] if name == "lower" else []))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
