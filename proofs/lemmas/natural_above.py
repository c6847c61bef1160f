"""What follows from every natural number between X and X + 1 holds: there is one."""

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le
from amgt_theory.symbols import Natural, Real, n
from amgt_theory.theorem import Theorem

X, low, high = Real("X"), Real("low"), Real("high")
count = Natural("count")
BETWEEN = ForAll((n,), le(low, high), (le(X, n), le(n, X + 1)))

THEOREM = Theorem(
    id="lemmas.natural_above",
    title="between X and X + 1 there is a natural number",
    kind="lemma",
    source="elementary; the Archimedean property",
    setting=(("for_each", BETWEEN),),
    assumptions=(le(0, X),),
    quantity=low,
    bound=high,
    notes="low <= high stands for any inequality that does not depend on the number.",
)


def derive(proof: Proof) -> None:
    goal = le(low, high)
    with proof.cases("order", low, high, goal, why="assume high < low") as (_, wrong):
        claims = {"reached": ForAll((), goal, (le(X, count),))}
        with wrong.induction(count, claims, why="then no natural number is above X") as (base, step):
            with base.fix("start", assume={"above": le(X, 0)}) as inner:
                inner.combine("near", le(0, X + 1), {"assumption_1": 1}, 1)
                inner.use("for_each", {n: 0})
            with (
                step.fix("next", assume={"above": le(X, count + 1)}) as inner,
                inner.cases("before", X, count, goal) as (earlier, first),
            ):
                earlier.use("reached", {})
                first.combine("near", le(count + 1, X + 1), {"before": 1})
                first.use("for_each", {n: count + 1})
        with (
            wrong.fix("below", count) as inner,
            inner.cases("above", X, count, le(count, X)) as (beyond, _),
        ):
            found = beyond.use(beyond.use("reached", {}), {})
            absurd = beyond.combine("absurd", le(1, 0), {found: 1}, multiplier=low - high)
            beyond.combine("below_here", le(count, X), {absurd: count}, X)
        nothing = wrong.law("archimedes", 1, X, why="which the Archimedean property excludes")
        wrong.combine("there", goal, {nothing: low - high})


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import between, signed

    return StepCheck(THEOREM, lambda draw: {X: draw(between(0, 10)), low: draw(signed()), high: draw(signed())})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
