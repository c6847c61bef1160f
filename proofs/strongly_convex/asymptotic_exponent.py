"""Every exponent below 2 mu alpha/(eps + sqrt(v_max)) is reached by AMGT, from an explicit iteration on.

Theory notes, section 3, asymptotic_exponent: that the gap's exponent tends to this, as a bound for each smaller
exponent. v_max is 0 without AMSGrad, and with it what the running maximum of the second moment tends to. On a quadratic
no larger exponent holds (sharp_exponent_tight_momentum, and asymptotic_exponent_tight with AMSGrad).
"""

from sympy import Expr, Lambda, Max, Min, Rational, exp, sqrt

from amgt_theory.derivation import Fact, Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import HARMONIC, HYPERPARAMETERS, USED_MOMENT_BELOW, V, amgt, v_max
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import (
    At, G, L, Real, a, alpha, beta1, beta2, c, eps, f, f_star, function, gap0, gradient, i, j, k, k0, m, mu, n,
    over_coordinates, tau, x,
)  # fmt: skip
from amgt_theory.theorem import Theorem

exponent, delta, ceiling, onset = (Real(name) for name in "exponent delta ceiling onset".split())
X, Y = Real("x"), Real("y")
START, LEFT = (1 + beta1**2) * gap0, 1 - beta1
FADING = 4 * G**2 / (3 * delta**2)
FIRST_SPAN, END = 2 * n + k0 + 1, 2 * onset + k0 + 3
LOST = Rational(3, 4) * exponent
REACHED = (k0 + 1) * ((4 * G**2 / delta**2) ** (1 / c) - 1)
SHORT = 4 * L * alpha / (eps * (1 - beta1) ** 3) - (k0 + 1) / 2
TERMS = (Max(0, REACHED), FADING / (1 - beta1), FADING / (1 - beta2), Max(0, SHORT))


def gap(last: Expr) -> Expr:
    return f(x(last)) - f_star


def sharp_lyapunov(last: Expr) -> Expr:
    root = sqrt(L * HARMONIC(last + 1) / (eps * (1 - beta1 ** (last + 1))))
    deviation = over_coordinates((At(m(last), i) - At(gradient(x(last)), i)) ** 2)
    return gap(last) + root / L * beta1**2 * deviation


THEOREM = Theorem(
    id="strongly_convex.asymptotic_exponent",
    title="the gap of AMGT decays with every exponent below 2 mu alpha/(eps + sqrt(v_max))",
    kind="theorem",
    claim="C1",
    verdict="corrects",
    source="theory notes, section 3, strongly_convex.asymptotic_exponent",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *amgt(HARMONIC),
        *USED_MOMENT_BELOW,
        ("gap", eq(gap0, gap(0))),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        lt(0, alpha),
        *HYPERPARAMETERS,
        le(0, k0),
        lt(0, gap0),
        le(2 * L * alpha, eps * (1 - beta1) ** 2 * (k0 + 1)),
        lt(0, exponent),
        le(0, v_max),
        lt((eps + sqrt(v_max)) * exponent, 2 * mu * alpha),
    ),
    where=(
        (G, sqrt(2 * L * START)),
        (c, mu * alpha * Min(1, tau / G) / (G + eps)),
        (ceiling, 2 * mu * alpha / exponent - eps),
        (delta, Min(tau, ceiling)),
        (onset, sum(TERMS)),
    ),
    over=(k,),
    quantity=gap(k),
    bound=2 * START * exp(LOST) * (END / (k + k0 + 1)) ** exponent,
    notes="delta is the size gradients must fall below, 2 onset about the iteration from which on they and the moments "
    "have; the constants are explicit but large. Without AMSGrad v_max = 0; with it v_max = G^2 is always enough. No "
    "clamp of the denominator. The step condition is that of power_rate.",
)


def derive(proof: Proof) -> None:
    _constants(proof)
    _delta(proof)
    _onset(proof)
    _late(proof)
    _choice(proof)


def _constants(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("beta2_below", lt(0, 1 - beta2), {lt(beta2, 1): 1})
    proof.combine("inside_positive", lt(0, L * START), {}, L * START)
    proof.cite("lemmas.root_double", {a: L * START}, conclusion=1, name="G_positive")
    proof.combine("G_denominator", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    proof.combine("c_positive", lt(0, c), {"definition_c": -1}, mu * alpha * Min(1, tau / G) / (G + eps))


def _delta(proof: Proof) -> None:
    """Below tau, so that the threshold is inactive; and half the exponent is mu alpha/(ceiling+eps)."""
    proof.combine("room", lt(sqrt(v_max), ceiling), {"assumption_15": 1 / exponent, "definition_ceiling": -1})
    proof.combine("ceiling_positive", lt(0, ceiling), {"room": 1}, sqrt(v_max))
    root = proof.law("sqrt_square", v_max)
    proof.combine("ceiling_above", le(v_max, ceiling**2), {"room": ceiling + sqrt(v_max), root: -1})
    proof.combine("delta_positive", lt(0, delta), {"definition_delta": -1}, Min(tau, ceiling))
    below_tau, below_ceiling = proof.law("min_left", tau, ceiling), proof.law("min_left", ceiling, tau)
    proof.combine("delta_below_tau", le(delta, tau), {below_tau: 1, "definition_delta": 1})
    proof.combine("delta_small", le(delta, ceiling), {below_ceiling: 1, "definition_delta": 1})
    proof.combine("denominator", lt(0, ceiling + eps), {"ceiling_positive": 1, lt(0, eps): 1})
    proof.combine("unclipped", le(1, tau / delta), {"delta_below_tau": 1}, multiplier=delta)
    above, below = proof.law("min_greatest", 1, tau / delta, 1), proof.law("min_left", 1, tau / delta)
    same = proof.equal("inactive", below, above, why="small moments are not thresholded")
    proof.combine(
        "exponent_written",
        eq(exponent / 2, mu * alpha * Min(1, tau / delta) / (ceiling + eps)),
        {"definition_ceiling": exponent / 2, same: -mu * alpha},
        multiplier=ceiling + eps,
        why="so half the exponent is that of the late gains",
    )


def _onset(proof: Proof) -> None:
    proof.combine("onset_nonnegative", le(0, onset), {"definition_onset": -1}, *TERMS)
    for number, term in enumerate(TERMS):
        others = [one for one in TERMS if one is not term]
        proof.combine(f"onset_{number}", le(term, onset), {"definition_onset": -1}, *others)
    for name, number, part in (("reached_by", 0, REACHED), ("short_by", 3, SHORT)):
        larger = proof.law("max_left", part, 0)
        proof.combine(name, le(part, onset), {larger: 1, f"onset_{number}": 1})


def _late(proof: Proof) -> None:
    """late_rate for every n between onset and onset + 1."""
    assume = {"reached": le(onset, n), "near": le(n, onset + 1)}
    with proof.fix("for_each", n, assume=assume, why="from the onset on late_rate applies") as inner:
        for number, (name, beta) in enumerate((("beta1", beta1), ("beta2", beta2)), start=1):
            fades = inner.use(inner.cite("lemmas.power_fades", {Real("beta"): beta}), {k: n})
            inner.combine(
                f"{name}_faded",
                le(4 * beta**n * G**2, 3 * delta**2),
                {
                    f"onset_{number}": 3 * delta**2 * beta**n * (1 - beta),
                    "reached": 3 * delta**2 * beta**n * (1 - beta),
                    fades: 3 * delta**2,
                },
                3 * delta**2 * beta**n,
            )
        ratio = 4 * G**2 / delta**2
        span = n + k0 + 1
        inner.combine("ratio_positive", lt(0, ratio), {}, ratio)
        inner.combine("far", le(REACHED + k0 + 1, span), {"reached_by": 1, "reached": 1})
        small = inner.cite("lemmas.power_reached", {X: k0 + 1, Y: span, Real("w"): ratio})
        inner.combine("small", le(4 * G**2 * ((k0 + 1) / span) ** c, delta**2), {small: delta**2})
        inner.combine(
            "step_condition",
            le(8 * L * alpha, eps * LEFT**3 * FIRST_SPAN),
            {"short_by": 2 * eps * LEFT**3, "reached": 2 * eps * LEFT**3},
        )
        values = {V: Lambda(k, sharp_lyapunov(k)), Real("c_late"): exponent / 2}
        late = inner.cite("strongly_convex.late_rate", values)
        bounded = inner.cite("strongly_convex.late_rate", values, conclusion=1)
        inner.combine("end", le(FIRST_SPAN, END), {"near": 2})
        _early(inner, bounded)
        _later(inner, late)
        shifted = {function("e", "natural"): Lambda(k, gap(k)), function("bound", "natural"): Lambda(k, THEOREM.bound)}
        inner.cite("lemmas.shifted", {n: 2 * n, **shifted})


def _early(proof: Proof, bounded: Fact) -> None:
    """Up to 2 n the bound is above (1+beta1^2) gap0."""
    span = k + k0 + 1
    with proof.fix("early", k, assume={"up_to": le(k, 2 * n)}) as inner:
        inner.combine("order", le(span, END), {"up_to": 1, "end": 1})
        large = inner.cite("lemmas.power_at_least_one", {X: span, Y: END, c: exponent})
        constant = inner.law("exp_bound", LOST)
        inner.combine(
            "here",
            le(gap(k), THEOREM.bound),
            {bounded: 1, large: 2 * START * exp(LOST), constant: 2 * START},
            2 * START * LOST,
            START,
        )


def _later(proof: Proof, late: Fact) -> None:
    """From 2 n on late_rate applies, and its start is at most 2 onset + k0 + 3."""
    span = 2 * n + j + k0 + 1
    with proof.fix("later", j) as inner:
        rate = inner.use(late, {k: j})
        inner.combine("positive", lt(0, FIRST_SPAN / span), {}, FIRST_SPAN / span)
        inner.combine("start", le(FIRST_SPAN / span, END / span), {"end": 1 / span})
        power = inner.cite("lemmas.power_monotone", {X: FIRST_SPAN / span, Y: END / span, c: exponent})
        inner.combine(
            "here", le(gap(2 * n + j), THEOREM.bound.subs(k, 2 * n + j)), {rate: 1, power: 2 * START * exp(LOST)}
        )


def _choice(proof: Proof) -> None:
    with proof.fix("rate", k, why="and there is such an n") as inner:
        goal = le(gap(k), THEOREM.bound)
        with inner.fix("for_each_here", n, assume={"reached": le(onset, n), "near": le(n, onset + 1)}) as each:
            each.use(each.use("for_each", {}), {})
        inner.cite("lemmas.natural_above", {Real("X"): onset, Real("low"): goal.lhs, Real("high"): goal.rhs})


def check():
    from fractions import Fraction

    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import drawing, largest_used_moment_of, linear_runs, pl_problems, runs

    def model(draw):
        if drawing.seldom(draw):
            return {**draw(linear_runs(exponents=(3,), steps=11000)), "part": Fraction(999, 1000)}
        part = drawing.between(draw, Fraction(0), Fraction(1), open_low=True, open_high=True)
        return {**draw(runs(pl_problems())), "part": part}

    def compute(values, ar):  # the exponent a part of its limit
        method, used = values["method"], largest_used_moment_of(values, ar)
        limit = 2 * ar.number(values["mu"]) * ar.number(method.alpha) / (ar.number(method.eps) + ar.sqrt(used))
        return {v_max: used, exponent: ar.lower(ar.number(values["part"]) * limit)}

    return TrajectoryCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
