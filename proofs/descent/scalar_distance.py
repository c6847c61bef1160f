"""One gradient step with a scalar gain contracts the distance to the minimizer (theory notes, section 3)."""

from sympy import Abs, Max, cancel, solve_linear, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import DESCENT_LEMMA, MINIMIZER, STRONGLY_CONVEX
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import At, L, Real, gradient, i, mu, over_coordinates, x_star, y, z
from amgt_theory.theorem import Theorem

h, root, u, w = (Real(name) for name in "h root x y".split())
GRADIENT, FROM_MINIMIZER = At(gradient(y), i), y[i] - x_star[i]
BEFORE = over_coordinates(FROM_MINIMIZER**2)
AFTER = over_coordinates((z[i] - x_star[i]) ** 2)
BEST_STEP, BEST_FACTOR = 2 / (mu + L), (L - mu) / (L + mu)


def factor(step):
    return Max(Abs(1 - step * mu), Abs(1 - step * L))


FACTOR, FACTOR_AT_BEST = factor(h), factor(BEST_STEP)

THEOREM = Theorem(
    id="descent.scalar_distance",
    title="one step with a scalar gain contracts the distance to the minimizer",
    kind="theorem",
    claim="C1",
    source="theory notes, section 3, descent.contraction; Nesterov (2018), theorem 2.1.15",
    setting=(
        *DESCENT_LEMMA,
        *STRONGLY_CONVEX,
        MINIMIZER[1],
        ("step", ForAll((i,), eq(z[i], y[i] - h * GRADIENT))),
    ),
    assumptions=(lt(0, mu), le(mu, L), le(0, h)),
    quantity=sqrt(AFTER),
    per=sqrt(BEFORE),
    bound=FACTOR,
    also=(le(BEST_FACTOR, FACTOR), le(FACTOR_AT_BEST, BEST_FACTOR)),
    tight=True,
    notes="Best at h = 2/(mu + L), where the factor is (L - mu)/(L + mu).",
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    _squared(proof)
    _roots(proof)
    _best_step(proof)


def _squared(proof: Proof) -> None:
    """|x' - x*|^2 <= rho^2 |x - x*|^2."""
    proof.note("Write D = x - x*. The gradient lies between mu D and L D: u = g - mu D and w = L D - g point along D.")
    above, below = GRADIENT - mu * FROM_MINIMIZER, L * FROM_MINIMIZER - GRADIENT
    along_above, along_below = over_coordinates(above * FROM_MINIMIZER), over_coordinates(below * FROM_MINIMIZER)
    there = At(gradient(x_star), i)
    flat = proof.summed("flat", eq(there * FROM_MINIMIZER, 0), {"stationary": FROM_MINIMIZER})
    shifted = proof.summed("shifted", eq((above - there) ** 2, above**2), {"stationary": there - 2 * above})
    monotone = proof.cite("lemmas.cocoercivity", {y: x_star, z: y}, conclusion=1)
    cocoercive = proof.cite("lemmas.cocoercivity", {y: x_star, z: y})
    proof.combine("along_above", le(0, along_above), {monotone: 1, flat: -1}, why="<u, D> >= 0: f is strongly convex")
    rising, falling = proof.use("descent_lemma", {y: x_star, z: y}), proof.use("descent_lemma", {z: x_star})
    proof.combine("along_below", le(0, along_below), {rising: 1, falling: 1, flat: 1}, why="<w, D> >= 0: f is smooth")
    interpolated = proof.combine(
        "interpolated",
        le(over_coordinates(above**2), (L - mu) * along_above),
        {cocoercive: 1, shifted: -1, flat: -(L - mu)},
        why="|u|^2 <= (L - mu) <u, D>: interpolation",
    )
    moved_to, moved_by = z[i] - x_star[i], FROM_MINIMIZER - h * GRADIENT
    moved = proof.summed("moved", eq(moved_to**2, moved_by**2), {"step": moved_to + moved_by})
    apart = proof.summed("apart", le(0, FROM_MINIMIZER**2), {}, FROM_MINIMIZER**2)
    rho = FACTOR
    goal = le(AFTER, rho**2 * BEFORE)
    turn = 2 - h * (mu + L)
    for name, one, other in (("mu", mu, L), ("L", L, mu)):
        below_rho = proof.law("max_left", Abs(1 - h * one), Abs(1 - h * other))
        proof.combine(
            f"factor_{name}",
            le((1 - h * one) ** 2 * BEFORE, rho**2 * BEFORE),
            {below_rho: (rho + Abs(1 - h * one)) * BEFORE, proof.law("abs_square", h * one - 1): -BEFORE},
            signs=[apart],
        )
    reason = "the first factor counts up to h = 2/(mu + L), then the second"
    with proof.cases("squared", 0, turn, goal, why=reason) as (short, long):
        short.combine("there", goal, {moved: 1, interpolated: h**2, "along_above": h * turn, "factor_mu": 1})
        turned = h * (mu + L) - 2
        long.combine("turned", le(0, turned), {"squared": 1})
        long.combine("there", goal, {moved: 1, interpolated: h**2, "along_below": h * turned, "factor_L": 1})


def _roots(proof: Proof) -> None:
    rho = FACTOR
    proof.define(root, sqrt(BEFORE))
    proof.combine("root_nonnegative", le(0, root), {"definition_root": -1}, sqrt(BEFORE))
    proof.combine(
        "root_squared",
        eq(root**2, BEFORE),
        {"definition_root": root + sqrt(BEFORE), proof.law("sqrt_square", BEFORE): 1},
    )
    proof.combine("bounded", le(AFTER, (rho * root) ** 2), {"squared": 1, "root_squared": -(rho**2)})
    proof.summed("after_nonnegative", le(0, (z[i] - x_star[i]) ** 2), {}, (z[i] - x_star[i]) ** 2)
    distance = proof.cite("lemmas.sqrt_bound", {u: AFTER, w: rho * root})
    proof.combine(
        "distance",
        le(sqrt(AFTER), rho * sqrt(BEFORE)),
        {distance: 1, "definition_root": rho},
        why="the bound on the distance",
    )


def _best_step(proof: Proof) -> None:
    best = cancel(solve_linear(1 - h * mu, h * L - 1, [h])[1])
    assert best == BEST_STEP
    proof.note(f"The two factors 1 - h mu and h L - 1 are equal at h = {best}.")
    size_mu, size_L = Abs(1 - h * mu), Abs(1 - h * L)
    proof.combine("sum_positive", lt(0, mu + L), {lt(0, mu): 1}, L)
    proof.combine(
        "at_least",
        le(BEST_FACTOR, FACTOR),
        {
            proof.law("max_left", size_mu, size_L): L,
            proof.law("max_left", size_L, size_mu): mu,
            proof.cite("lemmas.abs_lower", {u: h * mu - 1}): L,
            proof.law("abs_upper", h * L - 1): mu,
        },
        multiplier=mu + L,
        why="an average of the two factors is (L - mu)/(L + mu), so no step has a smaller one",
    )
    proof.combine("best_nonnegative", le(0, BEST_FACTOR), {le(mu, L): 1 / (mu + L)})
    ends = []
    for curvature in (mu, L):
        there = BEST_STEP * curvature - 1
        proof.combine(f"best_{curvature}", le(there**2, BEST_FACTOR**2), {})
        ends.append(proof.cite("lemmas.abs_bound", {u: there, w: BEST_FACTOR}).formula.lhs)
    proof.law("max_least", *ends, BEST_FACTOR, why="and this one has it")


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
