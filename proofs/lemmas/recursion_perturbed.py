"""A harmonic contraction with a summable loss keeps its exponent (theory notes, section 3, sharp_exponent)."""

from sympy import exp, log

from amgt_theory.derivation import Proof, Taken
from amgt_theory.language import ForAll, le
from amgt_theory.symbols import Real, c, function, k, k0
from amgt_theory.theorem import Theorem

e, loss, S = (function(name, "natural") for name in ("e", "loss", "S"))
x, y, z, hole = (Real(name) for name in "x y z hole".split())

THEOREM = Theorem(
    id="lemmas.recursion_perturbed",
    title="contraction by 1 - c/(k+k0) + loss gives decay with exponent c where the losses are summable",
    kind="lemma",
    source="theory notes, section 3, strongly_convex.sharp_exponent",
    setting=(
        ("nonnegative", ForAll((k,), le(0, e(k)))),
        ("contraction", ForAll((k,), le(e(k + 1), (1 - c / (k + 1 + k0) + loss(k)) * e(k)))),
        ("summable", ForAll((k,), le(loss(k), S(k) - S(k + 1)))),
    ),
    assumptions=(le(0, k0), le(0, c)),
    over=(k,),
    quantity=e(k),
    bound=exp(S(0) - S(k)) * ((k0 + 1) / (k + k0 + 1)) ** c,
    per=e(0),
    tight=True,
    notes="S(k) is a bound on the losses still to come.",
)


def derive(proof: Proof) -> None:
    here = k + k0 + 1
    with proof.induction(k, {"decay": le(e(k), THEOREM.bound * e(0))}, why="by induction") as (base, step):
        start = base.cite("lemmas.power_one", {x: k0 + 1, y: k0 + 1})
        base.rewrite("start", start, hole, hole * e(0), why="equality at the start")
        _step(step, here)


def _step(step: Proof, here) -> None:
    lost, so_far = S(k) - S(k + 1), S(0) - S(k)
    shrunk, grown = here / (here + 1), (here + 1) / here
    power = ((k0 + 1) / here) ** c
    step.use("nonnegative", {})
    bounded = step.cite("lemmas.log_bound", {x: grown})
    inverse = step.cite("lemmas.log_inverse", {x: grown, y: shrunk}, why="log(n/(n+1)) >= -1/n")
    tangent = step.law("exp_bound", c * log(shrunk) + lost, why="1 + u <= exp u at u = c log(n/(n+1)) + S_k - S_(k+1)")
    split = step.law("exp_add", c * log(shrunk), lost)
    chain = step.cite("lemmas.power_chain", {x: k0 + 1, y: here, z: here + 1}, why="the powers telescope")
    joined = step.law("exp_add", lost, so_far, why="and so do the losses")
    step.combine(
        "next",
        le(e(k + 1), exp(S(0) - S(k + 1)) * ((k0 + 1) / (here + 1)) ** c * e(0)),
        {
            "contraction": 1,
            Taken("summable", {}): e(k),
            tangent: e(k),
            inverse: -c * e(k),
            bounded: c * e(k),
            split: e(k),
            "decay": exp(lost) * shrunk**c,
            joined: -power * shrunk**c * e(0),
            chain: exp(S(0) - S(k + 1)) * e(0),
        },
        why="so the bound goes on",
    )


def check():
    from amgt_theory.checking import StepCheck, automatic
    from amgt_theory.strategies import drawing, recursions

    drawn = automatic(THEOREM).model

    def model(draw):  # or a late contraction with equality
        if drawing.pick(draw, (True, False)):
            return drawn(draw)
        late, rate = recursions.late(draw)
        lost, rest = recursions.losses(draw, late, rate)
        members = recursions.attaining(draw, lambda step: 1 - rate / (step + 1 + late) + lost[step])
        return {k0: late, c: rate, k: 1 + drawing.natural(draw, 5), loss: lost, S: rest, e: members}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
