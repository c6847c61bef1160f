"""AMGT with a harmonic step that moves the s largest moments: a polynomial rate, its gains derived.

Theory notes, section 4, compressed.topk_update. That a coordinate stays where it is is a gain of 0, which lets the
Lyapunov function of the plain step fall no less: so gradients are bounded, and with them the gains.
"""

from sympy import Lambda, Min, Rational, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import (
    HARMONIC, HYPERPARAMETERS, MOMENTS, V, amgt, gain, gains, lyapunov, step_size, t,
)  # fmt: skip
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, Coordinate, G, H, L, alpha, beta1, c, d, eps, f, f_star, function, gap0, gradient, i, k, k0, m, mu,
    over_coordinates, r, s, tau, x,
)  # fmt: skip
from amgt_theory.theorem import Theorem

selected, g, h, weight = (function(name, "natural", result="vector") for name in ("selected", "g", "h", "weight"))
other = Coordinate("other")
START = (1 + beta1**2) * gap0
GAIN, RATE = Min(1, tau / G), Rational(9, 16)
MOMENT, CHOSEN, LEFT = At(m(k + 1), i), At(selected(k), i), At(selected(k + 1), other)
LOWEST = r * H / (k + 1 + k0)
SHORT = le(4 * L * HARMONIC(1), eps * (1 - beta1) ** 2)
MOVED = gain(k + 1) * At(selected(k + 1), i) * MOMENT

THEOREM = Theorem(
    id="compressed.topk_power_rate",
    title="AMGT with a harmonic step that moves the s largest moments has a polynomial rate, with s/d in its exponent",
    kind="theorem",
    claim="C8",
    verdict="proves",
    source="theory notes, section 4, compressed.topk_update",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *amgt(HARMONIC, MOMENTS),
        ("selection", ForAll((k, i), eq(CHOSEN**2, CHOSEN))),
        ("selected_count", ForAll((k,), eq(over_coordinates(At(selected(k + 1), i)), s))),
        (
            "selected_largest",
            ForAll(
                (k, i, other),
                le(At(m(k + 1), other) ** 2, MOMENT**2),
                (eq(At(selected(k + 1), i), 1), eq(LEFT, 0)),
            ),
        ),
        *amgt(HARMONIC, (("step", ForAll((k, i), eq(At(x(k + 1), i), At(x(k), i) - MOVED))),)),
        ("gap", eq(gap0, f(x(0)) - f_star)),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        lt(0, alpha),
        *HYPERPARAMETERS,
        le(0, k0),
        lt(0, gap0),
        lt(0, d),
        le(0, s),
        SHORT,
    ),
    where=((G, sqrt(2 * L * START)), (c, RATE * mu * alpha * GAIN * s / ((G + eps) * d))),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=START * ((k0 + 1) / (k + k0 + 1)) ** c,
    notes="selected is 1 on the s coordinates that step k moves and 0 elsewhere: those with the largest |m_i|, in any "
    "order where they are equal. A clip makes equal ones, of which these are to be taken. Constant threshold tau: "
    "clip, norm clip or none; AMSGrad on or off; bias correction on.",
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    _gradients(proof)
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    proof.define(H, alpha / (eps * (1 - beta1)))
    proof.define(r, eps * (1 - beta1) * GAIN / (G + eps))
    values = {g: Lambda(k, gradient(x(k)))}
    names = ("gains_below", "gains_above", "H_positive", "r_positive", "r_below", "product")
    for number, name in enumerate(names):
        why = "" if number else "so the gains are between r H/(k+k0) and H/(k+k0)"
        proof.cite("momentum.harmonic_gains", values, conclusion=number, name=name, why=why)
    proof.combine("exponent", eq(c, RATE * mu * r * H * s / d), {"definition_c": 1, "product": -RATE * mu * s / d})
    scale = (k0 + 1) / (eps * (1 - beta1))
    proof.combine("short", le(4 * L * H, (1 - beta1) * (k0 + 1)), {"definition_H": 4 * L, SHORT: scale})
    with proof.fix("selection_later", k, i) as inner:
        inner.use("selection", {k: k + 1})
    kept = {"taken": eq(At(selected(k + 1), i), 1), "left": eq(LEFT, 0)}
    with proof.fix("largest_score", k, i, other, assume=kept) as inner:
        larger = inner.use("selected_largest", {})
        inner.combine("here", le(LOWEST * At(m(k + 1), other) ** 2, LOWEST * MOMENT**2), {larger: LOWEST})
    values = {
        h: gains(HARMONIC, later=1),
        selected: Lambda(k, Lambda(i, At(selected(k + 1), i))),
        weight: Lambda(k, Lambda(i, LOWEST)),
    }
    proof.cite("compressed.topk_update_rate", values, why="and the rate is that of such gains")


def _gradients(proof: Proof) -> None:
    for number, name in enumerate(("decreasing_step", "positive_step")):
        proof.cite("lemmas.harmonic_step", conclusion=number, name=name)
    condition = le(2 * L * HARMONIC(1), eps * (1 - beta1) ** 2)
    proof.combine("step_condition", condition, {SHORT: Rational(1, 2)}, eps * (1 - beta1) ** 2 / 2)
    proof.cite("momentum.gain_nonnegative", {step_size: HARMONIC}, conclusion=2, name="clip_nonnegative")
    with proof.fix("selected_nonnegative", k, i) as inner:
        inner.combine("here", le(0, CHOSEN), {"selection": 1}, CHOSEN**2)
    with proof.fix("selected_below", k, i) as inner:
        inner.combine("here", le(CHOSEN, 1), {"selection": 1}, (1 - CHOSEN) ** 2)
    with proof.fix("gain_nonnegative", k, i) as inner:
        inner.use("selected_nonnegative", {k: k + 1})
        chosen = At(selected(k + 1), i)
        inner.combine("here", le(0, At(t(k + 1), i) * chosen), {"clip_nonnegative": chosen})
    with proof.fix("gain_shrinks", k, i) as inner:
        inner.use("selected_nonnegative", {})
        weights = {"threshold_shrinks": CHOSEN, "selected_below": 1}
        inner.combine("here", le(At(t(k), i) * CHOSEN, 1), weights)
    values = {
        step_size: HARMONIC,
        V: Lambda(k, lyapunov(k, HARMONIC)),
        t: Lambda(k, Lambda(i, At(t(k), i) * CHOSEN)),
    }
    proof.cite("momentum.gradients_bounded", values, name="gradients", why="gradients are at most G")
    proof.cite("momentum.gradients_bounded", values, conclusion=4, name="G_positive")


def check():
    from dataclasses import replace

    from amgt_theory.arithmetic import BallArithmetic
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.errors import UndecidedComparison
    from amgt_theory.optimizers import TopS
    from amgt_theory.strategies import drawing, pl_problems, runs

    balls = BallArithmetic(200)

    def decided(run, count):
        """Whether no two entries of the first moment tie for the last place."""
        with balls.precision():
            slope = balls.abs(run["f"].bind(balls).gradient(balls.vector(run["start"])))
            try:
                balls.largest(slope, count)
            except UndecidedComparison:
                return False
        return True

    def model(draw):
        run = draw(runs(pl_problems(), share="1/4"))
        count = drawing.pick(draw, [one for one in range(1, run["f"].d + 1) if decided(run, one)])
        return {**run, "method": replace(run["method"], compressor=TopS(count)), s: count}

    def compute(values, ar):
        run, largest = values["run"], TopS(values["s"]).bind(ar)
        ones = ar.add(ar.zeros(values["f"].d), ar.number(1))
        return {selected: lambda step: list(largest(ones, run.m(step), step) if step else ones)}

    return TrajectoryCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
