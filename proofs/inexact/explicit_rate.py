"""AMGT under bounded gradient errors where the threshold is out of reach: the bound on the gradients in closed form.

Theory notes, section 4. The condition of inexact.power_rate on G is then a quadratic inequality, which always has a
solution.
"""

from sympy import Max, Min, Rational, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.inexact_laws import AMPLIFICATION, ERROR_BOUND, START, inexact_amgt, limit, short_steps
from amgt_theory.iteration_laws import HARMONIC, HYPERPARAMETERS
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import G, L, Real, a, alpha, beta1, c, eps, eta, f, f_star, gap0, k, k0, mu, tau, x
from amgt_theory.theorem import Theorem

start = Real("start")
INSIDE = a**2 + 2 * a * (eta + eps)

THEOREM = Theorem(
    id="inexact.explicit_rate",
    title="under bounded gradient errors AMGT with a harmonic step and a large threshold: all constants explicit",
    kind="theorem",
    claim="C3",
    verdict="corrects",
    source="theory notes, section 4, inexact.absolute",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *inexact_amgt(HARMONIC),
        *ERROR_BOUND,
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        lt(0, alpha),
        *HYPERPARAMETERS,
        le(0, k0),
        lt(0, gap0),
        le(0, eta),
        *short_steps(HARMONIC(1)),
        le(G, tau),
    ),
    where=(
        (a, L * AMPLIFICATION * eta**2 / (mu * eps)),
        (G, eta + Max(sqrt(2 * L * START), a + sqrt(INSIDE))),
        (limit, AMPLIFICATION * (G + eps) * eta**2 / (mu * eps)),
        (c, mu * alpha / (G + eps)),
    ),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=limit + Max(0, START - limit) * ((k0 + 1) / (k + k0 + 1)) ** c,
    notes="No threshold, or one of at least G, which then never acts. AMSGrad on or off; bias correction on.",
)


def derive(proof: Proof) -> None:
    scale = AMPLIFICATION * eta**2 / (mu * eps)
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("amplification", le(0, AMPLIFICATION), {lt(beta1, 1): beta1}, Rational(1, 2) + 3 * beta1 / 2)
    proof.combine("a_nonnegative", le(0, a), {"definition_a": -1, "amplification": L * eta**2 / (mu * eps)})
    proof.combine("start_positive", lt(0, START), {}, START)
    limited = {"definition_limit": 1, "definition_a": -(G + eps) / L}
    proof.combine("limit_of_a", eq(limit, a * (G + eps) / L), limited)
    proof.cite("inexact.gradient_bound", {start: START}, name="enough", why="G is above what it leads to")
    proof.cite("inexact.gradient_bound", {start: START}, conclusion=1, name="G_positive")
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    gain = Min(1, tau / G)
    proof.combine("reached", le(1, tau / G), {le(G, tau): 1}, multiplier=G)
    least, most = proof.law("min_greatest", 1, tau / G, 1), proof.law("min_left", 1, tau / G)
    same = proof.equal("no_threshold", most, least, why="the threshold never acts")
    with_gain = {"definition_limit": 1 / gain, same: limit / gain}
    proof.combine("limit", eq(limit, scale * (G + eps) / gain), with_gain)
    proof.combine("exponent", eq(c, mu * alpha * gain / (G + eps)), {"definition_c": 1, same: -mu * alpha / (G + eps)})
    proof.cite("inexact.power_rate", why="so the rate follows")


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import bounded_inexact_runs, pl_problems

    def model(draw):
        run = draw(bounded_inexact_runs(pl_problems(), threshold=None))
        return {**{name: value for name, value in run.items() if name != "G"}, "tau": 100 * run["G"]}

    return TrajectoryCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
