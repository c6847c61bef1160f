"""One step under bounded gradient errors, where the weight of W follows the largest gain of the coming step.

Theory notes, section 4. The bound on the squared error is any number, and the weight may only shrink.
"""

from sympy import sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import PL, SMOOTH
from amgt_theory.inexact_laws import AMPLIFICATION, inexact_step, weight
from amgt_theory.language import le, lt
from amgt_theory.symbols import (
    At, L, Real, Vector, beta1, eta, f, f_star, gradient, h_hi, h_lo, i, mu, over_coordinates, square, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

m, m_next, error, h = Vector("m"), Vector("m_next"), Vector("error"), Vector("h")
W, W_next, next_hi, level, size = (Real(name) for name in ("W", "W_next", "next_hi", "level", "size"))
DEVIATION = over_coordinates((m[i] - At(gradient(y), i)) ** 2)
NEXT_DEVIATION = over_coordinates((m_next[i] - At(gradient(z), i)) ** 2)


def lyapunov(point, gain, deviation):
    """W with the weight for steps of gains up to ``gain``."""
    return f(point) - f_star + weight(gain) * deviation


THEOREM = Theorem(
    id="inexact.indexed_step",
    title="one step under bounded gradient errors, with the weight of the next one",
    kind="lemma",
    claim="C3",
    source="theory notes, section 4, inexact.absolute",
    setting=(
        *SMOOTH,
        *PL,
        *inexact_step(next_hi),
        ("error_bound", le(square(error), level)),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        le(0, h_lo),
        le(h_lo, h_hi),
        le(next_hi, h_hi),
        le(L * h_hi, 1),
        le(4 * beta1 * L * h_hi, beta1 * (1 - beta1)),
    ),
    quantity=W_next,
    bound=(1 - mu * h_lo) * W + AMPLIFICATION * h_hi * level,
    also=(le(mu * h_lo, 1),),
)


def derive(proof: Proof) -> None:
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.cite("inexact.step_condition", name="step_condition", why="the step condition of inexact.absolute")
    proof.cite("inexact.step_condition", conclusion=1)
    proof.cite("inexact.step_condition", conclusion=2, name="rate_at_most_one")
    errors = proof.summed("errors", le(0, error[i] ** 2), {}, error[i] ** 2)
    proof.combine("level_nonnegative", le(0, level), {errors: 1, "error_bound": 1})
    proof.define(size, sqrt(level))
    squared = proof.cite("lemmas.root_squared", {Real("x"): level, Real("y"): size})
    proof.combine("error_size", le(square(error), size**2), {"error_bound": 1, squared: -1})
    values = {eta: size, W: lyapunov(y, h_hi, DEVIATION), W_next: lyapunov(z, h_hi, NEXT_DEVIATION)}
    step = proof.cite("inexact.absolute", values, why="which then holds with the weight of this step")
    after = (m_next[i] - At(gradient(z), i)) ** 2
    proof.summed("squares", le(0, after), {}, after)
    proof.combine("h_hi_nonnegative", le(0, h_hi), {le(0, h_lo): 1, le(h_lo, h_hi): 1})
    proof.combine(
        "contraction",
        le(W_next, THEOREM.bound),
        {
            step: 1,
            squared: AMPLIFICATION * h_hi,
            le(next_hi, h_hi): 2 * beta1 / (1 - beta1) * NEXT_DEVIATION,
            "lyapunov": -(1 - mu * h_lo),
            "next_lyapunov": 1,
        },
        why="and so with the smaller one of the next",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
