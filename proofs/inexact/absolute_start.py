"""Where W = gap + b |m - g|^2 starts: a run begins with m = 0 (theory notes, section 4)."""

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, DESCENT_LEMMA
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import At, L, Real, Vector, beta1, f, f_star, gap0, gradient, h_hi, i, over_coordinates, y
from amgt_theory.theorem import Theorem

m = Vector("m")
W = Real("W")
WEIGHT = 2 * beta1 * h_hi / (1 - beta1)
SHORT = le(4 * beta1 * L * h_hi, beta1 * (1 - beta1))

THEOREM = Theorem(
    id="inexact.absolute_start",
    title="before the first step W is at most (1+beta1) gap",
    kind="lemma",
    claim="C3",
    source="theory notes, section 4, inexact.absolute",
    setting=(
        *DESCENT_LEMMA,
        *BOUNDED_BELOW,
        ("first_moment_start", ForAll((i,), eq(m[i], 0))),
        ("gap", eq(gap0, f(y) - f_star)),
        ("lyapunov", eq(W, gap0 + WEIGHT * over_coordinates((m[i] - At(gradient(y), i)) ** 2))),
    ),
    assumptions=(lt(0, L), le(0, beta1), lt(beta1, 1), le(0, h_hi), SHORT),
    quantity=W,
    bound=1 + beta1,
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
        "initial", eq((m[i] - g) ** 2, g**2), {"first_moment_start": None}, why="the first deviation is -g"
    )
    small = proof.cite("lemmas.gradient_gap", why="which is small where the gap is")
    proof.combine(
        "start",
        le(W, (1 + beta1) * gap0),
        {"lyapunov": None, initial: WEIGHT, small: WEIGHT, SHORT: gap0 / (1 - beta1)},
        signs=[gap],
        why="so W is at most (1+beta1) gap",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
