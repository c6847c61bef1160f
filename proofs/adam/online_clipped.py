"""Clipped at tau < 2, AMGT with the AMSGrad maximum goes to the worst point of the online problem.

Theory notes, section 7: the other side of adam.online_amsgrad. Momentum thresholding can undo what the maximum repairs.
"""

from sympy import Lambda, Min, log, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import POWER, step_size
from amgt_theory.language import eq, le, lt
from amgt_theory.online_laws import AVERAGE, C, DECAY, GRADIENTS, MAXIMUM, V, X, clipped, iteration, u
from amgt_theory.symbols import Real, alpha, beta2, eps, function, k, k0, n, p, tau, theta
from amgt_theory.theorem import Theorem

Z = function("Z", "natural")
S, x0, kappa, large, small = (Real(name) for name in "S x0 kappa large small".split())

THEOREM = Theorem(
    id="adam.online_clipped",
    title="clipped at tau < 2, AMGT with the AMSGrad maximum goes to the worst point of the online problem",
    kind="theorem",
    claim="C7",
    verdict="refutes",
    source="theory notes, section 7, adam.online_divergence",
    setting=(
        *GRADIENTS,
        *AVERAGE,
        *MAXIMUM,
        *clipped(large, small),
        *iteration(POWER, u, V),
        ("begin", eq(x0, X(0))),
    ),
    assumptions=(
        lt(2, C),
        lt(0, eps),
        lt(0, alpha),
        le(0, k0),
        le(0, p),
        le(p, 1),
        lt(0, tau),
        le(x0, 1),
        le(large, 2 * theta * small),
    ),
    where=(
        (beta2, DECAY),
        (S, sqrt(1 + C**2)),
        (large, Min(C, tau)),
        (small, Min(1, tau)),
        (theta, (k0 + 1) / (k0 + 3)),
        (kappa, (2 * theta * small - large) / (C + eps)),
    ),
    over=(k,),
    quantity=X(3 * k),
    bound=Min(1, x0 + kappa * alpha / 3 * log((3 * k + k0 + 3) / (k0 + 3))),
    direction="lower",
    notes="beta1 = 0; u is the clipped gradient. The last assumption reads tau <= 2 theta for tau >= 1 and theta >= "
    "1/2 below; theta is nearly 1 for a large k0, and the start may be any state of a run, so that every tau < "
    "2 is covered from some step on.",
)


def derive(proof: Proof) -> None:
    _numbers(proof)
    for number, name in enumerate(
        ("third_step", "second_step", "second_shorter", "third_shorter", "", "positive_step", "theta_nonnegative")
    ):
        if name:
            proof.cite("adam.online_schedule", name=name, conclusion=number)
    period, below = (
        proof.cite("adam.online_clipped_period", {step_size: POWER}, conclusion=number, why=why)
        for number, why in ((1, "in a period the two small gradients outweigh the large one"), (3, ""))
    )
    with proof.fix("raised", k, why="by kappa alpha_t at least, but for the high end") as inner:
        steps, root = [POWER(3 * k + number) for number in (1, 2, 3)], sqrt(V(3 * k + 1))
        reached = X(3 * k) + (small * (steps[1] + steps[2]) - large * steps[0]) / (root + eps)
        end = X(3 * k) + kappa * steps[0]
        target = Min(1, end)
        one, gained = inner.law("min_left", 1, end), inner.law("min_left", end, 1)
        longer = small / (root + eps)
        inner.combine(
            "gained",
            le(target, reached),
            {
                gained: 1,
                "definition_kappa": steps[0],
                inner.use(below, {n: k}): (2 * theta * small - large) * steps[0] / ((C + eps) * (root + eps)),
                inner.use("second_step", {n: k}): longer,
                inner.use("third_step", {n: k}): longer,
            },
        )
        cut = inner.law("min_greatest", 1, reached, target)
        inner.combine("there", le(target, X(3 * k + 3)), {cut: 1, inner.use(period, {n: k}): 1}, signs=[one])
    proof.combine("kappa_nonnegative", le(0, kappa), {"definition_kappa": -1, "outweighs": 1 / (C + eps)})
    proof.cite("adam.online_gain", {Z: Lambda(k, X(3 * k))}, why="and the gains add up")


def _numbers(proof: Proof) -> None:
    proof.combine("start", le(X(0), 1), {"begin": -1, le(x0, 1): 1})
    proof.combine("C_positive", lt(0, C), {lt(2, C): 1}, 2)
    for name, symbol, value in (("large", large, Min(C, tau)), ("small", small, Min(1, tau))):
        proof.combine(f"{name}_positive", lt(0, symbol), {f"definition_{name}": -1}, value)
    proof.combine("outweighs", le(0, 2 * theta * small - large), {le(large, 2 * theta * small): 1})


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, online

    def model(draw):
        level = drawing.between(draw, Fraction(0), Fraction(2), open_low=True)
        return online.runs(draw, THEOREM, level, amsgrad=True)

    def compute(values, ar):
        run = online.run(values, ar)
        return {X: lambda k: run.x(k)[0], u: lambda k: run.t(k)[0] * run.m(k)[0]}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
