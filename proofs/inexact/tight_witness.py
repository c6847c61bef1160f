"""Bounded gradient errors do not allow global convergence (theory notes, section 4).

The witness is every variant of AMGT on f = x^2/2 with the constant error eta, started at -eta: the oracle says 0, so
nothing moves. The gap eta^2/2 is the neighbourhood of inexact.absolute_plain at r = mu = 1.
"""

from amgt_theory.derivation import Proof, Taken
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Natural, Real, beta1, eta, function, k
from amgt_theory.theorem import Theorem

X, M, gain = function("X", "natural"), function("M", "natural"), function("gain", "natural")
C, K = Real("C"), Natural("K")


def gap(step):
    return X(step) ** 2 / 2


CLAIM = ForAll((k,), le(gap(K + k), C))

THEOREM = Theorem(
    id="inexact.tight_witness",
    title="bounded gradient errors can hold the iterate at a distance for ever",
    kind="refutation",
    claim="C3",
    verdict="refutes",
    source="theory notes, section 4, inexact.absolute",
    setting=(
        ("moment_start", eq(M(0), 0)),
        ("moment", ForAll((k,), eq(M(k + 1), beta1 * M(k) + (1 - beta1) * (X(k) + eta)))),
        ("step", ForAll((k,), eq(X(k + 1), X(k) - gain(k) * M(k + 1)))),
        ("start", eq(X(0), -eta)),
    ),
    over=(k,),
    quantity=gap(k),
    bound=eta**2 / 2,
    direction="exact",
    also=(ForAll((C, K), le(1, 0), (lt(C, eta**2 / 2), CLAIM)),),
    tight=True,
    notes="X is the iterate on f = x^2/2 in one dimension, with an oracle that answers X + eta. The gains are "
    "arbitrary: any step size, schedule, preconditioner, threshold and beta1. What is refuted: from some step K on "
    "the gap stays below some C < eta^2/2.",
)


def derive(proof: Proof) -> None:
    stays = {"moment_vanishes": eq(M(k), 0), "position": eq(X(k), -eta)}
    with proof.induction(k, stays, why="the oracle says 0, so the moment stays 0 and nothing moves") as (_, step):
        moment = step.combine(
            "next_moment", eq(M(k + 1), 0), {"moment": 1, "moment_vanishes": beta1, "position": 1 - beta1}
        )
        step.combine("next_position", eq(X(k + 1), -eta), {"step": 1, moment: -gain(k), "position": 1})
    with proof.fix("gap_kept", k, why="the gap is eta^2/2 for ever") as inner:
        inner.combine("here", eq(gap(k), eta**2 / 2), {"position": (X(k) - eta) / 2})
    with proof.fix(
        "refuted",
        C,
        K,
        assume={"below": lt(C, eta**2 / 2), "claimed": CLAIM},
        conclusion=le(1, 0),
        why="so it does not fall below C < eta^2/2",
    ) as claim:
        claim.combine("distance", lt(0, eta**2 / 2 - C), {"below": 1})
        claim.combine(
            "absurd",
            le(1, 0),
            {Taken("claimed", {k: 0}): 1, Taken("gap_kept", {k: K}): -1},
            multiplier=eta**2 / 2 - C,
        )


def check():
    from amgt_theory.checking import Parameters, StepCheck
    from amgt_theory.strategies import drawing

    parameters = Parameters.of(THEOREM)

    def model(draw):
        return {**draw(parameters.strategy()), gain: [drawing.signed(draw) for _ in range(6)]}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
