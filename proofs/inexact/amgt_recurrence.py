"""AMGT under bounded gradient errors: what the bound G on its gradients must be, and what then follows at every step.

Theory notes, section 4. The neighbourhood depends on the ratio of the gains and so on G, and the gradients on the
neighbourhood: G must be above what it leads to.
"""

from sympy import Lambda, Max, Rational, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.inexact_laws import (
    AMPLIFICATION, ENOUGH, ERROR_BOUND, NEIGHBOURHOOD, ORACLE, START, error, g, limit, lyapunov, short_steps, weight,
)  # fmt: skip
from amgt_theory.iteration_laws import (
    DECREASING_STEP, HYPERPARAMETERS, MOMENTS, POSITIVE_STEP, STEP, corrected_lowest_gain, gain, gains_below,
    highest_gain, lowest_gain, step_size, with_gradients,
)  # fmt: skip
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, G, L, Real, Vector, beta1, eps, eta, f, f_star, function, gap0, gradient, h_hi, h_lo, i, k, m, mu,
    square, x, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

W, U = function("W", "natural"), function("U", "natural")
level, top, root = (Real(name) for name in ("level", "top", "root"))
SHORT, SHORT_WITH_MOMENTUM = short_steps(step_size(1))
LOWEST, LYAPUNOV = corrected_lowest_gain(k + 1, G), lyapunov(highest_gain(k + 1))

THEOREM = Theorem(
    id="inexact.amgt_recurrence",
    title="AMGT under bounded gradient errors contracts W towards a neighbourhood, its gradients below G",
    kind="lemma",
    claim="C3",
    source="theory notes, section 4, inexact.absolute",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *with_gradients(MOMENTS, g),
        *STEP,
        *ORACLE,
        *ERROR_BOUND,
        *POSITIVE_STEP,
        *DECREASING_STEP,
        ("step_condition", SHORT),
        ("step_condition_with_momentum", SHORT_WITH_MOMENTUM),
        ("gap", eq(gap0, f(x(0)) - f_star)),
        ("lyapunov", ForAll((k,), eq(W(k), LYAPUNOV(k)))),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        *HYPERPARAMETERS,
        lt(0, gap0),
        le(0, eta),
        lt(0, G),
        ENOUGH,
    ),
    where=((limit, NEIGHBOURHOOD),),
    over=(k,),
    quantity=W(k + 1) - limit,
    per=W(k) - limit,
    bound=1 - mu * LOWEST,
    also=(
        ForAll((k,), le(f(x(k)) - f_star, W(k))),
        le(W(0), START),
        ForAll((k,), le(square(g(k)), G**2)),
        ForAll((k,), le(mu * lowest_gain(k + 1, G), 1)),
        ForAll((k,), le(Max(0, W(k + 1) - limit), (1 - mu * lowest_gain(k + 1, G)) * Max(0, W(k) - limit))),
    ),
    notes="Constant threshold tau: clip, norm clip or none; AMSGrad on or off; bias correction on. The ratio of the "
    "gains is (G+eps)/(eps min(1,tau/G)): the bias correction, which the notes count in h_hi, is in both. The step "
    "condition is L alpha <= eps (1-beta1)^2/4 with momentum and L alpha <= eps without.",
)


def derive(proof: Proof) -> None:
    _constants(proof)
    _gains(proof)
    why = "where the gains of a step are above h_lo, W contracts towards the neighbourhood"
    with proof.fix("one_step", k, assume=gains_below(G), why=why) as inner:
        _step(inner)
    _start(proof)
    why = "and where W is below its bound, gradients are below G"
    with proof.fix("gradients", k, assume={"below": le(W(k), top)}, why=why) as inner:
        _gradient(inner)
    values = {U: W, Real("level"): top}
    why = "so both hold at every step"
    for number, name in enumerate(("contraction", "gradients_below", "slower_at_most_one", "excess")):
        proof.cite("momentum.towards_limit", values, conclusion=number, name=name, why="" if number else why)


def _constants(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("denominator_positive", lt(0, G + eps), {lt(0, G): 1, lt(0, eps): 1})
    proof.combine("amplification", le(0, AMPLIFICATION), {lt(beta1, 1): beta1}, Rational(1, 2) + 3 * beta1 / 2)
    proof.define(top, Max(START, limit))
    start, largest = proof.law("max_left", START, limit), proof.law("max_left", limit, START)
    proof.combine("start_below", le(START, top), {start: 1, "definition_top": -1})
    proof.combine("limit_below", le(limit, top), {largest: 1, "definition_top": -1})
    proof.combine("top_positive", lt(0, top), {"start_below": 1}, START)
    proof.cite("lemmas.correction_positive", {Real("beta"): beta1}, conclusion=1, name="corrected")


def _gains(proof: Proof) -> None:
    """What is needed of the gains at every step, whatever the gradients."""
    proof.cite("momentum.gain_nonnegative", conclusion=1, name="gains_above")
    proof.cite("momentum.corrected_gain", name="gains_ordered")
    with proof.induction(k, {"largest_first": le(step_size(k + 1), step_size(1))}) as (_, step):
        step.combine("next", le(step_size(k + 2), step_size(1)), {"decreasing_step": 1, "largest_first": 1})
    for number, name in enumerate(("gains_decrease", "highest_positive", "without_correction")):
        proof.cite("momentum.highest_gain", name=name, conclusion=number)
    for name, condition, times, room in (
        ("short", SHORT, 1, 1),
        ("short_with_momentum", SHORT_WITH_MOMENTUM, 4 * beta1, beta1 * (1 - beta1)),
    ):
        scale = 1 / (eps * (1 - beta1))
        with proof.fix(name, k) as inner:
            weights = {"without_correction": times * L, "largest_first": times * L * scale, condition: scale}
            inner.combine("here", le(times * L * highest_gain(k + 1), room), weights)
    with proof.fix("small", k) as inner:
        inner.use("highest_positive", {})
        inner.combine("here", le(mu * highest_gain(k + 1), 1), {le(mu, L): highest_gain(k + 1), "short": 1})


def _step(proof: Proof) -> None:
    for fact in (
        "positive_step", "corrected", "short", "short_with_momentum", "gains_ordered", "gains_decrease", "error_bound"
    ):  # fmt: skip
        proof.use(fact, {})
    for name in ("gains_above", "step"):
        with proof.fix(f"{name}_here", i) as coordinate:
            coordinate.use(name, {})
    with proof.fix("moment_here", i) as coordinate:
        coordinate.use("oracle", {})
        average = beta1 * At(m(k), i) + (1 - beta1) * (At(gradient(x(k)), i) + At(error(k), i))
        coordinate.combine("here", eq(At(m(k + 1), i), average), {"first_moment": 1, "oracle": 1 - beta1})
    proof.combine("lowest_nonnegative", le(0, LOWEST), {}, LOWEST)
    proof.use("lyapunov", {})
    proof.use("lyapunov", {k: k + 1})
    values = {
        y: x(k),
        z: x(k + 1),
        Vector("h"): Lambda(i, gain(k + 1)),
        Vector("m"): m(k),
        Vector("m_next"): m(k + 1),
        Vector("error"): error(k),
        level: eta**2,
        h_lo: LOWEST,
        h_hi: highest_gain(k + 1),
        Real("next_hi"): highest_gain(k + 2),
        Real("W"): W(k),
        Real("W_next"): W(k + 1),
    }
    step = proof.cite("inexact.indexed_step", values)
    proof.combine(
        "there",
        le(W(k + 1) - limit, (1 - mu * LOWEST) * (W(k) - limit)),
        {step: 1, "definition_limit": -mu * LOWEST},
    )


def _start(proof: Proof) -> None:
    proof.use("positive_step", {k: 0})
    first = proof.use("lyapunov", {k: 0})
    proof.combine("lyapunov_start", eq(W(0), gap0 + LYAPUNOV(0) - f(x(0)) + f_star), {first: 1, "gap": -1})
    proof.use("short_with_momentum", {k: 0})
    proof.use("highest_positive", {k: 0})
    values = {y: x(0), Vector("m"): m(0), h_hi: highest_gain(1), Real("W"): W(0)}
    proof.cite("inexact.absolute_start", values, name="start", why="W starts at (1+beta1) gap0 at most")
    proof.combine("first_below", le(W(0), top), {"start": 1, "start_below": 1})
    with proof.fix("gap_below", k) as inner:
        inner.use("positive_step", {})
        inner.use("corrected", {})
        deviation = (At(m(k), i) - At(gradient(x(k)), i)) ** 2
        spread = inner.summed("spread", le(0, deviation), {}, deviation)
        inner.combine("here", le(f(x(k)) - f_star, W(k)), {"lyapunov": -1, spread: weight(highest_gain(k + 1))})
    proof.combine("inside_positive", lt(0, L * top), {}, L * top)
    proof.define(root, sqrt(2 * L * top))
    proof.cite("lemmas.root_double", {G: root, Real("a"): L * top}, name="root_squared")
    proof.cite("lemmas.root_double", {G: root, Real("a"): L * top}, conclusion=1, name="root_positive")
    same = proof.rewrite("same_root", "definition_top", Real("hole"), sqrt(2 * L * Real("hole")))
    proof.combine("enough", le(root + eta, G), {ENOUGH: 1, same: 1, "definition_root": 1})


def _gradient(proof: Proof) -> None:
    """|g| <= |grad f| + eta, and |grad f|^2 <= 2 L gap."""
    small = proof.cite("lemmas.gradient_gap", {y: x(k), gap0: f(x(k)) - f_star})
    proof.combine(
        "slope",
        le(square(gradient(x(k))), root**2),
        {small: 1, "gap_below": 2 * L, "below": 2 * L, "root_squared": -1},
    )
    proof.use("error_bound", {})
    with proof.fix("oracle_here", i) as coordinate:
        coordinate.use("oracle", {})
    both = proof.cite(
        "lemmas.norm_sum",
        {
            Vector("total"): g(k),
            y: gradient(x(k)),
            z: error(k),
            Real("first"): root,
            Real("second"): eta,
        },
    )
    proof.combine("here", le(square(g(k)), G**2), {both: 1, "enough": G + root + eta})


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import bounded_inexact_runs, pl_problems

    return TrajectoryCheck(THEOREM, lambda draw: draw(bounded_inexact_runs(pl_problems(), powers=(0, 1))))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
