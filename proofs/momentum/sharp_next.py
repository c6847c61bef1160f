"""One step contracts gap + sqrt(h_hi/L) |d|^2, where the weight follows the largest gain of the coming step.

Theory notes, section 3, sharp_exponent.
"""

from sympy import Lambda, Rational, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, L, Real, Vector, beta1, f, f_star, gradient, h_hi, h_lo, i, mu, over_coordinates, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

m, m_next, h = Vector("m"), Vector("m_next"), Vector("h")
V, V_next, next_hi, top = (Real(name) for name in ("V", "V_next", "next_hi", "top"))
ROOT = sqrt(L * h_hi)


def deviation(moment, point):
    """The deviation of the coming step is beta1 times this."""
    return moment[i] - At(gradient(point), i)


def lyapunov(point, moment, gain):
    """V with the weight for steps of gains up to ``gain``."""
    return f(point) - f_star + sqrt(L * gain) / L * beta1**2 * over_coordinates(deviation(moment, point) ** 2)


THEOREM = Theorem(
    id="momentum.sharp_next",
    title="one step contracts the sharp Lyapunov function, with the weight of the next one",
    kind="lemma",
    claim="C1",
    source="theory notes, section 3, strongly_convex.sharp_exponent",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        ("gains_above", ForAll((i,), le(h[i], h_hi))),
        ("gains_below", ForAll((i,), le(h_lo, h[i]))),
        ("first_moment", ForAll((i,), eq(m_next[i], beta1 * m[i] + (1 - beta1) * At(gradient(y), i)))),
        ("step", ForAll((i,), eq(z[i], y[i] - h[i] * m_next[i]))),
        ("lyapunov", eq(V, lyapunov(y, m, h_hi))),
        ("next_lyapunov", eq(V_next, lyapunov(z, m_next, next_hi))),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        lt(0, h_lo),
        le(h_lo, h_hi),
        le(0, next_hi),
        le(next_hi, h_hi),
        le(8 * L * h_hi, (1 - beta1) ** 2),
    ),
    quantity=V_next,
    per=V,
    bound=1 - 2 * mu * h_lo * (1 - Rational(3, 4) * ROOT / (1 - beta1)),
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("h_hi_positive", lt(0, h_hi), {lt(0, h_lo): 1, le(h_lo, h_hi): 1})
    proof.define(top, ROOT)
    values = {Real("x"): L * h_hi, Real("y"): top}
    squared = proof.cite("lemmas.root_squared", values)
    proof.cite("lemmas.root_squared", values, conclusion=1)
    proof.combine("below_square", le(L * next_hi, top**2), {le(next_hi, h_hi): L, squared: -1})
    below = proof.cite("lemmas.sqrt_bound", {Real("x"): L * next_hi, Real("y"): top})
    decreases = le(sqrt(L * next_hi), ROOT)
    proof.combine("root_decreases", decreases, {below: 1, "definition_top": 1}, why="the weight does not increase")
    now, later = m_next[i] - At(gradient(y), i), deviation(m_next, z)
    values = {
        Vector("m"): m_next,
        Vector("deviation"): Lambda(i, now),
        Vector("next_deviation"): Lambda(i, beta1 * later),
        Real("nu"): ROOT / (1 - beta1),
        V: f(y) - f_star + ROOT / L * over_coordinates(now**2),
        V_next: lyapunov(z, m_next, h_hi),
    }
    step = proof.cite("momentum.sharp_step", values, why="the step with its own weight")
    same = proof.summed("same_deviation", eq(now**2, beta1**2 * deviation(m, y) ** 2), {"first_moment": None})
    squares = proof.summed("squares", le(0, later**2), {}, later**2)
    weights = {
        step: 1,
        same: ROOT / L * THEOREM.bound,
        "root_decreases": beta1**2 / L * over_coordinates(later**2),
        "lyapunov": -THEOREM.bound,
        "next_lyapunov": 1,
    }
    proof.combine("contraction", le(V_next, THEOREM.bound * V), weights, signs=[squares], why="and with the next one")


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, pl_problems
    from amgt_theory.strategies.perturbed import gain_interval, momentum, point

    def model(draw):
        problem, weight = draw(pl_problems()), momentum(draw)
        low, high = gain_interval(draw, (1 - weight) ** 2 / 8 / problem.L)
        return {
            **{f: problem, beta1: weight, h_lo: low, h_hi: high, next_hi: drawing.between(draw, 0, high)},
            h: drawing.gains(draw, low, high, problem.d),
            m: drawing.vector(draw, problem.d),
            y: point(draw, problem),
        }

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
