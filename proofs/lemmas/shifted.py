"""What holds for all k <= n and for all n + j holds for all k: natural numbers have no subtraction."""

from sympy import Expr

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, Formula, le
from amgt_theory.symbols import Natural, function, j, k, n
from amgt_theory.theorem import Theorem

e, bound = function("e", "natural"), function("bound", "natural")
split, small = Natural("split"), Natural("small")


def before(last: Expr) -> Formula:
    return ForAll((k,), le(e(k), bound(k)), (le(k, last),))


def later(last: Expr) -> Formula:
    return ForAll((j,), le(e(last + j), bound(last + j)))


THEOREM = Theorem(
    id="lemmas.shifted",
    title="a bound up to n and a bound from n on are a bound for all k",
    kind="lemma",
    source="elementary",
    setting=(("before", before(n)), ("later", later(n))),
    over=(k,),
    quantity=e(k),
    bound=bound(k),
)


def derive(proof: Proof) -> None:
    def claim(last: Expr) -> Formula:
        return ForAll((k,), le(e(k), bound(k)), (before(last), later(last)))

    with proof.induction(split, {"joined": claim(split)}, why="by induction on n") as (base, step):
        with base.fix("start", k, assume={"up_to": before(0), "from_zero": later(0)}) as inner:
            inner.use("from_zero", {j: k})
        assume = {"up_to": before(split + 1), "beyond": later(split + 1)}
        with step.fix("next", k, assume=assume) as inner:
            with inner.induction(j, {"beyond_split": le(e(split + j), bound(split + j))}) as (here, after):
                here.use("up_to", {k: split})
                after.use("beyond", {})
            with inner.fix("up_to_split", small, assume={"below": le(small, split)}) as each:
                each.combine("smaller", le(small, split + 1), {"below": 1}, 1)
                each.use("up_to", {k: small})
            inner.use("joined", {})
    joined = proof.use("joined", {split: n})
    with proof.fix("all", k) as inner:
        inner.use(joined, {})


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import between, naturals, signed

    def model(draw):
        values = [draw(signed()) for _ in range(8)]
        above = [draw(between(one, None)) for one in values]
        return {e: values, bound: above, n: draw(naturals(7)), k: draw(naturals(7))}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
