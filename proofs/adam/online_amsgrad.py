"""With the AMSGrad maximum AMGT goes to the best point of the online problem, unless clipping says otherwise.

Theory notes, section 7. No threshold is the case tau >= C; with clipping the bound is about tau > 2.
"""

from sympy import Lambda, Max, Min, log, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import POWER, step_size
from amgt_theory.language import eq, le, lt
from amgt_theory.online_laws import AVERAGE, C, DECAY, GRADIENTS, MAXIMUM, V, X, clipped, iteration, u
from amgt_theory.symbols import Real, alpha, beta2, c, eps, function, k, k0, n, p, tau, theta
from amgt_theory.theorem import Theorem

Z = function("Z", "natural")
S, x0, kappa, large, small, low, x, y = (Real(name) for name in "S x0 kappa large small low x y".split())
LOWEST = 2 * small * POWER(3 * n + 1) / (C**2 / S + eps) - 1

THEOREM = Theorem(
    id="adam.online_amsgrad",
    title="with the AMSGrad maximum and tau > 2 AMGT goes to the best point of the online problem",
    kind="theorem",
    claim="C7",
    verdict="corrects",
    source="theory notes, section 7, adam.online_divergence",
    setting=(
        *GRADIENTS,
        *AVERAGE,
        *MAXIMUM,
        *clipped(large, small),
        *iteration(POWER, u, V),
        ("start", le(X(0), 1)),
        ("begin", eq(x0, X(3 * n))),
    ),
    assumptions=(lt(2, C), lt(0, eps), lt(0, alpha), le(0, k0), le(0, p), le(p, 1), lt(2, tau)),
    where=(
        (beta2, DECAY),
        (S, sqrt(1 + C**2)),
        (large, Min(C, tau)),
        (small, Min(1, tau)),
        (kappa, (large - 2 * small) / (C + eps)),
        (low, LOWEST),
    ),
    over=(k,),
    quantity=X(3 * (n + k)),
    bound=Max(low, x0 - kappa * alpha / 3 * log((3 * k + 3 * n + k0 + 3) / (3 * n + k0 + 3))),
    also=(lt(0, kappa),),
    notes="beta1 = 0; u is the clipped gradient; tau >= C is no threshold. Counted from period n on: the lowest point "
    "the bound reaches is -1 plus a multiple of that period's step, so the iterate tends to -1 for p > 0. The "
    "gradients of the problem are those of adam.online_divergence.",
)


def derive(proof: Proof) -> None:
    _clipped(proof)
    shrinking = {theta: (k0 + 1) / (k0 + 3)}
    names = ("third_step", "second_step", "second_shorter", "third_shorter", "", "positive_step", "theta_nonnegative")
    for number, name in enumerate(names):
        if name:
            proof.cite("adam.online_schedule", shrinking, name=name, conclusion=number)
    period, above, below = (
        proof.cite("adam.online_clipped_period", {step_size: POWER}, conclusion=number, why=why)
        for number, why in ((0, "in a period the large gradient outweighs the two small ones"), (2, ""), (3, ""))
    )
    with proof.fix("lowered", k, why="by kappa alpha_t at least, but for the low end") as inner:
        now = n + k
        step, root = POWER(3 * now + 1), sqrt(V(3 * now + 1))
        large_root, small_root = inner.use(above, {n: now}), inner.use(below, {n: now})
        smaller = inner.cite("lemmas.power_decreasing", {x: 3 * n + 1 + k0, y: 3 * now + 1 + k0, c: p})
        end = Max(low, X(3 * now) - kappa * step)
        at_low, at_moved = (
            inner.law("max_left", low, end.args[1]),
            inner.law("max_left", X(3 * now) - kappa * step, low),
        )
        length, floor = step / (root + eps), C**2 / S
        lowest = inner.combine(
            "lowest",
            le(-1 + 2 * small * length, end),
            {
                at_low: 1,
                "definition_low": -1,
                smaller: 2 * small * alpha / (floor + eps),
                large_root: 2 * small * step / ((floor + eps) * (root + eps)),
            },
        )
        moved = inner.combine(
            "moved",
            le(X(3 * now) - (large - 2 * small) * length, end),
            {
                at_moved: 1,
                "definition_kappa": step,
                small_root: (large - 2 * small) * step / ((C + eps) * (root + eps)),
            },
        )
        largest = inner.law("max_least", lowest.formula.lhs, moved.formula.lhs, end)
        inner.combine("there", le(X(3 * now + 3), end), {inner.use(period, {n: now}): 1, largest: 1})
    proof.combine("kappa_nonnegative", le(0, kappa), {"kappa_positive": 1})
    proof.cite("adam.online_loss", {Z: Lambda(k, X(3 * (n + k)))}, why="and the losses add up")


def _clipped(proof: Proof) -> None:
    """The clipped large gradient exceeds the two small ones."""
    proof.combine("C_positive", lt(0, C), {lt(2, C): 1}, 2)
    proof.combine("tau_positive", lt(0, tau), {lt(2, tau): 1}, 2)
    proof.combine("small_positive", lt(0, small), {"definition_small": -1}, Min(1, tau))
    below_one = proof.law("min_left", 1, tau)
    proof.combine("small_below", le(small, 1), {"definition_small": 1, below_one: 1})
    goal = lt(2, large)
    with proof.cases("large_above", C, tau, goal) as (by_C, by_tau):
        by_tau.combine("order", le(tau, C), {"large_above": 1})
        for part, least, known in ((by_C, C, lt(2, C)), (by_tau, tau, lt(2, tau))):
            smallest = part.law("min_greatest", C, tau, least)
            part.combine("there", goal, {smallest: 1, known: 1, "definition_large": -1})
    proof.combine("large_positive", lt(0, large), {"large_above": 1}, 2)
    proof.combine("outweighs", lt(0, large - 2 * small), {"large_above": 1, "small_below": 2})
    proof.combine(
        "kappa_positive", lt(0, kappa), {"outweighs": 1 / (C + eps), "definition_kappa": -1}, why="min(C, tau) > 2"
    )
    proof.combine("S_argument", lt(0, 1 + C**2), {}, 1 + C**2)
    proof.cite("lemmas.root_positive", {x: 1 + C**2, y: S}, name="S_positive", conclusion=1)


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, online

    def model(draw):
        level = 2 + drawing.positive(draw)
        return {**online.runs(draw, THEOREM, level, amsgrad=True), n: drawing.natural(draw, 2)}

    def compute(values, ar):
        run = online.run(values, ar)
        return {X: lambda k: run.x(k)[0], u: lambda k: run.t(k)[0] * run.m(k)[0]}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
