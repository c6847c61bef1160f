"""How far AMGT can go at all with a step alpha/(k+k0)^p and a threshold tau/(k+k0)^q, p + q > 1.

Theory notes, section 3, power_rate: step k is at most alpha tau/(eps (k+k0)^(p+q)) long; these add up.
"""

from sympy import Abs, Rational, Sum, log, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import POWER, STEP, amgt, t, w
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import At, Real, alpha, beta1, eps, i, j, k, k0, m, p, q, tau, x
from amgt_theory.theorem import Theorem

reach, X, Y = Real("reach"), Real("x"), Real("y")
PLACE, SUM, HALF = k + 1 + k0, Sum((j + k0) ** (-p - q), (j, 1, k)), Rational(1, 2)
THRESHOLDED = At(t(k + 1), i) * At(m(k + 1), i) / (1 - beta1 ** (k + 1))
MOVED = At(x(0), i) - At(x(k), i)

THEOREM = Theorem(
    id="travel.vanishing_threshold",
    title="with a step like k^-p and a threshold like k^-q, p + q > 1, the whole travel is finite",
    kind="theorem",
    claim="C12",
    verdict="corrects",
    source="theory notes, section 3, strongly_convex.power_rate",
    setting=(
        ("used_moment_nonnegative", ForAll((k, i), le(0, At(w(k), i)))),
        ("threshold", ForAll((k, i), le(Abs(THRESHOLDED), tau / PLACE**q))),
        *amgt(POWER, STEP),
    ),
    assumptions=(le(0, beta1), lt(beta1, 1), lt(0, alpha), lt(0, eps), lt(0, tau), le(0, k0), lt(1, p + q)),
    where=((reach, alpha * tau / eps * ((k0 + 1) ** (-p - q) + (k0 + 1) ** (1 - p - q) / (p + q - 1))),),
    over=(k, i),
    quantity=Abs(MOVED),
    bound=reach,
    notes="Any gradients, of any function. The thresholded moment of step k is at most tau/(k+k0)^q: clip, norm clip. "
    "AMSGrad on or off.",
)


def derive(proof: Proof) -> None:
    longest, scale = alpha * tau / eps * PLACE ** (-p - q), alpha / PLACE**p
    root = sqrt(At(w(k + 1), i))
    proof.cite("lemmas.correction_positive", {Real("beta"): beta1}, conclusion=1, name="corrected")
    size = Abs(THRESHOLDED).args[0]
    for sign, name in ((1, "there"), (-1, "back")):
        why = "" if sign == 1 else "no step is longer than its threshold allows"
        with proof.fix(f"step_{name}", k, i, why=why) as inner:
            inner.use("used_moment_nonnegative", {k: k + 1})
            inner.use("corrected", {})
            together = inner.law("exp_add", -p * log(PLACE), -q * log(PLACE))
            faster = inner.combine("faster", le(1 / (root + eps), 1 / eps), {}, root, multiplier=eps * (root + eps))
            absolute = inner.cite("lemmas.abs_lower", {X: size}) if sign == 1 else inner.law("abs_upper", size)
            inner.combine(
                "here",
                le(sign * (At(x(k), i) - At(x(k + 1), i)), longest),
                {
                    "step": None,
                    absolute: scale / (root + eps),
                    "threshold": scale / (root + eps),
                    faster: scale * tau / PLACE**q,
                    together: -alpha * tau / eps,
                },
            )
    there, back = (le(sign * MOVED, alpha * tau / eps * SUM) for sign in (1, -1))
    claims = {"far_there": ForAll((i,), there), "far_back": ForAll((i,), back)}
    with proof.induction(k, claims, why="so the path is no longer than their sum") as (base, step):
        for name, formula in (("there", there), ("back", back)):
            with base.fix(f"begin_{name}", i) as inner:
                inner.combine("here", le(0, 0), {})
            with step.fix(f"next_{name}", i) as inner:
                inner.combine("here", formula.subs(k, k + 1), {f"far_{name}": 1, f"step_{name}": 1})
    total = proof.cite("lemmas.power_sum_tail", {q: p + q - 1}, why="which is bounded")
    with proof.fix("travel", k, i) as inner:
        for name, sign in (("there", 1), ("back", -1)):
            far = inner.use(inner.use(f"far_{name}", {}), {})
            weights = {far: 1, total: alpha * tau / eps, "definition_reach": -1}
            inner.combine(f"reach_{name}", le(sign * MOVED, reach), weights)
        inner.combine("reach_nonnegative", le(0, reach), {"reach_there": HALF, "reach_back": HALF})
        inner.combine("sum", le(0, reach + MOVED), {"reach_back": 1})
        inner.combine("square", le(MOVED**2, reach**2), {"reach_there": reach + MOVED})
        inner.cite("lemmas.abs_bound", {X: MOVED, Y: reach})


def check():
    from dataclasses import replace
    from fractions import Fraction

    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import clipped_runs, drawing, smooth_problems

    def model(draw):
        run = draw(clipped_runs(smooth_problems(), powers=tuple(map(Fraction, "1 1/2 0".split()))))
        method = run["method"]
        decay = 1 - method.p + drawing.between(draw, Fraction(0), Fraction(10), open_low=True)  # steps that balls see
        clip = replace(method.threshold, q=decay)
        return {**run, "method": replace(method, threshold=clip), q: decay}

    return TrajectoryCheck(THEOREM, model, laws={"threshold"})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
