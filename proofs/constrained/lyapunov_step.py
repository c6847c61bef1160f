"""One projected step with momentum contracts the Lyapunov function (theory notes, section 5).

For t = mu h_lo the distance drops out; for mu = 0 it stays, and t is chosen from the value of the function.
"""

from sympy import Rational

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import SMOOTH, STRONGLY_CONVEX
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, L, Real, Vector, beta1, f, f_star, gradient, h_hi, h_lo, i, mu, over_coordinates, square, x_star, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

m, h, deviation, next_deviation = Vector("m"), Vector("h"), Vector("deviation"), Vector("next_deviation")
V, V_next, t = Real("V"), Real("V_next"), Real("t")
WEIGHT = h_hi / (1 - beta1)
SMALL_STEP = le(2 * L**2 * h_hi**2, (1 - beta1) ** 2)
G_STEP = m[i] + (z[i] - y[i]) / h[i]
DISTANCE = over_coordinates((x_star[i] - y[i]) ** 2)

THEOREM = Theorem(
    id="constrained.lyapunov_step",
    title="a projected step contracts the Lyapunov function",
    kind="lemma",
    claim="C9",
    source="theory notes, section 5, constrained.box and constrained.convex",
    setting=(
        *SMOOTH,
        *STRONGLY_CONVEX,
        ("attained", eq(f(x_star), f_star)),
        ("gains_above", ForAll((i,), le(h[i], h_hi))),
        ("gains_below", ForAll((i,), le(h_lo, h[i]))),
        ("deviation", ForAll((i,), eq(deviation[i], m[i] - At(gradient(y), i)))),
        ("next_deviation", ForAll((i,), eq(next_deviation[i], beta1 * (m[i] - At(gradient(z), i))))),
        ("projected", le(0, over_coordinates(G_STEP * (y[i] - z[i])))),
        ("projected_optimum", le(0, over_coordinates(G_STEP * (x_star[i] - z[i])))),
        ("lyapunov", eq(V, f(y) - f_star + WEIGHT * square(deviation))),
        ("next_lyapunov", eq(V_next, f(z) - f_star + WEIGHT * square(next_deviation))),
    ),
    assumptions=(
        lt(0, L),
        le(0, mu),
        le(0, beta1),
        lt(beta1, 1),
        lt(0, h_lo),
        le(h_lo, h_hi),
        SMALL_STEP,
        le(0, t),
        le(2 * t, 1 - beta1),
    ),
    quantity=V_next,
    bound=(1 - t) * V + t * (t / h_lo - mu) / 2 * DISTANCE,
    notes="The step condition is L h_hi <= (1-beta1)/sqrt(2), stated without the root.",
)


def derive(proof: Proof) -> None:
    g, g_next = At(gradient(y), i), At(gradient(z), i)
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("h_hi_positive", lt(0, h_hi), {lt(0, h_lo): 1, le(h_lo, h_hi): 1})
    proof.combine("t_below", le(t, 1), {le(2 * t, 1 - beta1): Rational(1, 2)}, (1 + beta1) / 2)
    with proof.fix("positive_gains", i) as inner:
        inner.combine("positive", lt(0, h[i]), {"gains_below": 1, lt(0, h_lo): 1})
    step = proof.cite("constrained.prox_step", why="what the step gains")
    young = proof.summed(
        "young",
        le(next_deviation[i] ** 2, beta1 * deviation[i] ** 2 + beta1**2 / (1 - beta1) * (g_next - g) ** 2),
        {"next_deviation": None, "deviation": None},
        beta1 / (1 - beta1) * ((1 - beta1) * deviation[i] - beta1 * (g - g_next)) ** 2,
        why="the next deviation is d' = beta1 (d + g - g'): Young's inequality with weight beta1",
    )
    lipschitz = proof.use("lipschitz_gradient", {}, why="where |g' - g| is at most L times the length of the step")
    moved = proof.summed(
        "moved",
        le((z[i] - y[i]) ** 2, h_hi * (z[i] - y[i]) ** 2 / h[i]),
        {"gains_above": (z[i] - y[i]) ** 2 / h[i]},
        signs=["positive_gains"],
    )
    moved_nonnegative = proof.summed(
        "moved_nonnegative", le(0, (z[i] - y[i]) ** 2 / h[i]), {}, (z[i] - y[i]) ** 2 / h[i], signs=["positive_gains"]
    )
    deviated = proof.summed(
        "deviated", le(h[i] * deviation[i] ** 2, h_hi * deviation[i] ** 2), {"gains_above": deviation[i] ** 2}
    )
    spread = proof.summed("spread", le(0, deviation[i] ** 2), {}, deviation[i] ** 2)
    scaled = L * h_hi
    left_over = (1 - scaled) / 2 - beta1**2 * scaled**2 / (1 - beta1) ** 2
    proof.combine("sum_positive", lt(0, 1 - beta1 + scaled), {lt(beta1, 1): 1}, scaled)
    small = proof.combine(
        "small_step", le(0, 1 - beta1 - scaled), {SMALL_STEP: 1}, scaled**2, multiplier=1 - beta1 + scaled
    )
    proof.combine(
        "paid",
        le(0, left_over),
        {small: Rational(1, 2), SMALL_STEP: beta1**2 / (1 - beta1) ** 2 / 2},
        beta1 * (1 - beta1) / 2,
        why="the length of the step pays for |g' - g|",
    )
    proof.combine("rate_left", le(0, 1 - beta1 - 2 * t), {le(2 * t, 1 - beta1): 1})
    proof.combine(
        "contraction",
        le(V_next, THEOREM.bound),
        {
            step: 1,
            young: WEIGHT,
            lipschitz: WEIGHT * beta1**2 / (1 - beta1),
            moved: WEIGHT * beta1**2 / (1 - beta1) * L**2,
            moved_nonnegative: left_over,
            deviated: Rational(1, 2),
            spread: WEIGHT * (1 - beta1 - 2 * t) / 2,
            "lyapunov": -(1 - t),
            "next_lyapunov": 1,
        },
        why="together, with h_hi/2 + beta1 a <= a (1 - t)",
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
