"""Once gradients are small the exponent of the gap is close to its limit (theory notes, section 3).

The core of asymptotic_exponent: delta is a size that gradients, and n steps later the moments, have fallen below, and
ceiling one that the root of the second moment in the denominator stays below: delta, or sqrt(v_max) if it is larger.
"""

from sympy import Expr, Lambda, Min, Rational, exp, log, sqrt

from amgt_theory.derivation import Proof, Taken
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import (
    HARMONIC, HYPERPARAMETERS, USED_MOMENT_BELOW, V, amgt, lyapunov, step_size, t, v_max, w,
)  # fmt: skip
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, G, L, Real, a, alpha, beta1, beta2, c, eps, f, f_star, function, gap0, gradient, h_lo, i, j, k, k0, m, mu, n,
    over_coordinates, square, tau, x, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

delta, ceiling, c_late = (Real(name) for name in "delta ceiling c_late".split())
width, radius, ratio = (Real(name) for name in "width radius ratio".split())
X, Y, HALF = Real("x"), Real("y"), Rational(1, 2)
START, LEFT = (1 + beta1**2) * gap0, 1 - beta1
FIRST, LATE = 2 * n + k0 + 1, 2 * n + j
SPAN, CORRECTED = LATE + 1 + k0, 1 - beta1 ** (LATE + 1)
GAIN = HARMONIC(LATE + 1) * At(t(LATE + 1), i) / (CORRECTED * (sqrt(At(w(LATE + 1), i)) + eps))
LOWEST = HARMONIC(LATE + 1) * Min(1, tau / delta) / (ceiling + eps)
FADED = {beta: le(4 * beta**n * G**2, 3 * delta**2) for beta in (beta1, beta2)}
SMALL = le(4 * G**2 * ((k0 + 1) / (n + k0 + 1)) ** c, delta**2)
STEP_CONDITION = le(8 * L * alpha, eps * LEFT**3 * FIRST)


def gap(last: Expr) -> Expr:
    return f(x(last)) - f_star


def root(last: Expr) -> Expr:
    """sqrt(L h_hi) at step last + 1."""
    return sqrt(L * HARMONIC(last + 1) / (eps * (1 - beta1 ** (last + 1))))


def sharp_lyapunov(last: Expr) -> Expr:
    deviation = over_coordinates((At(m(last), i) - At(gradient(x(last)), i)) ** 2)
    return gap(last) + root(last) / L * beta1**2 * deviation


def remaining(last: Expr) -> Expr:
    """A bound on the losses after step 2 n + last."""
    return 3 * c_late * width / sqrt(FIRST + last - HALF)


THEOREM = Theorem(
    id="strongly_convex.late_rate",
    title="once gradients are small the gap decays with an exponent close to 2 mu alpha/(eps + sqrt(v_max))",
    kind="lemma",
    claim="C1",
    source="theory notes, section 3, strongly_convex.asymptotic_exponent",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *amgt(HARMONIC),
        *USED_MOMENT_BELOW,
        ("lyapunov", ForAll((k,), eq(V(k), sharp_lyapunov(k)))),
        ("gap", eq(gap0, gap(0))),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        lt(0, alpha),
        *HYPERPARAMETERS,
        le(0, k0),
        lt(0, gap0),
        le(2 * L * alpha, eps * LEFT**2 * (k0 + 1)),
        lt(0, delta),
        le(delta, ceiling),
        le(v_max, ceiling**2),
        *FADED.values(),
        SMALL,
        STEP_CONDITION,
    ),
    where=(
        (G, sqrt(2 * L * START)),
        (c, mu * alpha * Min(1, tau / G) / (G + eps)),
        (c_late, mu * alpha * Min(1, tau / delta) / (ceiling + eps)),
    ),
    over=(k,),
    quantity=gap(2 * n + k),
    bound=2 * START * exp(Rational(3, 2) * c_late) * (FIRST / (2 * n + k + k0 + 1)) ** (2 * c_late),
    also=(ForAll((k,), le(gap(k), START)),),
    notes="Without AMSGrad v_max = 0. Constant threshold tau: clip, norm clip or none; bias correction on.",
)


def derive(proof: Proof) -> None:
    _constants(proof)
    _gradients(proof)
    _gains(proof)
    _losses(proof)
    _start(proof)
    _rate(proof)


def _constants(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, LEFT), {lt(beta1, 1): 1})
    proof.combine("inside_positive", lt(0, L * START), {}, L * START)
    proof.cite("lemmas.root_double", {a: L * START}, name="G_squared")
    proof.cite("lemmas.root_double", {a: L * START}, conclusion=1, name="G_positive")
    proof.combine("G_denominator", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    proof.combine("denominator", lt(0, ceiling + eps), {lt(0, delta): 1, le(delta, ceiling): 1, lt(0, eps): 1})
    proof.combine("ceiling_nonnegative", le(0, ceiling), {lt(0, delta): 1, le(delta, ceiling): 1})
    proof.combine("c_nonnegative", le(0, c), {"definition_c": -1}, mu * alpha * Min(1, tau / G) / (G + eps))
    value = THEOREM.definitions[c_late]
    proof.combine("c_late_nonnegative", le(0, c_late), {"definition_c_late": -1}, value)
    with proof.induction(k, {"beta1_power": le(beta1**k, 1)}) as (_, step):
        step.combine("next", le(beta1 ** (k + 1), 1), {"beta1_power": beta1, lt(beta1, 1): 1})
    proof.cite("lemmas.harmonic_step", conclusion=1, name="positive_step")
    proof.cite("lemmas.harmonic_step", name="decreasing_step")
    proof.combine("weaker_condition", le(2 * L * HARMONIC(1), eps * LEFT**2), {"assumption_12": 1}, multiplier=k0 + 1)


def _gradients(proof: Proof) -> None:
    lyapunov_values = {V: Lambda(k, lyapunov(k, HARMONIC))}
    values = {step_size: HARMONIC, **lyapunov_values}
    proof.cite("momentum.descent", values, conclusion=3, name="gradients", why="gradients are at most G")
    proof.cite("strongly_convex.power_rate", lyapunov_values, name="power_rate", why="and decay with the gap")
    with proof.fix("gaps_bounded", k) as inner:
        base = (k0 + 1) / (k + k0 + 1)
        quotient = inner.cite("lemmas.log_quotient", {X: k0 + 1, Y: k + k0 + 1})
        order = inner.cite("lemmas.log_monotone", {X: k0 + 1, Y: k + k0 + 1})
        exponent = inner.combine("exponent", le(c * log(base), 0), {quotient: c, order: c})
        one = inner.cite("lemmas.exp_monotone", {X: exponent.formula.lhs, Y: 0})
        inner.combine("here", le(gap(k), START), {"power_rate": 1, one: START})
    with proof.fix("late_gradients", j, why="so from the n-th on they are at most delta/2") as inner:
        steep = inner.cite("lemmas.gradient_gap", {y: x(n + j), gap0: gap(n + j)})
        here, there = (k0 + 1) / (n + j + k0 + 1), (k0 + 1) / (n + k0 + 1)
        inner.combine("smaller", le(here, there), {}, (k0 + 1) * j, multiplier=(n + j + k0 + 1) * (n + k0 + 1))
        inner.combine("positive", lt(0, here), {}, here)
        power = inner.cite("lemmas.power_monotone", {X: here, Y: there})
        rate = inner.use("power_rate", {k: n + j})
        inner.combine(
            "here",
            le(4 * square(gradient(x(n + j))), delta**2),
            {steep: 4, rate: 8 * L, power: 8 * L * START, SMALL: 1, "G_squared": -4 * there**c},
        )


def _gains(proof: Proof) -> None:
    g = function("g", "natural", result="vector")
    values = {g: Lambda(k, gradient(x(k))), step_size: HARMONIC}
    late = proof.cite("momentum.late_gains", values, why="n steps later the gains are at least those of delta")
    shrinks = proof.law("min_left", 1, tau / delta)
    with proof.fix("contraction", j, why="so the sharp step applies") as inner:
        with inner.fix("gains_here", i) as each:
            each.use(late, {})
        power = inner.use("beta1_power", {k: LATE})
        inner.combine("corrected", le(LEFT, CORRECTED), {power: beta1})
        inner.combine("corrected_positive", lt(0, CORRECTED), {"corrected": 1, "beta1_below": 1})
        inner.combine("lowest_positive", lt(0, LOWEST), {}, LOWEST)
        wider = inner.combine(
            "wider", le(1 / (ceiling + eps), 1 / (eps * CORRECTED)), {}, ceiling, eps * beta1 ** (LATE + 1),
            multiplier=(ceiling + eps) * eps * CORRECTED,
        )  # fmt: skip
        scale, highest = HARMONIC(LATE + 1), HARMONIC(LATE + 1) / (eps * CORRECTED)
        inner.combine("ordered", le(LOWEST, highest), {wider: scale, shrinks: scale / (ceiling + eps)})
        longer = eps * LEFT**3 * j
        inner.combine("small", le(8 * L * scale, eps * LEFT**3), {STEP_CONDITION: 1}, longer, multiplier=SPAN)
        step = inner.cite("momentum.sharp_indexed", {k: LATE, step_size: HARMONIC, h_lo: LOWEST})
        inner.combine(
            "here",
            le(V(LATE + 1), (1 - 2 * c_late / SPAN * (1 - Rational(3, 4) * root(LATE) / LEFT)) * V(LATE)),
            {step: 1, "definition_c_late": 2 * V(LATE) * (1 - Rational(3, 4) * root(LATE) / LEFT) / SPAN},
        )
    with proof.fix("gap_below", k) as inner:
        power = inner.use("beta1_power", {})
        inner.combine("corrected_positive", lt(0, 1 - beta1 ** (k + 1)), {power: beta1, "beta1_below": 1})
        deviation = At(m(k), i) - At(gradient(x(k)), i)
        squares = inner.summed("squares", le(0, deviation**2), {}, deviation**2)
        inner.combine("here", le(gap(k), V(k)), {"lyapunov": -1, squares: root(k) / L * beta1**2})
    with proof.fix("nonnegative", k) as inner:
        floor = inner.use("bounded_below", {y: x(k)})
        inner.combine("here", le(0, V(k)), {"gap_below": 1, floor: 1})


def _losses(proof: Proof) -> None:
    """The losses (3/2) c nu_k/(k+k0) add up to (3/2) c at most, whatever n."""
    inside = FIRST / 8
    proof.define(width, sqrt(inside))
    width_squared = proof.cite("lemmas.root_squared", {X: inside, Y: width})
    proof.cite("lemmas.root_squared", {X: inside, Y: width}, conclusion=1)
    with proof.fix("contraction_with_loss", j, why="the loss telescopes, by the midpoint rule") as inner:
        power = inner.use("beta1_power", {k: LATE})
        corrected = inner.combine("corrected", le(LEFT, CORRECTED), {power: beta1})
        inner.combine("corrected_positive", lt(0, CORRECTED), {"corrected": 1, "beta1_below": 1})
        inner.define(radius, sqrt(SPAN))
        roots = {a: SPAN, Real("before"): sqrt(SPAN - HALF), Real("here"): radius, Real("after"): sqrt(SPAN + HALF)}
        telescoped = inner.cite("lemmas.root_sum", roots)
        inner.cite("lemmas.root_sum", roots, conclusion=2, name="radius_positive")
        radius_squared = inner.cite("lemmas.root_squared", {X: SPAN, Y: radius})
        inner.define(ratio, LEFT * width / radius)
        inner.combine("ratio_nonnegative", le(0, ratio), {"definition_ratio": -1}, LEFT * width / radius)
        inner.combine(
            "ratio_squared",
            le(L * HARMONIC(LATE + 1) / (eps * CORRECTED), ratio**2),
            {
                "definition_ratio": -(ratio + LEFT * width / radius),
                width_squared: -(LEFT**2) / radius**2,
                radius_squared: LEFT**2 * inside / (SPAN * radius**2),
                STEP_CONDITION: 1 / (8 * eps * LEFT * SPAN),
                corrected: L * alpha / (eps * SPAN * LEFT * CORRECTED),
            },
        )
        below = inner.cite(
            "lemmas.sqrt_bound", {X: root(LATE) ** 2, Y: ratio}, why="nu_k <= sqrt((2n+k0+1)/(8 (k+k0)))"
        )
        value = inner.use("nonnegative", {k: LATE})
        loss = remaining(j) - remaining(j + 1)
        weight = V(LATE) * Rational(3, 2) * c_late
        inner.combine(
            "here",
            le(V(LATE + 1), (1 - 2 * c_late / SPAN + loss) * V(LATE)),
            {
                "contraction": 1,
                below: weight / (SPAN * LEFT),
                "definition_ratio": weight / (SPAN * LEFT),
                telescoped: weight * width,
            },
            signs=[value],
        )


def _start(proof: Proof) -> None:
    """V at step 2 n is at most twice (1+beta1^2) gap0."""
    first = 2 * n
    bound = proof.cite("lemmas.moment_bound", {function("g", "natural", result="vector"): Lambda(k, gradient(x(k)))})
    moment, power = proof.use(bound, {k: first}), proof.use("beta1_power", {k: first})
    corrected = 1 - beta1 ** (first + 1)
    proof.combine("start_corrected", le(LEFT, corrected), {power: beta1})
    proof.combine("start_corrected_positive", lt(0, corrected), {"start_corrected": 1, "beta1_below": 1})
    old, new = At(m(first), i), At(gradient(x(first)), i)
    spread = proof.summed("spread", le((old - new) ** 2, 2 * old**2 + 2 * new**2), {}, (old + new) ** 2)
    proof.combine("unit", le(0, 1 - beta1**first), {power: 1})
    faded = beta1**first
    proof.combine("moment_small", le(square(m(first)), G**2), {moment: 1}, G**2 * faded * (1 - faded), G**2 * faded)
    proof.combine(
        "root_small",
        le(L * HARMONIC(first + 1) / (eps * corrected), (LEFT / 2) ** 2),
        {STEP_CONDITION: Rational(1, 8), "start_corrected": eps * FIRST * LEFT**2 / 8},
        eps * FIRST * LEFT**2 * corrected / 8,
        multiplier=eps * FIRST * corrected,
    )
    proof.combine("half_left", le(0, LEFT / 2), {"beta1_below": HALF})
    small = proof.cite("lemmas.sqrt_bound", {X: root(first) ** 2, Y: LEFT / 2})
    weight = root(first) / L * beta1**2
    proof.combine(
        "start",
        le(V(first), 2 * START),
        {
            Taken("lyapunov", {k: first}): 1,
            Taken("gaps_bounded", {k: first}): 1,
            spread: weight,
            "moment_small": 2 * weight,
            Taken("gradients", {k: first}): 2 * weight,
            "G_squared": 4 * weight,
            small: 8 * beta1**2 * START,
            lt(beta1, 1): START,
        },
        START * beta1 * (1 - 2 * beta1) ** 2,
        why="the Lyapunov function at step 2 n",
    )


def _rate(proof: Proof) -> None:
    inside, e, loss, S = FIRST - HALF, *(function(name, "natural") for name in ("e", "loss", "S"))
    values = {
        e: Lambda(k, V(2 * n + k)),
        loss: Lambda(k, remaining(k) - remaining(k + 1)),
        S: Lambda(k, remaining(k)),
        c: 2 * c_late,
        k0: 2 * n + k0,
    }
    with proof.fix("late_nonnegative", k) as inner:
        inner.use("nonnegative", {k: 2 * n + k})
    rate = proof.cite("lemmas.recursion_perturbed", values, why="so the exponent is 2 c_late")
    roots = {Real("before"): sqrt(inside), Real("here"): sqrt(FIRST), Real("after"): sqrt(FIRST + HALF)}
    proof.cite("lemmas.root_sum", {a: FIRST, **roots}, conclusion=1, name="root_positive")
    squared = proof.law("sqrt_square", inside)
    narrow = proof.combine(
        "narrow",
        le(width, sqrt(inside) / 2),
        {"lemmas_root_squared_1": 1, squared: -Rational(1, 4)},
        (2 * n + k0) / 8,
        multiplier=sqrt(inside) / 2 + width,
    )
    with proof.fix("rate", k, why="the rate") as inner:
        power = (FIRST / (2 * n + k + k0 + 1)) ** (2 * c_late)
        spent, lost = remaining(0) - remaining(k), Rational(3, 2) * c_late
        inner.combine("spent", le(spent, lost), {narrow: 3 * c_late / sqrt(inside)}, remaining(k))
        total = inner.cite("lemmas.exp_monotone", {X: spent, Y: lost})
        below, first = inner.use("gap_below", {k: 2 * n + k}), inner.use("nonnegative", {k: 2 * n})
        inner.combine(
            "here",
            le(gap(2 * n + k), THEOREM.bound),
            {below: 1, rate: 1, total: power * V(2 * n), "start": power * exp(lost)},
            signs=[first],
        )


def check():
    from fractions import Fraction

    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import drawing, gap_of, largest_used_moment_of, linear_runs, pl_problems, runs

    def model(draw):
        if drawing.seldom(draw):
            return {**draw(linear_runs(exponents=(2, 3), steps=6200)), n: 0, "part": Fraction(1)}
        share, damping = drawing.pick(draw, (("1/8", 3), ("1/2", 2)))
        run = draw(runs(pl_problems(), share=share, damping=damping))
        part = drawing.between(draw, Fraction(0), Fraction(1), open_low=True)
        return {**run, n: drawing.natural(draw, run["steps"] // 2), "part": part}

    def compute(values, ar):  # delta from small to what is always enough
        enough = 4 * ar.sqrt(ar.number(values["L"]) * gap_of(values, ar, 0))
        size, used = ar.exact(ar.number(values["part"]) * enough), largest_used_moment_of(values, ar)
        return {delta: size, v_max: used, ceiling: ar.maximum(size, ar.upper(ar.sqrt(used)))}

    return TrajectoryCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
