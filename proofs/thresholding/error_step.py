"""One step with momentum whose update carries an error: soft and hard thresholds (theory notes, section 4)."""

from sympy import Rational

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import PL, SMOOTH
from amgt_theory.iteration_laws import one_step
from amgt_theory.language import le, lt
from amgt_theory.symbols import (
    At,
    L,
    Real,
    Vector,
    beta1,
    f,
    gradient,
    h_hi,
    h_lo,
    i,
    mu,
    over_coordinates,
    square,
    y,
    z,
)
from amgt_theory.theorem import Theorem

m, h, deviation, error = Vector("m"), Vector("h"), Vector("deviation"), Vector("error")
V, V_next = Real("V"), Real("V_next")
WEIGHT = 2 * h_hi / (1 - beta1)
SHORT = le(2 * L * h_hi, 1 - beta1)

THEOREM = Theorem(
    id="thresholding.error_step",
    title="one step whose update carries an error contracts V up to h_hi times the squared error",
    kind="lemma",
    claim="C12",
    source="theory notes, section 4, thresholding.neighbourhood",
    setting=(
        *SMOOTH,
        *PL,
        *one_step(m[i] + error[i], WEIGHT),
    ),
    assumptions=(lt(0, mu), le(mu, L), le(0, beta1), lt(beta1, 1), le(0, h_lo), le(h_lo, h_hi), SHORT),
    quantity=V_next,
    bound=(1 - mu * h_lo) * V + h_hi * square(error),
    also=(le(V_next, (1 - mu * h_lo) * V + over_coordinates(h[i] * error[i] ** 2)),),
    notes="The step condition L h_hi <= (1-beta1)/2 is weaker than the notes' L h_hi <= (1-beta1)/4.",
)


def derive(proof: Proof) -> None:
    g, moved = At(gradient(y), i), m[i] + error[i]
    scaled = L * h_hi
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("h_hi_nonnegative", le(0, h_hi), {le(0, h_lo): 1, le(h_lo, h_hi): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    with proof.fix("gains_nonnegative", i) as inner:
        inner.combine("nonnegative", le(0, h[i]), {"gains_below": 1, le(0, h_lo): 1})

    proof.note("Descent of f along x' = x - H u with u = m + r = g + d + r.")
    descent = proof.use("descent_lemma", {}, why="the descent lemma along the step")
    slope = proof.summed(
        "slope",
        le(g * (z[i] - y[i]), h[i] * (deviation[i] ** 2 + error[i] ** 2 - (g**2 + moved**2) / 2)),
        {"step": None, "deviation": None},
        h[i] * (deviation[i] - error[i]) ** 2 / 2,
        signs=["gains_nonnegative"],
        why="the slope along the step, with |d + r|^2 <= 2 |d|^2 + 2 |r|^2",
    )
    length = proof.summed(
        "length",
        le((z[i] - y[i]) ** 2, h_hi * h[i] * moved**2),
        {"gains_above": h[i] * moved**2, "step": None},
        signs=["gains_nonnegative"],
        why="the length of the step",
    )
    with_gradient = proof.summed("gradient_gain", le(h_lo * g**2, h[i] * g**2), {"gains_below": g**2})
    with_deviation, with_error = (
        proof.summed(name, le(h[i] * excess**2, h_hi * excess**2), {"gains_above": excess**2})
        for name, excess in (("deviation_gain", deviation[i]), ("error_gain", error[i]))
    )
    pl = proof.use("pl", {}, why="the PL inequality at x")

    next_size = proof.cite("momentum.next_deviation", why="the next deviation")
    left_over = (1 - scaled) / 2 - 2 * beta1**2 * scaled**2 / (1 - beta1) ** 2
    proof.combine(
        "paid",
        le(0, left_over),
        {SHORT: Rational(1, 4) + beta1**2 * ((1 - beta1) / 2 + scaled) / (1 - beta1) ** 2},
        (1 - beta1) * (1 + 2 * beta1) / 4,
        signs=[
            proof.combine("half_and_scaled", le(0, (1 - beta1) / 2 + scaled), {lt(beta1, 1): Rational(1, 2)}, scaled)
        ],
        why="the decrease |u|_H^2 pays for |g' - g|^2",
    )
    slow = proof.combine("slow", le(2 * mu * h_lo, 1 - beta1), {SHORT: 1, le(mu, L): 2 * h_lo, le(h_lo, h_hi): 2 * L})
    moved_squared = proof.summed("moved", le(0, h[i] * moved**2), {}, h[i] * moved**2, signs=["gains_nonnegative"])
    spread = proof.summed("spread", le(0, deviation[i] ** 2), {}, deviation[i] ** 2)
    proof.combine(
        "weighted",
        THEOREM.also[0],
        {
            descent: 1,
            slope: 1,
            length: L / 2 + WEIGHT * beta1**2 / (1 - beta1) * L**2,
            with_gradient: Rational(1, 2),
            with_deviation: 1,
            pl: h_lo / 2,
            next_size: WEIGHT,
            moved_squared: left_over,
            slow: h_hi / (1 - beta1) * square(deviation),
            "lyapunov": None,
            "next_lyapunov": None,
        },
        signs=[spread],
        why="all together",
    )
    proof.combine(
        "contraction", le(V_next, THEOREM.bound), {"weighted": 1, with_error: 1}, why="gains are at most h_hi"
    )


def check():
    from amgt_theory.checking import Parameters, StepCheck
    from amgt_theory.strategies import drawing, moment_near_gradient, near_gradient, pl_problems
    from amgt_theory.strategies.perturbed import momentum, share_of_gradient

    parameters = Parameters.of(THEOREM, known=(mu, L, beta1))

    def model(draw):
        problem = draw(pl_problems())
        known = {mu: problem.mu, L: problem.L, beta1: momentum(draw)}
        drawn = {**known, **draw(parameters.strategy(known))}
        return {
            f: problem,
            **drawn,
            **near_gradient(draw, problem),
            h: drawing.gains(draw, drawn[h_lo], drawn[h_hi], problem.d),
            "part": drawing.gains(draw, -2, 2, problem.d),
            "turn": drawing.pick(draw, range(problem.d)),
        }

    def compute(values, ar):
        return {m: moment_near_gradient(values, ar), error: share_of_gradient(values, ar)}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
