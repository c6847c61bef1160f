"""Every run of Adam with a constant step that never meets 0 ends in the cycle (theory notes, section 7).

From afar it comes down to alpha - eps (adam.descent); from there on adam.two_cycle has the rate, which depends on how
near to 0 the run comes then.
"""

from sympy import Abs, Lambda, Max, Min

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, alpha, eps, function, k, n, rho, x0_dist
from amgt_theory.theorem import Theorem

X = function("X", "natural")
radius, size, second, least, nearest, farthest = map(Real, "radius size second least nearest farthest".split())
tol, NEAR, OFF = Real("tol"), alpha - eps, Abs(Abs(X(n + k)) - radius)
ENOUGH = le(Abs(size - radius), tol * (1 + k * (1 - rho)))

THEOREM = Theorem(
    id="adam.two_cycle_basin",
    title="every run of Adam with a constant step that never meets the minimizer ends in the cycle",
    kind="theorem",
    claim="C7",
    verdict="corrects",
    source="theory notes, section 7, adam.two_cycle",
    setting=(
        ("step", ForAll((k,), eq(X(k + 1), X(k) - alpha * X(k) / (Abs(X(k)) + eps)))),
        ("never_zero", ForAll((k,), lt(0, Abs(X(k))))),
        ("start", eq(x0_dist, Abs(X(0)))),
        ("arrived", eq(size, Abs(X(n)))),
        ("left", eq(second, Abs(X(n + 1)))),
    ),
    assumptions=(lt(0, eps), lt(2 * eps, alpha), le(x0_dist, (n + 1) * NEAR)),
    where=(
        (radius, alpha / 2 - eps),
        (least, Min(size, second)),
        (nearest, Min(radius, least)),
        (farthest, radius + Abs(size - radius)),
        (rho, Max((eps - nearest) / (eps + nearest), (farthest - eps) / (farthest + eps))),
    ),
    over=(k,),
    quantity=OFF,
    bound=rho**k * Abs(size - radius),
    also=(lt(rho, 1), lt(size, NEAR), ForAll((k, tol), le(OFF, tol), (lt(0, tol), ENOUGH))),
    notes="beta1 = beta2 = 0 on f = x^2/2, 0 < eps < alpha/2. n is any number of steps from x_0/(alpha - eps) - 1 on; "
    "the rate is known when the run is there, and brings it within tol after |size - radius|/(tol (1-rho)) further "
    "steps at most. A run that meets 0 stays there: such starts are the preimages of 0.",
)


def derive(proof: Proof) -> None:
    proof.combine("eps_below", lt(eps, alpha), {"assumption_2": 1, "assumption_1": 1})
    proof.combine("near_positive", lt(0, NEAR), {"eps_below": 1})
    down = proof.use(proof.cite("adam.descent", why="a step comes down by alpha - eps at least"), {k: n})
    reached = proof.law("max_least", NEAR, x0_dist - n * NEAR, NEAR)
    proof.combine("inside", le(Abs(X(n)), NEAR), {down: 1, reached: 1})
    _strictly(proof)
    with proof.fix("step_later", k) as inner:
        inner.use("step", {k: n + k})
    rate = {function("X", "natural"): Lambda(k, X(n + k)), x0_dist: size}
    for number, name in {0: "rate", 1: "rho_small", 5: "rho_nonnegative"}.items():
        proof.cite("adam.two_cycle", rate, conclusion=number, name=name, why="" if number else "from there on")
    shrunk = le(rho**k * (1 + k * (1 - rho)), 1)
    with proof.induction(k, {"shrunk": shrunk}) as (_, step):
        step.combine("next", shrunk.xreplace({k: k + 1}), {"shrunk": 1}, rho**k * (k + 1) * (1 - rho) ** 2)
    with proof.fix("arrives", k, tol, assume={"positive": lt(0, tol), "enough": ENOUGH}, why="and so near") as inner:
        inner.combine("there", le(OFF, tol), {"rate": 1, "enough": rho**k, "shrunk": tol})


def _strictly(proof: Proof) -> None:
    """alpha - eps itself would lead to 0."""
    positive, after = proof.use("never_zero", {k: n}), proof.use("never_zero", {k: n + 1})
    turned = proof.use(proof.cite("adam.size_step", conclusion=1), {k: n})
    here = Abs(X(n))
    below = proof.combine(
        "below", lt(here, NEAR), {after: here + eps, turned: here + eps}, multiplier=here, signs=[positive]
    )
    proof.combine("size_positive", lt(0, size), {positive: 1, "arrived": -1})
    proof.combine("short", lt(size, NEAR), {below: 1, "arrived": 1})
    proof.combine(
        "second",
        eq(second, (alpha / (size + eps) - 1) * size),
        {"left": 1, turned: 1, "arrived": 1 - alpha * eps / ((size + eps) * (here + eps))},
    )


def check():
    from fractions import Fraction
    from math import ceil

    from amgt_theory.checking import StepCheck
    from amgt_theory.optimizers import adam
    from amgt_theory.problems import Quadratic
    from amgt_theory.strategies import drawing, walk

    def model(draw):
        small, cycle = drawing.positive(draw), drawing.positive(draw)
        near = 2 * cycle + small
        start = near * drawing.between(draw, Fraction(0), Fraction(8), open_low=True)
        arrived = max(0, ceil(start / near) - 1) + drawing.natural(draw, 2)
        method = adam(2 * (small + cycle), beta1=0, beta2=0, eps=small)
        signed = start * drawing.pick(draw, (1, -1))
        return {"f": Quadratic([1]), "method": method, "start": [signed], n: arrived, "steps": arrived + 6}

    return StepCheck(THEOREM, model, lambda values, ar: {X: [state.x[0] for state in walk(values, ar)]})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
