"""What contracts towards a limit while gains are above h_lo keeps its gradients below G, and so these gains.

Theory notes, section 4: with errors that persist, gains rest on G, the limit on the gains, and gradients on the limit.
"""

from sympy import Expr, Lambda, Max

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import (
    HYPERPARAMETERS, MOMENTS, POSITIVE_STEP, corrected_lowest_gain, gains_below, highest_gain, lowest_gain, t, w,
    with_gradients,
)  # fmt: skip
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import G, Real, beta1, eps, function, i, k, mu, square
from amgt_theory.theorem import Theorem

g, U = function("g", "natural", result="vector"), function("U", "natural")
level, limit = Real("level"), Real("limit")
FACTOR, PLAIN = mu * corrected_lowest_gain(k + 1, G), mu * lowest_gain(k + 1, G)
ABOVE = gains_below(G)
CONTRACTION = le(U(k + 1) - limit, (1 - FACTOR) * (U(k) - limit))


def excess(n: Expr) -> Expr:
    """What U has above the limit after n steps."""
    return Max(0, U(n) - limit)


THEOREM = Theorem(
    id="momentum.towards_limit",
    title="what contracts towards a limit wherever gains are above h_lo does so at every step of AMGT",
    kind="lemma",
    source="theory notes, section 4, inexact.absolute",
    setting=(
        *with_gradients(MOMENTS, g),
        *POSITIVE_STEP,
        ("small", ForAll((k,), le(mu * highest_gain(k + 1), 1))),
        ("start_below", le(U(0), level)),
        ("gradients", ForAll((k,), le(square(g(k)), G**2), (le(U(k), level),))),
        ("one_step", ForAll((k,), CONTRACTION, tuple(ABOVE.values()))),
    ),
    assumptions=(
        lt(0, mu),
        *HYPERPARAMETERS,
        lt(0, G),
        le(limit, level),
    ),
    over=(k,),
    quantity=U(k + 1) - limit,
    per=U(k) - limit,
    bound=1 - FACTOR,
    also=(
        ForAll((k,), le(square(g(k)), G**2)),
        ForAll((k,), le(PLAIN, 1)),
        ForAll((k,), le(excess(k + 1), (1 - PLAIN) * excess(k))),
    ),
    notes="U is a Lyapunov function, and g the gradients that the method is given: below G where U is below its level. "
    "The bias correction is a factor of both ends of the gains; without it the contraction is slower.",
)


def derive(proof: Proof) -> None:
    for number, name in enumerate(("ordered", "slower")):
        proof.cite("momentum.corrected_gain", name=name, conclusion=number)
    proof.cite("lemmas.correction_positive", {Real("beta"): beta1}, conclusion=1, name="corrected")
    proof.combine("denominator_positive", lt(0, G + eps), {lt(0, G): 1, lt(0, eps): 1})
    with proof.fix("at_most_one", k) as inner:
        inner.combine("here", le(FACTOR, 1), {"ordered": mu, "small": 1})
    why = "U stays below its level where gains are above h_lo"
    with proof.fix("kept", k, assume={"below": le(U(k), level), **ABOVE}, why=why) as inner:
        for fact in ("one_step", "positive_step", "corrected"):
            inner.use(fact, {})
        inner.combine("rest", le(0, 1 - FACTOR), {"at_most_one": 1})
        weights = {"one_step_1": 1, "below": 1 - FACTOR, le(limit, level): FACTOR}
        inner.combine("here", le(U(k + 1), level), weights)
    values = {function("largest", "natural"): Lambda(k, G)}
    gains = proof.cite("momentum.gains_kept", values, name="all_gains", why="so both hold at every step")
    proof.cite("momentum.gains_kept", values, conclusion=2, name="gradients_below")
    thresholds = proof.cite("momentum.gains_kept", values, conclusion=3, name="all_thresholds")
    with proof.fix("contraction", k) as inner:
        for name, fact in (("gains_here", gains), ("thresholds_here", thresholds)):
            with inner.fix(name, i) as coordinate:
                coordinate.use(fact, {})
        inner.use("one_step", {})
    with proof.fix("slower_at_most_one", k) as inner:
        inner.combine("here", le(PLAIN, 1), {"slower": mu, "at_most_one": 1})
    with proof.fix("excess", k, why="what U has above the limit contracts too") as inner:
        goal = (1 - PLAIN) * excess(k)
        inner.combine("rest", le(0, 1 - FACTOR), {"at_most_one": 1})
        inner.use("positive_step", {})
        inner.combine("slower_rest", le(0, 1 - PLAIN), {"slower_at_most_one": 1})
        nonnegative = inner.law("max_left", 0, U(k) - limit)
        above = inner.law("max_left", U(k) - limit, 0)
        inner.combine("zero", le(0, goal), {nonnegative: 1 - PLAIN})
        weights = {"contraction": 1, above: 1 - FACTOR, "slower": mu * excess(k)}
        inner.combine("moved", le(U(k + 1) - limit, goal), weights, signs=[nonnegative])
        inner.law("max_least", 0, U(k + 1) - limit, goal)


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, given_gradients, largest_norm, runs_on_gradients

    def model(draw):
        drawn = runs_on_gradients(draw)
        method, near = drawn["method"], Fraction(999, 1000)
        steepest = method.eps * (1 - method.beta1) / method.alpha
        floor, start = drawing.signed(draw), drawing.between(draw, Fraction(0), None)
        share = drawing.pick(draw, (1, drawing.between(draw, Fraction(0), Fraction(1))))
        return {
            **drawn,
            mu: steepest * drawing.between(draw, Fraction(0), Fraction(1), open_low=True),
            limit: floor,
            level: floor + start,
            "share": near * share,
        }

    def compute(values, ar):  # the real moments and gains, the least G, and U nearly as large as the contraction allows
        run, largest = given_gradients(values, ar), largest_norm(values["g"], ar)
        method, number = values["method"], ar.number
        smallest = number(method.alpha) * ar.minimum(number(1), number(values["tau"]) / largest)
        members = [number(values["level"])]
        for step in range(1, int(values["steps"]) + 1):
            factor = number(values["mu"]) * smallest / (number(1 - method.beta1**step) * (largest + number(method.eps)))
            above = (members[-1] - number(values["limit"])) * (number(1) - factor)
            members.append(number(values["limit"]) + number(values["share"]) * above)
        return {t: run.t, w: run.w, U: members, G: largest}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
