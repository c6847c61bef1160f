"""A run in a box stays in it, and its steps are projections in the metric of the gains (theory notes, section 5)."""

from typing import Any

from sympy import Max, Min

from amgt_theory.derivation import Fact, Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import At, Real, Vector, function, i, k, m, over_coordinates, x, x_star
from amgt_theory.theorem import Theorem

h = function("h", "natural", result="vector")
lower, upper = Vector("lower"), Vector("upper")
NEXT, MOVED = At(x(k + 1), i), At(x(k), i) - At(h(k + 1), i) * At(m(k + 1), i)
G_STEP = At(m(k + 1), i) + (NEXT - At(x(k), i)) / At(h(k + 1), i)

THEOREM = Theorem(
    id="constrained.box_run",
    title="in a box each step is the projection in the metric of the gains",
    kind="lemma",
    claim="C9",
    source="theory notes, section 5, constrained.box",
    setting=(
        ("positive_gains", ForAll((k, i), lt(0, At(h(k + 1), i)))),
        ("step", ForAll((k, i), eq(NEXT, Max(lower[i], Min(upper[i], MOVED))))),
        ("start_above_lower", ForAll((i,), le(lower[i], At(x(0), i)))),
        ("start_below_upper", ForAll((i,), le(At(x(0), i), upper[i]))),
        ("point_above_lower", ForAll((i,), le(lower[i], x_star[i]))),
        ("point_below_upper", ForAll((i,), le(x_star[i], upper[i]))),
    ),
    over=(k,),
    quantity=over_coordinates(G_STEP * (x_star[i] - NEXT)),
    bound=0,
    direction="lower",
    also=(
        ForAll((k,), le(0, over_coordinates(G_STEP * (At(x(k), i) - NEXT)))),
        ForAll((k,), ForAll((i,), le(lower[i], At(x(k), i)))),
        ForAll((k,), ForAll((i,), le(At(x(k), i), upper[i]))),
    ),
)


def derive(proof: Proof) -> None:
    above, below = (one.conclusion for one in THEOREM.also[1:])
    with proof.induction(k, {"above": above, "below": below}, why="the iterates stay in the box") as (_, step):
        for number, name in ((1, "next_above"), (2, "next_below")):
            with step.fix(name, i) as inner:
                inner.use("point_above_lower", {})
                inner.use("point_below_upper", {})
                _interval(inner, x_star[i], number)
    for name, point, inside in (
        ("seen_from_point", x_star[i], ("point_above_lower", "point_below_upper")),
        ("seen_from_start", At(x(k), i), ("above_1", "below_1")),
    ):
        with proof.fix(name, k, why="in each coordinate the step is a projection onto an interval") as inner:
            inner.use("above", {})
            inner.use("below", {})
            with inner.fix("coordinate", i) as coordinate:
                for fact in (*inside, "positive_gains"):
                    coordinate.use(fact, {})
                seen = _interval(coordinate, point, 0)
                goal = le(0, G_STEP * (point - NEXT))
                coordinate.combine("there", goal, {seen: 1}, multiplier=At(h(k + 1), i))
            summed = inner.total("summed", "coordinate")
            inner.combine("there", le(0, over_coordinates(goal.rhs)), {summed: 1})


def _interval(proof: Proof, point: Any, conclusion: int) -> Fact:
    """constrained.interval in coordinate i of step k + 1, seen from ``point``."""
    proof.use("step", {})
    values = {"lower": lower[i], "upper": upper[i], "moved": MOVED, "z": NEXT, "w": point}
    named = {Real(name): value for name, value in values.items()}
    return proof.cite("constrained.interval", named, conclusion=conclusion)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
