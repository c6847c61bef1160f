"""One step of AMGT with a soft threshold contracts V up to a multiple of d tau^2 (theory notes, section 4)."""

from sympy import Lambda, Max

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import PL, SMOOTH
from amgt_theory.iteration_laws import one_step
from amgt_theory.language import le, lt
from amgt_theory.symbols import L, Real, Vector, beta1, d, h_hi, h_lo, i, mu, tau
from amgt_theory.theorem import Theorem

m, V, V_next, corrected = Vector("m"), Real("V"), Real("V_next"), Real("corrected")
MOMENT = m[i] / corrected
SOFT = Max(MOMENT - tau, 0) - Max(-MOMENT - tau, 0)

THEOREM = Theorem(
    id="thresholding.neighbourhood_soft",
    title="a soft threshold contracts up to a neighbourhood that grows with the dimension",
    kind="theorem",
    claim="C10 C12",
    verdict="corrects",
    source="theory notes, section 4, thresholding.neighbourhood",
    setting=(
        *SMOOTH,
        *PL,
        ("correction_positive", lt(0, corrected)),
        ("correction_below", le(corrected, 1)),
        *one_step(corrected * SOFT, 2 * h_hi / (1 - beta1)),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        le(0, h_lo),
        le(h_lo, h_hi),
        le(0, tau),
        le(2 * L * h_hi, 1 - beta1),
    ),
    quantity=V_next,
    bound=(1 - mu * h_lo) * V + h_hi * d * tau**2,
    notes="The threshold acts on the corrected moment m/(1 - beta1^k); corrected = 1 - beta1^k, or 1 without bias "
    "correction. The step condition L h_hi <= (1-beta1)/2 is weaker than the notes' (1-beta1)/4.",
)


def derive(proof: Proof) -> None:
    with proof.fix("threshold", i, why="no coordinate changes by more than tau") as inner:
        inner.cite("thresholding.soft_error", {Real("m"): MOMENT})
    proof.cite("thresholding.neighbourhood", {Vector("kept"): Lambda(i, SOFT)}, why="one step with such a threshold")


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.optimizers import Soft
    from amgt_theory.strategies.perturbed import thresholded_step, thresholded_steps

    return StepCheck(THEOREM, lambda draw: draw(thresholded_steps(Soft)), thresholded_step)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
