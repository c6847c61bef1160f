"""Real powers of quotients telescope; stated for quotients because x/y times y/z is not written x/z."""

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, lt
from amgt_theory.symbols import Real, c
from amgt_theory.theorem import Theorem

x, y, z, u, w, hole = (Real(name) for name in "x y z u w hole".split())

THEOREM = Theorem(
    id="lemmas.power_chain",
    title="real powers of quotients telescope",
    kind="lemma",
    source="elementary; used in theory notes, section 2",
    assumptions=(lt(0, x), lt(0, y), lt(0, z)),
    quantity=(x / y) ** c * (y / z) ** c,
    bound=(x / z) ** c,
    direction="exact",
)


def derive(proof: Proof) -> None:
    for symbol, above, below in ((u, x, y), (w, y, z)):
        proof.define(symbol, above / below)
        proof.combine(f"{symbol}_positive", lt(0, symbol), {f"definition_{symbol}": -1}, above / below)
        proof.rewrite(f"power_{symbol}", f"definition_{symbol}", hole, hole**c)
    product = proof.cite("lemmas.power_product", {x: u, y: w}, why="the power of a product, for u = x/y and w = y/z")
    cancelled = proof.combine(
        "cancelled", eq(u * w, x / z), {"definition_u": w, "definition_w": x / y}, why="whose product is x/z"
    )
    proof.combine(
        "power_chain",
        eq(THEOREM.quantity, THEOREM.bound),
        {
            "power_u": -((y / z) ** c),
            "power_w": -(u**c),
            product: -1,
            proof.rewrite("power", cancelled, hole, hole**c): 1,
        },
        why="so the powers telescope",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
