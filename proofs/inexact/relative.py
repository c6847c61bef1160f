"""Relative gradient errors: one step contracts W (theory notes, section 4)."""

from sympy import Rational

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import PL, SMOOTH
from amgt_theory.inexact_laws import AMPLIFICATION, inexact_step, weight
from amgt_theory.language import le, lt
from amgt_theory.symbols import (
    At, L, Real, Vector, beta1, f, gradient, h_hi, h_lo, i, mu, over_coordinates, square, theta, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

m, m_next, error, h = Vector("m"), Vector("m_next"), Vector("error"), Vector("h")
W, W_next = Real("W"), Real("W_next")
WEIGHT = weight(h_hi)
DEVIATION = over_coordinates((m[i] - At(gradient(y), i)) ** 2)
DEVIATION_CONDITION = le(4 * beta1 * mu * h_lo, beta1 * (1 - beta1) * (3 - 2 * beta1))
SMALL_ERROR = le(2 * AMPLIFICATION * theta**2 * h_hi, h_lo)

THEOREM = Theorem(
    id="inexact.relative",
    title="one step under small relative gradient errors contracts",
    kind="theorem",
    claim="C3",
    source="theory notes, section 4, inexact.relative",
    setting=(
        *SMOOTH,
        *PL,
        *inexact_step(),
        ("error_bound", le(square(error), theta**2 * square(gradient(y)))),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        le(0, h_lo),
        le(h_lo, h_hi),
        le(4 * beta1 * (3 - beta1) * L**2 * h_hi**2, (1 - beta1) ** 2 * (1 - L * h_hi)),
        DEVIATION_CONDITION,
        SMALL_ERROR,
    ),
    quantity=W_next,
    per=W,
    bound=1 - mu * (h_lo - 2 * AMPLIFICATION * theta**2 * h_hi),
    tight=True,
    notes="Attained for beta1 = 0, h = 1/L and mu = L. The step conditions hold if L h_hi <= (1-beta1)/4, and for "
    "beta1 = 0 if L h_hi <= 1 (inexact.step_condition).",
)


def derive(proof: Proof) -> None:
    deviation = (m[i] - At(gradient(y), i)) ** 2
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("h_hi_nonnegative", le(0, h_hi), {le(0, h_lo): 1, le(h_lo, h_hi): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    amplification = proof.combine(
        "amplification", le(0, AMPLIFICATION), {}, Rational(1, 2) + 3 * beta1 / 2, beta1 * (1 - beta1)
    )
    kept = proof.combine("kept", le(0, h_lo - 2 * AMPLIFICATION * theta**2 * h_hi), {SMALL_ERROR: 1})
    one_step = proof.cite("inexact.one_step", why="one step, the error still in it")
    pl = proof.use("pl", {}, why="the PL inequality at x")
    spread = proof.summed("spread", le(0, deviation), {}, deviation)
    proof.combine(
        "contraction",
        le(W_next, THEOREM.bound * W),
        {
            one_step: 1,
            "error_bound": AMPLIFICATION * h_hi,
            pl: (h_lo - 2 * AMPLIFICATION * theta**2 * h_hi) / 2,
            DEVIATION_CONDITION: h_hi / (2 * (1 - beta1)) * DEVIATION,
            "lyapunov": mu * (h_lo - 2 * AMPLIFICATION * theta**2 * h_hi),
        },
        2 * mu * AMPLIFICATION * theta**2 * h_hi * WEIGHT * DEVIATION,
        signs=[amplification, kept, spread],
        why="the squared error takes a part of the squared gradient, the PL inequality turns the rest into the gap",
    )


def check():
    from amgt_theory.checking import StepCheck, automatic
    from amgt_theory.strategies import drawing, flat_place
    from amgt_theory.strategies.perturbed import point, share_of_gradient

    drawn = automatic(THEOREM).model

    def model(draw):  # or without error and momentum, where f is flat
        values = drawn(draw)
        if drawing.pick(draw, (False, True, False)):
            problem, place, gain = flat_place(draw)
            step = {f: problem, y: place, h_lo: gain, h_hi: gain, h: [gain, gain], m: drawing.vector(draw, 2)}
            return {**values, **step, beta1: 0, theta: 0, "part": [0, 0], "turn": 0}
        part, turn = drawing.gains(draw, -1, 1, values[f].d), drawing.pick(draw, range(values[f].d))
        return {**values, y: point(draw, values[f]), "part": part, "turn": turn}

    def compute(values, ar):
        return {error: ar.mul(ar.number(values["theta"]), share_of_gradient(values, ar))}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
