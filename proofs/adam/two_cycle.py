"""Adam with a constant step ends in a cycle of period two beside the minimizer (theory notes, section 7).

beta1 = beta2 = 0 on f = x^2/2. The size s of the iterate obeys s' - c = (s - c) (eps - s)/(eps + s), c = alpha/2 - eps.
"""

from sympy import Abs, Max, Rational

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, alpha, eps, function, k, n, rho, x0_dist
from amgt_theory.theorem import Theorem

X = function("X", "natural")
radius, nearest, a, b, c = (Real(name) for name in ("radius", "nearest", "x", "y", "a"))
SIZE, FIRST = Abs(X(k)), radius - x0_dist


def turned(size):
    """What multiplies the distance of the size from the radius."""
    return (eps - size) / (eps + size)


THEOREM = Theorem(
    id="adam.two_cycle",
    title="Adam with a constant step ends in a cycle of period two around the minimizer",
    kind="theorem",
    claim="C7",
    verdict="corrects",
    source="theory notes, section 7, adam.two_cycle",
    setting=(
        ("step", ForAll((k,), eq(X(k + 1), X(k) - alpha * X(k) / (Abs(X(k)) + eps)))),
        ("start", eq(x0_dist, Abs(X(0)))),
    ),
    assumptions=(lt(0, eps), lt(2 * eps, alpha), lt(0, x0_dist), lt(x0_dist, alpha - 2 * eps)),
    where=(
        (radius, alpha / 2 - eps),
        (nearest, radius - Abs(x0_dist - radius)),
        (rho, Max(turned(nearest), (alpha - 3 * eps) / (alpha - eps))),
    ),
    over=(k,),
    quantity=Abs(Abs(X(k)) - radius),
    bound=rho**k * Abs(x0_dist - radius),
    also=(
        lt(rho, 1),
        ForAll((k,), le(nearest, Abs(X(k)))),
        lt(0, nearest),
        ForAll((k,), eq(X(k), (-1) ** k * X(0)), (eq(x0_dist, radius),)),
    ),
    notes="Every start with 0 < |x_0| < alpha - 2 eps; a larger one below alpha - eps gets there in one step. Near "
    "the cycle the factor is |1 - 4 eps/alpha|, the notes' derivative. The minimizer is 0; the run stays "
    "nearest away from it.",
)


def derive(proof: Proof) -> None:
    _numbers(proof)
    with proof.fix("one_step", k, assume={"positive": lt(0, SIZE), "short": le(SIZE, alpha - 2 * eps)}) as inner:
        _one_step(inner)
    _convergence(proof)
    _cycle(proof)


def _numbers(proof: Proof) -> None:
    """0 < nearest, and rho < 1."""
    proof.combine("radius_positive", lt(0, radius), {"definition_radius": -1, "assumption_2": Rational(1, 2)})
    proof.combine("alpha_more", lt(0, alpha - eps), {"assumption_2": 1, "assumption_1": 1})
    proof.combine("start_above", lt(FIRST, radius), {"assumption_3": 1})
    proof.combine("start_below", lt(-FIRST, radius), {"assumption_4": 1, "definition_radius": -2})
    distance = proof.cite("lemmas.abs_between", {a: FIRST, b: radius}, conclusion=1)
    proof.combine("nearest_positive", lt(0, nearest), {"definition_nearest": -1, distance: 1})
    near, far = turned(nearest), (alpha - 3 * eps) / (alpha - eps)
    proof.combine("near_small", lt(near, 1), {"nearest_positive": 2}, multiplier=eps + nearest)
    proof.combine("far_small", lt(far, 1), {"assumption_1": 2}, multiplier=alpha - eps)
    goal = lt(rho, 1)
    with proof.cases("rho_small", near, far, goal) as (by_far, by_near):
        by_near.combine("order", le(far, near), {"rho_small": 1})
        for part, larger, known in ((by_far, far, "far_small"), (by_near, near, "near_small")):
            largest = part.law("max_least", near, far, larger)
            part.combine("there", goal, {"definition_rho": 1, largest: 1, known: 1})


def _one_step(proof: Proof) -> None:
    """The sign changes, and the distance of the size from the radius is multiplied by (eps - s)/(eps + s)."""
    factor = alpha / (SIZE + eps) - 1
    proof.combine("factor_nonnegative", le(0, factor), {"short": 1, "assumption_1": 1}, multiplier=SIZE + eps)
    here = proof.use("step", {})
    proof.combine("square", eq(X(k + 1) ** 2, factor**2 * X(k) ** 2), {here: X(k + 1) - factor * X(k)})
    scaled = proof.cite("lemmas.abs_scaled", {a: X(k + 1), b: X(k), c: factor}, why="the size after a step")
    proof.combine(
        "distance",
        eq(Abs(X(k + 1)) - radius, turned(SIZE) * (SIZE - radius)),
        {scaled: 1, "definition_radius": turned(SIZE) - 1},
        why="its distance from the radius",
    )


def _convergence(proof: Proof) -> None:
    off, reached = SIZE - radius, THEOREM.bound
    first = Abs(FIRST)
    proof.combine("nearest_below", le(nearest, radius), {"definition_nearest": 1}, first)
    _factor(proof)
    claims = {"power": le(rho**k, 1), "above": le(off, reached), "below": le(-off, reached)}
    with proof.induction(k, claims, why="so the distance shrinks by rho in every step") as (base, step):
        up, down = base.law("abs_upper", FIRST), base.cite("lemmas.abs_lower", {a: FIRST})
        base.combine("first_above", le(Abs(X(0)) - radius, first), {"start": -1, down: 1})
        base.combine("first_below", le(radius - Abs(X(0)), first), {"start": 1, up: 1})
        step.combine("next_power", le(rho ** (k + 1), 1), {"power": rho, "rho_small": 1})
        step.combine("far", le(nearest, SIZE), {"below": 1, "power": first, "definition_nearest": 1})
        step.combine(
            "short",
            le(SIZE, alpha - 2 * eps),
            {"above": 1, "power": first, "definition_radius": 2, "definition_nearest": 1, "nearest_positive": 1},
        )
        step.combine("positive", lt(0, SIZE), {"far": 1, "nearest_positive": 1})
        distance = step.use("one_step", {})
        step.combine(
            "factor_above",
            le(turned(SIZE), turned(nearest)),
            {"far": 2 * eps},
            multiplier=(eps + SIZE) * (eps + nearest),
        )
        step.combine(
            "factor_below",
            le(-turned(SIZE), (alpha - 3 * eps) / (alpha - eps)),
            {"short": 2 * eps},
            multiplier=(eps + SIZE) * (alpha - eps),
        )
        step.combine("rho_above", le(turned(SIZE), rho), {"factor_above": 1, "near_below_rho": 1})
        step.combine("rho_below", le(-turned(SIZE), rho), {"factor_below": 1, "far_below_rho": 1})
        for sign, name in ((1, "next_above"), (-1, "next_below")):
            step.combine(
                name,
                le(sign * (Abs(X(k + 1)) - radius), rho * reached),
                {
                    distance: sign,
                    "rho_above": (reached + sign * off) / 2,
                    "rho_below": (reached - sign * off) / 2,
                },
            )
    with proof.fix("rate", k) as inner:
        inner.combine("nonnegative", le(0, reached), {"above": Rational(1, 2), "below": Rational(1, 2)})
        inner.combine("other", le(0, reached + off), {"below": 1})
        inner.combine("square", le(off**2, reached**2), {"above": reached + off})
        inner.cite("lemmas.abs_bound", {a: -off, b: reached})
    with proof.fix("apart", k) as inner:
        inner.combine("far", le(nearest, SIZE), {"below": 1, "power": first, "definition_nearest": 1})


def _factor(proof: Proof) -> None:
    """rho is at least both of its parts, and not negative."""
    near, far = turned(nearest), (alpha - 3 * eps) / (alpha - eps)
    left, right = proof.law("max_left", near, far), proof.law("max_left", far, near)
    proof.combine("near_below_rho", le(near, rho), {left: 1, "definition_rho": -1})
    proof.combine("far_below_rho", le(far, rho), {right: 1, "definition_rho": -1})
    goal = le(0, rho)
    with proof.cases("rho_nonnegative", nearest, eps, goal) as (small, large):
        small.combine("there", goal, {"near_below_rho": eps + nearest, "rho_nonnegative": 1}, multiplier=eps + nearest)
        large.combine(
            "there",
            goal,
            {"far_below_rho": alpha - eps, "definition_radius": 2, "nearest_below": 2, "rho_nonnegative": 1},
            nearest,
            multiplier=alpha - eps,
        )


def _cycle(proof: Proof) -> None:
    """A start at the radius changes its sign in every step."""
    with proof.fix(
        "cycle",
        k,
        assume={"at_radius": eq(x0_dist, radius)},
        conclusion=THEOREM.also[3].conclusion,
        why="a start at the radius stays there, with alternating sign",
    ) as inner:
        claims = {"alternating": eq(X(n), (-1) ** n * X(0)), "size": eq(Abs(X(n)), radius)}
        with inner.induction(n, claims) as (base, step):
            base.combine("first_size", eq(Abs(X(0)), radius), {"start": -1, "at_radius": 1})
            step.combine("positive", lt(0, Abs(X(n))), {"size": -1, "radius_positive": 1})
            step.combine(
                "short", le(Abs(X(n)), alpha - 2 * eps), {"size": 1, "definition_radius": 2, "radius_positive": 1}
            )
            distance = step.use("one_step", {k: n})
            step.combine("next_size", eq(Abs(X(n + 1)), radius), {distance: 1, "size": turned(Abs(X(n)))})
            moved = step.use("step", {k: n})
            weight = alpha * X(n) / ((Abs(X(n)) + eps) * (radius + eps))
            step.combine(
                "next",
                eq(X(n + 1), (-1) ** (n + 1) * X(0)),
                {moved: 1, "size": weight, "alternating": -1, "definition_radius": 2 * X(n) / (radius + eps)},
            )
        inner.use("alternating", {n: k})


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.optimizers import adam
    from amgt_theory.problems import Quadratic
    from amgt_theory.strategies import drawing, walk

    def model(draw):
        small, cycle = drawing.positive(draw), drawing.positive(draw)
        start = drawing.between(draw, Fraction(0), 2 * cycle, open_low=True, open_high=True)
        start = drawing.pick(draw, (cycle, start)) * drawing.pick(draw, (1, -1))
        method = adam(2 * (small + cycle), beta1=0, beta2=0, eps=small)
        return {"f": Quadratic([1]), "method": method, "start": [start], "steps": 8}

    return StepCheck(THEOREM, model, lambda values, ar: {X: [state.x[0] for state in walk(values, ar)]})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
