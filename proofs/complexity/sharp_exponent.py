"""How many iterations sharp_exponent needs for a tolerance (theory notes, section 8): the rate solved for k."""

from sympy import Expr, Lambda, Min, Rational, exp, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import HARMONIC, V, amgt
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import (
    At, G, H, L, Real, a, alpha, beta1, beta2, c, eps, f, f_star, gap0, gradient, i, k, k0, m, mu, n, over_coordinates,
    tau, x,
)  # fmt: skip
from amgt_theory.theorem import Theorem

tol, C = Real("tol"), Real("C")
START = (1 + beta1**2 * (1 - beta1) / sqrt(2)) * gap0
GAIN = Min(1, tau / G)


def sharp_lyapunov(n: Expr) -> Expr:
    root = sqrt(L * HARMONIC(n + 1) / (eps * (1 - beta1 ** (n + 1))))
    deviation = over_coordinates((At(m(n), i) - At(gradient(x(n)), i)) ** 2)
    return f(x(n)) - f_star + root / L * beta1**2 * deviation


THEOREM = Theorem(
    id="complexity.sharp_exponent",
    title="iterations until the gap of sharp_exponent is below a tolerance",
    kind="theorem",
    claim="C1",
    source="theory notes, section 8, complexity.iterations",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *amgt(HARMONIC),
        ("gap", eq(gap0, f(x(0)) - f_star)),
        ("not_yet", lt(tol, f(x(k)) - f_star)),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        lt(0, alpha),
        le(0, beta1),
        lt(beta1, 1),
        le(0, beta2),
        lt(beta2, 1),
        lt(0, eps),
        lt(0, tau),
        le(0, k0),
        lt(0, gap0),
        lt(0, tol),
        le(8 * L * alpha, eps * (1 - beta1) ** 3 * (k0 + 1)),
    ),
    where=(
        (G, sqrt(2 * L * (1 + beta1**2) * gap0)),
        (c, mu * alpha * GAIN / (G + eps)),
        (H, alpha / (eps * (1 - beta1))),
        (C, 3 * c * sqrt(L * H) / ((1 - beta1) * sqrt(k0 + Rational(1, 2)))),
    ),
    quantity=k,
    bound=(k0 + 1) * ((START * exp(C) / tol) ** (1 / (2 * c)) - 1),
    notes="Every iteration k whose gap exceeds tol is at most this: from the next one on the gap is below tol.",
)


def derive(proof: Proof) -> None:
    inside, scale = L * (1 + beta1**2) * gap0, START * exp(C)
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine(
        "scale_positive",
        lt(0, scale),
        {lt(0, gap0): exp(C)},
        beta1**2 * (1 - beta1) * sqrt(2) / 2 * gap0 * exp(C),
    )
    proof.combine("inside_positive", lt(0, inside), {}, inside)
    proof.cite("lemmas.root_double", {a: inside}, conclusion=1, name="G_positive")
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    proof.combine("c_positive", lt(0, c), {"definition_c": -1}, mu * alpha * GAIN / (G + eps))
    rate = proof.cite("strongly_convex.sharp_exponent", {V: Lambda(n, sharp_lyapunov(n))}, why="the rate")
    span = k + k0 + 1
    proof.combine("above", lt(tol, scale * ((k0 + 1) / span) ** (2 * c)), {"not_yet": 1, rate: 1})
    values = {Real("x"): k0 + 1, Real("y"): span, Real("A"): scale, c: 2 * c}
    inverted = proof.cite("lemmas.power_inverted", values, why="solved for k + k0 + 1")
    proof.combine("iterations", le(k, THEOREM.bound), {inverted: 1}, why="so the gap exceeds tol so long at most")


def check():
    from fractions import Fraction

    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import drawing, gap_of, pl_problems, runs

    def model(draw):
        run = draw(runs(pl_problems(), share="1/8", damping=3))
        part = drawing.between(draw, Fraction(1, 2), Fraction(1), open_high=True)
        return {**run, k: drawing.natural(draw, run["steps"]), "part": part}

    def compute(values, ar):  # a tolerance just below the gap at iteration k
        return {tol: ar.lower(ar.number(values["part"]) * gap_of(values, ar, values["k"]))}

    return TrajectoryCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
