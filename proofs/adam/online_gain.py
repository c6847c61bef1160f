"""A gain of kappa alpha/(t+k0)^p in every period reaches the high end (theory notes, section 7)."""

from sympy import Lambda, Min, Sum, log

from amgt_theory.derivation import Proof, Taken
from amgt_theory.iteration_laws import POWER
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, alpha, function, j, k, k0, n, p, theta
from amgt_theory.theorem import Theorem

Z, gain = function("Z", "natural"), function("gain", "natural")
kappa, x0, hole = (Real(name) for name in ("kappa", "x0", "hole"))
SCALE = kappa * alpha / 3

THEOREM = Theorem(
    id="adam.online_gain",
    title="gains of kappa alpha_t add up to a logarithm at least",
    kind="lemma",
    source="theory notes, section 7, adam.online_divergence",
    setting=(
        ("raised", ForAll((k,), le(Min(1, Z(k) + kappa * POWER(3 * k + 1)), Z(k + 1)))),
        ("begin", eq(x0, Z(0))),
    ),
    assumptions=(lt(0, alpha), le(0, k0), le(0, p), le(p, 1), le(0, kappa)),
    over=(k,),
    quantity=Z(k),
    bound=Min(1, x0 + SCALE * log((3 * k + k0 + 3) / (k0 + 3))),
    direction="lower",
)


def derive(proof: Proof) -> None:
    gains = Lambda(k, SCALE / (k + k0 / 3))
    floor = proof.cite("adam.online_schedule", {theta: (k0 + 1) / (k0 + 3)}, conclusion=4)
    with proof.fix("gains_harmonic", k, why="a period gains as much as with a harmonic step at least") as inner:
        least, actual = Z(k) + gains(k + 1), Z(k) + kappa * POWER(3 * k + 1)
        target = Min(1, least)
        one = inner.law("min_left", 1, least)
        inner.combine(
            "below", le(target, actual), {inner.law("min_left", least, 1): 1, inner.use(floor, {n: k}): kappa}
        )
        cut = inner.law("min_greatest", 1, actual, target)
        inner.combine("there", le(target, Z(k + 1)), {cut: 1, "raised": 1}, signs=[one])
    with proof.fix("gains_nonnegative", k) as inner:
        inner.combine("there", le(0, gains(k + 1)), {}, gains(k + 1))
    proof.cite("adam.gains", {gain: gains}, name="arrived", why="until the high end is reached")
    harmonic = proof.cite("lemmas.harmonic_sum", {k0: k0 / 3}, why="and the harmonic sum is a logarithm at least")
    with proof.fix("arrives", k) as inner:
        reached, logarithm = x0 + SCALE * Sum(1 / (j + k0 / 3), (j, 1, k)), THEOREM.bound.args[1]
        inner.rewrite("from_start", "begin", hole, Min(1, hole + reached - x0))
        one, sums = inner.law("min_left", 1, logarithm), inner.law("min_left", logarithm, 1)
        inner.combine("below", le(THEOREM.bound, reached), {sums: 1, Taken(harmonic, {}): SCALE})
        cut = inner.law("min_greatest", 1, reached, THEOREM.bound)
        inner.combine("there", le(THEOREM.bound, Z(k)), {"arrived": 1, "from_start": 1, cut: 1}, signs=[one])


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
