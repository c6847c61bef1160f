"""How far the gap can grow along a path with bounded steps, whatever their directions (theory notes, section 3)."""

from sympy import Expr, Sum, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, DESCENT_LEMMA
from amgt_theory.iteration_laws import POSITIVE_STEP, step_size
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import At, L, Real, alpha, d, eps, f, f_star, gap0, i, j, k, k0, n, tau, x, y, z
from amgt_theory.theorem import Theorem

longest, start, reach = Real("longest"), Real("start"), Real("reach")


def travelled(root: Expr, last: Expr) -> Expr:
    """A bound on the root of the gap after ``last`` steps."""
    return root + sqrt(L * d / 2) * longest * Sum(step_size(j), (j, 1, last))


def gap(last: Expr) -> Expr:
    return f(x(last)) - f_star


THEOREM = Theorem(
    id="lemmas.gap_growth",
    title="the root of the gap grows by sqrt(L d/2) times the longest step at most",
    kind="lemma",
    source="theory notes, section 3, strongly_convex.any_step",
    setting=(
        *DESCENT_LEMMA,
        *BOUNDED_BELOW,
        ("gap", eq(gap0, gap(0))),
        *POSITIVE_STEP,
        ("moves", ForAll((k, i), le((At(x(k + 1), i) - At(x(k), i)) ** 2, step_size(k + 1) ** 2 * longest**2))),
    ),
    assumptions=(lt(0, d), lt(0, L), lt(0, longest)),
    over=(k,),
    quantity=gap(k),
    bound=travelled(sqrt(gap0), k) ** 2,
)


def derive(proof: Proof) -> None:
    proof.define(start, sqrt(gap0))
    floor = proof.use("bounded_below", {y: x(0)})
    proof.combine("gap_nonnegative", le(0, gap0), {floor: 1, "gap": -1})
    squared = proof.cite("lemmas.root_squared", {Real("x"): gap0, Real("y"): start})
    proof.cite("lemmas.root_squared", {Real("x"): gap0, Real("y"): start}, conclusion=1)
    distance = {last: travelled(start, last) for last in (k, k + 1)}
    claims = {"sum": le(0, Sum(step_size(j), (j, 1, k))), "grown": le(gap(k), distance[k] ** 2)}
    with proof.induction(k, claims, why="by induction") as (base, step):
        base.combine("start", le(gap(0), start**2), {squared: -1, "gap": -1})
        step.use("positive_step", {})
        step.combine("next_sum", le(0, Sum(step_size(j), (j, 1, k + 1))), {"sum": 1}, step_size(k + 1))
        with step.fix("moves_here", i) as inner:
            inner.use("moves", {})
        values = {y: x(k), z: x(k + 1), gap0: gap(k), alpha: step_size(k + 1), tau: longest, eps: 1, n: 0, k0: 0}
        values[reach] = sqrt(L * d / 2) * longest * step_size(k + 1)
        grown = step.cite("thresholding.recovery", values, why="one step, whatever its direction")
        step.use("bounded_below", {y: x(k)}, name="floor")
        step.combine("gap_here", le(0, gap(k)), {"floor": 1})
        step.combine("distance_nonnegative", le(0, distance[k]), {}, distance[k])
        root = step.cite("lemmas.sqrt_bound", {Real("x"): gap(k), Real("y"): distance[k]})
        step.combine(
            "next",
            le(gap(k + 1), distance[k + 1] ** 2),
            {grown: 1, root: distance[k] + sqrt(gap(k)) + 2 * values[reach]},
            why="adds to the root of the gap",
        )
    with proof.fix("growth", k) as inner:
        inner.use("sum", {})
        there = distance[k] + travelled(sqrt(gap0), k)
        inner.combine("here", le(gap(k), THEOREM.bound), {"grown": 1, "definition_start": there})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
