"""At the minimizer over a box the slope is not negative towards any point of the box."""

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import DESCENT_LEMMA, SOLUTION_IN_BOX, inside, lower, upper
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import At, L, Real, gradient, i, over_coordinates, x_star, y, z
from amgt_theory.theorem import Theorem

part = Real("part")

THEOREM = Theorem(
    id="constrained.optimum_in_box",
    title="at the minimizer over a box the slope towards a point of the box is not negative",
    kind="lemma",
    claim="C9",
    source="theory notes, section 5, constrained.box",
    setting=(
        *DESCENT_LEMMA,
        *SOLUTION_IN_BOX,
        ("above_lower", inside(y)[0]),
        ("below_upper", inside(y)[1]),
    ),
    assumptions=(lt(0, L),),
    quantity=over_coordinates(At(gradient(x_star), i) * (y[i] - x_star[i])),
    bound=0,
    direction="lower",
)


def derive(proof: Proof) -> None:
    known = {
        "part_nonnegative": le(0, part),
        "part_below": le(part, 1),
        "between": ForAll((i,), eq(z[i], x_star[i] + part * (y[i] - x_star[i]))),
    }
    with proof.fix("optimal_on_segment", part, z, assume=known, why="the segment between them is in the box") as inner:
        inner.combine("rest", le(0, 1 - part), {"part_below": 1})
        with inner.fix("z_above", i) as here:
            weights = {"between": -1, "optimum_above_lower": 1 - part, "above_lower": part}
            here.combine("there", le(lower[i], z[i]), weights)
        with inner.fix("z_below", i) as here:
            weights = {"between": 1, "optimum_below_upper": 1 - part, "below_upper": part}
            here.combine("there", le(z[i], upper[i]), weights)
        inner.use("optimal", {y: z})
    proof.cite("constrained.first_order", why="along which the slope is not negative")


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import constrained

    def model(draw):
        drawn = constrained.box(draw)
        return {**drawn, y: drawn["start"]}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
