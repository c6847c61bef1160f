"""How many iterations asymptotic_exponent needs for a tolerance (theory notes, section 8): the rate solved for k.

For a small tolerance the exponent of tol is what counts, -1/exponent for every exponent below its limit.
"""

from sympy import Rational, exp

from amgt_theory.complexity import iterations_check, not_yet, rate, solve_power, tol
from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, beta1, gap0, k, k0
from amgt_theory.theorem import Theorem

RATE = rate("strongly_convex.asymptotic_exponent")
exponent, onset = Real("exponent"), Real("onset")
CONSTANT = 2 * (1 + beta1**2) * gap0 * exp(Rational(3, 4) * exponent)
END = 2 * onset + k0 + 3

THEOREM = Theorem(
    id="complexity.asymptotic_exponent",
    title="iterations until the gap of asymptotic_exponent is below a tolerance",
    kind="theorem",
    claim="C1",
    source="theory notes, section 8, complexity.iterations",
    setting=(*RATE.setting, *not_yet(RATE)),
    assumptions=(*RATE.assumptions, lt(0, tol)),
    where=RATE.where,
    quantity=k,
    bound=END * (CONSTANT / tol) ** (1 / exponent) - k0 - 1,
    notes="Every iteration k whose gap exceeds tol is at most this: from the next one on the gap is below tol.",
)


def derive(proof: Proof) -> None:
    _end(proof)
    solve_power(proof, THEOREM, RATE, CONSTANT, exponent, first=END)


def _end(proof: Proof) -> None:
    """0 < 2 onset + k0 + 3."""
    proof.combine("onset_nonnegative", le(0, onset), {"definition_onset": -1}, RATE.definitions[onset])
    proof.combine("end_positive", lt(0, END), {"onset_nonnegative": 2}, k0 + 3)


def check():
    from dataclasses import replace

    from amgt_theory.strategies import gap_of

    found = iterations_check(THEOREM, RATE.id, lambda values, ar: gap_of(values, ar, values["k"]))

    def model(draw):  # only late iterations come near
        drawn = found.model(draw)
        return {**drawn, k: drawn["steps"] - 1}

    return replace(found, model=model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
