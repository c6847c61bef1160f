"""The sharp Lyapunov function contracts at every step of a run whose gains may shrink (theory notes, section 3).

Whatever the gains come from: they lie between lowest(k) and highest(k), which must not increase.
"""

from sympy import Expr, Rational, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import FIRST_MOMENT, V, deviation
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, L, Real, Vector, beta1, f, f_star, function, gap0, gradient, h_hi, h_lo, i, k, m, mu, x, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

h = function("h", "natural", result="vector")
highest, lowest = function("highest", "natural"), function("lowest", "natural")
top = Real("top")
START = (1 + beta1**2 * (1 - beta1) / sqrt(2)) * gap0
SHORT = le(8 * L * highest(0), (1 - beta1) ** 2)


def root(n: Expr) -> Expr:
    """sqrt(L h_hi) at step n + 1."""
    return sqrt(L * highest(n))


def lyapunov(n: Expr) -> Expr:
    """The gap after n steps, and the deviation of step n + 1 with its weight."""
    return f(x(n)) - f_star + root(n) / L * beta1**2 * deviation(n)


FACTOR = 1 - 2 * mu * lowest(k) * (1 - Rational(3, 4) * root(k) / (1 - beta1))

THEOREM = Theorem(
    id="momentum.sharp_run",
    title="gap + sqrt(h_hi/L) |d|^2 contracts by 1 - 2 mu h_lo (1 - (3/4) nu) at every step",
    kind="lemma",
    claim="C1",
    source="theory notes, section 3, strongly_convex.sharp_exponent",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        ("gains_above", ForAll((k, i), le(At(h(k), i), highest(k)))),
        ("gains_below", ForAll((k, i), le(lowest(k), At(h(k), i)))),
        ("gains_ordered", ForAll((k,), le(lowest(k), highest(k)))),
        ("gains_positive", ForAll((k,), lt(0, lowest(k)))),
        ("gains_decrease", ForAll((k,), le(highest(k + 1), highest(k)))),
        *FIRST_MOMENT,
        ("step", ForAll((k, i), eq(At(x(k + 1), i), At(x(k), i) - At(h(k), i) * At(m(k + 1), i)))),
        ("gap", eq(gap0, f(x(0)) - f_star)),
        ("lyapunov", ForAll((k,), eq(V(k), lyapunov(k)))),
    ),
    assumptions=(lt(0, mu), le(mu, L), le(0, beta1), lt(beta1, 1), SHORT),
    over=(k,),
    quantity=V(k + 1),
    per=V(k),
    bound=FACTOR,
    also=(ForAll((k,), le(f(x(k)) - f_star, V(k))), le(V(0), START)),
    notes="Step k + 1 has gains between lowest(k) and highest(k); nu_k is sqrt(L h_hi,k)/(1-beta1).",
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    with proof.fix("highest_positive", k) as inner:
        inner.combine("here", lt(0, highest(k)), {"gains_positive": 1, "gains_ordered": 1})
    with proof.induction(k, {"largest_first": le(highest(k), highest(0))}) as (_, step):
        step.combine("next", le(highest(k + 1), highest(0)), {"gains_decrease": 1, "largest_first": 1})
    with proof.fix("contraction", k, why="V contracts at every step") as inner:
        _contraction(inner)
    with proof.fix("gap_below", k) as inner:
        offset = (At(m(k), i) - At(gradient(x(k)), i)) ** 2
        squares = inner.summed("squares", le(0, offset), {}, offset)
        inner.combine("here", le(f(x(k)) - f_star, V(k)), {"lyapunov": -1, squares: root(k) / L * beta1**2})
    _start(proof)


def _contraction(proof: Proof) -> None:
    for fact in ("gains_ordered", "gains_positive", "gains_decrease"):
        proof.use(fact, {})
    proof.use("highest_positive", {k: k + 1})
    proof.combine("small", le(8 * L * highest(k), (1 - beta1) ** 2), {"largest_first": 8 * L, SHORT: 1})
    for name in ("gains_above", "gains_below", "first_moment", "step"):
        with proof.fix(f"{name}_here", i) as coordinate:
            coordinate.use(name, {})
    for place in (k, k + 1):
        proof.use("lyapunov", {k: place})
    values = {
        y: x(k),
        z: x(k + 1),
        Vector("h"): h(k),
        Vector("m"): m(k),
        Vector("m_next"): m(k + 1),
        h_lo: lowest(k),
        h_hi: highest(k),
        Real("next_hi"): highest(k + 1),
        Real("V"): V(k),
        Real("V_next"): V(k + 1),
    }
    proof.cite("momentum.sharp_next", values)


def _start(proof: Proof) -> None:
    limit = sqrt(2) * (1 - beta1) / 4
    proof.define(top, limit)
    two = proof.law("sqrt_square", 2)
    proof.use("highest_positive", {k: 0})
    weights = {SHORT: Rational(1, 8), "definition_top": -(top + limit), two: -((1 - beta1) ** 2) / 16}
    proof.combine("limit_squared", le(L * highest(0), top**2), weights)
    proof.combine("top_nonnegative", le(0, top), {"definition_top": -1}, limit)
    first = proof.cite("lemmas.sqrt_bound", {Real("x"): L * highest(0), Real("y"): top})
    slope = At(gradient(x(0)), i)
    initial = proof.summed("initial_deviation", eq((At(m(0), i) - slope) ** 2, slope**2), {"first_moment_start": None})
    floor = proof.use("bounded_below", {y: x(0)})
    gap = proof.combine("gap_nonnegative", le(0, gap0), {floor: 1, "gap": -1})
    gradient_gap = proof.cite("lemmas.gradient_gap", {y: x(0)})
    weight, begin = beta1**2 / L * root(0), proof.use("lyapunov", {k: 0})
    weights = {
        begin: 1,
        initial: weight,
        gradient_gap: weight,
        first: 2 * beta1**2 * gap0,
        "definition_top": 2 * beta1**2 * gap0,
        "gap": -1,
    }
    why = "V_0 <= (1 + beta1^2 (1-beta1)/sqrt 2) gap0, since d_1 = -beta1 g_1 and |g_1|^2 <= 2 L gap0"
    proof.combine("start", le(V(0), START), weights, signs=[gap], why=why)


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, pl_problems
    from amgt_theory.strategies.perturbed import point, shrinking_gains

    def model(draw):
        problem, weight = draw(pl_problems()), drawing.beta(draw)
        intervals = shrinking_gains(draw, (1 - weight) ** 2 / 8 / problem.L)
        return {
            f: problem,
            beta1: weight,
            lowest: [low or high / 2 for low, high in intervals],
            highest: [high for _, high in intervals],
            x(0): point(draw, problem),
            h: [drawing.gains(draw, low or high / 2, high, problem.d) for low, high in intervals],
        }

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
