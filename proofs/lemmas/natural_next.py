"""Between a natural number and the next one there is none."""

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import Natural, k, n
from amgt_theory.theorem import Theorem

a, b = Natural("a"), Natural("b")

THEOREM = Theorem(
    id="lemmas.natural_next",
    title="a natural number above another is at least the next one",
    kind="lemma",
    source="elementary",
    assumptions=(lt(k, n),),
    quantity=n,
    bound=k + 1,
    direction="lower",
    tight=True,
)


def derive(proof: Proof) -> None:
    with proof.induction(
        a, {"next": ForAll((b,), le(a + 1, b), (lt(a, b),))}, why="both one less, until the smaller is 0"
    ) as (base, step):
        with base.fix("positive", b, assume={"above": lt(0, b)}) as inner:
            inner.cite("lemmas.natural_positive", {n: b})
        claim = ForAll((), le(a + 2, b), (lt(a + 1, b),))
        with step.induction(b, {"following": claim}) as (zero, other):
            with zero.fix("nothing", assume={"above": lt(a + 1, 0)}) as inner:
                inner.combine("here", le(a + 2, 0), {"above": a + 2}, multiplier=a + 1)
            with other.fix("less", assume={"above": lt(a + 1, b + 1)}) as inner:
                inner.combine("smaller", lt(a, b), {"above": 1})
                inner.combine("here", le(a + 2, b + 1), {inner.use("next", {}): 1})
        with step.fix("all", b, assume={"above": lt(a + 1, b)}) as inner:
            inner.use(inner.use("following", {}), {})
    proof.use(proof.use("next", {a: k}), {b: n})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
