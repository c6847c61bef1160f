"""Bias correction is a gain in [1, 1/(1-beta1)] (theory notes, section 1)."""

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import Real, beta1, k
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
    corrected, values = 1 - beta1 ** (k + 1), {Real("beta"): beta1}
    proof.combine("left_positive", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.cite("lemmas.correction_positive", values, name="above", why="1 - beta1 <= 1 - beta1^(k+1) <= 1")
    proof.cite("lemmas.correction_positive", values, conclusion=1, name="positive")
    with proof.fix("upper", k, why="so the reciprocals lie the other way round") as inner:
        inner.use("positive", {})
        inner.combine("gain", le(THEOREM.quantity, THEOREM.bound), {"above": 1 / ((1 - beta1) * corrected)})
    with proof.fix("lower", k) as inner:
        inner.use("positive", {})
        inner.combine("gain", le(1, THEOREM.quantity), {}, beta1 ** (k + 1) / corrected)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
