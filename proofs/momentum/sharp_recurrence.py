"""AMGT with a non-increasing step contracts V = gap + sqrt(h_hi/L) |d|^2 by 1 - 2 mu h_lo,k (1 - (3/4) nu_k).

Theory notes, section 3, sharp_exponent. The bound G on the gradients is a hypothesis here: momentum.descent gives one.
"""

from sympy import Expr, Lambda, Rational, sqrt

from amgt_theory.derivation import Proof, Taken
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import (
    AMGT, DECREASING_STEP, HYPERPARAMETERS, POSITIVE_STEP, V, deviation, highest_gain, lowest_gain, step_size,
)  # fmt: skip
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, G, L, Real, beta1, eps, f, f_star, function, gap0, gradient, h_lo, i, k, m, mu, square, x, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

top = Real("top")
STEP_CONDITION = le(8 * L * step_size(1), eps * (1 - beta1) ** 3)
START = (1 + beta1**2 * (1 - beta1) / sqrt(2)) * gap0
LOWEST = lowest_gain(k + 1, G)


def root(n: Expr) -> Expr:
    """sqrt(L h_hi) at step n + 1."""
    return sqrt(L * highest_gain(n + 1))


THEOREM = Theorem(
    id="momentum.sharp_recurrence",
    title="AMGT with a non-increasing step contracts its sharp Lyapunov function at every step",
    kind="lemma",
    claim="C1",
    source="theory notes, section 3, strongly_convex.sharp_exponent",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *AMGT,
        *POSITIVE_STEP,
        *DECREASING_STEP,
        ("step_condition", STEP_CONDITION),
        ("gradients", ForAll((k,), le(square(gradient(x(k))), G**2))),
        ("gap", eq(gap0, f(x(0)) - f_star)),
        ("lyapunov", ForAll((k,), eq(V(k), f(x(k)) - f_star + root(k) / L * beta1**2 * deviation(k)))),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        *HYPERPARAMETERS,
        lt(0, G),
        lt(0, gap0),
    ),
    over=(k,),
    quantity=V(k + 1),
    per=V(k),
    bound=1 - 2 * mu * LOWEST * (1 - Rational(3, 4) * root(k) / (1 - beta1)),
    also=(ForAll((k,), le(f(x(k)) - f_star, V(k))), le(V(0), START)),
    notes="nu_k is sqrt(L h_hi,k)/(1-beta1). Constant threshold tau: clip, norm clip or none; AMSGrad on or off; bias "
    "correction on.",
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("denominator_positive", lt(0, G + eps), {lt(0, G): 1, lt(0, eps): 1})
    _gains(proof)
    _contraction(proof)
    _start(proof)


def _gains(proof: Proof) -> None:
    g = function("g", "natural", result="vector")
    values = {g: Lambda(k, gradient(x(k)))}
    proof.cite("momentum.gain_sandwich", values, name="gains_below", why="the gains are at least h_lo")
    proof.cite("momentum.gain_sandwich", values, conclusion=2, name="gains_ordered")
    with proof.induction(k, {"step_bounded": le(step_size(k + 1), step_size(1))}) as (_, step):
        step.combine("next", le(step_size(k + 2), step_size(1)), {"decreasing_step": 1, "step_bounded": 1})


def _contraction(proof: Proof) -> None:
    with proof.fix("contraction", k, why="V contracts at every step") as inner:
        inner.use("positive_step", {})
        inner.use("gains_ordered", {})
        inner.combine(
            "small", le(8 * L * step_size(k + 1), eps * (1 - beta1) ** 3), {"step_bounded": 8 * L, "step_condition": 1}
        )
        with inner.fix("gains_here", i) as coordinate:
            coordinate.use("gains_below", {})
        inner.cite("momentum.sharp_indexed", {h_lo: LOWEST})
    with proof.fix("gap_below", k) as inner:
        offset = (At(m(k), i) - At(gradient(x(k)), i)) ** 2
        squares = inner.summed("squares", le(0, offset), {}, offset)
        inner.combine("here", le(f(x(k)) - f_star, V(k)), {"lyapunov": -1, squares: root(k) / L * beta1**2})


def _start(proof: Proof) -> None:
    limit = sqrt(2) * (1 - beta1) / 4
    proof.define(top, limit)
    two = proof.law("sqrt_square", 2)
    proof.use("positive_step", {k: 0})
    small = proof.combine(
        "first_small",
        le(8 * L * highest_gain(1), (1 - beta1) ** 2),
        {"step_condition": 1},
        multiplier=eps * (1 - beta1),
    )
    proof.combine(
        "limit_squared",
        le(L * highest_gain(1), top**2),
        {small: Rational(1, 8), "definition_top": -(top + limit), two: -((1 - beta1) ** 2) / 16},
    )
    proof.combine("top_nonnegative", le(0, top), {"definition_top": -1}, limit)
    first = proof.cite("lemmas.sqrt_bound", {Real("x"): L * highest_gain(1), Real("y"): top})
    slope = At(gradient(x(0)), i)
    initial = proof.summed("initial_deviation", eq((At(m(0), i) - slope) ** 2, slope**2), {"first_moment_start": None})
    gradient_gap = proof.cite("lemmas.gradient_gap", {y: x(0)})
    weight = beta1**2 / L * root(0)
    proof.combine(
        "start",
        le(V(0), START),
        {
            Taken("lyapunov", {k: 0}): 1,
            initial: weight,
            gradient_gap: weight,
            first: 2 * beta1**2 * gap0,
            "definition_top": 2 * beta1**2 * gap0,
            "gap": -1,
        },
        why="V_0 <= (1 + beta1^2 (1-beta1)/sqrt 2) gap0, since d_1 = -beta1 g_1 and |g_1|^2 <= 2 L gap0",
    )


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import largest_norm, pl_problems, runs

    def compute(values, ar):  # the least G that the hypothesis allows
        run = values["run"]
        return {G: ar.upper(largest_norm(map(run.g, range(run.steps + 1)), ar))}

    condition = {"share": "1/8", "damping": 3}
    return TrajectoryCheck(THEOREM, lambda draw: draw(runs(pl_problems(), powers=(0, 1), **condition)), compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
