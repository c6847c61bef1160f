"""One step with momentum contracts V = gap + a |d|^2 by 1 - 2 mu h_lo (1 - loss), for any weight of Young's inequality.

The general form behind momentum.sharp_step (theory notes, section 3, sharp_exponent): nu trades the loss against
the weight a = h_hi/(nu (1-beta1)).
"""

from sympy import Rational

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import PL, SMOOTH
from amgt_theory.iteration_laws import one_step
from amgt_theory.language import le, lt
from amgt_theory.symbols import (
    At, L, Real, Vector, beta1, f, gradient, h_hi, h_lo, i, mu, over_coordinates, square, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

m, h, deviation = Vector("m"), Vector("h"), Vector("deviation")
V, V_next, nu, B, loss = Real("V"), Real("V_next"), Real("nu"), Real("B"), Real("loss")
WEIGHT = h_hi / (nu * (1 - beta1))

THEOREM = Theorem(
    id="momentum.weighted_step",
    title="the Lyapunov function with weight h_hi/(nu (1-beta1)) contracts in one step",
    kind="theorem",
    claim="C1",
    source="theory notes, section 3, strongly_convex.sharp_exponent, general nu",
    setting=(
        *SMOOTH,
        *PL,
        *one_step(m[i], WEIGHT),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        lt(0, h_lo),
        le(h_lo, h_hi),
        lt(0, nu),
        le(loss, 1),
        le(B * h_hi * (1 + nu) + 2 * mu * h_lo * (1 - loss) / (1 - beta1), Rational(1, 2)),
    ),
    where=(
        (B, L / 2 + h_hi * beta1**2 * L**2 / (nu * (1 - beta1) ** 2)),
        (loss, nu / 2 + B * h_hi * (1 + nu)),
    ),
    quantity=V_next,
    per=V,
    bound=1 - 2 * mu * h_lo * (1 - loss),
    notes="The last condition is weaker than the notes' B h_hi (1+nu) + 2 mu h_lo/(1-beta1) <= 1/2: the contraction "
    "2 mu h_lo (1 - loss) itself stands in it.",
)


def derive(proof: Proof) -> None:
    g = At(gradient(y), i)
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("h_hi_positive", lt(0, h_hi), {lt(0, h_lo): 1, le(h_lo, h_hi): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    B_value = THEOREM.definitions[B]
    proof.combine("B_nonnegative", le(0, B), {"definition_B": -1}, B_value)
    proof.combine("keeps", le(0, 1 - loss), {le(loss, 1): 1})
    with proof.fix("positive_gains", i) as inner:
        inner.combine("positive", lt(0, h[i]), {"gains_below": 1, lt(0, h_lo): 1})

    proof.note("Descent of f along x' = x - H m, with m = g + d.")
    descent = proof.use("descent_lemma", {})
    slope = proof.summed(
        "slope",
        le(g * (z[i] - y[i]), h[i] * (-(1 - nu / 2) * g**2 + deviation[i] ** 2 / (2 * nu))),
        {"step": None, "deviation": None},
        h[i] / (2 * nu) * (nu * g + deviation[i]) ** 2,
        signs=["positive_gains"],
        why="the slope along the step, by Young's inequality",
    )
    moment = proof.summed(
        "moment",
        le(h[i] * m[i] ** 2, h[i] * ((1 + nu) * g**2 + (1 + 1 / nu) * deviation[i] ** 2)),
        {"deviation": None},
        h[i] / nu * (nu * g - deviation[i]) ** 2,
        signs=["positive_gains"],
        why="the size of the moment, by Young's inequality",
    )
    moved_squared = proof.summed(
        "step_length",
        le((z[i] - y[i]) ** 2, h_hi * h[i] * m[i] ** 2),
        {"gains_above": h[i] * m[i] ** 2, "step": None},
        signs=["positive_gains"],
        why="the length of the step",
    )
    with_gradient = proof.summed("gradient_gain", le(h_lo * g**2, h[i] * g**2), {"gains_below": g**2})
    with_deviation = proof.summed(
        "deviation_gain", le(h[i] * deviation[i] ** 2, h_hi * deviation[i] ** 2), {"gains_above": deviation[i] ** 2}
    )
    pl = proof.use("pl", {}, why="the PL inequality at x")

    next_size = proof.cite("momentum.next_deviation", why="the next deviation")

    proof.note("Left are (1 - loss) |g|_H^2, and a (1 - beta1) = h_hi/nu, which pays for |d|^2.")
    deviation_nonnegative = proof.summed("deviation_nonnegative", le(0, deviation[i] ** 2), {}, deviation[i] ** 2)
    on_moment = B_value * h_hi
    gained, size = over_coordinates(h[i] * g**2), square(deviation)
    on_deviation = 1 / (2 * nu) + on_moment * (1 + 1 / nu)
    proof.combine(
        "contraction",
        le(V_next, THEOREM.bound * V),
        {
            descent: 1,
            slope: 1,
            moved_squared: B_value,
            moment: on_moment,
            with_gradient: 1 - loss,
            with_deviation: on_deviation,
            pl: h_lo * (1 - loss),
            next_size: WEIGHT,
            "assumption_9": h_hi / nu * size,
            "definition_loss": -gained,
            "definition_B": -h_hi * (1 + nu) * (gained + h_hi / nu * size),
            "lyapunov": -THEOREM.bound,
            "next_lyapunov": 1,
        },
        signs=[deviation_nonnegative],
        why="all together",
    )


def check():
    from amgt_theory.checking import Parameters, StepCheck
    from amgt_theory.strategies import drawing, moment_near_gradient, near_gradient, pl_problems

    parameters = Parameters.of(THEOREM, known=(mu, L))

    def model(draw):
        problem = draw(pl_problems())
        numbers = draw(parameters.strategy({mu: problem.mu, L: problem.L}))
        gains = drawing.gains(draw, numbers[h_lo], numbers[h_hi], problem.d)
        return {f: problem, h: gains, **numbers, **near_gradient(draw, problem)}

    return StepCheck(THEOREM, model, lambda values, ar: {m: moment_near_gradient(values, ar)})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
