"""Where V = gap + a |d|^2 starts: a run begins with m = 0 (theory notes, section 4, thresholding.neighbourhood)."""

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, DESCENT_LEMMA
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, L, Real, Vector, beta1, f, f_star, gap0, gradient, h_hi, i, over_coordinates, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

m = Vector("m")
V = Real("V")
WEIGHT = 2 * h_hi / (1 - beta1) * beta1**2
SHORT = le(2 * L * h_hi, 1 - beta1)

THEOREM = Theorem(
    id="thresholding.start",
    title="before the first step V is at most (1+2 beta1^2) gap",
    kind="lemma",
    claim="C12",
    source="theory notes, section 4, thresholding.neighbourhood",
    setting=(
        *DESCENT_LEMMA,
        *BOUNDED_BELOW,
        ("first_moment_start", ForAll((i,), eq(m[i], 0))),
        ("gap", eq(gap0, f(y) - f_star)),
        ("lyapunov", eq(V, gap0 + WEIGHT * over_coordinates((m[i] - At(gradient(y), i)) ** 2))),
    ),
    assumptions=(lt(0, L), le(0, beta1), lt(beta1, 1), le(0, h_hi), SHORT),
    quantity=V,
    bound=1 + 2 * beta1**2,
    per=gap0,
    tight=True,
    notes="Attained by f = L x^2/2 with the longest step.",
)


def derive(proof: Proof) -> None:
    g = At(gradient(y), i)
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    floor = proof.use("bounded_below", {})
    gap = proof.combine("gap_nonnegative", le(0, gap0), {floor: 1, "gap": -1})
    initial = proof.summed(
        "initial", eq((m[i] - g) ** 2, g**2), {"first_moment_start": None}, why="the first deviation is -beta1 g"
    )
    small = proof.cite("lemmas.gradient_gap", why="which is small where the gap is")
    proof.combine(
        "start",
        le(V, (1 + 2 * beta1**2) * gap0),
        {"lyapunov": None, initial: WEIGHT, small: WEIGHT, SHORT: 2 * beta1**2 / (1 - beta1) * gap0},
        signs=[gap],
        why="so V is at most (1+2 beta1^2) gap",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
