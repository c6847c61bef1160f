"""One step of AMGT with a soft threshold contracts V up to a multiple of d tau^2 (theory notes, section 4)."""

from sympy import Lambda, Max

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import PL, SMOOTH
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, L, Real, Vector, beta1, d, f, f_star, gradient, h_hi, h_lo, i, mu, square, tau, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

m, h, deviation, next_deviation = Vector("m"), Vector("h"), Vector("deviation"), Vector("next_deviation")
V, V_next, corrected = Real("V"), Real("V_next"), Real("corrected")
WEIGHT = 2 * h_hi / (1 - beta1)


def soft(number):
    return Max(number - tau, 0) - Max(-number - tau, 0)


UPDATE = corrected * soft(m[i] / corrected)

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
        ("gains_above", ForAll((i,), le(h[i], h_hi))),
        ("gains_below", ForAll((i,), le(h_lo, h[i]))),
        ("correction_positive", lt(0, corrected)),
        ("correction_below", le(corrected, 1)),
        ("step", ForAll((i,), eq(z[i], y[i] - h[i] * UPDATE))),
        ("deviation", ForAll((i,), eq(deviation[i], m[i] - At(gradient(y), i)))),
        ("next_deviation", ForAll((i,), eq(next_deviation[i], beta1 * (m[i] - At(gradient(z), i))))),
        ("lyapunov", eq(V, f(y) - f_star + WEIGHT * square(deviation))),
        ("next_lyapunov", eq(V_next, f(z) - f_star + WEIGHT * square(next_deviation))),
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
    proof.combine("h_hi_nonnegative", le(0, h_hi), {le(0, h_lo): 1, le(h_lo, h_hi): 1})
    error = UPDATE - m[i]
    with proof.fix("error_bound", i) as inner:
        moved = inner.cite("thresholding.soft_error", {Real("m"): m[i] / corrected})
        inner.combine(
            "error",
            le(error**2, tau**2),
            {moved: corrected**2, "correction_below": tau**2 * (1 + corrected)},
        )
    total = proof.total("total_error", "error_bound", why="the threshold is an error r with |r|^2 <= d tau^2")
    with proof.fix("step_with_error", i) as inner:
        inner.combine("step_here", eq(z[i], y[i] - h[i] * (m[i] + error)), {"step": 1})
    step = proof.cite(
        "thresholding.error_step", {Vector("error"): Lambda(i, error)}, why="one step whose update carries this error"
    )
    proof.combine("contraction", le(V_next, THEOREM.bound), {step: 1, total: h_hi}, why="together")


def check():
    from dataclasses import replace
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.optimizers import Soft
    from amgt_theory.strategies import drawing, pl_problems
    from amgt_theory.strategies.perturbed import amgt_step, amgt_steps, size_of_gradient

    def model(draw):  # a step of AMGT from any state
        step = draw(amgt_steps(pl_problems(), threshold=None))
        part = drawing.pick(draw, (Fraction(1), Fraction(1, 2), drawing.positive(draw)))
        size = part * size_of_gradient(step["f"], step["y"])
        return {**step, "method": replace(step["method"], threshold=Soft(size)), tau: size}

    return StepCheck(THEOREM, model, amgt_step)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
