"""AMGT with a harmonic step under a soft or hard threshold that vanishes like k^-q: the gap vanishes like k^(-2q).

Theory notes, section 4. Nothing is assumed of the gains: the first threshold decides what bounds the gradients.
"""

from sympy import Lambda, Max, Min, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import HARMONIC, V, step_size, u, w
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import (
    At, G, H, L, Real, alpha, beta1, c, d, eps, f, f_star, function, gradient, i, k, k0, m, mu, q, r, tau, x,
)  # fmt: skip
from amgt_theory.theorem import Theorem
from amgt_theory.thresholded import (
    ERROR, GRADIENT_BOUND, NEIGHBOURHOOD, PARAMETERS, START, THRESHOLD, WITHOUT_CLIP, as_error, far, limit, lyapunov,
    setting, short_steps, thresholded_check, without_clip,
)  # fmt: skip

g, h, error = (function(name, "natural", result="vector") for name in ("g", "h", "error"))
M, hole = Real("M"), Real("hole")
LEVEL = tau**2 / (k + 1 + k0) ** (2 * q)
NOISE = alpha * d * tau**2 / (eps * (1 - beta1))
SHORT = short_steps(HARMONIC)
CHANGE = At(u(k + 1), i) - At(m(k + 1), i) / (1 - beta1 ** (k + 1))
GAIN = HARMONIC(k + 1) / ((1 - beta1 ** (k + 1)) * (sqrt(At(w(k + 1), i)) + eps))

THEOREM = Theorem(
    id="thresholding.vanishing_rate",
    title="under a vanishing soft or hard threshold AMGT with a harmonic step converges, its gradient bound derived",
    kind="theorem",
    claim="C10 C12",
    verdict="corrects",
    source="theory notes, section 4, thresholding.neighbourhood",
    setting=setting(LEVEL, HARMONIC),
    assumptions=(*PARAMETERS, lt(0, alpha), le(0, k0), SHORT, le(0, q), lt(2 * q, c)),
    where=(
        *GRADIENT_BOUND,
        (c, mu * alpha / (G + eps)),
        (M, Max(NOISE / (c - 2 * q), START * (k0 + 1) ** (2 * q))),
    ),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=M / (k + k0 + 1) ** (2 * q),
    notes=THRESHOLD.replace("tau:", "tau/(k+k0)^q in step k:"),
)


def derive(proof: Proof) -> None:
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    for number, name in enumerate(("decreasing_step", "positive_step")):
        proof.cite("lemmas.harmonic_step", conclusion=number, name=name)
    _gradients(proof)
    _gains(proof)
    as_error(proof, LEVEL, HARMONIC(k + 1))
    values = {h: Lambda(k, Lambda(i, GAIN)), error: Lambda(k, Lambda(i, ERROR))}
    proof.cite("thresholding.vanishing", values, why="and the gap follows the squared thresholds")


def _gradients(proof: Proof) -> None:
    with proof.fix("bounded_change", k, i, why="the threshold is at most tau") as inner:
        inner.combine("late", le(1, k + 1 + k0), {}, k + k0)
        smaller = inner.cite("lemmas.power_decreasing", {Real("x"): 1, Real("y"): k + 1 + k0, c: 2 * q})
        one = inner.cite("lemmas.power_one", {Real("x"): 1, Real("y"): 1, c: -2 * q})
        inner.combine("here", le(CHANGE**2, tau**2), {"threshold_error": 1, smaller: tau**2, one: tau**2})
    proof.define(limit, NEIGHBOURHOOD[1])
    values = {step_size: HARMONIC, V: lyapunov(HARMONIC)}
    for number, name in ((3, "gradients"), (5, "G_positive")):
        why = "" if number == 5 else "so gradients are at most G"
        proof.cite("thresholding.explicit_recurrence", values, conclusion=number, name=name, why=why)
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})


def _gains(proof: Proof) -> None:
    same, share = without_clip(proof), Min(1, far / G)
    proof.define(H, alpha / (eps * (1 - beta1)))
    proof.define(r, eps * (1 - beta1) * share / (G + eps))
    values = {**WITHOUT_CLIP, g: Lambda(k, gradient(x(k)))}
    names = ("gains_below", "gains_above", "H_positive", "r_positive", "r_below", "product")
    for number, name in enumerate(names):
        why = "" if number else "and the gains between r H/(k+k0) and H/(k+k0)"
        proof.cite("momentum.harmonic_gains", values, name=name, conclusion=number, why=why)
    largest = mu * alpha / (G + eps)
    exponent = proof.combine("exponent", eq(c, mu * r * H), {"definition_c": 1, "product": -mu, same: -largest})
    proof.combine("fast", lt(2 * q, mu * r * H), {lt(2 * q, c): 1, exponent: 1})
    condition = le(2 * L * H, (1 - beta1) * (k0 + 1))
    proof.combine("step_short", condition, {"definition_H": 2 * L, SHORT: (k0 + 1) / (eps * (1 - beta1))})
    noise = proof.combine("noise", eq(H * d * tau**2, NOISE), {"definition_H": d * tau**2})
    power = START * (k0 + 1) ** (2 * q)
    same_constant = proof.rewrite("same_constant", noise, hole, Max(hole / (c - 2 * q), power))
    constant = Max(H * d * tau**2 / (c - 2 * q), power)
    proof.combine("constant", eq(M, constant), {"definition_M": 1, same_constant: -1})


def check():
    from dataclasses import replace
    from fractions import Fraction

    from amgt_theory.strategies import drawing, gap_near

    base = thresholded_check(THEOREM)

    def model(draw):
        run = dict(base.model(draw))
        problem, method = run["f"], run["method"]
        slope = problem.L * problem.d * run["tau"] ** 2 / (problem.mu * method.eps)
        first = 2 * problem.L * (1 + 2 * method.beta1**2) * gap_near(problem, run["start"])
        inside = max(first, slope**2 + 2 * slope * method.eps)
        bound = slope + drawing.root_below(inside) + Fraction(1, 10**6)  # above G
        fastest = problem.mu * method.alpha / (bound + method.eps) / 2
        rate = drawing.between(draw, Fraction(0), fastest, open_high=True)
        return {**run, "method": replace(method, threshold=replace(method.threshold, q=rate)), "q": rate}

    return replace(base, model=model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
