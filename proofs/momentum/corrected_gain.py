"""The lower end of AMGT's gains with the bias correction in it, against the other ends (theory notes, section 1)."""

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import POSITIVE_STEP, corrected_lowest_gain, highest_gain, lowest_gain, step_size
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import G, Real, beta1, eps, k, tau
from amgt_theory.theorem import Theorem

LOWEST, HIGHEST = corrected_lowest_gain(k + 1, G), highest_gain(k + 1)

THEOREM = Theorem(
    id="momentum.corrected_gain",
    title="h_lo with the bias correction in it is at most h_hi and at least h_lo without",
    kind="lemma",
    source="theory notes, section 1, the gain sandwich",
    setting=POSITIVE_STEP,
    assumptions=(le(0, beta1), lt(beta1, 1), lt(0, eps), lt(0, tau), lt(0, G)),
    over=(k,),
    quantity=LOWEST,
    bound=HIGHEST,
    also=(ForAll((k,), le(lowest_gain(k + 1, G), LOWEST)),),
)


def derive(proof: Proof) -> None:
    corrected, smallest = 1 - beta1 ** (k + 1), lowest_gain(k + 1, G)
    proof.cite("lemmas.correction_positive", {Real("beta"): beta1}, conclusion=1, name="corrected")
    proof.combine("denominator_positive", lt(0, G + eps), {lt(0, G): 1, lt(0, eps): 1})
    thresholded = proof.law("min_left", 1, tau / G)
    wider = proof.combine("wider", le(1 / (G + eps), 1 / eps), {}, G, multiplier=(G + eps) * eps)
    with proof.fix("ordered", k) as inner:
        inner.use("positive_step", {})
        inner.use("corrected", {})
        size = step_size(k + 1) / corrected
        inner.combine("here", le(LOWEST, HIGHEST), {thresholded: size / (G + eps), wider: size})
    with proof.fix("corrected_larger", k) as inner:
        inner.use("positive_step", {})
        inner.use("corrected", {})
        larger = inner.combine("larger", le(1, 1 / corrected), {}, beta1 ** (k + 1), multiplier=corrected)
        inner.combine("here", le(smallest, LOWEST), {larger: smallest})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
