"""AMGT with a harmonic step in a box: the gains are of the form that the rates ask for (theory notes, section 5)."""

from sympy import Lambda, Min, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import CONVEX, SMOOTH, SOLUTION_IN_BOX, START_IN_BOX
from amgt_theory.iteration_laws import AMGT_IN_BOX, HARMONIC, HYPERPARAMETERS, amgt, gains, step_size
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    G, H, L, Real, alpha, beta1, eps, f, f_star, function, gap0, gradient, i, k, k0, r, square, tau, x, x_star,
)  # fmt: skip
from amgt_theory.theorem import Theorem

slope0, slope_star, V0 = Real("slope0"), Real("slope_star"), Real("V0")
STEP_CONDITION = le(2 * L * alpha, eps * (1 - beta1) ** 2 * (k0 + 1))
GAIN = gains(HARMONIC)(k + 1)(i)

THEOREM = Theorem(
    id="constrained.harmonic_gains",
    title="AMGT with a harmonic step in a box: gains between r H/(k+k0) and H/(k+k0)",
    kind="lemma",
    claim="C9",
    source="theory notes, section 5, constrained.box",
    setting=(
        *SMOOTH,
        *CONVEX,
        *amgt(HARMONIC, AMGT_IN_BOX),
        *START_IN_BOX,
        *SOLUTION_IN_BOX,
        ("gap", eq(gap0, f(x(0)) - f_star)),
        ("slope", eq(slope0, square(gradient(x(0))))),
        ("slope_at_optimum", le(square(gradient(x_star)), slope_star**2)),
    ),
    assumptions=(
        lt(0, L),
        lt(0, alpha),
        *HYPERPARAMETERS,
        le(0, k0),
        lt(0, gap0),
        le(0, slope_star),
        STEP_CONDITION,
    ),
    where=(
        (V0, gap0 + alpha * beta1**2 * slope0 / (eps * (1 - beta1) ** 2 * (k0 + 1))),
        (G, slope_star + sqrt(2 * L * V0)),
        (H, alpha / (eps * (1 - beta1))),
        (r, eps * (1 - beta1) * Min(1, tau / G) / (G + eps)),
    ),
    over=(k, i),
    quantity=GAIN,
    bound=r * H / (k + 1 + k0),
    direction="lower",
    also=(ForAll((k, i), le(GAIN, H / (k + 1 + k0))), lt(0, H), lt(0, r), le(r, 1), lt(0, G), lt(0, V0)),
)


def derive(proof: Proof) -> None:
    proof.combine(
        "step_condition", le(2 * L * HARMONIC(1), eps * (1 - beta1) ** 2), {STEP_CONDITION: 1}, multiplier=k0 + 1
    )
    for number, name in enumerate(("decreasing_step", "positive_step")):
        proof.cite("lemmas.harmonic_step", conclusion=number, name=name)
    for number, name in enumerate(("gradients", "G_positive", "V0_positive")):
        why = "" if number else "gradients are at most G"
        proof.cite("constrained.gradients_bounded", {step_size: HARMONIC}, conclusion=number, name=name, why=why)
    values = {function("g", "natural", result="vector"): Lambda(k, gradient(x(k)))}
    for number, name in enumerate(("gains_below", "gains_above", "H_positive", "r_positive", "r_below")):
        why = "" if number else "so the gains are between r H/(k+k0) and H/(k+k0)"
        proof.cite("momentum.harmonic_gains", values, conclusion=number, name=name, why=why)


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import constrained

    return TrajectoryCheck(THEOREM, lambda draw: constrained.amgt_in_a_box(draw, flat=True))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
