"""The exponent 2 c cannot be improved (theory notes, section 3, sharp_exponent): a lower bound on a quadratic.

The witness is AMGT itself on f = mu x^2/2, with beta1 = 0 and no threshold. Its gains are at most alpha/(eps (k+k0)),
so the exponent of its gap is at most 2 mu alpha/eps: that of sharp_exponent where gains are equal.
"""

from sympy import Product, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, alpha, c, eps, function, gap0, j, k, k0, mu
from amgt_theory.theorem import Theorem

X, W = function("X", "natural"), function("W", "natural")


def gap(step):
    return mu * X(step) ** 2 / 2


THEOREM = Theorem(
    id="strongly_convex.sharp_exponent_tight",
    title="on a quadratic the gap of AMGT decays with exponent 2 mu alpha/eps at most",
    kind="theorem",
    claim="C1",
    source="theory notes, section 3, strongly_convex.sharp_exponent, tightness",
    setting=(
        ("second_moment_nonnegative", ForAll((k,), le(0, W(k)))),
        ("step", ForAll((k,), eq(X(k + 1), X(k) - alpha / (k + 1 + k0) * mu * X(k) / (sqrt(W(k + 1)) + eps)))),
        ("gap", eq(gap0, gap(0))),
    ),
    assumptions=(lt(0, mu), lt(0, alpha), lt(0, eps), le(0, k0), lt(0, gap0), le(1, c), lt(c, k0 + 1)),
    where=((c, mu * alpha / eps),),
    over=(k,),
    quantity=gap(k),
    bound=gap0 * ((k0 + 1 - c) / (k + k0 + 1 - c)) ** (2 * c),
    direction="lower",
    tight=True,
    notes="X is the iterate on f = mu x^2/2 in one dimension, W the second moment in its denominator. For c >= 1; "
    "sharp_exponent_tight_small has c <= 1.",
)


def derive(proof: Proof) -> None:
    power, hole = Real("power"), Real("hole")
    ratio = (k0 + 1 - c) / (k + k0 + 1 - c)
    product = Product(1 - c / (j + k0), (j, 1, k))
    proof.combine("slow", lt(mu * alpha, eps * (k0 + 1)), {lt(c, k0 + 1): eps, "definition_c": -eps})
    exact = proof.cite("refute.linear_rate", why="the gap is at least the squared product of 1 - c/(j+k0)")
    lower = proof.cite("lemmas.product_power_lower", why="which is at least a power")
    with proof.fix("rate", k, why="so the gap is at least its square") as inner:
        same = inner.rewrite("same", "definition_c", hole, Product(1 - hole / (j + k0), (j, 1, k)) ** 2)
        inner.define(power, ratio**c)
        squared = inner.cite("lemmas.power_square", {Real("x"): ratio, Real("y"): power, c: 2 * c})
        inner.combine("power_nonnegative", le(0, power), {"definition_power": -1}, ratio**c)
        inner.combine("below", le(power, product), {"definition_power": 1, lower: 1})
        inner.combine("product_nonnegative", le(0, product), {"below": 1, "power_nonnegative": 1})
        inner.combine(
            "here",
            le(THEOREM.bound, gap(k)),
            {exact: 1, same: gap0, "below": gap0 * (product + power), squared: -gap0},
        )


def check():
    from amgt_theory.checking import StepCheck, automatic
    from amgt_theory.strategies import drawing

    drawn = automatic(THEOREM).model

    def model(draw):  # or the case that attains it: c = 1 and no second moment
        values = drawn(draw)
        if drawing.pick(draw, (True, False)):
            return values
        start = values["X(0)"] or drawing.positive(draw)
        still = [0] * len(values[W])
        return {**values, alpha: values[eps] / values[mu], k0: drawing.positive(draw), "X(0)": start, W: still}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
