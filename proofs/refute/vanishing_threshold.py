"""A threshold that vanishes too fast stops AMGT short of a far minimizer (theory notes, section 3, power_rate).

With a step alpha/(k+k0)^p, a threshold tau/(k+k0)^q and p + q > 1 the whole travel is finite, whatever f is.
"""

from sympy import Abs, Expr, Max, exp, log

from amgt_theory.derivation import Fact, Proof
from amgt_theory.function_classes import MINIMIZER, STRONGLY_CONVEX
from amgt_theory.iteration_laws import POWER, STEP, amgt, t, w
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import (
    At, Real, alpha, beta1, c, eps, f, f_star, gap0, i, k, k0, m, mu, over_coordinates, p, q, tau, x, x_star, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

reach, stall, B, X, Y = (Real(name) for name in ("reach", "stall", "B", "x", "y"))
AWAY, MOVED, LEFT = At(x(0), i) - x_star[i], At(x(0), i) - At(x(k), i), At(x(k), i) - x_star[i]
SHORT = Max(0, Abs(AWAY) - reach)
THRESHOLDED = At(t(k + 1), i) * At(m(k + 1), i) / (1 - beta1 ** (k + 1))


def gap(last: Expr) -> Expr:
    return f(x(last)) - f_star


CLAIM = ForAll((k,), le(gap(k) * (k + 1) ** c, B))

THEOREM = Theorem(
    id="refute.vanishing_threshold",
    title="with a step like k^-p and a threshold like k^-q, p + q > 1, AMGT does not converge from far away",
    kind="refutation",
    claim="C12",
    verdict="corrects",
    source="theory notes, section 3, strongly_convex.power_rate",
    setting=(
        *STRONGLY_CONVEX,
        *MINIMIZER,
        ("used_moment_nonnegative", ForAll((k, i), le(0, At(w(k), i)))),
        ("threshold", ForAll((k, i), le(Abs(THRESHOLDED), tau / (k + 1 + k0) ** q))),
        *amgt(POWER, STEP),
    ),
    assumptions=(
        lt(0, mu),
        le(0, beta1),
        lt(beta1, 1),
        lt(0, alpha),
        lt(0, eps),
        lt(0, tau),
        le(0, k0),
        lt(1, p + q),
        lt(0, stall),
    ),
    where=(
        (reach, alpha * tau / eps * ((k0 + 1) ** (-p - q) + (k0 + 1) ** (1 - p - q) / (p + q - 1))),
        (stall, mu / 2 * over_coordinates(SHORT**2)),
    ),
    over=(k,),
    quantity=gap(k),
    bound=stall,
    direction="lower",
    also=(ForAll((c, B), le(1, 0), (lt(0, c), CLAIM)),),
    notes="reach bounds the travel in each coordinate (travel.vanishing_threshold); stall is positive where the "
    "start is farther from the minimizer in one of them. So no rate k^-c holds. "
    "With p = 1, q = 1/2, k0 = 0 and alpha = tau = eps = 1 reach is 3: "
    "from x_0 = 10 the gap of x^2/2 stays above 49/2.",
)


def derive(proof: Proof) -> None:
    travel = proof.cite("travel.vanishing_threshold", why="the travel is at most reach")
    left, most = Abs(LEFT), Abs(LEFT) + reach
    with proof.fix("stalled", k, why="so what is missing of the way is left") as inner:
        with inner.fix("missing", i) as each:
            far = each.use(travel, {})
            for name, sign in (("upper", 1), ("lower", -1)):
                signed = [_bound(each, size, sign) for size in (MOVED, LEFT)]
                each.combine(name, le(sign * AWAY, most), {**dict.fromkeys(signed, 1), far: 1})
            each.combine("outward", le(0, most - AWAY), {"upper": 1})
            each.combine("most_nonnegative", le(0, most), {"upper": 1, "lower": 1}, multiplier=2)
            each.combine("square", le(AWAY**2, most**2), {"lower": most - AWAY})
            bounded = each.cite("lemmas.abs_bound", {X: Abs(AWAY).args[0], Y: most})
            each.combine("distance", le(0, left), {}, left)
            each.combine("rest", le(Abs(AWAY) - reach, left), {bounded: 1})
            least, same = each.law("max_least", 0, Abs(AWAY) - reach, left), each.law("abs_square", left.args[0])
            each.combine("here", le(SHORT**2, LEFT**2), {least: left + SHORT, same: 1})
        missing = inner.total("sum", "missing")
        growth = inner.cite("lemmas.quadratic_growth", {y: x(k), gap0: gap(k)})
        inner.combine("here", le(stall, gap(k)), {"definition_stall": 1, missing: mu / 2, growth: mu / 2})
    claimed = {"exponent_positive": lt(0, c), "claimed": CLAIM}
    with proof.fix("refuted", c, B, assume=claimed, conclusion=le(1, 0), why="which no rate allows") as claim:
        _refutation(claim)


def _refutation(claim: Proof) -> None:
    """k + 1 would be at most exp((B/stall - 1)/c) for all k."""
    most = (B / stall - 1) / c
    with claim.fix("few", k) as inner:
        here, power = inner.use("stalled", {}), inner.law("exp_bound", c * log(k + 1))
        weights = {"claimed": 1 / (c * stall), here: (k + 1) ** c / (c * stall), power: 1 / c}
        inner.combine("logarithm", le(log(k + 1), most), weights)
        bounded = inner.cite("lemmas.exp_monotone", {X: log(k + 1), Y: most})
        inner.combine("here", le(k * 1, exp(most)), {bounded: 1, inner.law("exp_log", k + 1): -1}, 1)
    absurd = claim.law("archimedes", 1, exp(most))
    claim.combine("absurd", le(1, 0), {absurd: 1})


def _bound(proof: Proof, number: Expr, sign: int) -> Fact:
    """sign * number <= |number|, whichever sign SymPy writes inside the absolute value."""
    inside = Abs(number).args[0]
    return proof.law("abs_upper", inside) if inside == sign * number else proof.cite("lemmas.abs_lower", {X: inside})


def check():
    from dataclasses import replace
    from fractions import Fraction

    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import clipped_runs, drawing, strongly_convex_problems

    def model(draw):  # steps too small for one coordinate at least
        run = draw(clipped_runs(strongly_convex_problems(), powers=tuple(map(Fraction, "1 1/2 0".split()))))
        method, excess = run["method"], drawing.pick(draw, tuple(map(Fraction, "1/2 1 1/10 2".split())))
        offsets = [abs(one - least) for one, least in zip(run["start"], run["f"].minimizer, strict=True)]
        share = drawing.between(draw, Fraction(0), Fraction(1), open_low=True, open_high=True)
        alpha_small = share * max(offsets) * method.eps / (run["tau"] * (1 + 1 / excess))
        decay = 1 - method.p + excess
        return {
            **run,
            "method": replace(method, alpha=alpha_small, threshold=replace(method.threshold, q=decay)),
            q: decay,
        }

    return TrajectoryCheck(THEOREM, model, laws={"threshold"})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
