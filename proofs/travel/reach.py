"""How far k steps can go with a harmonic step, whatever the gradients (theory notes, section 8)."""

from sympy import Abs, Lambda, Min, Rational, Sum, log, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import FIRST_MOMENT, SECOND_MOMENT, t, w
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, Real, alpha, beta1, beta2, eps, function, gradient, i, j, k, k0, m, n, tau, v, x,
)  # fmt: skip
from amgt_theory.theorem import Theorem

R, reach, root, used = (Real(name) for name in ("R", "reach", "root", "used"))
a, b = Real("x"), Real("y")
CORRECTED, CORRECTED_SQUARES = 1 - beta1 ** (k + 1), 1 - beta2 ** (k + 1)
DIRECTION = At(t(k + 1), i) * At(m(k + 1), i) / CORRECTED
SIGNS = {"down": 1, "up": -1}
MOVED = At(x(0), i) - At(x(k), i)

THEOREM = Theorem(
    id="travel.reach",
    title="with a harmonic step, k iterations move a coordinate by 1 + log k step lengths at most",
    kind="theorem",
    claim="C6",
    verdict="corrects",
    source="theory notes, section 8, travel.lower_bound",
    setting=(
        *FIRST_MOMENT,
        *SECOND_MOMENT,
        ("used_moment", ForAll((k, i), le(At(v(k + 1), i) / CORRECTED_SQUARES, At(w(k + 1), i)))),
        ("threshold_nonnegative", ForAll((k, i), le(0, At(t(k), i)))),
        ("threshold_shrinks", ForAll((k, i), le(At(t(k), i), 1))),
        ("threshold", ForAll((k, i), le(Abs(At(t(k + 1), i) * At(m(k + 1), i)), tau * CORRECTED))),
        (
            "step",
            ForAll(
                (k, i),
                eq(At(x(k + 1), i), At(x(k), i) - alpha / (k + 1 + k0) * DIRECTION / (sqrt(At(w(k + 1), i)) + eps)),
            ),
        ),
    ),
    assumptions=(
        le(0, beta1),
        lt(beta1, 1),
        lt(0, beta2),
        lt(beta2, 1),
        lt(beta1**2, beta2),
        lt(0, eps),
        lt(0, alpha),
        lt(0, tau),
        le(0, k0),
        le(1, k),
    ),
    where=(
        (R, sqrt((1 - beta1) ** 2 / (1 - beta2) / (1 - beta1**2 / beta2))),
        (reach, alpha * Min(R, tau / eps)),
    ),
    over=(i,),
    quantity=Abs(MOVED),
    bound=reach * (1 / (k0 + 1) + log((k + k0) / (k0 + 1))),
    notes="Any gradients, of any function. The thresholded moment is at most tau: clip, norm clip. AMSGrad on or off.",
)


def derive(proof: Proof) -> None:
    _corrections(proof)
    with proof.fix("reached", i, why="so far can k steps go") as inner:
        _moments(inner)
        for name, sign in SIGNS.items():
            with inner.fix(name, n, why="so a step is at most min(R, tau/eps)" if sign == 1 else "either way") as step:
                _direction(step, sign)
        _path(inner)


def _corrections(proof: Proof) -> None:
    for name, beta in (("beta1", beta1), ("beta2", beta2)):
        with proof.induction(n, {f"{name}_power": le(beta**n, 1)}) as (_, step):
            step.combine("next", le(beta ** (n + 1), 1), {f"{name}_power": beta, lt(beta, 1): 1})
        with proof.fix(f"{name}_corrected", n) as inner:
            inner.combine("here", lt(0, 1 - beta ** (n + 1)), {f"{name}_power": beta, lt(beta, 1): 1})
    proof.combine("beta2_below", lt(0, 1 - beta2), {lt(beta2, 1): 1})
    proof.combine("ratio_below", lt(0, 1 - beta1**2 / beta2), {lt(beta1**2, beta2): 1 / beta2})
    proof.combine("R_nonnegative", le(0, R), {"definition_R": -1}, THEOREM.definitions[R])


def _moments(proof: Proof) -> None:
    """The moments in coordinate i."""
    for name in ("first_moment", "second_moment"):
        proof.use(f"{name}_start", {})
        with proof.fix(f"{name}_here", n) as inner:
            inner.use(name, {k: n})
    with proof.induction(n, {"squares_nonnegative": le(0, At(v(n), i))}) as (base, step):
        base.combine("start", le(0, At(v(0), i)), {"second_moment_start_1": -1})
        new, weight = step.use("second_moment_here", {}), (1 - beta2) * At(gradient(x(n)), i) ** 2
        step.combine("next", le(0, At(v(n + 1), i)), {new: -1, "squares_nonnegative": beta2}, weight)
    sequences = {"m": m(n), "v": v(n), "g": gradient(x(n))}
    proof.cite(
        "lemmas.moment_ratio_limit",
        {function(name, "natural"): Lambda(n, At(value, i)) for name, value in sequences.items()},
        name="ratio",
        why="the moment is at most R times the root of the second moment",
    )


def _direction(proof: Proof, sign: int) -> None:
    """Step n + 1 in coordinate i: its length, with a sign."""
    corrected, corrected_squares = (one.subs(k, n) for one in (CORRECTED, CORRECTED_SQUARES))
    moment, gain, second = At(m(n + 1), i), At(t(n + 1), i), At(v(n + 1), i) / corrected_squares
    for name in ("beta1_corrected", "beta2_corrected"):
        proof.use(name, {})
    for name in ("used_moment", "threshold_nonnegative", "threshold_shrinks", "threshold"):
        proof.use(name, {k: n + 1} if name.startswith("threshold_") else {k: n}, name=f"{name}_here")
    positive = proof.use("squares_nonnegative", {n: n + 1})
    nonnegative = proof.combine("second_nonnegative", le(0, second), {positive: 1 / corrected_squares})
    proof.combine("used_nonnegative", le(0, At(w(n + 1), i)), {"used_moment_here": 1, nonnegative: 1})
    proof.define(used, sqrt(At(w(n + 1), i)))
    squared = proof.cite("lemmas.root_squared", {a: At(w(n + 1), i), b: used})
    proof.cite("lemmas.root_squared", {a: At(w(n + 1), i), b: used}, conclusion=1)
    proof.combine("second_below", le(second, used**2), {"used_moment_here": 1, squared: -1})
    root = proof.cite("lemmas.sqrt_bound", {a: second, b: used})
    ratio = proof.use("ratio", {k: n})

    def above(value):
        return proof.law("abs_upper", value) if sign == 1 else proof.cite("lemmas.abs_lower", {a: value})

    clipped = gain * moment / corrected
    direction, scale = sign * clipped / (used + eps), alpha / (n + 1 + k0)
    proof.combine(
        "below_ratio",
        le(direction, R),
        {
            above(moment): gain / (corrected * (used + eps)),
            ratio: gain / (used + eps),
            root: gain * R / (used + eps),
            "threshold_shrinks_here": R * used / (used + eps),
        },
        R * eps / (used + eps),
    )
    proof.combine(
        "below_threshold",
        le(direction, tau / eps),
        {above(gain * moment): 1 / (corrected * (used + eps)), "threshold_here": 1 / (corrected * (used + eps))},
        tau * used / (eps * (used + eps)),
    )
    proof.combine(
        "moved",
        le(sign * (At(x(n), i) - At(x(n + 1), i)), reach / (n + 1 + k0)),
        {
            proof.law("min_greatest", R, tau / eps, direction): scale,
            proof.use("step", {k: n}): -sign,
            "definition_used": scale * direction / (sqrt(At(w(n + 1), i)) + eps),
            "definition_reach": -1 / (n + 1 + k0),
        },
    )


def _path(proof: Proof) -> None:
    """The steps added up."""
    travelled = Sum(1 / (j + k0), (j, 1, n))
    for name, sign in SIGNS.items():
        with proof.induction(n, {f"path_{name}": le(sign * (At(x(0), i) - At(x(n), i)), reach * travelled)}) as (
            _,
            step,
        ):
            step.combine(
                "next",
                le(sign * (At(x(0), i) - At(x(n + 1), i)), reach * travelled.subs(n, n + 1)),
                {name: 1, f"path_{name}": 1},
            )
    harmonic = proof.cite("lemmas.harmonic_sum_upper", why="the steps add up to a logarithm")
    proof.combine("reach_nonnegative", le(0, reach), {"definition_reach": -1}, THEOREM.definitions[reach])
    farthest = THEOREM.bound
    for name, sign in SIGNS.items():
        path = proof.use(f"path_{name}", {n: k})
        proof.combine(f"end_{name}", le(sign * MOVED, farthest), {path: 1, harmonic: reach})
    proof.combine("sum_nonnegative", le(0, farthest + MOVED), {"end_up": 1})
    proof.combine("farthest_nonnegative", le(0, farthest), {"end_down": Rational(1, 2), "end_up": Rational(1, 2)})
    proof.combine("square", le(MOVED**2, farthest**2), {"end_down": farthest + MOVED})
    proof.cite("lemmas.abs_bound", {a: MOVED, b: farthest})


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import clipped_runs, drawing, smooth_problems

    def model(draw):
        run = draw(clipped_runs(smooth_problems()))
        return {**run, k: 1 + drawing.natural(draw, run["steps"] - 1)}

    return TrajectoryCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
