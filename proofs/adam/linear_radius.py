"""Adam linearised at a minimizer decays like rho^k for any rho that Jury's test admits (theory notes, section 7).

The iterate obeys X'' = T X' - beta1 X. Jury's conditions for the radius rho are beta1 <= rho^2 and p(rho), p(-rho) > 0
for the polynomial p(z) = z^2 - T z + beta1; they make the quadratic form E positive, and E shrinks by rho^2 in a step.
"""

from sympy import Matrix, Symbol, expand

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, alpha, beta1, eps, function, k, rho, s
from amgt_theory.theorem import Theorem

X, M = function("X", "natural"), function("M", "natural")
eigenvalue, trace, weight = Real("lambda"), Real("trace"), Real("weight")
SUM, DISCRIMINANT = rho**2 + beta1, (rho**2 + beta1) ** 2 - trace**2 * rho**2


def energy(now, following):
    return SUM * (following**2 + rho**2 * now**2) - 2 * trace * rho**2 * following * now


THEOREM = Theorem(
    id="adam.linear_radius",
    title="Adam linearised at a minimizer decays like rho^k where Jury's test holds for the radius rho",
    kind="lemma",
    claim="C7",
    source="theory notes, section 7, adam.stability_threshold; Jury (1964)",
    setting=(
        ("momentum_start", eq(M(0), 0)),
        ("momentum", ForAll((k,), eq(M(k + 1), beta1 * M(k) + (1 - beta1) * eigenvalue * X(k)))),
        ("step", ForAll((k,), eq(X(k + 1), X(k) - alpha / eps * M(k + 1)))),
    ),
    assumptions=(
        le(0, beta1),
        lt(beta1, 1),
        lt(0, eps),
        lt(0, rho),
        le(beta1, rho**2),
        lt(0, rho**2 - trace * rho + beta1),
        lt(0, rho**2 + trace * rho + beta1),
    ),
    where=(
        (s, alpha * eigenvalue / eps),
        (trace, 1 + beta1 - s * (1 - beta1)),
        (weight, SUM * energy(1, trace - beta1) / (rho**2 * DISCRIMINANT)),
    ),
    over=(k,),
    quantity=X(k) ** 2,
    bound=weight * rho ** (2 * k),
    per=X(0) ** 2,
    notes="The second moment vanishes at the minimizer, so eps alone is left in the denominator. The smallest such "
    "rho is the spectral radius.",
)


def derive(proof: Proof) -> None:
    z, direct = Symbol("z"), THEOREM.definitions[trace].subs(s, THEOREM.definitions[s])
    moved = Matrix(
        [[1 - alpha / eps * (1 - beta1) * eigenvalue, -alpha / eps * beta1], [(1 - beta1) * eigenvalue, beta1]]
    )
    assert expand(moved.charpoly(z).as_expr() - (z**2 - direct * z + beta1)) == 0
    proof.note("SymPy: the step from (x, m) to (x', m') has the characteristic polynomial z^2 - T z + beta1.")
    proof.combine("sum_positive", lt(0, SUM), {lt(0, rho): rho}, beta1)
    proof.combine(
        "discriminant",
        lt(0, DISCRIMINANT),
        {lt(0, rho**2 - trace * rho + beta1): rho**2 + trace * rho + beta1},
        signs=[lt(0, rho**2 + trace * rho + beta1)],
        why="p(rho) p(-rho) > 0",
    )
    proof.combine("margin", le(0, rho**2 - beta1), {le(beta1, rho**2): 1})
    with proof.fix("second_order", k, why="the recurrence of the iterates alone") as inner:
        following = {k: k + 1}
        inner.combine(
            "here",
            eq(X(k + 2), trace * X(k + 1) - beta1 * X(k)),
            {
                inner.use("step", following): 1,
                inner.use("momentum", following): -alpha / eps,
                inner.use("step", {}): -beta1,
                "definition_trace": -X(k + 1),
                "definition_s": (1 - beta1) * X(k + 1),
            },
        )
    with proof.induction(
        k,
        {"decay": le(energy(X(k), X(k + 1)), rho ** (2 * k) * energy(X(0), X(1)))},
        why="the energy shrinks by rho^2, for rho^2 E - E' = (rho^2 - beta1) (T X' - (rho^2 + beta1) X)^2",
    ) as (_, step):
        new = step.use("second_order", {})
        shifted = energy(X(k + 1), X(k + 2)) - energy(X(k + 1), trace * X(k + 1) - beta1 * X(k))
        slope = SUM * (X(k + 2) + trace * X(k + 1) - beta1 * X(k)) - 2 * trace * rho**2 * X(k + 1)
        assert expand(shifted - slope * (X(k + 2) - trace * X(k + 1) + beta1 * X(k))) == 0
        step.combine(
            "next",
            le(energy(X(k + 1), X(k + 2)), rho ** (2 * k + 2) * energy(X(0), X(1))),
            {"decay": rho**2, new: slope},
            (rho**2 - beta1) * (trace * X(k + 1) - SUM * X(k)) ** 2,
        )
    _start(proof)
    with proof.fix("rate", k, why="and bounds the square of the iterate") as inner:
        inner.combine(
            "here",
            le(X(k) ** 2, THEOREM.bound * X(0) ** 2),
            {
                "decay": SUM / (rho**2 * DISCRIMINANT),
                "first_energy": SUM * rho ** (2 * k) / (rho**2 * DISCRIMINANT),
                "definition_weight": -(rho ** (2 * k)) * X(0) ** 2,
            },
            (SUM * X(k + 1) - trace * rho**2 * X(k)) ** 2 / (rho**2 * DISCRIMINANT),
            signs=["discriminant"],
        )


def _start(proof: Proof) -> None:
    """A run begins without momentum, so X_1 = (T - beta1) X_0."""
    first = proof.combine(
        "first_step",
        eq(X(1), (trace - beta1) * X(0)),
        {
            proof.use("step", {k: 0}): 1,
            proof.use("momentum", {k: 0}): -alpha / eps,
            "momentum_start": -alpha / eps * beta1,
            "definition_trace": -X(0),
            "definition_s": (1 - beta1) * X(0),
        },
    )
    slope = SUM * (X(1) + (trace - beta1) * X(0)) - 2 * trace * rho**2 * X(0)
    proof.combine(
        "first_energy", eq(energy(X(0), X(1)), energy(1, trace - beta1) * X(0) ** 2), {first: slope}, why="at the start"
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
