"""Adam with a constant step, linearised at a minimizer, is unstable where the curvature is too large.

Theory notes, section 7. Local only: nothing is said of Adam away from the minimizer.
"""

from sympy import Abs

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, alpha, beta1, eps, function, k, rho, s, x0_dist
from amgt_theory.theorem import Theorem

X, M = function("X", "natural"), function("M", "natural")
eigenvalue, a, b, c = (Real(name) for name in ("lambda", "x", "y", "a"))

THEOREM = Theorem(
    id="adam.instability",
    title="Adam linearised at a minimizer is unstable where alpha lambda/eps > 2 (1+beta1)/(1-beta1)",
    kind="theorem",
    claim="C7",
    verdict="corrects",
    source="theory notes, section 7, adam.stability_threshold",
    setting=(
        ("momentum_start", eq(M(0), 0)),
        ("momentum", ForAll((k,), eq(M(k + 1), beta1 * M(k) + (1 - beta1) * eigenvalue * X(k)))),
        ("step", ForAll((k,), eq(X(k + 1), X(k) - alpha / eps * M(k + 1)))),
        ("start", eq(x0_dist, Abs(X(0)))),
    ),
    assumptions=(
        le(0, beta1),
        lt(beta1, 1),
        lt(0, eps),
        lt(2 * eps * (1 + beta1), alpha * eigenvalue * (1 - beta1)),
        lt(0, x0_dist),
    ),
    where=((s, alpha * eigenvalue / eps), (rho, s * (1 - beta1) - 1 - 2 * beta1)),
    over=(k,),
    quantity=Abs(X(k)),
    bound=rho**k * x0_dist,
    direction="lower",
    also=(lt(1, rho),),
    tight=True,
    notes="The recursion is Adam's linearised at a minimizer with curvature lambda: local only, and at equality the "
    "linear test is silent. From any start and without momentum in it: the growth rate s (1-beta1) - 1 - 2 beta1 "
    "exceeds 1 just above the threshold. Attained at beta1 = 0. Default Adam (0.001, 1e-8, 0.9), so linearised, is "
    "unstable where the curvature exceeds 3.8e-4.",
)


def derive(proof: Proof) -> None:
    proof.combine("growing", lt(1, rho), {"assumption_4": 1 / eps, "definition_s": beta1 - 1, "definition_rho": -1})
    proof.combine("rho_positive", lt(0, rho), {"growing": 1}, 1)
    with proof.fix("second_order", k, why="the recurrence of the iterates alone") as inner:
        following = {k: k + 1}
        inner.combine(
            "here",
            eq(X(k + 2), -(rho + beta1) * X(k + 1) - beta1 * X(k)),
            {
                inner.use("step", following): 1,
                inner.use("momentum", following): -alpha / eps,
                inner.use("step", {}): -beta1,
                "definition_rho": X(k + 1),
                "definition_s": (1 - beta1) * X(k + 1),
            },
        )
    first = proof.combine(
        "first_step",
        eq(X(1), -(rho + 2 * beta1) * X(0)),
        {
            proof.use("step", {k: 0}): 1,
            proof.use("momentum", {k: 0}): -alpha / eps,
            "momentum_start": -alpha / eps * beta1,
            "definition_rho": X(0),
            "definition_s": (1 - beta1) * X(0),
        },
    )
    sign = (-1) ** k * X(0)
    with proof.induction(
        k,
        {
            "positive": le(0, sign * X(k)),
            "grows": le(rho * sign * X(k), -sign * X(k + 1)),
            "power": le(rho**k * X(0) ** 2, sign * X(k)),
        },
        why="signs alternate, and the size grows by rho at least",
    ) as (base, step):
        base.combine("first_positive", le(0, X(0) ** 2), {}, X(0) ** 2)
        base.combine("first_growth", le(rho * X(0) ** 2, -X(0) * X(1)), {first: X(0)}, 2 * beta1 * X(0) ** 2)
        new = step.use("second_order", {})
        step.combine("next_positive", le(0, -sign * X(k + 1)), {"grows": 1, "positive": rho})
        step.combine(
            "next_growth",
            le(-rho * sign * X(k + 1), sign * X(k + 2)),
            {new: -sign, "grows": beta1, "positive": beta1 * (rho - 1)},
            signs=["growing"],
        )
        step.combine("next_power", le(rho ** (k + 1) * X(0) ** 2, -sign * X(k + 1)), {"grows": 1, "power": rho})
    with proof.induction(k, {"sign_squared": eq(((-1) ** k) ** 2, 1)}) as (_, step):
        step.combine("next", eq(((-1) ** (k + 1)) ** 2, 1), {"sign_squared": 1})
    squared = proof.law("abs_square", X(0))
    with proof.fix("rate", k, why="which is a bound on the size itself") as inner:
        product, size = sign * X(k), x0_dist + Abs(X(0))
        inner.combine(
            "squares",
            eq(product**2, x0_dist**2 * X(k) ** 2),
            {"sign_squared": X(0) ** 2 * X(k) ** 2, "start": -size * X(k) ** 2, squared: -(X(k) ** 2)},
        )
        scaled = inner.cite("lemmas.abs_scaled", {a: product, b: X(k), c: x0_dist})
        inner.combine(
            "there",
            le(THEOREM.bound, Abs(X(k))),
            {
                "power": 1,
                inner.law("abs_upper", product): 1,
                scaled: 1,
                "start": rho**k * size,
                squared: rho**k,
            },
            multiplier=x0_dist,
        )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
