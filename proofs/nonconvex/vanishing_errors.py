"""AMGT with a harmonic step under gradient errors that vanish like k^(-q/2): stationary, at the rate 1/log k.

Theory notes, section 6. Nothing is assumed of the gains, and f need not be convex.
"""

from sympy import Lambda, Sum, log, sqrt

from amgt_theory.derivation import Proof, Taken
from amgt_theory.function_classes import BOUNDED_BELOW, SMOOTH
from amgt_theory.inexact_laws import AMPLIFICATION, GAIN, START, error, inexact_amgt, short_steps
from amgt_theory.iteration_laws import HARMONIC, HYPERPARAMETERS, highest_gain, step_size
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    G, L, Real, a, alpha, beta1, c, eps, eta, function, gap0, gradient, j, k, k0, n, q, square, x,
)  # fmt: skip
from amgt_theory.theorem import Theorem

level, least, squared_gradient = (function(name, "natural") for name in ("level", "least", "squared_gradient"))
E, low = Real("E"), Real("low")
SCHEDULE = Lambda(n, HARMONIC(n))
LEVEL = Lambda(n, eta**2 / (n + k0) ** q)
LARGEST = alpha / (eps * (1 - beta1))
BUDGET = LARGEST * eta**2 * ((k0 + 1) ** (-1 - q) + (k0 + 1) ** -q / q)
LOGARITHM = log((k + k0 + 1) / (k0 + 1))
MOST = START + AMPLIFICATION * E

THEOREM = Theorem(
    id="nonconvex.vanishing_errors",
    title="under vanishing gradient errors a harmonic step finds stationary points, at the rate 1/log k",
    kind="theorem",
    claim="C3 C4",
    verdict="proves",
    source="theory notes, section 6, nonconvex.inexact",
    setting=(
        *SMOOTH,
        *BOUNDED_BELOW,
        *inexact_amgt(HARMONIC),
        ("vanishing_error", ForAll((k,), le(square(error(k)), LEVEL(k + 1)))),
        ("squared_gradient", ForAll((k,), eq(squared_gradient(k + 1), square(gradient(x(k)))))),
        ("least", ForAll((k, j), le(least(k), square(gradient(x(j)))), (lt(j, k),))),
    ),
    assumptions=(
        lt(0, L),
        lt(0, alpha),
        *HYPERPARAMETERS,
        le(0, k0),
        lt(0, gap0),
        le(0, eta),
        lt(0, q),
        *short_steps(HARMONIC(1)),
        le(1, k),
    ),
    where=(
        (E, BUDGET),
        (G, eta + sqrt(2 * L * MOST)),
    ),
    quantity=least(k),
    bound=2 * MOST * (G + eps) / (alpha * GAIN * LOGARITHM),
    notes="The error of step j is at most eta/(j+k0)^(q/2), and E bounds what all of them add up to, weighted with the "
    "steps; G bounds what the oracle answers. least(k) is the least of the first k squared gradients, or anything "
    "below them. Constant threshold tau: clip, norm clip or none; AMSGrad on or off; bias correction on.",
)


def derive(proof: Proof) -> None:
    for number, name in enumerate(("decreasing_step", "positive_step")):
        proof.cite("lemmas.harmonic_step", conclusion=number, name=name)
    _errors(proof)
    values = {step_size: SCHEDULE, level: LEVEL}
    for number, name in ((1, "weighted"), (3, "G_positive")):
        why = "the smallest squared gradient times the sum of the gains" if number == 1 else ""
        proof.cite("nonconvex.summable_errors", values, conclusion=number, name=name, why=why)
    growth = proof.use(proof.cite("lemmas.harmonic_sum"), {}, why="and the sum grows like a logarithm")
    late = proof.cite("lemmas.log_lower", {Real("x"): (k + k0 + 1) / (k0 + 1)})
    proof.combine("logarithm_positive", lt(0, LOGARITHM), {late: 1, le(1, k): 1 / (k + k0 + 1)}, 1 / (k + k0 + 1))
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    gains, harmonic = alpha * GAIN / (G + eps), Sum(1 / (j + k0), (j, 1, k))
    proof.combine("sum", le(gains * LOGARITHM, gains * harmonic), {growth: gains})
    proof.combine("amplification", le(0, 2 * AMPLIFICATION), {lt(beta1, 1): 2 * beta1}, 1 + 3 * beta1)
    within = {"weighted": 1, Taken("budget", {n: k}): 2 * AMPLIFICATION}
    proof.combine("product", le(least(k) * (gains * harmonic), 2 * MOST), within)
    proof.combine("E_nonnegative", le(0, E), {"definition_E": -1}, BUDGET)
    proof.combine("most_nonnegative", le(0, 2 * MOST), {"E_nonnegative": 2 * AMPLIFICATION}, 2 * START)
    values = {Real("x"): least(k), Real("y"): gains * harmonic, Real("z"): gains * LOGARITHM, Real("a"): 2 * MOST}
    proof.cite("lemmas.divided", values, why="so the smallest squared gradient is at most the quotient")


def _errors(proof: Proof) -> None:
    """What the errors add up to, weighted with the steps."""
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    with proof.fix("bounded_level", n) as inner:
        inner.combine("late", le(1, n + 1 + k0), {}, n + k0)
        smaller = inner.cite("lemmas.power_decreasing", {Real("x"): 1, Real("y"): n + 1 + k0, c: q})
        one = inner.cite("lemmas.power_one", {Real("x"): 1, Real("y"): 1, c: -q})
        inner.combine("here", le(LEVEL(n + 1), eta**2), {smaller: eta**2, one: eta**2})
    proof.cite("momentum.highest_gain", {step_size: SCHEDULE}, conclusion=2, name="without_correction")
    errors = Sum(highest_gain(j, HARMONIC) * LEVEL(j), (j, 1, n))
    powers = Sum((j + k0) ** (-1 - q), (j, 1, n))
    with proof.induction(n, {"errors": le(errors, LARGEST * eta**2 * powers)}) as (_, step):
        here = n + 1 + k0
        step.define(low, here**-q)
        step.combine("low_nonnegative", le(0, low), {"definition_low": -1}, here**-q)
        product = step.cite("lemmas.power_times_reciprocal", {a: here, Real("power"): low})
        own = highest_gain(n + 1, HARMONIC)
        weights = {
            "errors": 1,
            Taken("without_correction", {k: n}): eta**2 * low,
            "definition_low": -(eta**2) * own,
            product: -LARGEST * eta**2,
        }
        step.combine("next", le(errors.subs(n, n + 1), LARGEST * eta**2 * powers.subs(n, n + 1)), weights)
    tail = proof.cite("lemmas.power_sum_tail", why="what the errors add up to")
    with proof.fix("budget", n) as inner:
        inner.combine("here", le(errors, E), {"errors": 1, Taken(tail, {k: n}): LARGEST * eta**2, "definition_E": -1})


def check():
    from dataclasses import replace
    from fractions import Fraction

    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import drawing, inexact_runs, least_squares_of, smooth_problems
    from amgt_theory.strategies.perturbed import values_along

    def model(draw):
        momentum = drawing.pick(draw, (False, True))
        run = draw(inexact_runs(smooth_problems(), share="1/4" if momentum else 1, momentum=momentum))
        method, rate = run["method"], drawing.pick(draw, (Fraction(2), drawing.positive(draw)))
        size, d = drawing.between(draw, Fraction(0), None), run["f"].d
        squares = values_along(LEVEL(k + 1), {k0: method.k0, q: rate, eta: size}, len(run["error"]))
        errors = [drawing.short_vector(draw, d, one) for one in squares[:3]]
        errors += [[Fraction(0)] * d] * (len(run["error"]) - len(errors))
        place = {k: 1 + drawing.natural(draw, run["steps"] - 1), "squared_gradient(0)": 0}
        changed = {"method": replace(method, errors=errors), "error": errors, "eta": size, "q": rate}
        return {**run, **changed, **place}

    return TrajectoryCheck(THEOREM, model, lambda values, ar: {least: least_squares_of(values, ar)})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
