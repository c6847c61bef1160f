"""A bound on the gradients that is above what it leads to, in closed form (theory notes, section 4).

The condition on G is a quadratic inequality where no threshold reduces the gains.
"""

from sympy import Max, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import G, L, Real, a, eps, eta
from amgt_theory.theorem import Theorem

start, limit, root, steep, start_root = (Real(name) for name in "start limit root steep start_root".split())
INSIDE = a**2 + 2 * a * (eta + eps)

THEOREM = Theorem(
    id="inexact.gradient_bound",
    title="without a threshold the condition on the gradient bound G has an explicit solution",
    kind="lemma",
    claim="C3",
    source="theory notes, section 4, inexact.absolute",
    assumptions=(lt(0, L), le(0, a), lt(0, eps), le(0, eta), lt(0, start)),
    where=((G, eta + Max(sqrt(2 * L * start), a + sqrt(INSIDE))), (limit, a * (G + eps) / L)),
    quantity=eta + sqrt(2 * L * Max(start, limit)),
    bound=G,
    also=(lt(0, G),),
    tight=True,
    notes="start is where the Lyapunov function begins, limit the neighbourhood, which grows with G.",
)


def derive(proof: Proof) -> None:
    _definition(proof)
    _enough(proof)


def _definition(proof: Proof) -> None:
    """What the definition of G says: (G - eta)^2 is at least 2 L start and at least 2 a (G + eps)."""
    proof.combine("start_inside", lt(0, L * start), {}, L * start)
    proof.define(start_root, sqrt(2 * L * start))
    started = proof.cite("lemmas.root_double", {G: start_root, a: L * start})
    proof.cite("lemmas.root_double", {G: start_root, a: L * start}, conclusion=1, name="start_root_positive")
    proof.combine("steep_inside", le(0, INSIDE), {}, INSIDE)
    proof.define(steep, sqrt(INSIDE))
    steeped = proof.cite("lemmas.root_squared", {Real("x"): INSIDE, Real("y"): steep})
    proof.cite("lemmas.root_squared", {Real("x"): INSIDE, Real("y"): steep}, conclusion=1, name="steep_nonnegative")
    first, second = sqrt(2 * L * start), a + sqrt(INSIDE)
    one, other = proof.law("max_left", first, second), proof.law("max_left", second, first)
    above_start, above_limit = le(start_root, G - eta), le(a + steep, G - eta)
    proof.combine("above_start", above_start, {"definition_G": -1, one: 1, "definition_start_root": 1})
    proof.combine("above_limit", above_limit, {"definition_G": -1, other: 1, "definition_steep": 1})
    beyond = proof.combine("beyond", lt(0, G - eta), {above_start: 1, "start_root_positive": 1})
    proof.combine("denominator_positive", lt(0, G + eps), {beyond: 1, le(0, eta): 1, lt(0, eps): 1})
    proof.combine("sum_positive", lt(0, G - eta + start_root), {beyond: 1, "start_root_positive": 1})
    proof.combine("covers_start", le(2 * L * start, (G - eta) ** 2), {above_start: G - eta + start_root, started: -1})
    rest = proof.combine("rest", le(0, G - eta - a - steep), {above_limit: 1})
    proof.combine("longer", le(0, G - eta - a + steep), {rest: 1, "steep_nonnegative": 2})
    proof.combine(
        "covers_limit", le(2 * a * (G + eps), (G - eta) ** 2), {above_limit: G - eta - a + steep, steeped: -1}
    )


def _enough(proof: Proof) -> None:
    inside, most = L * Max(start, limit), (G - eta) ** 2 / (2 * L)
    proof.combine("start_below", le(start, most), {"covers_start": 1 / (2 * L)})
    proof.combine("limit_below", le(limit, most), {"covers_limit": 1 / (2 * L), "definition_limit": 1})
    largest = proof.law("max_least", start, limit, most)
    left = proof.law("max_left", start, limit)
    proof.combine("inside_positive", lt(0, inside), {left: L}, L * start)
    proof.define(root, sqrt(2 * L * Max(start, limit)))
    squared = proof.cite("lemmas.root_double", {G: root, a: inside})
    proof.cite("lemmas.root_double", {G: root, a: inside}, conclusion=1, name="root_positive")
    with proof.cases("order", root, G - eta, le(root, G - eta)) as (_, larger):
        larger.combine("sum_positive_there", lt(0, root + (G - eta)), {"root_positive": 1, "beyond": 1})
        larger.combine("absurd", le(root, G - eta), {largest: 2 * L, squared: 1}, multiplier=root + (G - eta))
    why = "so G is above what it leads to"
    proof.combine("enough", le(THEOREM.quantity, G), {"order": 1, "definition_root": -1}, why=why)
    proof.combine("G_positive", lt(0, G), {"beyond": 1, le(0, eta): 1})


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing

    def model(draw):  # such that roots are rational, and equality can be decided
        slope, more = (drawing.positive(draw) for _ in range(2))
        both = more + more**2 / (2 * slope)
        share = drawing.between(draw, Fraction(0), Fraction(1), open_high=True)
        steepness, first = drawing.positive(draw), drawing.positive(draw)
        numbers = {L: steepness, a: slope, eta: share * both, eps: (1 - share) * both}
        return {**numbers, start: first**2 / (2 * steepness)}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
