"""The exponent 2 c cannot be improved with momentum either (theory notes, section 3, sharp_exponent).

The witness is AMGT on f = mu x^2/2 with any beta1, with bias correction and threshold. The notes have the constant
C = 2.3 (1+beta1)/(1-beta1) c^2/(k0+1/2) for k0 + 1 >= 16 c/(1-beta1)^2. Here the first step need only be below critical
damping, k0 + 1 > c (1 + sqrt beta1)/(1 - sqrt beta1), and 2.3 becomes Q^2/(2 (1 - c Q/(k0+1))): below 1 for
k0 + 1 >= 8 c/(1-beta1), and tending to 1/2 as k0 grows.
"""

from sympy import Lambda, Rational, exp, sqrt

from amgt_theory.derivation import Proof, Taken
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, alpha, beta1, c, eps, function, gap0, k, k0, mu, n, sigma
from amgt_theory.theorem import Theorem

X, M, W, T = (function(name, "natural") for name in "XMWT")
C, Q, D, q = (Real(name) for name in "C Q D q".split())
FIRST, HALF = c / (k0 + 1), Rational(1, 2)
RATIO = (k0 + HALF) / (k + k0 + HALF)


def gap(step):
    return mu * X(step) ** 2 / 2


def gain(step):
    """The gain of a step, times the curvature."""
    return mu * alpha / (step + k0) * T(step) / (sqrt(W(step)) + eps)


CLAIM = ForAll((k,), le(gap(k), D * (1 / (k + 1)) ** q))

THEOREM = Theorem(
    id="strongly_convex.sharp_exponent_tight_momentum",
    title="on a quadratic the gap of AMGT with momentum decays with exponent 2 mu alpha/eps at most",
    kind="theorem",
    claim="C1",
    source="theory notes, section 3, strongly_convex.sharp_exponent, tightness",
    setting=(
        ("first_moment_start", eq(M(0), 0)),
        ("first_moment", ForAll((k,), eq(M(k + 1), beta1 * M(k) + (1 - beta1) * mu * X(k)))),
        ("second_moment_nonnegative", ForAll((k,), le(0, W(k)))),
        ("threshold_nonnegative", ForAll((k,), le(0, T(k)))),
        ("threshold_shrinks", ForAll((k,), le(T(k), 1))),
        (
            "step",
            ForAll(
                (k,),
                eq(
                    X(k + 1),
                    X(k)
                    - alpha / (k + 1 + k0) * T(k + 1) * M(k + 1) / ((1 - beta1 ** (k + 1)) * (sqrt(W(k + 1)) + eps)),
                ),
            ),
        ),
        ("gap", eq(gap0, gap(0))),
    ),
    assumptions=(
        lt(0, mu),
        lt(0, alpha),
        le(0, beta1),
        lt(beta1, 1),
        lt(0, eps),
        le(0, k0),
        lt(0, gap0),
        lt(mu * alpha * (1 + sqrt(beta1)), eps * (1 - sqrt(beta1)) * (k0 + 1)),
    ),
    where=(
        (c, mu * alpha / eps),
        (Q, 2 / (1 + FIRST + sqrt((1 + FIRST) ** 2 - 4 * FIRST / (1 - beta1)))),
        (C, (1 + beta1) * Q**2 * c**2 / (2 * (1 - beta1) * (1 - FIRST * Q) * (k0 + HALF))),
    ),
    over=(k,),
    quantity=gap(k),
    bound=gap0 * exp(-2 * C) * RATIO ** (2 * c),
    direction="lower",
    also=(ForAll((D, q), le(1, 0), (lt(2 * c, q), CLAIM)),),
    tight=True,
    notes="X is the iterate on f = mu x^2/2 in one dimension, M the first moment, W the second moment in the "
    "denominator, T the gain of the threshold. Bias correction on; off is a smaller T. The step condition is critical "
    "damping of the first step. So no larger exponent holds: a bound D/(k+1)^q with q > 2 c contradicts itself.",
)


def derive(proof: Proof) -> None:
    _constants(proof)
    _iteration(proof)
    with proof.cases("attained", X(0), 0, ForAll((k,), le(THEOREM.bound, gap(k))), why="for either sign") as (
        left,
        right,
    ):
        _negative(left)
        _rate(left, -1)
        _rate(right, 1)
    assume = {"larger": lt(2 * c, q), "claimed": CLAIM}
    with proof.fix("refuted", D, q, assume=assume, why="so a larger exponent contradicts itself") as inner:
        _refutation(inner)


def _constants(proof: Proof) -> None:
    proof.combine("c_nonnegative", le(0, c), {"definition_c": -1}, mu * alpha / eps)
    proof.combine("first_nonnegative", le(0, FIRST), {"c_nonnegative": 1 / (k0 + 1)})
    proof.combine(
        "slow",
        lt(FIRST * (1 + sqrt(beta1)), 1 - sqrt(beta1)),
        {"assumption_8": 1 / (eps * (k0 + 1)), "definition_c": (1 + sqrt(beta1)) / (k0 + 1)},
        why="the first step is below critical damping",
    )
    values = {sigma: FIRST}
    fixed = proof.cite("momentum.critical_damping", values)
    proof.combine("fixed_point", le(fixed.formula.lhs, fixed.formula.rhs), {fixed: 1})
    proof.cite("momentum.critical_damping", values, conclusion=1)
    proof.cite("momentum.critical_damping", values, conclusion=2)


def _iteration(proof: Proof) -> None:
    """In units of the curvature the gains are at most c/(k+k0)."""
    with proof.fix("gains_nonnegative", k) as inner:
        inner.use("threshold_nonnegative", {k: k + 1})
        inner.combine("here", le(0, gain(k + 1)), {}, gain(k + 1))
    with proof.fix("gains_below", k, why="gains are at most c/(k+k0), in units of the curvature") as inner:
        root, span = sqrt(W(k + 1)), k + 1 + k0
        inner.use("threshold_nonnegative", {k: k + 1})
        inner.combine(
            "here",
            le(gain(k + 1), c / span),
            {Taken("threshold_shrinks", {k: k + 1}): mu * alpha / (span * (root + eps)), "definition_c": -1 / span},
            mu * alpha * root / (span * eps * (root + eps)),
        )


def _negative(proof: Proof) -> None:
    """As the gap is not 0."""
    claim = lt(0, -X(0))
    with proof.cases("sign", 0, X(0), claim) as (zero, negative):
        zero.combine("absurd", claim, {lt(0, gap0): 1, "gap": 1, "attained": 1 + mu * X(0) / 2}, signs=["sign"])
        negative.combine("there", claim, {"sign": 1})


def _rate(proof: Proof, sign: int) -> None:
    """The iterate keeps the sign it starts with."""
    b = 1 - beta1 ** (k + 1)
    with proof.fix("average", k) as inner:
        inner.combine(
            "here",
            eq(sign * M(k + 1), beta1 * sign * M(k) + (1 - beta1) * sign * mu * X(k)),
            {"first_moment": sign},
        )
    with proof.fix("gradient_step", k) as inner:
        moved = sign * mu * X(k) - gain(k + 1) * sign * M(k + 1) / b
        inner.combine("here", eq(sign * mu * X(k + 1), moved), {"step": sign * mu})
    proof.combine("average_start", eq(sign * M(0), 0), {"first_moment_start": sign})
    proof.combine("start_positive", lt(0, sign * mu * X(0)), {"attained" if sign == 1 else "sign": mu})
    ratio = M(k + 1) / (b * mu * X(k))
    with proof.fix("ratio", k) as inner:
        inner.combine("here", eq(ratio, ratio))
    values = {
        X: Lambda(k, sign * mu * X(k)),
        M: Lambda(k, sign * M(k)),
        function("s", "natural"): Lambda(k, gain(k)),
        function("q", "natural"): Lambda(k, ratio),
    }
    proof.cite("momentum.ratio_decay", values, name="decay", why="the iterate decays with exponent c at most")
    with proof.fix("rate", k, why="and the gap with twice that") as inner:
        _squared(inner, sign * X(k), sign * X(0))


def _squared(proof: Proof, here, start) -> None:
    power, lost, hole = Real("power"), Real("lost"), Real("hole")
    proof.define(power, RATIO**c)
    proof.define(lost, exp(-C))
    written = proof.rewrite("written", "definition_C", hole, exp(-hole))
    below = proof.combine(
        "below",
        le(lost * power * start, here),
        {
            "decay": 1 / mu,
            written: start * RATIO**c,
            "definition_lost": start * RATIO**c,
            "definition_power": start * lost,
        },
    )
    proof.combine("lost_nonnegative", le(0, lost), {"definition_lost": -1}, exp(-C))
    proof.combine("power_nonnegative", le(0, power), {"definition_power": -1}, RATIO**c)
    proof.combine("nonnegative", le(0, here), {below: 1, "start_positive": lost * power / mu})
    doubled = proof.law("exp_add", -C, -C)
    lost_squared = proof.combine(
        "lost_squared", eq(exp(-2 * C), lost**2), {doubled: 1, "definition_lost": -(lost + exp(-C))}
    )
    power_squared = proof.cite("lemmas.power_square", {Real("x"): RATIO, Real("y"): power, c: 2 * c})
    proof.combine(
        "sum_nonnegative", le(0, here + lost * power * start), {"nonnegative": 1, "start_positive": lost * power / mu}
    )
    proof.combine(
        "there",
        le(THEOREM.bound, gap(k)),
        {
            below: mu / 2 * (here + lost * power * start),
            "gap": lost**2 * power**2,
            lost_squared: gap0 * RATIO ** (2 * c),
            power_squared: -gap0 * lost**2,
        },
    )


def _refutation(claim: Proof) -> None:
    start, B = Real("start"), k0 + HALF
    claim.define(start, gap0 * exp(-2 * C))
    late = (2 * D / start * ((B + 1) / B) ** (2 * c)) ** (1 / (q - 2 * c))
    first = claim.use("claimed", {k: 0})
    one = claim.cite("lemmas.power_one", {Real("x"): 1, Real("y"): 1, c: q})
    claim.combine("D_positive", lt(0, D), {lt(0, gap0): 1, "gap": 1, first: 1, one: D})
    claim.combine("twice_positive", lt(0, 2 * D), {"D_positive": 2})
    claim.combine("B_positive", lt(0, B), {}, B)
    claim.combine("start_positive", lt(0, start), {"definition_start": -1}, gap0 * exp(-2 * C))
    claim.combine("exponent_nonnegative", le(0, 2 * c), {"c_nonnegative": 2})
    claim.combine("late_nonnegative", le(0, late), {}, late)
    with claim.fix("for_each", n, assume={"reached": le(late, n), "near": le(n, late + 1)}) as inner:
        inner.combine("one_below", le(1, n + 1), {}, n)
        inner.combine("late_enough", le(late, n + 1), {"reached": 1}, 1)
        values = {Real("A"): start, Real("B"): B, D: 2 * D, c: 2 * c, Real("y"): n + 1}
        above = inner.cite("lemmas.power_overtakes", values, why="as twice the claimed bound is below the gap, later")
        attained, claimed = inner.use("attained", {k: n}), inner.use("claimed", {k: n})
        small = D * (1 / (n + 1)) ** q
        weights = {above: 1, "definition_start": (B / (n + B)) ** (2 * c), attained: 1, claimed: 1}
        inner.combine("absurd", le(1, 0), weights, multiplier=small)
    values = {Real("X"): late, Real("low"): 1, Real("high"): 0}
    claim.cite("lemmas.natural_above", values)


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing

    def model(draw):
        """The first step up to critical damping, the exponent also small: then the bound is near."""
        base, share = (
            drawing.between(draw, Fraction(0), Fraction(1), open_low=low, open_high=True) for low in (False, True)
        )
        first = share * drawing.pick(draw, (1, Fraction(1, 64))) * (1 - base) / (1 + base)
        shift, curvature, size = (
            drawing.between(draw, Fraction(0), None),
            drawing.positive(draw),
            drawing.positive(draw),
        )
        step = drawing.natural(draw, 99)
        plain = drawing.pick(draw, (True, True, False))
        return {
            beta1: base**2,
            k0: shift,
            mu: curvature,
            alpha: size,
            eps: curvature * size / (first * (shift + 1)),
            k: step,
            "X(0)": drawing.positive(draw) * drawing.pick(draw, (1, -1)),
            T: [1 if plain else drawing.between(draw, Fraction(0), Fraction(1)) for _ in range(step + 2)],
            W: [0 if plain else drawing.between(draw, Fraction(0), None) for _ in range(step + 2)],
        }

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
