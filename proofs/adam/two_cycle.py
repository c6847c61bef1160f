"""Adam with a constant step ends in a cycle of period two beside the minimizer (theory notes, section 7).

beta1 = beta2 = 0 on f = x^2/2. The size s of the iterate obeys s' - c = (s - c) (eps - s)/(eps + s), c = alpha/2 - eps,
as long as s < alpha - eps. So its distance from c shrinks, the more slowly the nearer s is to 0; and s' is a concave
function of s over s + eps, so that it stays as far from 0 as at the two ends of its range.
"""

from sympy import Abs, Max, Min, Rational

from amgt_theory.derivation import Fact, Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, alpha, eps, function, k, n, rho, x0_dist
from amgt_theory.theorem import Theorem

X = function("X", "natural")
radius, second, least, nearest, farthest = map(Real, "radius second least nearest farthest".split())
a, b = Real("x"), Real("y")
SIZE, NEXT, FIRST = Abs(X(k)), Abs(X(k + 1)), radius - x0_dist


def turned(size):
    """What multiplies the distance of the size from the radius."""
    return (eps - size) / (eps + size)


NEAR, FAR = turned(nearest), (farthest - eps) / (farthest + eps)

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
    assumptions=(lt(0, eps), lt(2 * eps, alpha), lt(0, x0_dist), lt(x0_dist, alpha - eps)),
    where=(
        (radius, alpha / 2 - eps),
        (second, (alpha / (x0_dist + eps) - 1) * x0_dist),
        (least, Min(x0_dist, second)),
        (nearest, Min(radius, least)),
        (farthest, radius + Abs(x0_dist - radius)),
        (rho, Max(NEAR, FAR)),
    ),
    over=(k,),
    quantity=Abs(Abs(X(k)) - radius),
    bound=rho**k * Abs(x0_dist - radius),
    also=(
        lt(rho, 1),
        ForAll((k,), le(nearest, Abs(X(k)))),
        lt(0, nearest),
        ForAll((k,), eq(X(k), (-1) ** k * X(0)), (eq(x0_dist, radius),)),
        le(0, rho),
    ),
    notes="Every start with 0 < |x_0| < alpha - eps; second is the size after one step, 0 at alpha - eps. A larger "
    "start comes down to these (adam.two_cycle_basin). Near the cycle the factor is |1 - 4 eps/alpha|, the notes' "
    "derivative. The minimizer is 0; the run stays nearest away from it.",
)


def derive(proof: Proof) -> None:
    _numbers(proof)
    proof.cite("adam.size_step", conclusion=1, name="turning")
    with proof.fix("one_step", k, assume={"short": le(SIZE, alpha - eps)}) as inner:
        _one_step(inner)
    _range(proof)
    _convergence(proof)
    _cycle(proof)


def _numbers(proof: Proof) -> None:
    """0 < nearest, and rho < 1."""
    proof.combine("radius_positive", lt(0, radius), {"definition_radius": -1, "assumption_2": Rational(1, 2)})
    proof.combine(
        "second_positive", lt(0, second), {"definition_second": -1, "assumption_4": x0_dist / (x0_dist + eps)}
    )
    proof.combine("least_positive", lt(0, least), {"definition_least": -1}, Min(x0_dist, second))
    proof.combine("nearest_positive", lt(0, nearest), {"definition_nearest": -1}, Min(radius, least))
    proof.combine("farthest_positive", lt(0, farthest), {"definition_farthest": -1, "radius_positive": 1}, Abs(FIRST))
    for name, smaller, one, other in (
        ("nearest_radius", nearest, radius, least),
        ("nearest_least", nearest, least, radius),
        ("least_start", least, x0_dist, second),
        ("least_second", least, second, x0_dist),
    ):
        law = proof.law("min_left", one, other)
        proof.combine(name, le(smaller, one), {f"definition_{smaller}": 1, law: 1})
    proof.combine("nearest_start", le(nearest, x0_dist), {"nearest_least": 1, "least_start": 1})
    proof.combine("nearest_second", le(nearest, second), {"nearest_least": 1, "least_second": 1})
    proof.combine(
        "nearest_farthest", le(nearest, farthest), {"nearest_radius": 1, "definition_farthest": -1}, Abs(FIRST)
    )
    proof.combine("near_small", lt(NEAR, 1), {"nearest_positive": 2}, multiplier=eps + nearest)
    proof.combine("far_small", lt(FAR, 1), {"assumption_1": 2}, multiplier=farthest + eps)
    goal = lt(rho, 1)
    with proof.cases("rho_small", NEAR, FAR, goal) as (by_far, by_near):
        by_near.combine("order", le(FAR, NEAR), {"rho_small": 1})
        for part, larger, known in ((by_far, FAR, "far_small"), (by_near, NEAR, "near_small")):
            largest = part.law("max_least", NEAR, FAR, larger)
            part.combine("there", goal, {"definition_rho": 1, largest: 1, known: 1})


def _one_step(proof: Proof) -> None:
    """The sign changes, and the distance of the size from the radius is multiplied by (eps - s)/(eps + s)."""
    scaled = proof.use("turning", {}, why="the size after a step")
    proof.combine(
        "distance",
        eq(NEXT - radius, turned(SIZE) * (SIZE - radius)),
        {scaled: 1, "definition_radius": turned(SIZE) - 1},
        why="its distance from the radius",
    )


def _range(proof: Proof) -> None:
    """At the far end of the range a step leads no nearer to 0 than nearest, nor does the range reach alpha - eps."""
    kept = le(nearest * (farthest + eps), farthest * (2 * radius + eps - farthest))
    short = lt(farthest, alpha - eps)
    for name, goal in (("far_kept", kept), ("far_short", short)):
        with proof.cases(name, x0_dist, radius, goal) as (below, above):
            for part, distance, end in ((below, FIRST, 2 * radius - x0_dist), (above, -FIRST, x0_dist)):
                part.combine("side", le(0, distance), {name: 1})
                upper = part.cite("lemmas.abs_bound", {a: FIRST, b: distance})
                lower = part.law("abs_upper", FIRST) if part is below else part.cite("lemmas.abs_lower", {a: FIRST})
                same = part.equal("same", lower, upper)
                part.combine("end", eq(farthest, end), {"definition_farthest": 1, same: -1})
            if goal is short:
                below.combine("there", goal, {"end": 1, "definition_radius": 2, "assumption_3": 1, "assumption_1": 1})
                above.combine("there", goal, {"end": 1, "assumption_4": 1})
                continue
            moved = farthest + nearest - 2 * radius - eps
            below.combine(
                "there",
                goal,
                {"end": moved + 2 * radius - nearest, "nearest_start": farthest + eps, "side": 2 * eps},
            )
            above.combine(
                "there",
                goal,
                {
                    "end": moved + x0_dist,
                    "nearest_second": x0_dist + eps,
                    "definition_second": x0_dist + eps,
                    "definition_radius": -2 * x0_dist,
                },
            )


def _convergence(proof: Proof) -> None:
    off, reached, first = SIZE - radius, THEOREM.bound, Abs(FIRST)
    _factor(proof)
    claims = {
        "power": le(rho**k, 1),
        "above": le(off, reached),
        "below": le(-off, reached),
        "apart": le(nearest, SIZE),
    }
    with proof.induction(k, claims, why="so the distance shrinks by rho in every step") as (base, step):
        up, down = base.law("abs_upper", FIRST), base.cite("lemmas.abs_lower", {a: FIRST})
        base.combine("first_above", le(Abs(X(0)) - radius, first), {"start": -1, down: 1})
        base.combine("first_below", le(radius - Abs(X(0)), first), {"start": 1, up: 1})
        base.combine("first_apart", le(nearest, Abs(X(0))), {"start": 1, "nearest_start": 1})
        step.combine("next_power", le(rho ** (k + 1), 1), {"power": rho, "rho_small": 1})
        step.combine("inside", le(SIZE, farthest), {"above": 1, "power": first, "definition_farthest": -1})
        step.combine("short", le(SIZE, alpha - eps), {"inside": 1, "far_short": 1})
        distance = step.use("one_step", {})
        _apart(step, distance)
        step.combine(
            "rho_above",
            le(turned(SIZE), rho),
            {"apart": 2 * eps, "near_below_rho": (eps + SIZE) * (eps + nearest)},
            multiplier=(eps + SIZE) * (eps + nearest),
        )
        step.combine(
            "rho_below",
            le(-turned(SIZE), rho),
            {"inside": 2 * eps, "far_below_rho": (eps + SIZE) * (eps + farthest)},
            multiplier=(eps + SIZE) * (eps + farthest),
        )
        for sign, name in ((1, "next_above"), (-1, "next_below")):
            step.combine(
                name,
                le(sign * (NEXT - radius), rho * reached),
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


def _apart(proof: Proof, distance: Fact) -> None:
    """The next size is at least nearest: below the radius sizes grow, beyond it a concave function is."""
    goal = le(nearest, NEXT)
    with proof.cases("next_apart", SIZE, radius, goal) as (below, beyond):
        below.combine("there", goal, {distance: -1, "apart": 1, "next_apart": 2 * SIZE / (eps + SIZE)})
        beyond.combine("wide", lt(0, farthest - radius), {"next_apart": 1, "inside": 1})
        multiplier = (SIZE + eps) * (farthest - radius)
        beyond.combine(
            "there",
            goal,
            {
                distance: -multiplier,
                "far_kept": SIZE - radius,
                "nearest_radius": (farthest - SIZE) * (radius + eps),
            },
            (SIZE - radius) * (farthest - SIZE) * (farthest - radius),
            multiplier=multiplier,
        )


def _factor(proof: Proof) -> None:
    """rho is at least both of its parts, and not negative."""
    left, right = proof.law("max_left", NEAR, FAR), proof.law("max_left", FAR, NEAR)
    proof.combine("near_below_rho", le(NEAR, rho), {left: 1, "definition_rho": -1})
    proof.combine("far_below_rho", le(FAR, rho), {right: 1, "definition_rho": -1})
    goal = le(0, rho)
    with proof.cases("rho_nonnegative", nearest, eps, goal) as (small, large):
        small.combine("there", goal, {"near_below_rho": eps + nearest, "rho_nonnegative": 1}, multiplier=eps + nearest)
        large.combine(
            "there",
            goal,
            {"far_below_rho": farthest + eps, "nearest_farthest": 1, "rho_nonnegative": 1},
            multiplier=farthest + eps,
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
            step.combine(
                "short",
                le(Abs(X(n)), alpha - eps),
                {"size": 1, "definition_radius": 2, "radius_positive": 1, "assumption_1": 1},
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
        start = drawing.between(draw, Fraction(0), 2 * cycle + small, open_low=True, open_high=True)
        start = drawing.pick(draw, (cycle, start)) * drawing.pick(draw, (1, -1))
        method = adam(2 * (small + cycle), beta1=0, beta2=0, eps=small)
        return {"f": Quadratic([1]), "method": method, "start": [start], "steps": 8}

    return StepCheck(THEOREM, model, lambda values, ar: {X: [state.x[0] for state in walk(values, ar)]})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
