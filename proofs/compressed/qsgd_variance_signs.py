"""QSGD with one level, s = 1: its variance in closed form (theory notes, section 4)."""

from sympy import Abs, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, Vector, d, i, over_coordinates, square
from amgt_theory.theorem import Theorem

g, chance = Vector("g"), Vector("chance")
norm = Real("norm")
SIZE = Abs(g[i])
VARIANCE = (1 - chance[i]) * SIZE**2 + chance[i] * (norm - SIZE) ** 2
TOTAL, ONE_NORM = over_coordinates(VARIANCE), over_coordinates(SIZE)

THEOREM = Theorem(
    id="compressed.qsgd_variance_signs",
    title="QSGD with one level has the variance |g|_1 |g|_2 - |g|_2^2, at most (sqrt(d) - 1) |g|^2",
    kind="theorem",
    claim="C8",
    source="theory notes, section 4, compressed.qsgd",
    setting=(("rounding", ForAll((i,), eq(norm * chance[i], SIZE))),),
    assumptions=(lt(0, d),),
    where=((norm, sqrt(square(g))),),
    quantity=TOTAL,
    per=square(g),
    bound=sqrt(d) - 1,
    also=(eq(TOTAL, ONE_NORM * norm - square(g)),),
    tight=True,
    notes="A coordinate becomes |g| with the sign of g_i with probability chance = |g_i|/|g|, else 0. Attained where "
    "all entries are equally large.",
)


def derive(proof: Proof) -> None:
    with proof.fix("exact_i", i) as inner:
        size = inner.law("abs_square", g[i])
        inner.combine("exact", eq(VARIANCE, norm * SIZE - g[i] ** 2), {"rounding": norm - 2 * SIZE, size: -1})
    exact = proof.total("exact", "exact_i", why="a coordinate has the variance |g_i| (|g| - |g_i|)")
    proof.combine("closed_form", THEOREM.also[0], {exact: 1})
    one_norm = proof.cite("lemmas.one_norm", why="|g|_1 <= sqrt(d) |g| (Cauchy, Schwarz)")
    proof.combine(
        "variance",
        le(TOTAL, THEOREM.bound * square(g)),
        {exact: 1, one_norm: 1},
        why="so the variance is at most (sqrt(d) - 1) |g|^2",
    )


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies.perturbed import rounding_of_qsgd, vectors_to_round

    def compute(values, ar):
        return {chance: ar.add(*rounding_of_qsgd({**values, "s": 1}, ar))}

    return StepCheck(THEOREM, lambda draw: draw(vectors_to_round(most=1)), compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
