"""AMGT under bounded gradient errors where the threshold is out of reach: the bound on the gradients in closed form.

Theory notes, section 4. The condition of inexact.power_rate on G is then a quadratic inequality, which always has a
solution.
"""

from sympy import Max, Min, Rational, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.inexact_laws import AMPLIFICATION, ENOUGH, ERROR_BOUND, START, inexact_amgt, limit, short_steps
from amgt_theory.iteration_laws import HARMONIC, HYPERPARAMETERS
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import G, L, Real, a, alpha, beta1, c, eps, eta, f, f_star, gap0, k, k0, mu, tau, x
from amgt_theory.theorem import Theorem

root, steep, start_root = (Real(name) for name in ("root", "steep", "start_root"))
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
    _gradient_bound(proof)
    gain = Min(1, tau / G)
    proof.combine("reached", le(1, tau / G), {le(G, tau): 1}, multiplier=G)
    least, most = proof.law("min_greatest", 1, tau / G, 1), proof.law("min_left", 1, tau / G)
    same = proof.equal("no_threshold", most, least, why="the threshold never acts")
    scale = AMPLIFICATION * (G + eps) * eta**2 / (mu * eps)
    proof.combine("limit", eq(limit, scale / gain), {"definition_limit": 1 / gain, same: limit / gain})
    proof.combine("exponent", eq(c, mu * alpha * gain / (G + eps)), {"definition_c": 1, same: -mu * alpha / (G + eps)})
    _enough(proof)
    proof.cite("inexact.power_rate", why="so G is above what it leads to, and the rate follows")


def _gradient_bound(proof: Proof) -> None:
    """What the definition of G says: (G - eta)^2 is at least 2 L (1+beta1) gap0 and at least 2 a (G + eps)."""
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("amplification", le(0, AMPLIFICATION), {lt(beta1, 1): beta1}, Rational(1, 2) + 3 * beta1 / 2)
    proof.combine("a_nonnegative", le(0, a), {"definition_a": -1, "amplification": L * eta**2 / (mu * eps)})
    proof.combine("start_inside", lt(0, L * START), {}, L * START)
    proof.define(start_root, sqrt(2 * L * START))
    started = proof.cite("lemmas.root_double", {G: start_root, a: L * START})
    proof.cite("lemmas.root_double", {G: start_root, a: L * START}, conclusion=1, name="start_root_positive")
    proof.combine("steep_inside", le(0, INSIDE), {}, INSIDE)
    proof.define(steep, sqrt(INSIDE))
    steeped = proof.cite("lemmas.root_squared", {Real("x"): INSIDE, Real("y"): steep})
    proof.cite("lemmas.root_squared", {Real("x"): INSIDE, Real("y"): steep}, conclusion=1, name="steep_nonnegative")
    first, second = sqrt(2 * L * START), a + sqrt(INSIDE)
    one, other = proof.law("max_left", first, second), proof.law("max_left", second, first)
    start, limit = le(start_root, G - eta), le(a + steep, G - eta)
    proof.combine("above_start", start, {"definition_G": -1, one: 1, "definition_start_root": 1})
    proof.combine("above_limit", limit, {"definition_G": -1, other: 1, "definition_steep": 1})
    beyond = proof.combine("beyond", lt(0, G - eta), {start: 1, "start_root_positive": 1})
    proof.combine("G_positive", lt(0, G), {beyond: 1, le(0, eta): 1})
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    proof.combine("sum_positive", lt(0, G - eta + start_root), {beyond: 1, "start_root_positive": 1})
    proof.combine("covers_start", le(2 * L * START, (G - eta) ** 2), {start: G - eta + start_root, started: -1})
    rest = proof.combine("rest", le(0, G - eta - a - steep), {limit: 1})
    proof.combine("longer", le(0, G - eta - a + steep), {rest: 1, "steep_nonnegative": 2})
    proof.combine("covers_limit", le(2 * a * (G + eps), (G - eta) ** 2), {limit: G - eta - a + steep, steeped: -1})


def _enough(proof: Proof) -> None:
    inside, most = L * Max(START, limit), (G - eta) ** 2 / (2 * L)
    proof.combine("start_below", le(START, most), {"covers_start": 1 / (2 * L)})
    proof.combine(
        "limit_below",
        le(limit, most),
        {"covers_limit": 1 / (2 * L), "definition_limit": 1, "definition_a": -(G + eps) / L},
    )
    largest = proof.law("max_least", START, limit, most)
    left = proof.law("max_left", START, limit)
    proof.combine("inside_positive", lt(0, inside), {left: L}, L * START)
    proof.define(root, sqrt(2 * L * Max(START, limit)))
    squared = proof.cite("lemmas.root_double", {G: root, a: inside})
    proof.cite("lemmas.root_double", {G: root, a: inside}, conclusion=1, name="root_positive")
    with proof.cases("order", root, G - eta, le(root, G - eta)) as (_, larger):
        larger.combine("sum_positive_there", lt(0, root + (G - eta)), {"root_positive": 1, "beyond": 1})
        larger.combine("absurd", le(root, G - eta), {largest: 2 * L, squared: 1}, multiplier=root + (G - eta))
    proof.combine("enough", ENOUGH, {"order": 1, "definition_root": -1})


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
