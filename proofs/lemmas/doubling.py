"""What at least doubles when going back a step, and is small to second order, is nonnegative.

For an inequality between functions of t >= 1 that agree to second order at 1: taken along t, t^(1/2), t^(1/4), ...
"""

from amgt_theory.derivation import Proof, Taken
from amgt_theory.language import ForAll, le
from amgt_theory.symbols import function, k, n
from amgt_theory.theorem import Theorem

excess, square = function("excess", "natural"), function("square", "natural")

THEOREM = Theorem(
    id="lemmas.doubling",
    title="what doubles, and is at least minus what quadruples, is nonnegative",
    kind="lemma",
    source="elementary; used in theory notes, section 3, sharp_exponent, tightness",
    setting=(
        ("doubles", ForAll((k,), le(2 * excess(k + 1), excess(k)))),
        ("quadruples", ForAll((k,), le(4 * square(k + 1), square(k)))),
        ("small", ForAll((k,), le(-square(k), excess(k)))),
        ("squares", ForAll((k,), le(0, square(k)))),
    ),
    quantity=excess(0),
    bound=0,
    direction="lower",
    tight=True,
)


def derive(proof: Proof) -> None:
    claim = ForAll((k,), le(-square(k), n * excess(k)))
    with proof.induction(n, {"above": claim}, why="n times the excess is at least minus the square") as (base, step):
        with base.fix("start", k) as inner:
            inner.combine("here", le(-square(k), 0), {"squares": 1})
        with step.fix("next", k) as inner:
            inner.combine(
                "here",
                le(-square(k), (n + 1) * excess(k)),
                {
                    "doubles": n + 1,
                    Taken("above", {k: k + 1}): 2,
                    Taken("small", {k: k + 1}): 2,
                    "quadruples": 1,
                },
                why="as 2 (n+1) = 2 n + 2 and 2 + 2 = 4",
            )
    with proof.fix("bounded", n) as inner:
        here = inner.use(inner.use("above", {}), {k: 0})
        inner.combine("there", le(n * (-excess(0)), square(0)), {here: 1})
    limit = proof.law("archimedes", -excess(0), square(0), why="for all n, so the excess is not negative")
    proof.combine("doubling", le(0, excess(0)), {limit: 1})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
