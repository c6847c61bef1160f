"""Adam with a constant step, linearised at a minimizer, is stable below a threshold of the curvature.

Theory notes, section 7. Local only: nothing is said of Adam away from the minimizer, nor at equality, where the linear
test is silent.

Jury's conditions for the unit circle, p(1) > 0, p(-1) > 0 and beta1 < 1, leave room for a radius rho < 1.
"""

from sympy import Min, Poly, Symbol

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, alpha, beta1, eps, function, k, rho, s
from amgt_theory.theorem import Theorem

X, M = function("X", "natural"), function("M", "natural")
eigenvalue, trace, weight, margin = Real("lambda"), Real("trace"), Real("weight"), Real("margin")
SUM, DISCRIMINANT = rho**2 + beta1, (rho**2 + beta1) ** 2 - trace**2 * rho**2
FIRST = trace - beta1
AT_ONE, AT_MINUS_ONE = s * (1 - beta1), 2 * (1 + beta1) - s * (1 - beta1)

THEOREM = Theorem(
    id="adam.stability_threshold",
    title="Adam linearised at a minimizer is stable where alpha lambda/eps < 2 (1+beta1)/(1-beta1)",
    kind="theorem",
    claim="C7",
    verdict="corrects",
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
        lt(0, alpha),
        lt(0, eigenvalue),
        lt(alpha * eigenvalue * (1 - beta1), 2 * eps * (1 + beta1)),
    ),
    where=(
        (s, alpha * eigenvalue / eps),
        (trace, 1 + beta1 - s * (1 - beta1)),
        (margin, Min(AT_ONE, AT_MINUS_ONE)),
        (rho, 1 - Min(margin / 2, (1 - beta1) / 2)),
        (weight, SUM * (SUM * (FIRST**2 + rho**2) - 2 * trace * rho**2 * FIRST) / (rho**2 * DISCRIMINANT)),
    ),
    over=(k,),
    quantity=X(k) ** 2,
    bound=weight * rho ** (2 * k),
    per=X(0) ** 2,
    also=(lt(rho, 1),),
    notes="The recursion is Adam's linearised at a minimizer with curvature lambda, where the second moment vanishes "
    "(no AMSGrad): local only, and at equality the linear test is silent. Any rho above the spectral radius will do in "
    "place of this one (adam.linear_radius). Beyond the threshold: adam.instability. AMGT's step alpha/(k+k0)^p falls "
    "below the threshold for good: where (k+k0)^p > alpha lambda (1-beta1)/(2 eps (1+beta1)).",
)


def derive(proof: Proof) -> None:
    z = Symbol("z")
    polynomial = Poly(z**2 - THEOREM.definitions[trace] * z + beta1, z)
    assert (polynomial.eval(1) - AT_ONE).expand() == 0
    assert (polynomial.eval(-1) - AT_MINUS_ONE).expand() == 0
    proof.note("Jury's conditions for p(z) = z^2 - T z + beta1: p(1) = s (1-beta1), p(-1) = 2 (1+beta1) - s (1-beta1).")
    scaled = alpha * eigenvalue / eps
    proof.combine("s_positive", lt(0, s), {"definition_s": -1}, scaled)
    proof.combine("one", lt(0, AT_ONE), {lt(beta1, 1): s}, signs=["s_positive"])
    proof.combine(
        "minus_one", lt(0, AT_MINUS_ONE), {"assumption_6": 1 / eps, "definition_s": 1 - beta1}, why="p(-1) > 0"
    )
    proof.combine("margin_positive", lt(0, margin), {"definition_margin": -1}, THEOREM.definitions[margin])
    left, right = proof.law("min_left", AT_ONE, AT_MINUS_ONE), proof.law("min_left", AT_MINUS_ONE, AT_ONE)
    proof.combine("margin_one", le(margin, AT_ONE), {"definition_margin": 1, left: 1})
    proof.combine("margin_minus_one", le(margin, AT_MINUS_ONE), {"definition_margin": 1, right: 1})
    distance = Min(margin / 2, (1 - beta1) / 2)
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("distance_positive", lt(0, distance), {}, distance)
    proof.combine("rho_below", lt(rho, 1), {"definition_rho": 1, "distance_positive": 1})
    by_margin = proof.law("min_left", margin / 2, (1 - beta1) / 2)
    by_beta1 = proof.law("min_left", (1 - beta1) / 2, margin / 2)
    proof.combine("rho_margin", le(1 - rho, margin / 2), {"definition_rho": -1, by_margin: 1})
    above = proof.combine("rho_above", le((1 + beta1) / 2, rho), {"definition_rho": -1, by_beta1: 1})
    proof.combine("rho_positive", lt(0, rho), {above: 1}, (1 + beta1) / 2)
    proof.combine(
        "momentum_radius", le(beta1, rho**2), {above: rho + (1 + beta1) / 2}, (1 - beta1) ** 2 / 4, why="beta1 <= rho^2"
    )
    proof.combine("rho_over", le(0, rho - beta1), {above: 1}, (1 - beta1) / 2)
    for name, sign, value in (("at_rho", -1, "margin_one"), ("at_minus_rho", 1, "margin_minus_one")):
        proof.combine(
            name,
            lt(0, rho**2 + sign * trace * rho + beta1),
            {
                "margin_positive": (rho + beta1) / 2,
                value: rho,
                "rho_margin": rho - beta1,
                "definition_trace": -sign * rho,
            },
            why=f"p({'-' if sign == 1 else ''}rho) > 0",
        )
    proof.cite("adam.linear_radius", why="so the iterates decay like rho^k")


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
