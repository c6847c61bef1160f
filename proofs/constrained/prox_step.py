"""What one projected step gains (theory notes, section 5): the prox inequality with momentum.

The step is known by two inequalities: the point z is the projection, in the metric of the inverse gains, of y - H m,
as seen from y and from the minimizer. They hold for a box with diagonal gains, and for a convex set with a scalar one.
"""

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import DESCENT_LEMMA, STRONGLY_CONVEX
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, L, Real, Vector, f, f_star, gradient, h_hi, h_lo, i, mu, over_coordinates, x_star, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

m, h, deviation, t = Vector("m"), Vector("h"), Vector("deviation"), Real("t")
G_STEP = m[i] + (z[i] - y[i]) / h[i]
MOVED = over_coordinates((z[i] - y[i]) ** 2 / h[i])
DISTANCE = over_coordinates((x_star[i] - y[i]) ** 2)


def seen_from(point):
    return le(0, over_coordinates(G_STEP * (point[i] - z[i])))


THEOREM = Theorem(
    id="constrained.prox_step",
    title="a projected step gains as much as a step without constraint",
    kind="lemma",
    claim="C9",
    source="theory notes, section 5, constrained.box",
    setting=(
        *DESCENT_LEMMA,
        *STRONGLY_CONVEX,
        ("attained", eq(f(x_star), f_star)),
        ("gains_above", ForAll((i,), le(h[i], h_hi))),
        ("gains_below", ForAll((i,), le(h_lo, h[i]))),
        ("deviation", ForAll((i,), eq(deviation[i], m[i] - At(gradient(y), i)))),
        ("projected", seen_from(y)),
        ("projected_optimum", seen_from(x_star)),
    ),
    assumptions=(lt(0, L), le(0, mu), lt(0, h_lo), le(h_lo, h_hi), le(0, t), le(t, 1)),
    quantity=f(z) - f_star,
    bound=(1 - t) * (f(y) - f_star)
    + over_coordinates(h[i] * deviation[i] ** 2) / 2
    - (1 - L * h_hi) / 2 * MOVED
    + t * (t / h_lo - mu) / 2 * DISTANCE,
    notes="mu = 0 is the merely convex case.",
)


def derive(proof: Proof) -> None:
    g = At(gradient(y), i)
    with proof.fix("positive_gains", i) as inner:
        inner.combine("positive", lt(0, h[i]), {"gains_below": 1, lt(0, h_lo): 1})
    descent = proof.use("descent_lemma", {}, why="the descent lemma along the step")
    lower = proof.use("strong_convexity", {z: x_star}, why="f below, at the minimizer")
    aim = t * (x_star[i] - y[i])
    young = proof.summed(
        "young",
        le(
            deviation[i] * (aim - (z[i] - y[i])),
            h[i] * deviation[i] ** 2 / 2 + (aim - (z[i] - y[i])) ** 2 / (2 * h[i]),
        ),
        {},
        (h[i] * deviation[i] - aim + (z[i] - y[i])) ** 2 / (2 * h[i]),
        signs=["positive_gains"],
        why="Young's inequality towards the point y + t (x* - y)",
    )
    prox = proof.summed(
        "prox",
        eq(
            (1 - t) * G_STEP * (y[i] - z[i]) + t * G_STEP * (x_star[i] - z[i]),
            m[i] * (aim - (z[i] - y[i]))
            + aim**2 / (2 * h[i])
            - (z[i] - y[i]) ** 2 / (2 * h[i])
            - (aim - (z[i] - y[i])) ** 2 / (2 * h[i]),
        ),
        {},
        signs=["positive_gains"],
        why="the prox inequality there",
    )
    split = proof.summed(
        "split", eq(m[i] * (aim - (z[i] - y[i])), (deviation[i] + g) * (aim - (z[i] - y[i]))), {"deviation": None}
    )
    far = proof.summed(
        "far",
        le((x_star[i] - y[i]) ** 2 / h[i], (x_star[i] - y[i]) ** 2 / h_lo),
        {"gains_below": (x_star[i] - y[i]) ** 2 / (h_lo * h[i])},
        signs=["positive_gains"],
    )
    near = proof.summed(
        "near",
        le((z[i] - y[i]) ** 2, h_hi * (z[i] - y[i]) ** 2 / h[i]),
        {"gains_above": (z[i] - y[i]) ** 2 / h[i]},
        signs=["positive_gains"],
    )
    proof.combine("towards", le(0, 1 - t), {le(t, 1): 1})
    proof.combine(
        "prox_step",
        le(THEOREM.quantity, THEOREM.bound),
        {
            descent: 1,
            lower: t,
            "attained": None,
            "projected": 1 - t,
            "projected_optimum": t,
            prox: 1,
            split: 1,
            young: 1,
            far: t**2 / 2,
            near: L / 2,
        },
        why="together",
    )


def check():
    from amgt_theory.checking import Parameters, StepCheck
    from amgt_theory.strategies import constrained, drawing, moment_near_gradient, near_gradient

    parameters = Parameters.of(THEOREM, known=(mu, L))

    def model(draw):
        box = constrained.box(draw)
        numbers = draw(parameters.strategy({mu: box["f"].mu, L: box["f"].L}))
        gains = drawing.gains(draw, numbers[h_lo], numbers[h_hi], box["f"].d)
        return {**box, h: gains, **numbers, **near_gradient(draw, box["f"]), y: box["start"]}

    def compute(values, ar):
        moment = moment_near_gradient(values, ar)
        moved = ar.sub(ar.vector(values["y"]), ar.mul(ar.vector(values["h"]), moment))
        return {m: moment, z: ar.clip(moved, ar.vector(values["lower"]), ar.vector(values["upper"]))}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
