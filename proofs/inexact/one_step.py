"""One step with momentum and a gradient error, before any function class beyond smoothness (theory notes, section 4).

All statements about inexact gradients rest on this inequality: it still contains the squared gradient, the squared
deviation and the squared error.
"""

from sympy import Rational, cancel

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import SMOOTH
from amgt_theory.inexact_laws import AMPLIFICATION, inexact_step, weight
from amgt_theory.language import eq, le, lt
from amgt_theory.printing import text
from amgt_theory.symbols import At, L, Real, Vector, beta1, f, gradient, h_hi, h_lo, i, over_coordinates, square, y, z
from amgt_theory.theorem import Theorem

m, m_next, error, h = Vector("m"), Vector("m_next"), Vector("error"), Vector("h")
W, W_next = Real("W"), Real("W_next")
WEIGHT = weight(h_hi)
DEVIATION = over_coordinates((m[i] - At(gradient(y), i)) ** 2)
KEPT = beta1 * h_hi * (3 - 2 * beta1) / 2
STEP_CONDITION = le(4 * beta1 * (3 - beta1) * L**2 * h_hi**2, (1 - beta1) ** 2 * (1 - L * h_hi))

THEOREM = Theorem(
    id="inexact.one_step",
    title="one step of W = gap + b |m - g|^2 under a gradient error",
    kind="lemma",
    source="theory notes, section 4, inexact.absolute",
    setting=(
        *SMOOTH,
        *inexact_step(),
    ),
    assumptions=(lt(0, L), le(0, beta1), lt(beta1, 1), le(0, h_lo), le(0, h_hi), STEP_CONDITION),
    quantity=W_next,
    bound=W - h_lo / 2 * square(gradient(y)) - KEPT * DEVIATION + AMPLIFICATION * h_hi * square(error),
    tight=True,
    notes="The step condition holds if L h_hi <= (1-beta1)/4, and for beta1 = 0 if L h_hi <= 1 "
    "(inexact.step_condition).",
)


def derive(proof: Proof) -> None:
    g, g_next = At(gradient(y), i), At(gradient(z), i)
    scaled = L * h_hi
    average = beta1 * (m[i] - g) ** 2 + (1 - beta1) * error[i] ** 2
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("three_less", lt(0, 3 - beta1), {lt(beta1, 1): 1}, 2)
    with proof.fix("gains_nonnegative", i) as inner:
        inner.combine("nonnegative", le(0, h[i]), {"gains_below": 1, le(0, h_lo): 1})

    proof.note("Descent of f along x' = x - H m', with <g, Hm'> = (|g|_H^2 + |m'|_H^2 - |m' - g|_H^2)/2.")
    descent = proof.use("descent_lemma", {}, why="the descent lemma along the step")
    slope = proof.summed(
        "slope",
        eq(g * (z[i] - y[i]), -h[i] * (g**2 + m_next[i] ** 2 - (m_next[i] - g) ** 2) / 2),
        {"step": None},
        why="the slope along the step",
    )
    length = proof.summed(
        "length",
        le((z[i] - y[i]) ** 2, h_hi * h[i] * m_next[i] ** 2),
        {"gains_above": h[i] * m_next[i] ** 2, "step": None},
        signs=["gains_nonnegative"],
        why="the length of the step",
    )
    with_gradient = proof.summed("gradient_gain", le(h_lo * g**2, h[i] * g**2), {"gains_below": g**2})
    averaged = proof.summed(
        "averaged",
        le(h[i] * (m_next[i] - g) ** 2, h_hi * average),
        {"gains_above": average, "first_moment": None},
        h[i] * beta1 * (1 - beta1) * (m[i] - g - error[i]) ** 2,
        signs=["gains_nonnegative"],
        why="m' - g is an average of m - g and the error",
    )

    w = _young_weight(proof)
    young = proof.summed(
        "young",
        le((m_next[i] - g_next) ** 2, (1 + w) * average + (1 + 1 / w) * (g_next - g) ** 2),
        {"first_moment": None},
        (1 + w) * beta1 * (1 - beta1) * (m[i] - g - error[i]) ** 2,
        (w * (beta1 * (m[i] - g) + (1 - beta1) * error[i]) - (g - g_next)) ** 2 / w,
        why="Young's inequality for m' - g' = (m' - g) + (g - g')",
    )
    lipschitz = proof.use("lipschitz_gradient", {})
    left_over = (1 - scaled) / 2 - WEIGHT * (1 + 1 / w) * L * scaled
    proof.combine(
        "paid",
        le(0, left_over),
        {STEP_CONDITION: 1},
        multiplier=2 * (1 - beta1) ** 2,
        why="the step condition: the decrease |m'|_H^2 pays for |g' - g|^2",
    )
    moved = proof.summed("moved", le(0, h[i] * m_next[i] ** 2), {}, h[i] * m_next[i] ** 2, signs=["gains_nonnegative"])
    proof.combine(
        "one_step",
        le(W_next, THEOREM.bound),
        {
            descent: 1,
            slope: 1,
            length: L / 2 + WEIGHT * (1 + 1 / w) * L**2,
            with_gradient: Rational(1, 2),
            averaged: Rational(1, 2),
            young: WEIGHT,
            lipschitz: WEIGHT * (1 + 1 / w),
            moved: left_over,
            "lyapunov": None,
            "next_lyapunov": None,
        },
        why="all together",
    )


def _young_weight(proof: Proof):
    """The weight for which the error costs AMPLIFICATION; the deviation then keeps beta1 h_hi (3 - 2 beta1)/2."""
    w = (1 - beta1) / 2
    cost = (1 - beta1) * (h_hi / 2 + WEIGHT * (1 + w))
    kept = WEIGHT - beta1 * (h_hi / 2 + WEIGHT * (1 + w))
    assert cancel(cost - AMPLIFICATION * h_hi) == 0
    assert cancel(kept - KEPT) == 0
    proof.note(f"Young's weight {text(w)} makes the error cost h_hi ({text(AMPLIFICATION)}).")
    return w


def check():
    from amgt_theory.checking import StepCheck, automatic
    from amgt_theory.strategies import drawing
    from amgt_theory.strategies.perturbed import share_of_gradient

    drawn = automatic(THEOREM).model

    def model(draw):  # the error may be any, or follow the gradient
        values = drawn(draw)
        follows = values[h_hi] and drawing.pick(draw, (False, True))
        part = drawing.gains(draw, -1, 1, values[f].d) if follows else None
        return {**values, "part": part, "turn": drawing.pick(draw, range(values[f].d))}

    def compute(values, ar):
        return {error: share_of_gradient(values, ar)} if values["part"] else {}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
