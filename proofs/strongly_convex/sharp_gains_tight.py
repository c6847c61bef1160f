"""The exponent 2 mu H of gains H/(k+k0) cannot be improved, with momentum or without (theory notes, section 3).

The witness is f = mu x^2/2 with just these gains. AMGT has them where the second moment is 0, and a threshold takes off
what the bias correction adds; so strongly_convex.sharp_exponent_tight_momentum speaks of it.
"""

from sympy import Add, Lambda, Mul, Pow, Rational, exp, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import H, Real, alpha, beta1, c, eps, function, gap0, k, k0, mu
from amgt_theory.theorem import Theorem

X, M, W, T = (function(name, "natural") for name in "XMWT")
C, Q, D, q, zero, root = (Real(name) for name in "C Q D q zero root".split())
FIRST, HALF = c / (k0 + 1), Rational(1, 2)
RATIO = (k0 + HALF) / (k + k0 + HALF)


def gap(step):
    return mu * X(step) ** 2 / 2


CLAIM = ForAll((k,), le(gap(k), D * (1 / (k + 1)) ** q))

THEOREM = Theorem(
    id="strongly_convex.sharp_gains_tight",
    title="on a quadratic with gains H/(k+k0) the gap decays with exponent 2 mu H at most",
    kind="theorem",
    claim="C1",
    source="theory notes, section 3, strongly_convex.sharp_exponent, tightness",
    setting=(
        ("first_moment_start", eq(M(0), 0)),
        ("first_moment", ForAll((k,), eq(M(k + 1), beta1 * M(k) + (1 - beta1) * mu * X(k)))),
        ("step", ForAll((k,), eq(X(k + 1), X(k) - H / (k + 1 + k0) * M(k + 1)))),
        ("gap", eq(gap0, gap(0))),
    ),
    assumptions=(
        lt(0, mu),
        lt(0, H),
        le(0, beta1),
        lt(beta1, 1),
        le(0, k0),
        lt(0, gap0),
        lt(mu * H * (1 + sqrt(beta1)), (1 - sqrt(beta1)) * (k0 + 1)),
    ),
    where=(
        (c, mu * H),
        (Q, 2 / (1 + FIRST + sqrt((1 + FIRST) ** 2 - 4 * FIRST / (1 - beta1)))),
        (C, (1 + beta1) * Q**2 * c**2 / (2 * (1 - beta1) * (1 - FIRST * Q) * (k0 + HALF))),
    ),
    over=(k,),
    quantity=gap(k),
    bound=gap0 * exp(-2 * C) * RATIO ** (2 * c),
    direction="lower",
    also=(ForAll((D, q), le(1, 0), (lt(2 * c, q), CLAIM)),),
    tight=True,
    notes="X is the iterate on f = mu x^2/2 in one dimension, M the first moment. The step condition is critical "
    "damping of the first step. So with r = 1 the exponent of strongly_convex.sharp_gains is the largest that holds.",
)


def derive(proof: Proof) -> None:
    corrected, power = 1 - beta1 ** (k + 1), 1 - beta1**k
    proof.cite("lemmas.correction_positive", {Real("beta"): beta1}, conclusion=1, name="corrected")
    proof.define(zero, 0)
    squared = proof.law("sqrt_square", zero)
    proof.define(root, sqrt(zero))
    weights = {"definition_root": root + sqrt(zero), squared: 1, "definition_zero": 1}
    proof.combine("root_squared", le(root**2, 0), weights)
    nothing = proof.cite("lemmas.square_zero", {Real("x"): root})
    proof.combine("no_root", eq(sqrt(zero), 0), {nothing: 1, "definition_root": -1})
    proof.cite("lemmas.correction_positive", {Real("beta"): beta1}, conclusion=2, name="at_most_one")
    with proof.fix("nonnegative", k) as inner:
        inner.combine("here", le(0, power), {"at_most_one": 1})
    with proof.fix("shrinks", k) as inner:
        inner.combine("here", le(power, 1), {}, beta1**k)
    with proof.fix("step_of_amgt", k, why="AMGT takes these steps, where its threshold undoes the correction") as inner:
        inner.use("corrected", {})
        undone = -H / (k + 1 + k0) * M(k + 1) / (sqrt(zero) + 1)
        inverse = Pow(Mul(corrected, Add(sqrt(zero), 1, evaluate=False), evaluate=False), -1, evaluate=False)
        moved = Mul(-H / (k + 1 + k0), corrected, M(k + 1), inverse, evaluate=False)
        inner.combine("here", eq(X(k + 1), Add(X(k), moved, evaluate=False)), {"step": 1, "no_root": undone})
    values = {alpha: H, eps: 1, W: Lambda(k, zero), T: Lambda(k, power)}
    for number in range(2):
        proof.cite("strongly_convex.sharp_exponent_tight_momentum", values, conclusion=number)


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
        shift, curvature = drawing.between(draw, Fraction(0), None), drawing.positive(draw)
        return {
            **{beta1: base**2, k0: shift, mu: curvature, H: first * (shift + 1) / curvature},
            k: drawing.natural(draw, 99),
            "X(0)": drawing.positive(draw) * drawing.pick(draw, (1, -1)),
        }

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
