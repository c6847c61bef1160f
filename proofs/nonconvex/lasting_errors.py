"""AMGT with gradient errors that last, without convexity: what holds for every number of steps.

Theory notes, section 6. Nothing bounds all gradients where errors persist and steps are not summable. But after j steps
the gap has grown by what the errors so far add up to; this bounds the gradients so far, and they the gains so far.
"""

from sympy import Expr, Lambda, Rational, Sum, sqrt

from amgt_theory.derivation import Proof, Taken
from amgt_theory.inexact_laws import AMPLIFICATION, NONCONVEX, START, error, g, least, level, squared_gradient
from amgt_theory.iteration_laws import HYPERPARAMETERS, corrected_lowest_gain, highest_gain
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, G, L, Real, Vector, beta1, eps, eta, f, f_star, function, gap0, gradient, i, j, k, n, square, x, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

largest, lowest, U = (function(name, "natural") for name in ("largest", "lowest", "U"))
before, root = Real("before"), Real("root")
ERRORS = Sum(highest_gain(j) * level(j), (j, 1, k))
LOWEST = corrected_lowest_gain(j, largest(j))
GAINS = Sum(LOWEST, (j, 1, k))
BOUND = 2 * START + 2 * AMPLIFICATION * ERRORS


def most(errors: Expr) -> Expr:
    """What bounds the gap after such errors."""
    return START + AMPLIFICATION * errors


THEOREM = Theorem(
    id="nonconvex.lasting_errors",
    title="AMGT under gradient errors that last: the squared gradients, weighted with its gains, grow as the errors do",
    kind="theorem",
    claim="C4",
    source="theory notes, section 6, nonconvex.inexact",
    setting=(
        *NONCONVEX,
        ("level_bound", ForAll((k,), le(level(k + 1), eta**2))),
        ("largest_start", eq(largest(0), eta + sqrt(2 * L * START))),
        ("largest_value", ForAll((k,), eq(largest(k + 1), eta + sqrt(2 * L * most(ERRORS))))),
    ),
    assumptions=(lt(0, L), *HYPERPARAMETERS, lt(0, gap0), le(0, eta)),
    over=(k,),
    quantity=Sum(LOWEST * squared_gradient(j), (j, 1, k)),
    bound=BOUND,
    also=(ForAll((k,), le(least(k) * GAINS, BOUND)), ForAll((k,), le(square(g(k)), largest(k + 1) ** 2))),
    notes="level(j) bounds the squared error of step j, largest(j) what the oracle answers in the first j steps. With "
    "a harmonic step and errors that persist largest(j) grows like the root of log j; so the bound on least(k) is one "
    "for each k and not for all k at once. Constant threshold tau: clip, norm clip or none; AMSGrad on or off; bias "
    "correction on.",
)


def derive(proof: Proof) -> None:
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("amplification", le(0, AMPLIFICATION), {lt(beta1, 1): beta1}, Rational(1, 2) + 3 * beta1 / 2)
    proof.combine("twice_amplification", le(0, 2 * AMPLIFICATION), {"amplification": 2})
    proof.cite("momentum.gain_nonnegative", name="gains_nonnegative")
    proof.cite("momentum.highest_gain", name="highest_positive", conclusion=1)
    with proof.fix("highest_nonnegative", k) as inner:
        inner.combine("here", le(0, highest_gain(k + 1)), {"highest_positive": 1})
    proof.cite("lemmas.correction_positive", {Real("beta"): beta1}, conclusion=1, name="corrected")
    why = "gains that are nonnegative let the gap grow by the errors at most"
    proof.cite("nonconvex.inexact_amgt", {lowest: Lambda(k, 0)}, conclusion=2, name="gap_bound", why=why)
    _largest(proof)
    with proof.fix("gradients", k, why="which bounds the gradients so far") as inner:
        _gradient(inner)
    with proof.fix("gradients_here", k, assume={"nothing": le(0, 0)}) as inner:
        inner.use("gradients", {})
    values = {U: Lambda(k, 0), Real("level"): 0}
    proof.cite("momentum.gains_kept", values, name="gains_below", why="and these the gains")
    with proof.fix("gains_ordered", n) as inner:
        inner.use("largest_positive", {k: n + 1})
        ordered = inner.cite("momentum.corrected_gain", {G: largest(n + 1)})
        inner.use(ordered, {k: n})
    with proof.fix("lowest_nonnegative", k) as inner:
        for fact in ("positive_step", "corrected"):
            inner.use(fact, {})
        positive = inner.use("largest_positive", {k: k + 1})
        inner.combine("denominator_positive", lt(0, largest(k + 1) + eps), {positive: 1, lt(0, eps): 1})
        here = corrected_lowest_gain(k + 1, largest(k + 1))
        inner.combine("here", le(0, here), {}, here)
    for number in range(2):
        why = "" if number else "so the squared gradients have a bounded sum"
        values = {lowest: Lambda(k, corrected_lowest_gain(k, largest(k)))}
        proof.cite("nonconvex.inexact_amgt", values, conclusion=number, why=why)


def _largest(proof: Proof) -> None:
    """largest(k) is positive and does not decrease."""
    with proof.fix("level_nonnegative", k) as inner:
        wrong = At(error(k), i) ** 2
        squares = inner.summed("squares", le(0, wrong), {}, wrong)
        inner.combine("here", le(0, level(k + 1)), {"error_bound": 1, squares: 1})
    with proof.induction(k, {"errors_nonnegative": le(0, ERRORS)}) as (_, step):
        step.use("highest_nonnegative", {})
        weights = {"errors_nonnegative": 1, "level_nonnegative": highest_gain(k + 1)}
        step.combine("next", le(0, ERRORS.subs(k, k + 1)), weights)
    with proof.fix("inside_positive", k) as inner:
        inner.use("errors_nonnegative", {})
        inner.combine("here", lt(0, L * most(ERRORS)), {}, L * most(ERRORS))
    with proof.fix("root_positive", k) as inner:
        inner.use("inside_positive", {})
        inner.define(root, sqrt(2 * L * most(ERRORS)))
        positive = inner.cite("lemmas.root_double", {G: root, Real("a"): L * most(ERRORS)}, conclusion=1)
        inner.combine("here", lt(0, sqrt(2 * L * most(ERRORS))), {positive: 1, "definition_root": 1})
    first = Taken("largest_value", {k: 0})
    with proof.induction(k, {"largest_positive": lt(0, largest(k))}) as (base, step):
        weights = {"largest_start": -1, Taken("root_positive", {k: 0}): 1}
        base.combine("first", lt(0, largest(0)), weights, eta)
        step.combine("next", lt(0, largest(k + 1)), {"largest_value": -1, "root_positive": 1}, eta)
    with proof.induction(k, {"largest_grows": le(largest(k), largest(k + 1))}) as (base, step):
        base.combine("first", le(largest(0), largest(1)), {"largest_start": 1, first: -1})
        now, later = most(ERRORS), most(ERRORS.subs(k, k + 1))
        for fact in ("positive_step", "corrected", "inside_positive"):
            step.use(fact, {})
        step.use("inside_positive", {k: k + 1})
        for symbol, reached in ((before, now), (root, later)):
            step.define(symbol, sqrt(2 * L * reached))
            values = {G: symbol, Real("a"): L * reached}
            step.cite("lemmas.root_double", values, name=f"{symbol}_squared")
            step.cite("lemmas.root_double", values, conclusion=1)
        added = L * (2 * AMPLIFICATION) * highest_gain(k + 1)
        weights = {"root_squared": -1, "before_squared": 1, "level_nonnegative": added}
        step.combine("longer", le(before, root), weights, multiplier=before + root)
        weights = {
            "largest_value": 1,
            Taken("largest_value", {k: k + 1}): -1,
            "longer": 1,
            "definition_before": -1,
            "definition_root": 1,
        }
        step.combine("next", le(largest(k + 1), largest(k + 2)), weights)


def _gradient(proof: Proof) -> None:
    """|g| <= |grad f| + eta, and |grad f|^2 <= 2 L gap."""
    reached = L * most(ERRORS)
    proof.use("inside_positive", {})
    proof.define(root, sqrt(2 * reached))
    squared = proof.cite("lemmas.root_double", {G: root, Real("a"): reached})
    proof.cite("lemmas.root_double", {G: root, Real("a"): reached}, conclusion=1)
    small = proof.cite("lemmas.gradient_gap", {y: x(k), gap0: f(x(k)) - f_star})
    proof.combine("slope", le(square(gradient(x(k))), root**2), {small: 1, "gap_bound": 2 * L, squared: -1})
    proof.combine("wrong", le(square(error(k)), eta**2), {"error_bound": 1, "level_bound": 1})
    with proof.fix("oracle_here", i) as coordinate:
        coordinate.use("oracle", {})
    values = {Vector("total"): g(k), y: gradient(x(k)), z: error(k), Real("first"): root, Real("second"): eta}
    both = proof.cite("lemmas.norm_sum", values)
    same = proof.combine("same", eq(largest(k + 1), eta + root), {"largest_value": 1, "definition_root": -1})
    weights = {both: 1, same: -(largest(k + 1) + eta + root)}
    proof.combine("here", le(square(g(k)), largest(k + 1) ** 2), weights)


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import drawing, inexact_runs, largest_norm, least_squares_of, smooth_problems

    def model(draw):
        momentum = drawing.pick(draw, (False, True))
        share = "1/4" if momentum else 1
        run = draw(inexact_runs(smooth_problems(), powers=(0, 1), share=share, momentum=momentum))
        return {**run, "squared_gradient(0)": 0}

    def compute(values, ar):  # the least eta that the hypotheses allow
        return {eta: ar.upper(largest_norm(values["error"], ar)), least: least_squares_of(values, ar)}

    return TrajectoryCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
