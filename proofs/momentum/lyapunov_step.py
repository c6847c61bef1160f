"""One step with momentum contracts the Lyapunov function V = gap + a |d|^2 (theory notes, section 3).

momentum.descent_step with the PL inequality. The step condition is weaker than the one in the notes' main line:
L h_hi <= (1-beta1)/sqrt(2), stated without the root.
"""

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import PL, SMOOTH
from amgt_theory.iteration_laws import one_step
from amgt_theory.language import le, lt
from amgt_theory.symbols import L, Real, Vector, beta1, f, h_hi, h_lo, i, mu, y
from amgt_theory.theorem import Theorem

h, m, deviation = Vector("h"), Vector("m"), Vector("deviation")
V, V_next = Real("V"), Real("V_next")
WEIGHT = h_hi / (1 - beta1)

THEOREM = Theorem(
    id="momentum.lyapunov_step",
    title="the Lyapunov function contracts by 1 - mu h_lo in one step",
    kind="theorem",
    claim="C1",
    source="theory notes, section 3, momentum.lyapunov_step",
    setting=(
        *SMOOTH,
        *PL,
        *one_step(m[i], WEIGHT),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        lt(0, h_lo),
        le(h_lo, h_hi),
        le(2 * L**2 * h_hi**2, (1 - beta1) ** 2),
        le(2 * mu * h_lo, 1 - beta1),
    ),
    quantity=V_next,
    per=V,
    bound=1 - mu * h_lo,
    tight=True,
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("h_hi_positive", lt(0, h_hi), {lt(0, h_lo): 1, le(h_lo, h_hi): 1})
    descent = proof.cite("momentum.descent_step", why="what the step takes off V, without the PL inequality")
    pl = proof.use("pl", {}, why="the PL inequality turns |g|^2 into the gap")
    squares = proof.summed("squares", le(0, deviation[i] ** 2), {}, deviation[i] ** 2)
    proof.combine(
        "contraction",
        le(V_next, THEOREM.bound * V),
        {
            descent: 1,
            pl: h_lo / 2,
            squares: WEIGHT * (1 - beta1 - 2 * mu * h_lo) / 2,
            "lyapunov": mu * h_lo,
        },
        why="and |d|^2 keeps enough: h_hi/2 >= mu h_lo a",
    )


def check():
    from amgt_theory.checking import StepCheck, automatic
    from amgt_theory.strategies import drawing, flat_place
    from amgt_theory.strategies.perturbed import exact_gradient

    drawn = automatic(THEOREM).model

    def model(draw):  # or without momentum, where f is flat
        if drawing.pick(draw, (True, True, False)):
            return drawn(draw)
        problem, place, gain = flat_place(draw)
        step = {h_lo: gain / 2, h_hi: gain / 2, h: [gain / 2] * 2, m: exact_gradient(problem, place)}
        return {f: problem, y: place, beta1: 0, **step}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
