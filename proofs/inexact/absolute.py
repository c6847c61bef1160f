"""Bounded gradient errors: contraction up to a term in the squared error (theory notes, section 4).

One formula for all beta1. The step condition is weaker than the notes' L h_hi <= (1-beta1)/4.
"""

from sympy import Rational

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import PL, SMOOTH
from amgt_theory.inexact_laws import AMPLIFICATION, inexact_step
from amgt_theory.language import le, lt
from amgt_theory.symbols import At, L, Real, Vector, beta1, eta, f, gradient, h_hi, h_lo, i, mu, square, y
from amgt_theory.theorem import Theorem

m, m_next, error, h = Vector("m"), Vector("m_next"), Vector("error"), Vector("h")
W, W_next = Real("W"), Real("W_next")
DEVIATION_CONDITION = le(4 * beta1 * mu * h_lo, beta1 * (1 - beta1) * (3 - 2 * beta1))

THEOREM = Theorem(
    id="inexact.absolute",
    title="one step under bounded gradient errors contracts up to a multiple of the squared error",
    kind="theorem",
    claim="C3",
    source="theory notes, section 4, inexact.absolute",
    setting=(
        *SMOOTH,
        *PL,
        *inexact_step(),
        ("error_bound", le(square(error), eta**2)),
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
    ),
    quantity=W_next,
    bound=(1 - mu * h_lo) * W + AMPLIFICATION * h_hi * eta**2,
    tight=True,
    notes="The step conditions hold if L h_hi <= (1-beta1)/4, and for beta1 = 0 if L h_hi <= 1 "
    "(inexact.step_condition). Attained for beta1 = 0, h = 1/L.",
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("h_hi_nonnegative", le(0, h_hi), {le(0, h_lo): 1, le(h_lo, h_hi): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    amplification = proof.combine(
        "amplification", le(0, AMPLIFICATION), {}, Rational(1, 2) + 3 * beta1 / 2, beta1 * (1 - beta1)
    )
    one_step = proof.cite("inexact.one_step", why="one step, the error still in it")
    pl = proof.use("pl", {}, why="the PL inequality at x")
    spread = proof.summed("spread", le(0, (m[i] - At(gradient(y), i)) ** 2), {}, (m[i] - At(gradient(y), i)) ** 2)
    proof.combine(
        "contraction",
        le(W_next, THEOREM.bound),
        {
            one_step: 1,
            pl: h_lo / 2,
            "error_bound": AMPLIFICATION * h_hi,
            DEVIATION_CONDITION: h_hi / (2 * (1 - beta1)) * spread.formula.rhs,
            "lyapunov": mu * h_lo,
        },
        signs=[amplification],
        why="the PL inequality turns the squared gradient into mu h_lo gap",
    )


def check():
    from amgt_theory.checking import StepCheck, automatic
    from amgt_theory.strategies import drawing, flat_place
    from amgt_theory.strategies.perturbed import along_gradient

    drawn = automatic(THEOREM).model

    def model(draw):  # the error may be any, or follow the gradient; or there is none, nor momentum, where f is flat
        values = drawn(draw)
        if drawing.pick(draw, (False, True, False)):
            problem, place, gain = flat_place(draw)
            step = {f: problem, y: place, h_lo: gain, h_hi: gain, h: [gain, gain], m: drawing.vector(draw, 2)}
            values = {**values, **step, beta1: 0, eta: 0, error: [0, 0]}
        follows = values[h_hi] and drawing.pick(draw, (False, True))
        part = drawing.gains(draw, -1, 1, values[f].d) if follows else None
        return {**values, "part": part, "turn": drawing.pick(draw, range(values[f].d))}

    def compute(values, ar):
        return {error: ar.mul(ar.number(values["eta"]), along_gradient(values, ar))} if values["part"] else {}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
