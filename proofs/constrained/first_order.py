"""At a minimizer over a set the slope is not negative towards any point that a segment of the set joins to it."""

from sympy import Lambda

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import DESCENT_LEMMA
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import At, L, Real, f, f_star, gradient, i, over_coordinates, x_star, y, z
from amgt_theory.theorem import Theorem

part, part_way, fall = Real("part"), Real("part_way"), Real("fall")
SEGMENT = Lambda(i, x_star[i] + part * (y[i] - x_star[i]))
SLOPE = over_coordinates(At(gradient(x_star), i) * (y[i] - x_star[i]))
DISTANCE = over_coordinates((y[i] - x_star[i]) ** 2)

THEOREM = Theorem(
    id="constrained.first_order",
    title="at a minimizer over a set the slope towards a point of the set is not negative",
    kind="lemma",
    claim="C9",
    source="theory notes, section 5, constrained.box",
    setting=(
        *DESCENT_LEMMA,
        ("attained", eq(f(x_star), f_star)),
        (
            "optimal_on_segment",
            ForAll((part, z), le(f_star, f(z)), (le(0, part), le(part, 1), ForAll((i,), eq(z[i], SEGMENT(i))))),
        ),
    ),
    assumptions=(lt(0, L),),
    quantity=SLOPE,
    bound=0,
    direction="lower",
    notes="The minimizer need only be one along the segment from x_star to y. Convexity of f is not used.",
)


def derive(proof: Proof) -> None:
    with proof.cases("sign", 0, SLOPE, le(0, SLOPE)) as (_, inner):
        inner.note("Otherwise a short way along the segment f would be below its minimum.")
        named = inner.define(fall, -SLOPE)
        inner.combine("falling", lt(0, fall), {"sign": 1, named: -1})
        distance = inner.summed("distance", le(0, (y[i] - x_star[i]) ** 2), {}, (y[i] - x_star[i]) ** 2)
        inner.combine("total", lt(0, fall + L * DISTANCE), {"falling": 1, distance: L})
        share = inner.define(part_way, fall / (fall + L * DISTANCE))
        inner.combine("share", le(0, part_way), {share: -1}, share.formula.rhs)
        inner.combine("at_most_one", le(part_way, 1), {share: 1, distance: L / (fall + L * DISTANCE)})
        inner.combine("enough", eq(part_way * (fall + L * DISTANCE), fall), {share: fall + L * DISTANCE})
        point = Lambda(i, SEGMENT(i).subs(part, part_way))
        with inner.fix("on_segment", i) as coordinate:
            coordinate.combine("here", eq(point(i), point(i)), {})
        above = inner.use("optimal_on_segment", {part: part_way, z: point})
        descent = inner.use("descent_lemma", {y: x_star, z: point}, why="the descent lemma, a share of the way")
        slope, way = At(gradient(x_star), i) * (y[i] - x_star[i]), point(i) - x_star[i]
        along = inner.summed("along", eq(At(gradient(x_star), i) * way, part_way * slope), {})
        length = inner.summed("length", eq(way**2, part_way**2 * (y[i] - x_star[i]) ** 2), {})
        inner.combine("share_positive", lt(0, part_way), {"falling": 1 / (fall + L * DISTANCE), share: -1})
        inner.combine(
            "absurd",
            le(0, SLOPE),
            {
                above: 1,
                descent: 1,
                "attained": 1,
                along: 1,
                length: L / 2,
                named: part_way / 2,
                "enough": part_way / 2,
            },
            part_way**2 * fall / 2,
            multiplier=part_way / 2,
        )


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import constrained

    def model(draw):
        problem, point, _ = constrained.half_space(draw)
        return {f: problem, y: point}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
