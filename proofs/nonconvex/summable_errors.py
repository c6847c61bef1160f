"""AMGT with gradient errors, without convexity: stationary up to the errors, with no assumption on its gains.

Theory notes, section 6. The errors weighted with the steps add up to E at most; so the gap never exceeds its start and
C E, which bounds the gradients, and these the gains.
"""

from sympy import Lambda, Rational, Sum, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.inexact_laws import AMPLIFICATION, NONCONVEX, START, error, g, least, level, squared_gradient
from amgt_theory.iteration_laws import HYPERPARAMETERS, highest_gain, lowest_gain
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    G, L, Real, Vector, beta1, eps, eta, f, f_star, function, gap0, gradient, i, j, k, square, x, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

lowest, E, root = function("lowest", "natural"), Real("E"), Real("root")
ERRORS = Sum(highest_gain(j) * level(j), (j, 1, k))
GAINS = Sum(lowest_gain(j, G), (j, 1, k))
BOUND = 2 * START + 2 * AMPLIFICATION * ERRORS
MOST = START + AMPLIFICATION * E

THEOREM = Theorem(
    id="nonconvex.summable_errors",
    title="AMGT under errors with a bounded weighted sum: the squared gradients have a bounded sum too",
    kind="theorem",
    claim="C4",
    verdict="proves",
    source="theory notes, section 6, nonconvex.inexact",
    setting=(
        *NONCONVEX,
        ("level_bound", ForAll((k,), le(level(k + 1), eta**2))),
        ("budget", ForAll((k,), le(ERRORS, E))),
    ),
    assumptions=(lt(0, L), *HYPERPARAMETERS, lt(0, gap0), le(0, eta)),
    where=((G, eta + sqrt(2 * L * MOST)),),
    over=(k,),
    quantity=Sum(lowest_gain(j, G) * squared_gradient(j), (j, 1, k)),
    bound=BOUND,
    also=(ForAll((k,), le(least(k) * GAINS, BOUND)), ForAll((k,), le(square(g(k)), G**2)), lt(0, G)),
    notes="level(j) bounds the squared error of step j. Errors that vanish like j^(-q/2), q > 0, have such an E with a "
    "harmonic step (nonconvex.vanishing_errors); nonconvex.lasting_errors needs none. Constant threshold tau: clip, "
    "norm clip or none; AMSGrad on or off; bias correction on.",
)


def derive(proof: Proof) -> None:
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.cite("momentum.gain_nonnegative", name="gains_nonnegative")
    proof.cite("momentum.highest_gain", name="highest_positive", conclusion=1)
    with proof.fix("highest_nonnegative", k) as inner:
        inner.combine("here", le(0, highest_gain(k + 1)), {"highest_positive": 1})
    why = "gains that are nonnegative let the gap grow by the errors at most"
    proof.cite("nonconvex.inexact_amgt", {lowest: Lambda(k, 0)}, conclusion=2, name="gap_bound", why=why)
    _gradients(proof)
    for number, name in ((0, "gains_below"), (2, "gains_ordered")):
        why = "" if number else "so the gains are above h_lo"
        proof.cite("momentum.gain_sandwich", conclusion=number, name=name, why=why)
    with proof.fix("lowest_nonnegative", k) as inner:
        inner.use("positive_step", {})
        inner.combine("here", le(0, lowest_gain(k + 1, G)), {}, lowest_gain(k + 1, G))
    for number in range(2):
        why = "" if number else "and the squared gradients have a bounded sum"
        proof.cite("nonconvex.inexact_amgt", {lowest: Lambda(k, lowest_gain(k, G))}, conclusion=number, why=why)


def _gradients(proof: Proof) -> None:
    """|g| <= |grad f| + eta, and |grad f|^2 <= 2 L gap."""
    proof.combine("amplification", le(0, AMPLIFICATION), {lt(beta1, 1): beta1}, Rational(1, 2) + 3 * beta1 / 2)
    budget = proof.use("budget", {k: 0})
    proof.combine("E_nonnegative", le(0, E), {budget: 1})
    proof.combine("inside_positive", lt(0, L * MOST), {}, L * MOST)
    proof.define(root, sqrt(2 * L * MOST))
    proof.cite("lemmas.root_double", {G: root, Real("a"): L * MOST}, name="root_squared")
    proof.cite("lemmas.root_double", {G: root, Real("a"): L * MOST}, conclusion=1, name="root_positive")
    same = proof.combine("same", eq(G, eta + root), {"definition_G": 1, "definition_root": -1})
    proof.combine("G_positive", lt(0, G), {same: -1, "root_positive": 1}, eta)
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    with proof.fix("gradients", k, why="which bounds the gradients by G") as inner:
        small = inner.cite("lemmas.gradient_gap", {y: x(k), gap0: f(x(k)) - f_star})
        weights = {small: 1, "gap_bound": 2 * L, "budget": 2 * L * AMPLIFICATION, "root_squared": -1}
        inner.combine("slope", le(square(gradient(x(k))), root**2), weights)
        inner.combine("wrong", le(square(error(k)), eta**2), {"error_bound": 1, "level_bound": 1})
        with inner.fix("oracle_here", i) as coordinate:
            coordinate.use("oracle", {})
        values = {Vector("total"): g(k), y: gradient(x(k)), z: error(k), Real("first"): root, Real("second"): eta}
        both = inner.cite("lemmas.norm_sum", values)
        inner.combine("here", le(square(g(k)), G**2), {both: 1, same: -(G + eta + root)})


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import drawing, inexact_runs, largest_norm, least_squares_of, smooth_problems

    def model(draw):
        momentum = drawing.pick(draw, (False, True))
        share = "1/4" if momentum else 1
        run = draw(inexact_runs(smooth_problems(), powers=(0, 1), share=share, momentum=momentum))
        return {**run, "squared_gradient(0)": 0}

    def compute(values, ar):  # the least E and eta that the hypotheses allow
        method, spent = values["method"], ar.number(0)
        for step, square_of_error in enumerate(values["level"]):
            if step:
                correction = 1 - method.beta1**step
                size = method.alpha / (step + method.k0) ** method.p / method.eps / correction
                spent += ar.number(size * square_of_error)
        longest = ar.upper(largest_norm(values["error"], ar))
        return {E: ar.upper(spent), eta: longest, least: least_squares_of(values, ar)}

    return TrajectoryCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
