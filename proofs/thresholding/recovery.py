"""After one corrupted gradient the gap has grown by a bounded amount (theory notes, section 4)."""

from sympy import Mul, Pow, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, DESCENT_LEMMA
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, Coordinate, L, Real, alpha, d, eps, f, f_star, gap0, gradient, i, k0, n, over_coordinates, tau, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

reach, root, other = Real("reach"), Real("root"), Coordinate("other")
LONGEST = alpha * tau / (eps * (n + 1 + k0))

THEOREM = Theorem(
    id="thresholding.recovery",
    title="a corrupted gradient lets the gap grow by a bounded amount only",
    kind="theorem",
    claim="C11 C12",
    verdict="proves",
    source="theory notes, section 4, thresholding.bounded_step",
    setting=(
        *DESCENT_LEMMA,
        *BOUNDED_BELOW,
        ("gap", eq(gap0, f(y) - f_star)),
        ("step_bound", ForAll((i,), le((z[i] - y[i]) ** 2, LONGEST**2))),
    ),
    assumptions=(lt(0, d), lt(0, L), lt(0, alpha), lt(0, eps), lt(0, tau), le(0, k0)),
    where=((reach, sqrt(d * L / 2) * LONGEST),),
    quantity=f(z) - f_star,
    bound=(sqrt(gap0) + reach) ** 2,
    tight=True,
    notes="gap0 is the gap before the corrupted step n + 1. The step bound is thresholding.bounded_step; f is smooth "
    "and bounded below, nothing else, and any beta1 is allowed (the notes' beta1 = 0 matters for what follows). "
    "From there on the contraction of the theory resumes.",
)


def derive(proof: Proof) -> None:
    change, g = z[i] - y[i], At(gradient(y), i)
    distance = over_coordinates(change**2)
    floor = proof.use("bounded_below", {})
    proof.combine("gap_nonnegative", le(0, gap0), {floor: 1, "gap": -1})
    proof.define(root, sqrt(gap0))
    root_squared = proof.cite("lemmas.root_squared", {Real("x"): gap0, Real("y"): root})
    root_nonnegative = proof.cite("lemmas.root_squared", {Real("x"): gap0, Real("y"): root}, conclusion=1)
    reach_squared = _reach(proof)

    total = proof.total("total", "step_bound", why="the step is at most sqrt(d) times its longest coordinate")
    far = proof.combine(
        "far", le(L / 2 * distance, reach**2), {total: L / 2, reach_squared: -1}, why="so L/2 |x' - x|^2 <= reach^2"
    )
    steep = proof.cite("lemmas.gradient_gap", why="and |g|^2 <= 2 L gap")
    slope = le(over_coordinates(g * change), 2 * root * reach)
    with proof.cases("slope", root, 0, slope, why="hence <g, x' - x> <= 2 sqrt(gap) reach") as (flat, inclined):
        _flat(flat, slope, steep, root_squared)
        rate = reach / (L * root)
        young = inclined.summed(
            "young", le(g * change, rate / 2 * g**2 + change**2 / (2 * rate)), {}, (rate * g - change) ** 2 / (2 * rate)
        )
        inclined.combine("there", slope, {young: 1, steep: rate / 2, far: root / reach, root_squared: -reach / root})
    descent = proof.use("descent_lemma", {}, why="the descent lemma along the step")
    proof.combine(
        "recovery",
        le(f(z) - f_star, THEOREM.bound),
        {
            descent: 1,
            "slope": 1,
            far: 1,
            "gap": -1,
            root_squared: -1,
            "definition_root": sqrt(gap0) + root + 2 * reach,
        },
        signs=[root_nonnegative],
        why="the gap is at most the square of the sum",
    )


def _reach(proof: Proof):
    """reach^2 = L d/2 times the squared longest coordinate, and reach > 0."""
    value = sqrt(d * L / 2) * LONGEST
    two, rest = proof.law("sqrt_square", 2), proof.law("sqrt_square", L * d)
    squared = proof.combine(
        "reach_squared",
        eq(reach**2, L * d / 2 * LONGEST**2),
        {
            "definition_reach": reach + value,
            two: L * d * LONGEST**2 / 4,
            rest: Mul(Pow(sqrt(2), 2, evaluate=False), LONGEST**2 / 4, evaluate=False),
        },
    )
    proof.combine("reach_nonnegative", le(0, reach), {"definition_reach": -1}, value)
    with proof.cases("reach_positive", reach, 0, lt(0, reach)) as (nonpositive, _):
        positive = nonpositive.combine("positive", lt(0, L * d / 2 * LONGEST**2), {}, L * d / 2 * LONGEST**2)
        nonpositive.combine("absurd", lt(0, reach), {positive: 1, squared: -1, "reach_positive": reach}, reach)
    return squared


def _flat(proof: Proof, slope, steep, root_squared) -> None:
    """Where the gap is 0 so is the gradient."""
    g, there = At(gradient(y), i), At(gradient(y), other)
    with proof.fix("squares", other) as inner:
        inner.combine("square", le(0, there**2), {}, there**2)
    with proof.fix("no_gradient", i) as inner:
        one = inner.one_of_sum("one", "squares", i)
        inner.combine("square", le(g**2, 0), {one: 1, steep: 1, root_squared: -2 * L, "slope": 2 * L * root})
        inner.cite("lemmas.square_zero", {Real("x"): g})
    nothing = proof.summed("nothing", eq(g * (z[i] - y[i]), 0), {"no_gradient": z[i] - y[i]})
    proof.combine("there", slope, {nothing: 1}, 2 * root * reach)


def check():
    from amgt_theory.checking import StepCheck, automatic
    from amgt_theory.optimizers import Clip
    from amgt_theory.strategies import drawing, smooth_problems
    from amgt_theory.strategies.perturbed import amgt_step, amgt_steps

    drawn = automatic(THEOREM).model

    def model(draw):  # any step that is short enough, or one of AMGT with any gradient
        if drawing.pick(draw, (True, False)):
            return drawn(draw)
        step = draw(amgt_steps(smooth_problems(), powers=(1,), threshold=Clip(drawing.positive(draw))))
        return {**step, n: step["steps"], "oracle": drawing.vector(draw, step["f"].d)}

    return StepCheck(THEOREM, model, lambda values, ar: {z: amgt_step(values, ar)["z"]} if "method" in values else {})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
