"""AMGT with a harmonic step and relatively quantized updates: a polynomial rate, its gains derived.

Theory notes, section 4, compressed.relative_quantizer. The method is the plain one with steps 1 + theta times as long
and a threshold that takes off what the quantizer leaves of that: so gradients are bounded, and with them the gains.
"""

from sympy import Add, Lambda, Min, Mul, Pow, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import (
    HARMONIC, HYPERPARAMETERS, MOMENTS, V, amgt, gain, gains, lyapunov, step_size, t,
)  # fmt: skip
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, G, H, L, alpha, beta1, c, eps, f, f_star, function, gap0, gradient, i, k, k0, m, mu, r, tau, theta, x,
)  # fmt: skip
from amgt_theory.theorem import Theorem

factor, g, h, quantized = (function(name, "natural", result="vector") for name in ("factor", "g", "h", "quantized"))
START = (1 + beta1**2) * gap0
GAIN = Min(1, tau / G)
MOMENT, FACTOR = At(m(k + 1), i), At(factor(k), i)
LONGER = Lambda(k, (1 + theta) * HARMONIC(k))
SHORT = le(2 * L * LONGER(1), eps * (1 - beta1) ** 2)
MOVED = gain(k + 1) * At(factor(k + 1), i) * MOMENT

THEOREM = Theorem(
    id="compressed.quantizer_power_rate",
    title="AMGT with a harmonic step and relatively quantized updates has a polynomial rate, 1 - theta in its exponent",
    kind="theorem",
    claim="C8",
    verdict="proves",
    source="theory notes, section 4, compressed.relative_quantizer",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *amgt(HARMONIC, MOMENTS),
        ("quantizer_below", ForAll((k, i), le(1 - theta, FACTOR))),
        ("quantizer_above", ForAll((k, i), le(FACTOR, 1 + theta))),
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
        le(0, theta),
        lt(theta, 1),
        SHORT,
    ),
    where=((G, sqrt(2 * L * START)), (c, mu * (1 - theta) * alpha * GAIN / (G + eps))),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=START * ((k0 + 1) / (k + k0 + 1)) ** c,
    notes="factor is what the quantizer of step k makes of each entry: a number with |Q(a) - a| <= theta |a| is one in "
    "[1-theta, 1+theta] times a (lemmas.gain_relative_quantizer); theta = 1/3 for powers of two. Constant threshold "
    "tau: clip, norm clip or none; AMSGrad on or off; bias correction on.",
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("theta_below", lt(0, 1 - theta), {lt(theta, 1): 1})
    _gradients(proof)
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    proof.define(H, alpha / (eps * (1 - beta1)))
    proof.define(r, eps * (1 - beta1) * GAIN / (G + eps))
    values = {g: Lambda(k, gradient(x(k)))}
    names = ("gains_below", "gains_above", "H_positive", "r_positive", "r_below", "product")
    for number, name in enumerate(names):
        why = "" if number else "so the gains are between r H/(k+k0) and H/(k+k0)"
        proof.cite("momentum.harmonic_gains", values, conclusion=number, name=name, why=why)
    share = mu * (1 - theta)
    proof.combine("exponent", eq(c, share * r * H), {"definition_c": 1, "product": -share})
    scale = (k0 + 1) / (eps * (1 - beta1))
    condition = le(2 * L * (1 + theta) * H, (1 - beta1) * (k0 + 1))
    proof.combine("short", condition, {"definition_H": 2 * L * (1 + theta), SHORT: scale})
    used = At(factor(k + 1), i)
    with proof.fix("quantizer", k, i) as inner:
        below, above = inner.use("quantizer_below", {k: k + 1}), inner.use("quantizer_above", {k: k + 1})
        inner.combine("up", le(0, theta - (used - 1)), {above: 1})
        inner.combine("down", le(0, theta + (used - 1)), {below: 1})
        inner.combine("square", le((used - 1) ** 2, theta**2), {}, (theta - (used - 1)) * (theta + (used - 1)))
        inner.combine("here", le((used * MOMENT - MOMENT) ** 2, theta**2 * MOMENT**2), {"square": MOMENT**2})
    values = {h: gains(HARMONIC, later=1), quantized: Lambda(k, Lambda(i, used * MOMENT))}
    proof.cite("compressed.relative_quantizer_rate", values, why="and the rate is that of such gains")


def _gradients(proof: Proof) -> None:
    with proof.fix("positive_step", k) as inner:
        inner.combine("here", lt(0, LONGER(k + 1)), {}, LONGER(k + 1))
    with proof.fix("decreasing_step", k) as inner:
        decreases = inner.use(inner.cite("lemmas.harmonic_step"), {})
        inner.combine("here", le(LONGER(k + 2), LONGER(k + 1)), {decreases: 1 + theta})
    proof.cite("momentum.gain_nonnegative", {step_size: LONGER}, conclusion=2, name="clip_nonnegative")
    with proof.fix("factor_nonnegative", k, i) as inner:
        inner.combine("here", le(0, FACTOR), {"quantizer_below": 1, "theta_below": 1})
    shrunk = Lambda(k, Lambda(i, At(t(k), i) * At(factor(k), i) / (1 + theta)))
    with proof.fix("gain_nonnegative", k, i) as inner:
        inner.use("factor_nonnegative", {k: k + 1})
        inner.combine("here", le(0, shrunk(k + 1)(i)), {"clip_nonnegative": At(factor(k + 1), i) / (1 + theta)})
    with proof.fix("gain_shrinks", k, i) as inner:
        inner.use("factor_nonnegative", {})
        weights = {"threshold_shrinks": FACTOR / (1 + theta), "quantizer_above": 1 / (1 + theta)}
        inner.combine("here", le(shrunk(k)(i), 1), weights)
    with proof.fix("longer_step", k, i) as inner:
        ratio = (1 + theta, Pow(1 + theta, -1, evaluate=False))
        moved = Mul(-1, *ratio, MOVED.subs(step_size(k + 1), HARMONIC(k + 1)), evaluate=False)
        inner.combine("here", eq(At(x(k + 1), i), Add(At(x(k), i), moved, evaluate=False)), {"step": 1})
    values = {step_size: LONGER, V: Lambda(k, lyapunov(k, LONGER)), t: shrunk}
    proof.cite("momentum.gradients_bounded", values, name="gradients", why="gradients are at most G")
    proof.cite("momentum.gradients_bounded", values, conclusion=4, name="G_positive")


def check():
    from dataclasses import replace
    from fractions import Fraction

    from amgt_theory.checking import ExactArithmetic, StepCheck
    from amgt_theory.errors import UndecidedComparison
    from amgt_theory.iteration_laws import w
    from amgt_theory.optimizers import Clip, PowerOfTwo
    from amgt_theory.strategies import drawing, quadratics, runs, walk
    from amgt_theory.symbols import v

    def model(draw):  # rounding to powers of two, where all is rational
        threshold = Clip(drawing.positive(draw)) if drawing.pick(draw, (True, False)) else None
        run = draw(runs(quadratics(3), share=Fraction(3, 8), threshold=threshold, amsgrad=False))
        method = replace(run["method"], beta2=0, compressor=PowerOfTwo())
        return {**run, "method": method, "steps": 4, theta: Fraction(1, 3), k: 1 + drawing.natural(draw, 2)}

    def walked(values, ar):
        method, states = values["method"], walk(values, ar)
        clip = method.threshold.bind_gain(ar) if method.threshold else None
        run = {one: [getattr(state, str(one)) for state in states] for one in (x, m, v)}
        ones = ar.add(ar.zeros(len(states[0].x)), ar.number(1))
        clips, factors = [ones], [ones]
        for state in states[1:]:
            moment = ar.div(state.m, ar.number(1 - method.beta1**state.k))
            clips.append(clip(moment, state.k) if clip else ones)
            factors.append(method.compressor.bind_gain(ar)(ar.mul(clips[-1], moment)))
        return {**run, w: run[v], t: clips, factor: factors}

    def compute(values, ar):
        try:
            return walked(values, ar)
        except UndecidedComparison:  # between two powers; rationals know
            exact = walked(values, ExactArithmetic())
            return {one: [ar.vector(entries) for entries in sequence] for one, sequence in exact.items()}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
