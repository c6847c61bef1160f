"""The least of some numbers is at most their weighted average, stated without a quotient."""

from sympy import Sum

from amgt_theory.derivation import Proof, Taken
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import Natural, function, j, k, n
from amgt_theory.theorem import Theorem

last = Natural("last")
least, number, weight = (function(name, "natural") for name in ("least", "number", "weight"))
WEIGHTS, WEIGHTED = Sum(weight(j), (j, 1, k)), Sum(weight(j) * number(j), (j, 1, k))

THEOREM = Theorem(
    id="lemmas.weighted_least",
    title="the least of some numbers is at most their weighted average",
    kind="lemma",
    source="elementary; used in theory notes, section 6",
    setting=(
        ("least", ForAll((k, j), le(least(k), number(j + 1)), (lt(j, k),))),
        ("weights", ForAll((k,), le(0, weight(k + 1)))),
    ),
    over=(k,),
    quantity=least(k) * WEIGHTS,
    bound=WEIGHTED,
    tight=True,
)


def derive(proof: Proof) -> None:
    def compared(count):
        return le(least(n) * WEIGHTS.subs(k, count), WEIGHTED.subs(k, count))

    with proof.fix("first", n, why="what is at most each of the first n numbers, times the first weights") as inner:
        claim = {"compared": ForAll((), compared(last), (le(last, n),))}
        with inner.induction(last, claim) as (_, step), step.fix("next", assume={"left": le(last + 1, n)}) as here:
            here.combine("before", le(last, n), {"left": 1}, 1)
            here.combine("strictly_before", lt(last, n), {"left": 1}, 1)
            here.use("weights", {k: last})
            smaller = Taken("least", {k: n, j: last})
            here.combine("there", compared(last + 1), {here.use("compared", {}): 1, smaller: weight(last + 1)})
    with proof.fix("average", k, why="for all of them") as inner:
        inner.use(inner.use(inner.use("first", {n: k}), {last: k}), {})


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing

    def model(draw):
        one = drawing.signed(draw)
        numbers = [one if drawing.pick(draw, (True, False)) else drawing.signed(draw) for _ in range(6)]
        least_so_far = [numbers[0], *(min(numbers[1 : place + 1]) for place in range(1, 6))]
        return {number: numbers, least: least_so_far, weight: [abs(drawing.signed(draw)) for _ in range(6)]}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
