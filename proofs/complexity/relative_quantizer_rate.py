"""How many iterations compressed.relative_quantizer_rate needs for a tolerance (theory notes, section 8)."""

from amgt_theory.complexity import iterations_check, not_yet, rate, solve_power, tol
from amgt_theory.derivation import Proof
from amgt_theory.language import lt
from amgt_theory.symbols import H, beta1, c, gap0, k, k0, mu, r, theta
from amgt_theory.theorem import Theorem

RATE = rate("compressed.relative_quantizer_rate")
START = (1 + beta1**2) * gap0

THEOREM = Theorem(
    id="complexity.relative_quantizer_rate",
    title="iterations until the gap under a relative quantizer is below a tolerance",
    kind="theorem",
    claim="C8",
    source="theory notes, section 8, complexity.iterations",
    setting=(*RATE.setting, *not_yet(RATE)),
    assumptions=(*RATE.assumptions, lt(0, tol)),
    where=RATE.where,
    quantity=k,
    bound=(k0 + 1) * ((START / tol) ** (1 / c) - 1),
    notes="Every iteration k whose gap exceeds tol is at most this: from the next one on the gap is below tol.",
)


def derive(proof: Proof) -> None:
    proof.combine("kept", lt(0, 1 - theta), {lt(theta, 1): 1})
    proof.combine("c_positive", lt(0, c), {"definition_c": -1}, mu * (1 - theta) * r * H)
    solve_power(proof, THEOREM, RATE, START, c)


def check():
    return iterations_check(THEOREM, RATE.id)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
