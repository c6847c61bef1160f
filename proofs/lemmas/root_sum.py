"""1/n^(3/2) telescopes: its sum is at most that of the midpoint rule (theory notes, section 3, sharp_exponent)."""

from sympy import Rational, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import Real, a
from amgt_theory.theorem import Theorem

before, here, after = Real("before"), Real("here"), Real("after")
HALF = Rational(1, 2)

THEOREM = Theorem(
    id="lemmas.root_sum",
    title="1/a^(3/2) <= 2/sqrt(a - 1/2) - 2/sqrt(a + 1/2)",
    kind="lemma",
    source="theory notes, section 3, strongly_convex.sharp_exponent",
    assumptions=(lt(HALF, a),),
    where=((before, sqrt(a - HALF)), (here, sqrt(a)), (after, sqrt(a + HALF))),
    quantity=1 / (a * here),
    bound=2 / before - 2 / after,
    also=(lt(0, before), lt(0, here), lt(0, after)),
)


def derive(proof: Proof) -> None:
    proof.combine("a_positive", lt(0, a), {lt(HALF, a): 1}, HALF)
    proof.combine("before_positive", lt(0, a - HALF), {lt(HALF, a): 1})
    for symbol, inside in ((before, a - HALF), (here, a), (after, a + HALF)):
        root = proof.law("sqrt_square", inside)
        name = f"{symbol}_squared"
        proof.combine(name, eq(symbol**2, inside), {f"definition_{symbol}": symbol + sqrt(inside), root: 1})
        proof.combine(f"{symbol}_nonnegative", le(0, symbol), {f"definition_{symbol}": -1}, sqrt(inside))
        proof.combine(f"{symbol}_inside", lt(0, inside), {lt(HALF, a): 1}, inside - a + HALF)
        claim = lt(0, symbol)
        with proof.cases(f"{symbol}_root_positive", symbol, 0, claim) as (zero, _):
            zero.combine("absurd", claim, {f"{symbol}_inside": 1, name: -1, f"{symbol}_root_positive": symbol}, symbol)
    product = proof.combine(
        "product",
        le(before * after, a),
        {"before_squared": after**2, "after_squared": a - HALF},
        Rational(1, 4),
        multiplier=before * after + a,
        why="the geometric mean of a - 1/2 and a + 1/2 is at most a",
    )
    total = proof.combine(
        "total",
        le(before + after, 2 * here),
        {product: 2, "before_squared": 1, "after_squared": 1, "here_squared": -4},
        multiplier=before + after + 2 * here,
        why="so their roots have an average of at most sqrt a",
    )
    proof.combine(
        "root_sum",
        le(THEOREM.quantity, THEOREM.bound),
        {total: a, product: before + after, "after_squared": -2 * a * here, "before_squared": 2 * a * here},
        multiplier=before * after * (before + after) * a * here,
        why="together, as the difference of the roots is 1 over their sum",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
