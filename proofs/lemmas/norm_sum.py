"""The triangle inequality for the Euclidean norm, in terms of squares."""

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le
from amgt_theory.symbols import Coordinate, Real, Vector, i, square, y, z
from amgt_theory.theorem import Theorem

total = Vector("total")
first, second = Real("first"), Real("second")
other = Coordinate("other")

THEOREM = Theorem(
    id="lemmas.norm_sum",
    title="|y| <= a and |z| <= b give |y + z| <= a + b",
    kind="lemma",
    source="elementary",
    setting=(
        ("total", ForAll((i,), eq(total[i], y[i] + z[i]))),
        ("first_bound", le(square(y), first**2)),
        ("second_bound", le(square(z), second**2)),
    ),
    assumptions=(le(0, first), le(0, second)),
    quantity=square(total),
    bound=(first + second) ** 2,
    tight=True,
)


def derive(proof: Proof) -> None:
    goal = le(THEOREM.quantity, THEOREM.bound)
    with proof.cases("first_size", first, 0, goal) as (first_zero, first_positive):
        _one_vanishes(first_zero, y, z, first, second, goal)
        with first_positive.cases("second_size", second, 0, goal) as (second_zero, both):
            _one_vanishes(second_zero, z, y, second, first, goal)
            young = both.summed(
                "young",
                le(total[i] ** 2, (1 + second / first) * y[i] ** 2 + (1 + first / second) * z[i] ** 2),
                {"total": None},
                (second * y[i] - first * z[i]) ** 2 / (first * second),
                why="Young's inequality, with the weight that suits both bounds",
            )
            both.combine(
                "there",
                goal,
                {young: 1, "first_bound": 1 + second / first, "second_bound": 1 + first / second},
            )


def _one_vanishes(proof: Proof, none, rest, size, bound, goal) -> None:
    """A vector of length 0 adds nothing."""
    below = "first_size" if size == first else "second_size"
    zero = proof.equal("no_size", below, le(0, size))
    bounds = "first_bound" if size == first else "second_bound"
    with proof.fix("squares", other) as inner:
        inner.combine("square", le(0, none[other] ** 2), {}, none[other] ** 2)
    with proof.fix("vanishes", i) as inner:
        one = inner.one_of_sum("one", "squares", i)
        inner.combine("square_here", le(none[i] ** 2, 0), {one: 1, bounds: 1, zero: size})
        inner.cite("lemmas.square_zero", {Real("x"): none[i]})
    same = proof.summed("same", eq(total[i] ** 2, rest[i] ** 2), {"total": None, "vanishes": None})
    kept = "second_bound" if size == first else "first_bound"
    proof.combine("there", goal, {same: 1, kept: 1, zero: -(size + 2 * bound)})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
