"""A diagonal preconditioner with a Euclidean projection has the wrong limit (theory notes, section 5).

The witness: f = (x^2 + y^2)/2 on {x + y >= 1}, preconditioner diag(1, 4). The run starts at the solution (1/2, 1/2) and
leaves it for the point (4/5, 1/5). So "constrained environments" needs a box, or a scalar gain.
"""

from sympy import Max, Product, Rational, Symbol, solve

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, alpha, function, j, k, k0
from amgt_theory.theorem import Theorem

X, Y = function("X", "natural"), function("Y", "natural")
B = Real("B")
SCALES = (1, 4)
LIMIT = (Rational(4, 5), Rational(1, 5))
SIZE = alpha / (k + 1 + k0)
MOVED = tuple(point(k) - scale * SIZE * point(k) for point, scale in zip((X, Y), SCALES, strict=True))
PUSH = Max(0, (1 - MOVED[0] - MOVED[1]) / 2)
PRODUCT = Product(1 - 5 * alpha / (2 * (j + k0)), (j, 1, k))


def gap(n):
    return (X(n) ** 2 + Y(n) ** 2) / 2 - Rational(1, 4)


CLAIM = ForAll((k,), le(gap(k), B * gap(0)))

THEOREM = Theorem(
    id="refute.euclidean_projection",
    title="a diagonal preconditioner with a Euclidean projection leaves the solution",
    kind="refutation",
    claim="C9",
    verdict="refutes",
    source="theory notes, section 5, refute.euclidean_projection",
    setting=(
        ("step_x", ForAll((k,), eq(X(k + 1), MOVED[0] + PUSH))),
        ("step_y", ForAll((k,), eq(Y(k + 1), MOVED[1] + PUSH))),
        ("start_x", eq(X(0), Rational(1, 2))),
        ("start_y", eq(Y(0), Rational(1, 2))),
    ),
    assumptions=(lt(0, alpha), le(0, k0), le(5 * alpha, 2 * (k0 + 1))),
    over=(k,),
    quantity=gap(k),
    bound=Rational(9, 100) * (1 - PRODUCT) ** 2,
    direction="exact",
    also=(
        ForAll((k,), eq(X(k), LIMIT[0] - Rational(3, 10) * PRODUCT)),
        ForAll((k,), eq(Y(k), LIMIT[1] + Rational(3, 10) * PRODUCT)),
        ForAll((B,), le(1, 0), (CLAIM,)),
    ),
    tight=True,
    notes="The start is the solution. The product vanishes like k^(-5 alpha/2) (lemmas.product_power), so the limit "
    "is (4/5, 1/5) with gap 9/100, and no bound by a multiple of the first gap holds. The projection onto {x + "
    "y >= 1} adds max(0, (1-x-y)/2) to both coordinates.",
)


def derive(proof: Proof) -> None:
    first, second = Symbol("first"), Symbol("second")
    stays = solve([first + second - 1, SCALES[0] * first - SCALES[1] * second], [first, second])
    assert (stays[first], stays[second]) == LIMIT
    proof.note("A point stays where the preconditioned gradient is normal to the edge: SymPy finds (4/5, 1/5).")
    factor = 1 - 5 * alpha / (2 * (k + 1 + k0))
    with proof.fix("factor_nonnegative", k) as inner:
        inner.combine(
            "there",
            le(0, factor),
            {"assumption_3": 1},
            2 * k,
            multiplier=2 * (k + 1 + k0),
        )
    distance = Rational(3, 10) * PRODUCT
    claims = {
        "position_x": eq(X(k), LIMIT[0] - distance),
        "position_y": eq(Y(k), LIMIT[1] + distance),
        "product_nonnegative": le(0, PRODUCT),
        "product_small": le(PRODUCT, 1),
    }
    with proof.induction(k, claims, why="along the edge the distance to it shrinks by 1 - 5 alpha_k/2") as (base, step):
        base.combine("first_x", eq(X(0), Rational(1, 2)), {"start_x": 1})
        base.combine("first_y", eq(Y(0), Rational(1, 2)), {"start_y": 1})
        _one_step(step, factor)
    with proof.fix("gap", k, why="so the gap is exact") as inner:
        inner.combine(
            "there",
            eq(gap(k), THEOREM.bound),
            {
                "position_x": (X(k) + LIMIT[0] - distance) / 2,
                "position_y": (Y(k) + LIMIT[1] + distance) / 2,
            },
        )
    _refuted(proof)


def _one_step(proof: Proof, factor) -> None:
    proof.use("factor_nonnegative", {})
    missing = (1 - MOVED[0] - MOVED[1]) / 2
    proof.combine(
        "missing_positive",
        le(0, missing),
        {"position_x": (1 - SIZE) / 2, "position_y": (1 - 4 * SIZE) / 2, "product_nonnegative": 9 * SIZE / 20},
        SIZE * Rational(4, 5),
    )
    below, above = proof.law("max_least", 0, missing, missing), proof.law("max_left", missing, 0)
    push = proof.equal("push", below, above)
    for name, point, sign in (("x", X, 1), ("y", Y, -1)):
        moved = proof.use(f"step_{name}", {})
        position = LIMIT[0 if name == "x" else 1] - sign * Rational(3, 10) * PRODUCT * factor
        proof.combine(
            f"next_{name}",
            eq(point(k + 1), position),
            {moved: 1, push: 1, "position_x": None, "position_y": None},
        )
    proof.combine("next_nonnegative", le(0, PRODUCT * factor), {}, PRODUCT * factor)
    proof.combine("next_small", le(PRODUCT * factor, 1), {"product_small": 1}, PRODUCT * 5 * SIZE / 2)


def _refuted(proof: Proof) -> None:
    with proof.fix(
        "refuted", B, assume={"claimed": CLAIM}, conclusion=le(1, 0), why="a bound by the first gap, 0, is false"
    ) as inner:
        first, one = inner.use("claimed", {k: 1}), inner.use("gap", {k: 1})
        start = inner.use("gap", {k: 0})
        lost = 5 * alpha / (2 * (1 + k0))
        inner.combine(
            "absurd",
            le(1, 0),
            {first: 1, one: -1, start: B},
            multiplier=Rational(9, 100) * lost**2,
        )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
