"""No exponent above 2 mu alpha/(eps + sqrt(v_max)) holds where the second moment in the denominator is at least v_max.

Theory notes, section 3, asymptotic_exponent: with AMSGrad the running maximum never falls below its first value, and
where that stays the largest it is asymptotic_exponent's v_max. The witness is that of sharp_exponent_tight_momentum.
"""

from sympy import Lambda, Rational, exp, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import v_max
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, alpha, beta1, c, eps, function, gap0, k, k0, mu
from amgt_theory.theorem import Theorem

X, M, W, T = (function(name, "natural") for name in "XMWT")
C, Q, D, q, root, hole = (Real(name) for name in "C Q D q root hole".split())
x, y = Real("x"), Real("y")
FIRST, HALF, SPREAD = c / (k0 + 1), Rational(1, 2), eps + sqrt(v_max)


def gap(step):
    return mu * X(step) ** 2 / 2


def moved(spread):
    """The iterate after step k + 1 with this denominator."""
    return X(k) - alpha / (k + 1 + k0) * T(k + 1) * M(k + 1) / ((1 - beta1 ** (k + 1)) * spread)


CLAIM = ForAll((k,), le(gap(k), D * (1 / (k + 1)) ** q))

THEOREM = Theorem(
    id="strongly_convex.asymptotic_exponent_tight",
    title="with AMSGrad the gap of AMGT decays with exponent 2 mu alpha/(eps + sqrt(v_max)) at most on a quadratic",
    kind="theorem",
    claim="C1",
    source="theory notes, section 3, strongly_convex.asymptotic_exponent",
    setting=(
        ("first_moment_start", eq(M(0), 0)),
        ("first_moment", ForAll((k,), eq(M(k + 1), beta1 * M(k) + (1 - beta1) * mu * X(k)))),
        ("used_moment_above", ForAll((k,), le(v_max, W(k + 1)))),
        ("threshold_nonnegative", ForAll((k,), le(0, T(k)))),
        ("threshold_shrinks", ForAll((k,), le(T(k), 1))),
        ("step", ForAll((k,), eq(X(k + 1), moved(sqrt(W(k + 1)) + eps)))),
        ("gap", eq(gap0, gap(0))),
    ),
    assumptions=(
        lt(0, mu),
        lt(0, alpha),
        le(0, beta1),
        lt(beta1, 1),
        lt(0, eps),
        le(0, k0),
        lt(0, gap0),
        le(0, v_max),
        lt(mu * alpha * (1 + sqrt(beta1)), SPREAD * (1 - sqrt(beta1)) * (k0 + 1)),
    ),
    where=(
        (c, mu * alpha / SPREAD),
        (Q, 2 / (1 + FIRST + sqrt((1 + FIRST) ** 2 - 4 * FIRST / (1 - beta1)))),
        (C, (1 + beta1) * Q**2 * c**2 / (2 * (1 - beta1) * (1 - FIRST * Q) * (k0 + HALF))),
    ),
    over=(k,),
    quantity=gap(k),
    bound=gap0 * exp(-2 * C) * ((k0 + HALF) / (k + k0 + HALF)) ** (2 * c),
    direction="lower",
    also=(ForAll((D, q), le(1, 0), (lt(2 * c, q), CLAIM)),),
    tight=True,
    notes="X is the iterate on f = mu x^2/2 in one dimension, M the first moment, W the second moment in the "
    "denominator, T the gain of the threshold. v_max = 0 is sharp_exponent_tight_momentum.",
)


def derive(proof: Proof) -> None:
    proof.combine("spread_positive", lt(0, SPREAD), {lt(0, eps): 1}, sqrt(v_max))
    surplus = Lambda(k, (sqrt(W(k)) - sqrt(v_max)) ** 2)
    with proof.fix("surplus_nonnegative", k) as inner:
        inner.combine("here", le(0, surplus(k)), {}, surplus(k))
    with proof.fix("step_from_surplus", k, why="what W has above v_max, with eps + sqrt(v_max) for eps") as inner:
        _step(inner, surplus(k + 1))
    values = {eps: SPREAD, W: surplus}
    proof.cite("strongly_convex.sharp_exponent_tight_momentum", values, why="is a second moment like any other")
    proof.cite("strongly_convex.sharp_exponent_tight_momentum", values, conclusion=1)


def _step(proof: Proof, surplus) -> None:
    used, excess = W(k + 1), sqrt(W(k + 1)) - sqrt(v_max)
    proof.combine("used_nonnegative", le(0, used), {"used_moment_above": 1, le(0, v_max): 1})
    proof.define(root, sqrt(used))
    squared = proof.cite("lemmas.root_squared", {x: used, y: root})
    proof.cite("lemmas.root_squared", {x: used, y: root}, conclusion=1)
    proof.combine("above", le(v_max, root**2), {"used_moment_above": 1, squared: -1})
    larger = proof.cite("lemmas.sqrt_bound", {x: v_max, y: root})
    proof.combine("excess_nonnegative", le(0, excess), {larger: 1, "definition_root": 1})
    proof.use("surplus_nonnegative", {k: k + 1})
    proof.combine("below_itself", le(surplus, excess**2), {})
    below = proof.cite("lemmas.sqrt_bound", {x: surplus, y: excess})
    above = proof.cite("lemmas.sqrt_lower", {x: surplus, y: excess})
    same = proof.equal("excess", below, above)
    rewritten = proof.rewrite("rewritten", same, hole, moved(hole + SPREAD))
    proof.combine("here", eq(X(k + 1), moved(sqrt(surplus) + SPREAD)), {"step": 1, rewritten: -1})


def check():
    from dataclasses import replace
    from fractions import Fraction

    from amgt_theory.catalogue import Catalogue, proofs_folder
    from amgt_theory.checking import check_of
    from amgt_theory.strategies import drawing

    without = check_of(Catalogue.of(proofs_folder()), "strongly_convex.sharp_exponent_tight_momentum")

    def model(draw):
        drawn = without.model(draw)
        held = drawing.between(draw, Fraction(0), Fraction(1), open_high=True) * drawn[eps]
        return {**drawn, eps: drawn[eps] - held, v_max: held**2, W: [held**2 + one for one in drawn[W]]}

    return replace(without, theorem=THEOREM, model=model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
