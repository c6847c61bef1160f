"""One step of AMGT with a hard threshold contracts V up to a multiple of d tau^2 (theory notes, section 4)."""

from sympy import Abs

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import PL, SMOOTH
from amgt_theory.iteration_laws import one_step
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import L, Real, Vector, beta1, d, h_hi, h_lo, i, mu, tau
from amgt_theory.theorem import Theorem

m, kept = Vector("m"), Vector("kept")
V, V_next, corrected = Real("V"), Real("V_next"), Real("corrected")
MOMENT = m[i] / corrected

THEOREM = Theorem(
    id="thresholding.neighbourhood_hard",
    title="a hard threshold contracts up to a neighbourhood that grows with the dimension",
    kind="theorem",
    claim="C10 C12",
    verdict="corrects",
    source="theory notes, section 4, thresholding.neighbourhood",
    setting=(
        *SMOOTH,
        *PL,
        ("correction_positive", lt(0, corrected)),
        ("correction_below", le(corrected, 1)),
        ("all_or_nothing", ForAll((i,), eq(kept[i] * (kept[i] - MOMENT), 0))),
        ("large", ForAll((i,), eq(kept[i], MOMENT), (lt(tau, Abs(MOMENT)),))),
        *one_step(corrected * kept[i], 2 * h_hi / (1 - beta1)),
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
    notes="kept is the thresholded corrected moment m/(1 - beta1^k); at tau in magnitude it may be kept or not. "
    "corrected = 1 - beta1^k, or 1 without bias correction. The step condition L h_hi <= (1-beta1)/2 is weaker than "
    "the notes' (1-beta1)/4.",
)


def derive(proof: Proof) -> None:
    with proof.fix("threshold", i, why="no coordinate changes by more than tau") as inner:
        inner.use("all_or_nothing", {})
        with inner.fix("large_here", assume={"size": lt(tau, Abs(MOMENT))}) as case:
            case.use("large", {})
        inner.cite("thresholding.hard_error", {Real("m"): MOMENT, Real("kept"): kept[i]})
    proof.cite("thresholding.neighbourhood", why="one step with such a threshold")


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.optimizers import Hard
    from amgt_theory.strategies.perturbed import thresholded_step, thresholded_steps

    return StepCheck(THEOREM, lambda draw: draw(thresholded_steps(Hard)), thresholded_step)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
