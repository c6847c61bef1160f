"""The variance of QSGD's random rounding, exact in each coordinate (theory notes, section 4).

QSGD rounds |g_i|/|g| to a neighbouring multiple of 1/s, upwards with the probability that makes it unbiased.
"""

from sympy import Abs, Min, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, Vector, d, i, over_coordinates, s, square
from amgt_theory.theorem import Theorem

g, level, chance = Vector("g"), Vector("level"), Vector("chance")
norm = Real("norm")
SIZE = Abs(g[i])
DOWN, UP = level[i] * norm / s, (level[i] + 1) * norm / s
VARIANCE = (1 - chance[i]) * (DOWN - SIZE) ** 2 + chance[i] * (UP - SIZE) ** 2
BY_DIMENSION, BY_ROOT = d / (4 * s**2), sqrt(d) / s

THEOREM = Theorem(
    id="compressed.qsgd_variance",
    title="QSGD with s levels has a variance of at most min(d/(4 s^2), sqrt(d)/s) |g|^2",
    kind="theorem",
    claim="C8",
    source="theory notes, section 4, compressed.qsgd; Alistarh et al. (2017), lemma 3.1",
    setting=(
        ("levels_nonnegative", ForAll((i,), le(0, level[i]))),
        ("chances_nonnegative", ForAll((i,), le(0, chance[i]))),
        ("chances_below", ForAll((i,), le(chance[i], 1))),
        ("rounding", ForAll((i,), eq(norm * (level[i] + chance[i]), s * SIZE))),
    ),
    assumptions=(lt(0, d), lt(0, s)),
    where=((norm, sqrt(square(g))),),
    quantity=over_coordinates(VARIANCE),
    per=square(g),
    bound=Min(BY_DIMENSION, BY_ROOT),
    also=(ForAll((i,), eq((1 - chance[i]) * DOWN + chance[i] * UP, SIZE)),),
    notes="s |g_i|/|g| has the integer part level and the rest chance; the outcomes are level |g|/s and "
    "(level + 1) |g|/s with the sign of g_i, the upper one with probability chance. The second conclusion says that "
    "this is unbiased. The usual bound is min(d/s^2, sqrt(d)/s); p (1 - p) <= 1/4 gains the factor 1/4.",
)


def derive(proof: Proof) -> None:
    proof.summed("squares", le(0, g[i] ** 2), {}, g[i] ** 2)
    norm_squared = proof.cite("lemmas.root_squared", {Real("x"): square(g), Real("y"): norm})
    proof.cite("lemmas.root_squared", {Real("x"): square(g), Real("y"): norm}, conclusion=1)
    unit = norm**2 / s**2
    with proof.fix("exact_i", i) as inner:
        inner.combine("down", eq(DOWN, SIZE - chance[i] * norm / s), {"rounding": 1 / s})
        inner.combine("up", eq(UP, SIZE + (1 - chance[i]) * norm / s), {"rounding": 1 / s})
        inner.combine(
            "exact",
            eq(VARIANCE, chance[i] * (1 - chance[i]) * unit),
            {
                "down": (1 - chance[i]) * (DOWN - SIZE - chance[i] * norm / s),
                "up": chance[i] * (UP - SIZE + (1 - chance[i]) * norm / s),
            },
        )
    with proof.fix("unbiased", i, why="the rounding is unbiased") as inner:
        inner.combine("mean", THEOREM.also[0].conclusion, {"rounding": 1 / s})
    exact = proof.total("exact", "exact_i", why="each coordinate has the variance p (1-p) |g|^2/s^2, p its chance")
    quarter = proof.summed(
        "quarter",
        le(chance[i] * (1 - chance[i]) * unit, unit / 4),
        {},
        unit * (1 - 2 * chance[i]) ** 2 / 4,
        why="at most |g|^2/(4 s^2)",
    )
    small = proof.summed(
        "small",
        le(chance[i] * (1 - chance[i]) * unit, norm * SIZE / s),
        {"rounding": norm / s**2, "levels_nonnegative": unit},
        unit * chance[i] ** 2,
        why="and at most |g| |g_i|/s",
    )
    one_norm = proof.cite("lemmas.one_norm", why="|g|_1 <= sqrt(d) |g| (Cauchy, Schwarz)")
    total = over_coordinates(VARIANCE)
    proof.combine(
        "by_dimension",
        le(total, BY_DIMENSION * square(g)),
        {exact: 1, quarter: 1, norm_squared: d / (4 * s**2)},
    )
    proof.combine("by_root", le(total, BY_ROOT * square(g)), {exact: 1, small: 1, one_norm: 1 / s})
    _smaller(proof, total)


def _smaller(proof: Proof, total) -> None:
    goal = le(total, THEOREM.bound * square(g))
    with proof.cases("smaller", BY_DIMENSION, BY_ROOT, goal, why="the smaller of the two bounds") as (first, second):
        least = first.law("min_greatest", BY_DIMENSION, BY_ROOT, BY_DIMENSION)
        first.combine("there", goal, {"by_dimension": 1, least: square(g)}, signs=["squares"])
        least = second.law("min_greatest", BY_DIMENSION, BY_ROOT, BY_ROOT)
        second.combine("there", goal, {"by_root": 1, least: square(g)}, signs=["squares"])


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies.perturbed import rounding_of_qsgd, vectors_to_round

    def compute(values, ar):
        levels, chances = rounding_of_qsgd(values, ar)
        return {level: levels, chance: chances}

    return StepCheck(THEOREM, lambda draw: draw(vectors_to_round()), compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
