"""How many iterations gradient noise costs (theory notes, section 8): noise.variance solved for k."""

from amgt_theory.complexity import iterations_check, not_yet, rate, tol
from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, k, k0
from amgt_theory.theorem import Theorem

RATE = rate("noise.variance")
M = Real("M")

THEOREM = Theorem(
    id="complexity.noise",
    title="iterations until the expected gap is below a tolerance, under noise",
    kind="theorem",
    claim="C11",
    source="theory notes, section 8, complexity.iterations",
    setting=(*RATE.setting, *not_yet(RATE)),
    assumptions=(*RATE.assumptions, lt(0, tol)),
    where=RATE.where,
    quantity=k,
    bound=M / tol - k0 - 1,
    notes="Every iteration k whose expected gap exceeds tol is at most this: from the next one on it is below tol.",
)


def derive(proof: Proof) -> None:
    decay = proof.cite("noise.variance", why="the rate")
    above = proof.combine("above", lt(tol, M / (k + k0 + 1)), {"not_yet": 1, decay: 1})
    proof.combine("iterations", le(k, THEOREM.bound), {above: (k + k0 + 1) / tol}, why="solved for k")


def check():
    return iterations_check(THEOREM, RATE.id)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
