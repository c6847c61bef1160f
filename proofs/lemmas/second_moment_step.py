"""An average of two bounded numbers is bounded: a coordinate of the second moment in one step."""

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, le
from amgt_theory.symbols import G, Real, beta2, s
from amgt_theory.theorem import Theorem

v, g, v_next = (Real(name) for name in ("v", "g", "v_next"))

THEOREM = Theorem(
    id="lemmas.second_moment_step",
    title="averaging keeps the second moment bounded, in one step",
    kind="lemma",
    source="theory notes, section 1, the gain sandwich",
    setting=(
        ("nonnegative", le(0, v)),
        ("moment", le(v, s * G**2)),
        ("gradient", le(g**2, G**2)),
        ("update", eq(v_next, beta2 * v + (1 - beta2) * g**2)),
    ),
    assumptions=(le(0, beta2), le(beta2, 1)),
    quantity=v_next,
    bound=(beta2 * s + 1 - beta2) * G**2,
    also=(le(0, v_next),),
    tight=True,
    notes="One coordinate. With s = 1 - beta2^k the bound is (1 - beta2^(k+1)) G^2.",
)


def derive(proof: Proof) -> None:
    proof.combine(
        "moment_next",
        le(v_next, THEOREM.bound),
        {"update": 1, "moment": beta2, "gradient": 1 - beta2},
        why="an average of v and g^2",
    )
    proof.combine("nonnegative_next", le(0, v_next), {"update": -1, "nonnegative": beta2}, (1 - beta2) * g**2)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
