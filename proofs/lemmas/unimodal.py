"""What rises up to a place and falls from there on is largest there."""

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le
from amgt_theory.symbols import Natural, function, k, n
from amgt_theory.theorem import Theorem

e, j = function("e", "natural"), Natural("j")

THEOREM = Theorem(
    id="lemmas.unimodal",
    title="a sequence that rises up to a place and falls from there on is largest there",
    kind="lemma",
    source="elementary; used in theory notes, section 8, quadratic.transient",
    setting=(
        ("rises", ForAll((k,), le(e(k), e(k + 1)), (le(k + 1, n),))),
        ("falls", ForAll((k,), le(e(k + 1), e(k)), (le(n, k),))),
    ),
    over=(k,),
    quantity=e(k),
    bound=e(n),
    tight=True,
)


def derive(proof: Proof) -> None:
    below = le(e(k), e(n))
    claim = ForAll((k,), below, (le(k, n), le(n, k + j)))
    with proof.induction(j, {"rising": claim}, why="as far below the place as one likes") as (base, step):
        with base.fix("there", k, assume={"up_to": le(k, n), "from": le(n, k)}) as inner:
            inner.equal("same", "up_to", "from")
            reached = inner.cite("lemmas.natural_equal")
            inner.combine("here", below, {reached: 1})
        with (
            step.fix("next", k, assume={"up_to": le(k, n), "from": le(n, k + j + 1)}) as inner,
            inner.cases("order", n, k, below) as (there, before),
        ):
            there.equal("same", "up_to", "order")
            reached = there.cite("lemmas.natural_equal")
            there.combine("here", below, {reached: 1})
            before.cite("lemmas.natural_next")
            later = before.use("rising", {k: k + 1})
            before.combine("here", below, {before.use("rises", {}): 1, later: 1})
    with proof.induction(k, {"falling": ForAll((), below, (le(n, k),))}, why="and as far above it") as (base, step):
        with base.fix("start", assume={"from": le(n, 0)}) as inner:
            inner.combine("up_to", le(0, n), {}, n)
            inner.equal("same", "up_to", "from")
            reached = inner.cite("lemmas.natural_equal", {k: 0})
            inner.combine("here", le(e(0), e(n)), {reached: 1})
        beyond = le(e(k + 1), e(n))
        with (
            step.fix("next", assume={"from": le(n, k + 1)}) as inner,
            inner.cases("order", n, k, beyond) as (after, there),
        ):
            after.combine("here", beyond, {after.use("falls", {}): 1, after.use("falling", {}): 1})
            reached = there.cite("lemmas.natural_next")
            there.equal("same", reached, "from")
            reached = there.cite("lemmas.natural_equal", {k: k + 1})
            there.combine("here", beyond, {reached: 1})
    with proof.fix("largest", k, why="so everywhere") as inner, inner.cases("order", k, n, below) as (up, down):
        up.combine("near", le(n, k + n), {}, k)
        up.use(up.use("rising", {j: n}), {})
        down.combine("from", le(n, k), {"order": 1})
        down.use(down.use("falling", {}), {})


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing

    def model(draw):  # some places are equal
        place = drawing.natural(draw, 6)
        members = sorted(drawing.signed(draw) * drawing.pick(draw, (0, 1)) for _ in range(place + 1))
        for _ in range(8):
            members.append(members[-1] - drawing.pick(draw, (0, drawing.positive(draw))))
        return {n: place, k: drawing.natural(draw, place + 8), e: members}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
