"""One step of AMGT, the (k+1)-st, contracts its sharp Lyapunov function wherever that step is small enough.

Theory notes, section 3, sharp_exponent. h_lo is any lower end of the gains of this step.
"""

from sympy import Expr, Lambda, Rational, sqrt

from amgt_theory.derivation import Proof, Taken
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import AMGT, V, step_size, t, w
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, L, Real, Vector, beta1, eps, f, f_star, gradient, h_hi, h_lo, i, k, m, mu, n, over_coordinates, tau, x, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

top = Real("top")
GAIN = step_size(k + 1) * At(t(k + 1), i) / ((1 - beta1 ** (k + 1)) * (sqrt(At(w(k + 1), i)) + eps))
STEP_CONDITION = le(8 * L * step_size(k + 1), eps * (1 - beta1) ** 3)


def gradient_at(n: Expr) -> Expr:
    return At(gradient(x(n)), i)


def highest(n: Expr) -> Expr:
    """h_hi at step n + 1."""
    return step_size(n + 1) / (eps * (1 - beta1 ** (n + 1)))


def root(n: Expr) -> Expr:
    return sqrt(L * highest(n))


def deviation(n: Expr) -> Expr:
    """|m_n - g_{n+1}|^2; the deviation of the notes is beta1 times this vector."""
    return over_coordinates((At(m(n), i) - gradient_at(n)) ** 2)


THEOREM = Theorem(
    id="momentum.sharp_indexed",
    title="one step of AMGT contracts its sharp Lyapunov function where that step is small",
    kind="lemma",
    claim="C1",
    source="theory notes, section 3, strongly_convex.sharp_exponent",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *AMGT,
        ("positive_step", ForAll((k,), lt(0, step_size(k + 1)))),
        ("decreasing_step", ForAll((k,), le(step_size(k + 2), step_size(k + 1)))),
        ("gains_below", ForAll((i,), le(h_lo, GAIN))),
        ("lyapunov", ForAll((k,), eq(V(k), f(x(k)) - f_star + root(k) / L * beta1**2 * deviation(k)))),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        lt(0, eps),
        lt(0, tau),
        lt(0, h_lo),
        le(h_lo, highest(k)),
        STEP_CONDITION,
    ),
    quantity=V(k + 1),
    per=V(k),
    bound=1 - 2 * mu * h_lo * (1 - Rational(3, 4) * root(k) / (1 - beta1)),
    also=(le(8 * L * highest(k), (1 - beta1) ** 2),),
    notes="sqrt(L h_hi,k)/(1-beta1) is nu_k of the notes.",
)


def derive(proof: Proof) -> None:
    proof.cite("momentum.gain_nonnegative", conclusion=1, name="largest", why="the gains are at most h_hi")
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    with proof.induction(n, {"beta1_power": le(beta1**n, 1)}) as (_, step):
        step.combine("next", le(beta1 ** (n + 1), 1), {"beta1_power": beta1, lt(beta1, 1): 1})
    proof.use("positive_step", {})
    proof.use("positive_step", {k: k + 1})
    here, there = 1 - beta1 ** (k + 1), 1 - beta1 ** (k + 2)
    proof.combine("corrected", le(1 - beta1, here), {Taken("beta1_power", {n: k}): beta1})
    proof.combine("corrected_positive", lt(0, here), {"corrected": 1, "beta1_below": 1})
    proof.combine("next_positive", lt(0, there), {Taken("beta1_power", {n: k + 1}): beta1, lt(beta1, 1): 1})
    proof.combine(
        "step_small",
        le(8 * L * highest(k), (1 - beta1) ** 2),
        {STEP_CONDITION: 1, "corrected": eps * (1 - beta1) ** 2},
        multiplier=eps * here,
        why="the step condition: L h_hi <= (1-beta1)^2/8",
    )
    _roots(proof, here, there)
    _contraction(proof)


def _roots(proof: Proof, here: Expr, there: Expr) -> None:
    gains = proof.combine(
        "gains",
        le(highest(k + 1), highest(k)),
        {"decreasing_step": here},
        step_size(k + 1) * beta1 ** (k + 1) * (1 - beta1),
        multiplier=eps * here * there,
    )
    proof.define(top, root(k))
    values = {Real("x"): L * highest(k), Real("y"): top}
    squared = proof.cite("lemmas.root_squared", values)
    proof.cite("lemmas.root_squared", values, conclusion=1)
    proof.combine("below_square", le(L * highest(k + 1), top**2), {gains: L, squared: -1})
    below = proof.cite("lemmas.sqrt_bound", {Real("x"): L * highest(k + 1), Real("y"): top})
    proof.combine(
        "root_decreases",
        le(root(k + 1), root(k)),
        {below: 1, "definition_top": 1},
        why="the weight sqrt(h_hi/L) does not increase",
    )


def _contraction(proof: Proof) -> None:
    with proof.fix("gains_above", i) as inner:
        inner.use("largest", {})
    with proof.fix("step_here", i) as inner:
        inner.use("step", {})
    difference, next_difference = At(m(k + 1), i) - gradient_at(k), At(m(k + 1), i) - gradient_at(k + 1)
    step = proof.cite(
        "momentum.sharp_step",
        {
            y: x(k),
            z: x(k + 1),
            Vector("h"): Lambda(i, GAIN),
            Vector("m"): m(k + 1),
            Vector("deviation"): Lambda(i, difference),
            Vector("next_deviation"): Lambda(i, beta1 * next_difference),
            h_hi: highest(k),
            Real("nu"): root(k) / (1 - beta1),
            Real("V"): f(x(k)) - f_star + root(k) / L * over_coordinates(difference**2),
            Real("V_next"): f(x(k + 1)) - f_star + root(k) / L * beta1**2 * deviation(k + 1),
        },
        why="the sharp step",
    )
    same = proof.summed(
        "same_deviation",
        eq(difference**2, beta1**2 * (At(m(k), i) - gradient_at(k)) ** 2),
        {"first_moment": None},
    )
    squares = proof.summed("squares", le(0, next_difference**2), {}, next_difference**2)
    proof.combine(
        "contraction",
        le(V(k + 1), THEOREM.bound * V(k)),
        {
            step: 1,
            same: root(k) / L * THEOREM.bound,
            "root_decreases": beta1**2 / L * deviation(k + 1),
            "lyapunov": -THEOREM.bound,
            Taken("lyapunov", {k: k + 1}): 1,
        },
        signs=[squares],
        why="with the weight lowered to that of the next step",
    )


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import drawing, gains_of, pl_problems, runs

    def model(draw):
        late = drawing.natural(draw, 12)
        return {**draw(runs(pl_problems(), powers=(0, 1), late=late, share="1/8", damping=3)), k: late}

    def compute(values, ar):  # the largest h_lo that the hypothesis allows
        return {h_lo: min(gains_of(values, ar)[values["k"] + 1])}

    return TrajectoryCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
