"""A clip bounds every step, whatever the gradients were (theory notes, section 4)."""

from sympy import Abs, Max, Min, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import At, Real, alpha, eps, function, i, k, k0, p, tau, x
from amgt_theory.theorem import Theorem

moment, w = function("moment", "natural", result="vector"), function("w", "natural", result="vector")
size = Real("size")
CLIPPED = Max(-tau, Min(tau, At(moment(k + 1), i)))
SIZE = alpha / (k + 1 + k0) ** p
CHANGE = At(x(k + 1), i) - At(x(k), i)

THEOREM = Theorem(
    id="thresholding.bounded_step",
    title="a clip bounds every coordinate of every step, whatever the gradients",
    kind="theorem",
    claim="C11 C12",
    source="theory notes, section 4, thresholding.bounded_step",
    setting=(
        ("second_moment", ForAll((k, i), le(0, At(w(k), i)))),
        ("step", ForAll((k, i), eq(At(x(k + 1), i), At(x(k), i) - SIZE * CLIPPED / (sqrt(At(w(k + 1), i)) + eps)))),
    ),
    assumptions=(lt(0, alpha), lt(0, eps), lt(0, tau), le(0, k0)),
    over=(k, i),
    quantity=Abs(CHANGE),
    bound=alpha * tau / (eps * (k + 1 + k0) ** p),
    notes="moment is the corrected first moment, w the second moment in the denominator; the gradients behind them may "
    "be anything. Approached as w -> 0.",
)


def derive(proof: Proof) -> None:
    number, root = At(moment(k + 1), i), sqrt(At(w(k + 1), i))
    with proof.fix("bounded", k, i, why="no step is longer than alpha_k tau/eps in any coordinate") as inner:
        below = inner.law("max_left", -tau, Min(tau, number))
        inner.law("min_left", tau, number)
        above = inner.law("max_least", -tau, Min(tau, number), tau, why="a clipped number lies in [-tau, tau]")
        inner.combine("below_tau", le(0, tau - CLIPPED), {above: 1})
        inner.combine("above_tau", le(0, tau + CLIPPED), {below: 1})
        clipped = inner.combine("clipped", le(CLIPPED**2, tau**2), {}, (tau - CLIPPED) * (tau + CLIPPED))
        inner.define(size, SIZE)
        inner.combine("size_nonnegative", le(0, size), {"definition_size": -1}, SIZE)
        change = inner.combine(
            "change",
            eq(CHANGE, -size * CLIPPED / (root + eps)),
            {"step": 1, "definition_size": CLIPPED / (root + eps)},
        )
        gain = inner.combine(
            "gain",
            le(1 / (root + eps) ** 2, 1 / eps**2),
            {},
            root * (root + 2 * eps),
            multiplier=eps**2 * (root + eps) ** 2,
        )
        inner.combine(
            "squared",
            le(CHANGE**2, (size * tau / eps) ** 2),
            {
                change: CHANGE - size * CLIPPED / (root + eps),
                clipped: size**2 / (root + eps) ** 2,
                gain: size**2 * tau**2,
            },
        )
        shortest = inner.cite("lemmas.abs_bound", {Real("x"): Abs(CHANGE).args[0], Real("y"): size * tau / eps})
        inner.combine("here", le(Abs(CHANGE), THEOREM.bound), {shortest: 1, "definition_size": tau / eps})


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.optimizers import Clip
    from amgt_theory.strategies.perturbed import corrupted_run, corrupted_runs

    return StepCheck(THEOREM, lambda draw: draw(corrupted_runs(Clip)), corrupted_run)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
