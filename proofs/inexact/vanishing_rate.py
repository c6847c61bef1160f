"""AMGT with a harmonic step under gradient errors that vanish like k^(-q/2): the gap vanishes like k^-q.

Theory notes, section 4. Nothing is assumed of the gains: the first errors decide what bounds the gradients.
"""

from sympy import Max

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.inexact_laws import (
    AMPLIFICATION, ENOUGH, GAIN, NEIGHBOURHOOD, START, error, h, inexact_amgt, limit, lyapunov, short_steps,
)  # fmt: skip
from amgt_theory.iteration_laws import HARMONIC, HYPERPARAMETERS, gains, highest_gain, step_size
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, G, H, L, Real, alpha, beta1, c, eps, eta, f, f_star, function, gap0, gradient, i, k, k0, m, mu, q, r,
    square, x,
)  # fmt: skip
from amgt_theory.theorem import Theorem

W = function("W", "natural")
M, hole = Real("M"), Real("hole")
LEVEL = eta**2 / (k + 1 + k0) ** q
NOISE = AMPLIFICATION * alpha * eta**2 / (eps * (1 - beta1))
SHORT, SHORT_WITH_MOMENTUM = short_steps(HARMONIC(1))

THEOREM = Theorem(
    id="inexact.vanishing_rate",
    title="under vanishing gradient errors AMGT with a harmonic step converges, its gradient bound derived",
    kind="theorem",
    claim="C3",
    verdict="corrects",
    source="theory notes, section 4, inexact.absolute",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *inexact_amgt(HARMONIC),
        ("vanishing_error", ForAll((k,), le(square(error(k)), LEVEL))),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        lt(0, alpha),
        *HYPERPARAMETERS,
        le(0, k0),
        lt(0, gap0),
        le(0, eta),
        lt(0, G),
        SHORT,
        SHORT_WITH_MOMENTUM,
        ENOUGH,
        le(0, q),
        lt(q, c),
    ),
    where=(
        (limit, NEIGHBOURHOOD),
        (c, mu * alpha * GAIN / (G + eps)),
        (M, Max(NOISE / (c - q), START * (k0 + 1) ** q)),
    ),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=M / (k + k0 + 1) ** q,
    notes="G bounds the gradients that the oracle answers, as in inexact.power_rate. Constant threshold tau: clip, "
    "norm clip or none; AMSGrad on or off; bias correction on.",
)

GAINS = gains(HARMONIC, later=1)
LYAPUNOV = lyapunov(highest_gain(k + 1, HARMONIC))


def derive(proof: Proof) -> None:
    _conditions(proof)
    _bounded_errors(proof)
    values = {step_size: HARMONIC, W: LYAPUNOV}
    why = "so gradients are at most G"
    proof.cite("inexact.amgt_recurrence", values, conclusion=3, name="gradients", why=why)
    _gains(proof)
    with proof.fix("average", k, i) as inner:
        inner.use("oracle", {})
        answered = At(gradient(x(k)), i) + At(error(k), i)
        inner.combine(
            "here",
            eq(At(m(k + 1), i), beta1 * At(m(k), i) + (1 - beta1) * answered),
            {"first_moment": 1, "oracle": 1 - beta1},
        )
    proof.cite("inexact.vanishing", {h: GAINS}, why="and the gap follows the squared errors")


def _conditions(proof: Proof) -> None:
    """The step conditions in the forms that the cited theorems ask for."""
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("denominator_positive", lt(0, G + eps), {lt(0, G): 1, lt(0, eps): 1})
    proof.cite("lemmas.harmonic_step", conclusion=1, name="positive_step")
    proof.cite("lemmas.harmonic_step", name="decreasing_step")


def _bounded_errors(proof: Proof) -> None:
    with proof.fix("bounded_error", k, why="the errors are at most eta") as inner:
        inner.combine("late", le(1, k + 1 + k0), {}, k + k0)
        smaller = inner.cite("lemmas.power_decreasing", {Real("x"): 1, Real("y"): k + 1 + k0, c: q})
        one = inner.cite("lemmas.power_one", {Real("x"): 1, Real("y"): 1, c: -q})
        inner.combine("here", le(square(error(k)), eta**2), {"vanishing_error": 1, smaller: eta**2, one: eta**2})


def _gains(proof: Proof) -> None:
    proof.define(H, alpha / (eps * (1 - beta1)))
    proof.define(r, eps * (1 - beta1) * GAIN / (G + eps))
    names = ("gains_below", "gains_above", "H_positive", "r_positive", "r_below", "product")
    for number, name in enumerate(names):
        why = "" if number else "and the gains between r H/(k+k0) and H/(k+k0)"
        proof.cite("momentum.harmonic_gains", name=name, conclusion=number, why=why)
    exponent = proof.combine("exponent", eq(c, mu * r * H), {"definition_c": 1, "product": -mu})
    proof.combine("fast", lt(q, mu * r * H), {lt(q, c): 1, exponent: 1})
    scale = (k0 + 1) / (eps * (1 - beta1))
    proof.combine("step_short", le(L * H, k0 + 1), {"definition_H": L, SHORT: scale})
    proof.combine(
        "step_short_with_momentum",
        le(4 * beta1 * L * H, beta1 * (1 - beta1) * (k0 + 1)),
        {"definition_H": 4 * beta1 * L, SHORT_WITH_MOMENTUM: scale},
    )
    noise = proof.combine("noise", eq(AMPLIFICATION * H * eta**2, NOISE), {"definition_H": AMPLIFICATION * eta**2})
    power = START * (k0 + 1) ** q
    same = proof.rewrite("same_constant", noise, hole, Max(hole / (c - q), power))
    proof.combine("constant", eq(M, Max(AMPLIFICATION * H * eta**2 / (c - q), power)), {"definition_M": 1, same: -1})


def check():
    from dataclasses import replace
    from fractions import Fraction

    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import bounded_inexact_runs, drawing, pl_problems
    from amgt_theory.strategies.perturbed import values_along

    def model(draw):
        run = draw(bounded_inexact_runs(pl_problems()))
        method, bound = run["method"], run["G"]
        exponent = run["f"].mu * method.alpha * min(1, run["tau"] / bound) / (bound + method.eps)
        rate = drawing.between(draw, Fraction(0), exponent, open_high=True)
        sizes = values_along((k + 1 + k0) ** (-q / 2), {k0: method.k0, q: rate}, len(run["error"]))
        errors = [[size * one for one in error] for size, error in zip(sizes, run["error"], strict=True)]
        return {**run, "method": replace(method, errors=errors), "error": errors, "q": rate}

    return TrajectoryCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
