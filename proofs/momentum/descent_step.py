"""One step with momentum lowers the Lyapunov function, without convexity (theory notes, sections 3 and 6).

The part of momentum.lyapunov_step that needs no PL inequality: what is gained is left as |g|^2 and |d|^2.
"""

from sympy import Rational

from amgt_theory.derivation import Fact, Proof
from amgt_theory.function_classes import SMOOTH
from amgt_theory.iteration_laws import one_step
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import At, L, Real, Vector, beta1, gradient, h_hi, h_lo, i, square, y, z
from amgt_theory.theorem import Theorem

m, h, deviation = Vector("m"), Vector("h"), Vector("deviation")
V, V_next = Real("V"), Real("V_next")
WEIGHT = h_hi / (1 - beta1)
SMALL_STEP = le(2 * L**2 * h_hi**2, (1 - beta1) ** 2)

THEOREM = Theorem(
    id="momentum.descent_step",
    title="one step with momentum lowers the Lyapunov function, without convexity",
    kind="lemma",
    claim="C4",
    source="theory notes, section 3, momentum.lyapunov_step; section 6, nonconvex.stationarity",
    setting=(
        *SMOOTH,
        *one_step(m[i], WEIGHT),
    ),
    assumptions=(
        lt(0, L),
        le(0, beta1),
        lt(beta1, 1),
        le(0, h_lo),
        le(h_lo, h_hi),
        SMALL_STEP,
    ),
    quantity=V_next,
    bound=V - h_lo / 2 * square(gradient(y)) - h_hi / 2 * square(deviation),
    notes="The step condition is L h_hi <= (1-beta1)/sqrt(2), stated without the root.",
)


def derive(proof: Proof) -> None:
    g = At(gradient(y), i)
    with proof.fix("gains_nonnegative", i) as inner:
        inner.combine("nonnegative", le(0, h[i]), {"gains_below": 1, le(0, h_lo): 1})
    proof.combine("h_hi_nonnegative", le(0, h_hi), {le(0, h_lo): 1, le(h_lo, h_hi): 1})
    descent = proof.use("descent_lemma", {}, why="the descent lemma along the step")
    slope = proof.summed(
        "slope",
        eq(g * (z[i] - y[i]), -h[i] * (g**2 + m[i] ** 2 - deviation[i] ** 2) / 2),
        {"step": None, "deviation": None},
        why="its slope: <g, Hm> = (|g|_H^2 + |m|_H^2 - |d|_H^2)/2",
    )
    moved_squared = proof.summed(
        "step_length",
        le((z[i] - y[i]) ** 2, h_hi * h[i] * m[i] ** 2),
        {"gains_above": h[i] * m[i] ** 2, "step": None},
        signs=["gains_nonnegative"],
        why="and its length",
    )
    with_gradient = proof.summed("gradient_gain", le(h_lo * g**2, h[i] * g**2), {"gains_below": g**2})
    with_deviation = proof.summed(
        "deviation_gain", le(h[i] * deviation[i] ** 2, h_hi * deviation[i] ** 2), {"gains_above": deviation[i] ** 2}
    )
    next_size = proof.cite("momentum.next_deviation", why="the next deviation")
    moved_nonnegative = proof.summed("moved_nonnegative", le(0, h[i] * m[i] ** 2), {"gains_nonnegative": m[i] ** 2})
    left_over = (1 - L * h_hi) / 2 - beta1**2 * L**2 * h_hi**2 / (1 - beta1) ** 2
    _paid(proof, left_over)
    proof.combine(
        "descent",
        le(V_next, THEOREM.bound),
        {
            descent: 1,
            slope: None,
            moved_squared: L / 2 + WEIGHT * beta1**2 / (1 - beta1) * L**2,
            with_gradient: Rational(1, 2),
            with_deviation: Rational(1, 2),
            next_size: WEIGHT,
            moved_nonnegative: left_over,
            "lyapunov": None,
            "next_lyapunov": None,
        },
        why="all together, with h_hi/2 + beta1 a = a - h_hi/2",
    )


def _paid(proof: Proof, left_over) -> Fact:
    """With z = L h_hi: (1-z)/2 >= beta1^2 z^2/(1-beta1)^2."""
    scaled = L * h_hi
    proof.combine("sum_positive", lt(0, 1 - beta1 + scaled), {lt(beta1, 1): 1}, scaled)
    small = proof.combine(
        "small_step",
        le(0, 1 - beta1 - scaled),
        {SMALL_STEP: 1},
        scaled**2,
        multiplier=1 - beta1 + scaled,
        why="the step condition gives L h_hi <= 1 - beta1",
    )
    return proof.combine(
        "paid",
        le(0, left_over),
        {small: Rational(1, 2), SMALL_STEP: beta1**2 / (1 - beta1) ** 2 / 2},
        beta1 * (1 - beta1) / 2,
        why="so |m|_H^2 pays for |g' - g|: (1-z)/2 >= beta1^2 z^2/(1-beta1)^2 with z = L h_hi",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
