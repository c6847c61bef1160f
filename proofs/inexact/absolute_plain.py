"""Bounded gradient errors without momentum: the excess over a neighbourhood contracts (theory notes, section 4)."""

from sympy import Lambda

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import PL, SMOOTH
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import At, L, Real, Vector, beta1, eta, f, f_star, gradient, h_hi, h_lo, i, mu, r, square, y, z
from amgt_theory.theorem import Theorem

h, error, m, m_next = Vector("h"), Vector("error"), Vector("m"), Vector("m_next")
W, W_next = Real("W"), Real("W_next")
NEIGHBOURHOOD = r * eta**2 / (2 * mu)

THEOREM = Theorem(
    id="inexact.absolute_plain",
    title="without momentum the excess over the neighbourhood r eta^2/(2 mu) contracts",
    kind="theorem",
    claim="C3",
    verdict="corrects",
    source="theory notes, section 4, inexact.absolute",
    setting=(
        *SMOOTH,
        *PL,
        ("gains_above", ForAll((i,), le(h[i], h_hi))),
        ("gains_below", ForAll((i,), le(h_lo, h[i]))),
        ("error_bound", le(square(error), eta**2)),
        ("step", ForAll((i,), eq(z[i], y[i] - h[i] * (At(gradient(y), i) + error[i])))),
    ),
    assumptions=(lt(0, mu), le(mu, L), lt(0, h_lo), le(h_lo, h_hi), le(L * h_hi, 1)),
    where=((r, h_hi / h_lo),),
    quantity=f(z) - f_star - NEIGHBOURHOOD,
    per=f(y) - f_star - NEIGHBOURHOOD,
    bound=1 - mu * h_lo,
    tight=True,
    notes="The gap itself is at most (1 - mu h_lo) gap + h_hi eta^2/2. Attained for h = 1/L and mu = L; that the "
    "neighbourhood is reached says inexact.tight_witness.",
)


def derive(proof: Proof) -> None:
    g = At(gradient(y), i)
    absolute = proof.cite(
        "inexact.absolute",
        {
            beta1: 0,
            m_next: Lambda(i, g + error[i]),
            m: Lambda(i, g),
            W: f(y) - f_star,
            W_next: f(z) - f_star,
        },
        why="a step without momentum",
    )
    proof.combine(
        "excess",
        le(THEOREM.quantity, THEOREM.bound * THEOREM.per),
        {absolute: 1, "definition_r": -h_lo * eta**2 / 2},
        why="whose error term is mu h_lo times the neighbourhood",
    )


def check():
    from amgt_theory.checking import StepCheck, automatic
    from amgt_theory.strategies import drawing
    from amgt_theory.strategies.perturbed import along_gradient

    drawn = automatic(THEOREM).model

    def model(draw):  # the error may be any, or follow the gradient; or there is none, and the step is the longest
        values = drawn(draw)
        if drawing.pick(draw, (False, True, False)):
            longest, d = 1 / values[f].L, values[f].d
            values = {**values, h_lo: longest, h_hi: longest, h: [longest] * d, eta: 0, error: [0] * d}
        follows = values[h_hi] and drawing.pick(draw, (False, True))
        part = drawing.gains(draw, -1, 1, values[f].d) if follows else None
        return {**values, "part": part, "turn": drawing.pick(draw, range(values[f].d))}

    def compute(values, ar):
        return {error: ar.mul(ar.number(values["eta"]), along_gradient(values, ar))} if values["part"] else {}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
