"""With a harmonic step the gains of AMGT are between r H/(k+k0) and H/(k+k0), where gradients are at most G.

Theory notes, sections 1 and 3: the form of gains that rates for particular gains ask for.
"""

from sympy import Min

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import HYPERPARAMETERS, HARMONIC, MOMENTS, amgt, gains, step_size, with_gradients
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import G, H, alpha, beta1, eps, function, i, k, k0, r, square, tau
from amgt_theory.theorem import Theorem

g = function("g", "natural", result="vector")
GAIN = gains(HARMONIC)(k + 1)(i)
LARGEST, RATIO = alpha / (eps * (1 - beta1)), eps * (1 - beta1) * Min(1, tau / G) / (G + eps)

THEOREM = Theorem(
    id="momentum.harmonic_gains",
    title="with a harmonic step gains are between r H/(k+k0) and H/(k+k0)",
    kind="lemma",
    source="theory notes, section 1, the gain sandwich; section 3, strongly_convex.sharp_exponent",
    setting=(*amgt(HARMONIC, with_gradients(MOMENTS, g)), ("gradients", ForAll((k,), le(square(g(k)), G**2)))),
    assumptions=(
        lt(0, alpha),
        *HYPERPARAMETERS,
        le(0, k0),
        lt(0, G),
    ),
    where=((H, LARGEST), (r, RATIO)),
    over=(k, i),
    quantity=GAIN,
    bound=r * H / (k + 1 + k0),
    direction="lower",
    also=(
        ForAll((k, i), le(GAIN, H / (k + 1 + k0))),
        lt(0, H),
        lt(0, r),
        le(r, 1),
        eq(r * H, alpha * Min(1, tau / G) / (G + eps)),
    ),
    notes="The upper end does not use G. Bias correction on.",
)


def derive(proof: Proof) -> None:
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    for number, name in enumerate(("decreasing_step", "positive_step")):
        proof.cite("lemmas.harmonic_step", conclusion=number, name=name)
    values = {step_size: HARMONIC}
    proof.cite("momentum.gain_sandwich", values, name="below")
    proof.cite("momentum.gain_sandwich", values, conclusion=1, name="above")
    proof.cite("momentum.highest_gain", values, conclusion=2, name="without_correction")
    _constants(proof)
    scale = 1 / (k + 1 + k0)
    with proof.fix("gains_below", k, i, why="so the gains are above r H/(k+k0)") as inner:
        inner.combine("here", le(r * H * scale, GAIN), {"below": 1, "product": scale})
    with proof.fix("gains_above", k, i, why="and below H/(k+k0)") as inner:
        inner.combine("here", le(GAIN, H * scale), {"above": 1, "without_correction": 1, "definition_H": -scale})


def _constants(proof: Proof) -> None:
    proof.combine("denominator_positive", lt(0, G + eps), {lt(0, G): 1, lt(0, eps): 1})
    proof.combine("H_positive", lt(0, H), {"definition_H": -1}, LARGEST)
    proof.combine("r_positive", lt(0, r), {"definition_r": -1}, RATIO)
    thresholded = proof.law("min_left", 1, tau / G)
    wider = proof.combine("wider", le(eps / (G + eps), 1), {}, G, multiplier=G + eps)
    weights = {"definition_r": 1, thresholded: eps * (1 - beta1) / (G + eps), wider: 1 - beta1}
    proof.combine("r_below", le(r, 1), weights, beta1)
    product = alpha * Min(1, tau / G) / (G + eps)
    proof.combine("product", eq(r * H, product), {"definition_H": r, "definition_r": LARGEST})


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.iteration_laws import t, w
    from amgt_theory.strategies import given_gradients, largest_norm, runs_on_gradients

    def compute(values, ar):  # the real moments and gains, and the least G that the hypothesis allows
        run = given_gradients(values, ar)
        return {w: run.w, t: run.t, G: largest_norm(values["g"], ar)}

    return StepCheck(THEOREM, lambda draw: runs_on_gradients(draw, p=1), compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
