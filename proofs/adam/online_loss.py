"""A loss of kappa alpha/(t+k0)^p in every period reaches the low end (theory notes, section 7)."""

from sympy import Lambda, Max, Sum, log

from amgt_theory.derivation import Proof, Taken
from amgt_theory.iteration_laws import POWER
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, alpha, function, j, k, k0, n, p, theta
from amgt_theory.theorem import Theorem

Z, loss = function("Z", "natural"), function("loss", "natural")
kappa, low, x0, hole = (Real(name) for name in ("kappa", "low", "x0", "hole"))
SCALE = kappa * alpha / 3
SHIFT = n + k0 / 3

THEOREM = Theorem(
    id="adam.online_loss",
    title="losses of kappa alpha_t add up to a logarithm at least",
    kind="lemma",
    source="theory notes, section 7, adam.online_divergence",
    setting=(
        ("lowered", ForAll((k,), le(Z(k + 1), Max(low, Z(k) - kappa * POWER(3 * (n + k) + 1))))),
        ("begin", eq(x0, Z(0))),
    ),
    assumptions=(lt(0, alpha), le(0, k0), le(0, p), le(p, 1), le(0, kappa)),
    over=(k,),
    quantity=Z(k),
    bound=Max(low, x0 - SCALE * log((3 * k + 3 * n + k0 + 3) / (3 * n + k0 + 3))),
    notes="From period n on.",
)


def derive(proof: Proof) -> None:
    losses = Lambda(k, SCALE / (k + SHIFT))
    floor = proof.cite("adam.online_schedule", {theta: (k0 + 1) / (k0 + 3)}, conclusion=4)
    with proof.fix("losses_harmonic", k, why="a period loses as much as with a harmonic step at least") as inner:
        most, actual = Z(k) - losses(k + 1), Z(k) - kappa * POWER(3 * (n + k) + 1)
        target = Max(low, most)
        lowest = inner.law("max_left", low, most)
        inner.combine(
            "above", le(actual, target), {inner.law("max_left", most, low): 1, inner.use(floor, {n: n + k}): kappa}
        )
        cut = inner.law("max_least", low, actual, target)
        inner.combine("there", le(Z(k + 1), target), {cut: 1, "lowered": 1}, signs=[lowest])
    with proof.fix("losses_nonnegative", k) as inner:
        inner.combine("there", le(0, losses(k + 1)), {}, losses(k + 1))
    proof.cite("adam.losses", {loss: losses}, name="arrived", why="until the low end is reached")
    harmonic = proof.cite("lemmas.harmonic_sum", {k0: SHIFT}, why="and the harmonic sum is a logarithm at least")
    with proof.fix("arrives", k) as inner:
        reached = x0 - SCALE * Sum(1 / (j + SHIFT), (j, 1, k))
        logarithm = next(one for one in THEOREM.bound.args if one != low)
        inner.rewrite("from_start", "begin", hole, Max(low, hole + reached - x0))
        lowest, sums = inner.law("max_left", low, logarithm), inner.law("max_left", logarithm, low)
        inner.combine("above", le(reached, THEOREM.bound), {sums: 1, Taken(harmonic, {}): SCALE})
        cut = inner.law("max_least", low, reached, THEOREM.bound)
        inner.combine("there", le(Z(k), THEOREM.bound), {"arrived": 1, "from_start": -1, cut: 1}, signs=[lowest])


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
