"""One step with momentum contracts the Lyapunov function V = gap + a |d|^2 (theory notes, section 3).

The step condition is weaker than the one in the notes' main line: L h_hi <= (1-beta1)/sqrt(2), stated without the root.
"""

from sympy import Rational

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import PL, SMOOTH
from amgt_theory.iteration_laws import one_step
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import (
    At, L, Real, Vector, beta1, gradient, h_hi, h_lo, i, mu, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

m, h, deviation, next_deviation = Vector("m"), Vector("h"), Vector("deviation"), Vector("next_deviation")
V, V_next = Real("V"), Real("V_next")
WEIGHT = h_hi / (1 - beta1)

THEOREM = Theorem(
    id="momentum.lyapunov_step",
    title="the Lyapunov function contracts by 1 - mu h_lo in one step",
    kind="theorem",
    claim="C1",
    source="theory notes, section 3, momentum.lyapunov_step",
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
        le(2 * L**2 * h_hi**2, (1 - beta1) ** 2),
        le(2 * mu * h_lo, 1 - beta1),
    ),
    quantity=V_next,
    per=V,
    bound=1 - mu * h_lo,
    tight=True,
)


def derive(proof: Proof) -> None:
    g, g_next = At(gradient(y), i), At(gradient(z), i)
    proof.note("Descent of f along x' = x - H m, with <g, Hm> = (|g|_H^2 + |m|_H^2 - |d|_H^2)/2.")
    with proof.fix("positive_gains", i) as inner:
        inner.combine("positive", lt(0, h[i]), {"gains_below": 1, lt(0, h_lo): 1})
    descent = proof.use("descent_lemma", {})
    slope = proof.summed(
        "slope",
        eq(g * (z[i] - y[i]), -h[i] * (g**2 + m[i] ** 2 - deviation[i] ** 2) / 2),
        {"step": None, "deviation": None},
        why="the slope along the step",
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

    proof.note("The next deviation is d' = beta1 (d + g - g').")
    young = proof.summed(
        "young",
        le(next_deviation[i] ** 2, beta1 * deviation[i] ** 2 + beta1**2 / (1 - beta1) * (g_next - g) ** 2),
        {"next_deviation": None, "deviation": None},
        beta1 / (1 - beta1) * ((1 - beta1) * deviation[i] - beta1 * (g - g_next)) ** 2,
        why="Young's inequality with weight beta1",
    )
    lipschitz = proof.use("lipschitz_gradient", {})

    proof.note("With z = L h_hi: (1-z)/2 >= beta1^2 z^2/(1-beta1)^2 pays for |g' - g|;")
    proof.note("h_hi/2 + beta1 a <= a (1 - mu h_lo) leaves the contraction.")
    scaled = L * h_hi
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("h_hi_positive", lt(0, h_hi), {lt(0, h_lo): 1, le(h_lo, h_hi): 1})
    proof.combine("sum_positive", lt(0, 1 - beta1 + scaled), {lt(beta1, 1): 1}, scaled)
    small = proof.combine(
        "small_step",
        le(0, 1 - beta1 - scaled),
        {le(2 * L**2 * h_hi**2, (1 - beta1) ** 2): 1},
        scaled**2,
        multiplier=1 - beta1 + scaled,
        why="the step condition gives L h_hi <= 1 - beta1",
    )
    left_over = (1 - scaled) / 2 - beta1**2 * scaled**2 / (1 - beta1) ** 2
    proof.combine(
        "paid",
        le(0, left_over),
        {small: Rational(1, 2), le(2 * L**2 * h_hi**2, (1 - beta1) ** 2): beta1**2 / (1 - beta1) ** 2 / 2},
        beta1 * (1 - beta1) / 2,
        why="the first scalar inequality",
    )
    moved_nonnegative = proof.summed(
        "moved_nonnegative", le(0, h[i] * m[i] ** 2), {"positive_gains": m[i] ** 2}
    )
    deviation_nonnegative = proof.summed("deviation_nonnegative", le(0, deviation[i] ** 2), {}, deviation[i] ** 2)
    proof.combine(
        "contraction",
        le(V_next, THEOREM.bound * V),
        {
            descent: 1,
            slope: None,
            moved_squared: L / 2 + WEIGHT * beta1**2 / (1 - beta1) * L**2,
            with_gradient: Rational(1, 2),
            with_deviation: Rational(1, 2),
            pl: h_lo / 2,
            young: WEIGHT,
            lipschitz: WEIGHT * beta1**2 / (1 - beta1),
            moved_nonnegative: left_over,
            deviation_nonnegative: WEIGHT * (1 - beta1 - 2 * mu * h_lo) / 2,
            "lyapunov": None,
            "next_lyapunov": None,
        },
        why="all together",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
