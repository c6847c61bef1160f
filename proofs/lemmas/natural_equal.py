"""A sequence has equal members at equal places.

The kernel replaces equals in real arguments; for natural ones this is an induction.
"""

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq
from amgt_theory.symbols import Natural, function, k, n
from amgt_theory.theorem import Theorem

e = function("e", "natural")
a, b, s = Natural("a"), Natural("b"), Natural("shift")

THEOREM = Theorem(
    id="lemmas.natural_equal",
    title="a sequence has equal members at equal places",
    kind="lemma",
    source="elementary",
    assumptions=(eq(k, n),),
    quantity=e(k),
    bound=e(n),
    direction="exact",
    tight=True,
)


def derive(proof: Proof) -> None:
    def shifted(left, right):
        """Equal at equal places, so many places further on."""
        return ForAll((s,), eq(e(left + s), e(right + s)), (eq(left, right),))

    why = "both places one less, the sequence one further on, until they are 0"
    with proof.induction(a, {"from_here": ForAll((b,), shifted(a, b))}, why=why) as (base, step):
        _zero(base, shifted)
        with step.induction(b, {"following": shifted(a + 1, b)}) as (zero, other):
            with zero.fix("nothing", s, assume={"same": eq(a + 1, 0)}) as inner:
                inner.combine("here", eq(e(a + 1 + s), e(s)), {"same": e(a + 1 + s) - e(s)}, multiplier=a + 1)
            with other.fix("less", s, assume={"same": eq(a + 1, b + 1)}) as inner:
                inner.combine("one_less", eq(a, b), {"same": 1})
                inner.use(inner.use("from_here", {}), {s: s + 1})
        with step.fix("all", b) as inner:
            inner.use("following", {})
    last = proof.use(proof.use("from_here", {a: k}), {b: n})
    proof.use(last, {s: 0})


def _zero(base: Proof, shifted) -> None:
    with base.induction(b, {"first": shifted(0, b)}) as (zero, other):
        with zero.fix("trivial", s, assume={"same": eq(0, 0)}) as inner:
            inner.combine("here", eq(e(s), e(s)))
        with other.fix("nothing", s, assume={"same": eq(0, b + 1)}) as inner:
            inner.combine("here", eq(e(s), e(b + 1 + s)), {"same": e(b + 1 + s) - e(s)}, multiplier=b + 1)
    with base.fix("start", b) as inner:
        inner.use("first", {})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
