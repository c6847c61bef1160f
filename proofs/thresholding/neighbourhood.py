"""A threshold that moves no coordinate by more than tau: V contracts up to a multiple of d tau^2.

Theory notes, section 4. The common part of thresholding.neighbourhood_soft and thresholding.neighbourhood_hard.
"""

from sympy import Lambda

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import PL, SMOOTH
from amgt_theory.iteration_laws import one_step
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import L, Real, Vector, beta1, d, h_hi, h_lo, i, mu, tau, y, z
from amgt_theory.theorem import Theorem

m, h, kept = Vector("m"), Vector("h"), Vector("kept")
V, V_next, corrected = Real("V"), Real("V_next"), Real("corrected")
MOMENT = m[i] / corrected

THEOREM = Theorem(
    id="thresholding.neighbourhood",
    title="a threshold that changes no coordinate by more than tau contracts up to a multiple of d tau^2",
    kind="lemma",
    claim="C12",
    source="theory notes, section 4, thresholding.neighbourhood",
    setting=(
        *SMOOTH,
        *PL,
        ("correction_positive", lt(0, corrected)),
        ("correction_below", le(corrected, 1)),
        ("threshold", ForAll((i,), le((kept[i] - MOMENT) ** 2, tau**2))),
        *one_step(corrected * kept[i], 2 * h_hi / (1 - beta1)),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        le(0, h_lo),
        le(h_lo, h_hi),
        le(2 * L * h_hi, 1 - beta1),
    ),
    quantity=V_next,
    bound=(1 - mu * h_lo) * V + h_hi * d * tau**2,
    notes="kept is the thresholded corrected moment m/(1 - beta1^k); corrected = 1 - beta1^k, or 1 without bias "
    "correction. The step condition L h_hi <= (1-beta1)/2 is weaker than the notes' (1-beta1)/4.",
)


def derive(proof: Proof) -> None:
    proof.combine("h_hi_nonnegative", le(0, h_hi), {le(0, h_lo): 1, le(h_lo, h_hi): 1})
    error = corrected * kept[i] - m[i]
    total = proof.summed(
        "total_error",
        le(error**2, tau**2),
        {"threshold": corrected**2, "correction_below": tau**2 * (1 + corrected)},
        why="the threshold is an error r with |r|^2 <= d tau^2",
    )
    with proof.fix("step_with_error", i) as inner:
        inner.combine("here", eq(z[i], y[i] - h[i] * (m[i] + error)), {"step": 1})
    step = proof.cite(
        "thresholding.error_step", {Vector("error"): Lambda(i, error)}, why="one step whose update carries this error"
    )
    proof.combine("contraction", le(V_next, THEOREM.bound), {step: 1, total: h_hi}, why="together")


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.optimizers import Hard, Soft
    from amgt_theory.strategies import drawing
    from amgt_theory.strategies.perturbed import thresholded_step, thresholded_steps

    def model(draw):
        return draw(thresholded_steps(drawing.pick(draw, (Soft, Hard))))

    return StepCheck(THEOREM, model, thresholded_step)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
