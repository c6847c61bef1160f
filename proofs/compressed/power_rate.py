"""From one step to k steps: a contraction of V by 1 - c/(k+k0) is a polynomial rate (theory notes, section 4).

The weight of the deviation is W/(k+k0) at step k, as it is where gains are at most H/(k+k0). Rates for compressed
updates cite this.
"""

from sympy import Lambda

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, SMOOTH
from amgt_theory.iteration_laws import deviation
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, L, Real, beta1, c, f, f_star, function, gap0, gradient, i, k, k0, m, n, x, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

W = Real("W")
SHORT = le(2 * L * W, k0 + 1)


def lyapunov(place, step):
    """The gap after ``place`` steps, and the deviation with the weight of step ``step`` + 1."""
    return f(x(place)) - f_star + W / (step + 1 + k0) * beta1**2 * deviation(place)


THEOREM = Theorem(
    id="compressed.power_rate",
    title="steps that contract the Lyapunov function by 1 - c/(k+k0) give the gap a polynomial rate",
    kind="lemma",
    claim="C8",
    source="theory notes, section 4, compressed",
    setting=(
        *SMOOTH,
        *BOUNDED_BELOW,
        ("first_moment_start", ForAll((i,), eq(At(m(0), i), 0))),
        ("contraction", ForAll((k,), le(lyapunov(k + 1, k), (1 - c / (k + 1 + k0)) * lyapunov(k, k)))),
        ("gap", eq(gap0, f(x(0)) - f_star)),
    ),
    assumptions=(lt(0, L), le(0, W), le(0, c), le(0, k0), SHORT),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=(1 + beta1**2) * gap0 * ((k0 + 1) / (k + k0 + 1)) ** c,
)


def derive(proof: Proof) -> None:
    offset = (At(m(k), i) - At(gradient(x(k)), i)) ** 2
    with proof.fix("deviation_nonnegative", k) as inner:
        inner.summed("squares", le(0, offset), {}, offset)
    with proof.fix("gap_below", k) as inner:
        spread = inner.use("deviation_nonnegative", {})
        inner.combine("here", le(f(x(k)) - f_star, lyapunov(k, k)), {spread: W / (k + 1 + k0) * beta1**2})
    with proof.fix("nonnegative", k) as inner:
        floor = inner.use("bounded_below", {y: x(k)})
        inner.combine("here", le(0, lyapunov(k, k)), {"gap_below": 1, floor: 1})
    with proof.fix("recursion", k, why="the weight of the next step is smaller") as inner:
        here = k + 1 + k0
        spread = inner.use("deviation_nonnegative", {k: k + 1})
        inner.combine(
            "here",
            le(lyapunov(k + 1, k + 1), (1 - c / here) * lyapunov(k, k)),
            {"contraction": 1, spread: W * beta1**2 / (here * (here + 1))},
        )
    decay = proof.cite(
        "lemmas.recursion_power", {function("e", "natural"): Lambda(n, lyapunov(n, n))}, why="so V decays like a power"
    )
    g = At(gradient(x(0)), i)
    initial = proof.summed("initial", eq((At(m(0), i) - g) ** 2, g**2), {"first_moment_start": None})
    small = proof.cite("lemmas.gradient_gap", {y: x(0)})
    floor = proof.use("bounded_below", {y: x(0)})
    gap = proof.combine("gap_nonnegative", le(0, gap0), {floor: 1, "gap": -1})
    weight = W / (k0 + 1) * beta1**2
    start = proof.combine(
        "start",
        le(lyapunov(0, 0), (1 + beta1**2) * gap0),
        {"gap": -1, initial: weight, small: weight, SHORT: beta1**2 * gap0 / (k0 + 1)},
        signs=[gap],
        why="from (1+beta1^2) gap0 at most",
    )
    with proof.fix("rate", k, why="the rate") as inner:
        power = ((k0 + 1) / (k + k0 + 1)) ** c
        inner.combine("here", le(f(x(k)) - f_star, THEOREM.bound), {"gap_below": 1, decay: 1, start: power})


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import harmonic_bounds_of, pl_problems, runs

    def compute(values, ar):  # of AMGT, which contracts with c = mu r H
        largest, ratio = harmonic_bounds_of(values, ar)
        H, r, left, mu = map(ar.number, (largest, ratio, 1 - values["method"].beta1, values["f"].mu))
        return {W: ar.upper(H / left), c: ar.lower(mu * r * H)}

    return TrajectoryCheck(THEOREM, lambda draw: draw(runs(pl_problems())), compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
