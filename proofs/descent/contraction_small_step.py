"""One gradient step with gains up to 1/L contracts the gap by 1 - mu h_lo (theory notes, section 3)."""

from sympy import Rational

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import DESCENT_LEMMA, PL
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import At, L, Vector, f, f_star, gradient, h_hi, h_lo, i, mu, y, z
from amgt_theory.theorem import Theorem

h = Vector("h")

THEOREM = Theorem(
    id="descent.contraction_small_step",
    title="one short step without momentum contracts the gap by 1 - mu h_lo",
    kind="theorem",
    claim="C1",
    source="theory notes, section 3, descent.contraction",
    setting=(
        *DESCENT_LEMMA,
        *PL,
        ("gains_above", ForAll((i,), le(h[i], h_hi))),
        ("gains_below", ForAll((i,), le(h_lo, h[i]))),
        ("step", ForAll((i,), eq(z[i], y[i] - h[i] * At(gradient(y), i)))),
    ),
    assumptions=(lt(0, mu), le(mu, L), le(0, h_lo), le(L * h_hi, 1)),
    quantity=f(z) - f_star,
    per=f(y) - f_star,
    bound=1 - mu * h_lo,
)


def derive(proof: Proof) -> None:
    g = At(gradient(y), i)
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    with proof.fix("gains_nonnegative", i) as inner:
        inner.combine("nonnegative", le(0, h[i]), {"gains_below": 1, le(0, h_lo): 1})
    descent = proof.use("descent_lemma", {}, why="the descent lemma along the step")
    decrease = proof.summed(
        "decrease",
        le(g * (z[i] - y[i]) + L / 2 * (z[i] - y[i]) ** 2, -h_lo / 2 * g**2),
        {
            "gains_below": g**2 / 2,
            "gains_above": L * h[i] * g**2 / 2,
            le(L * h_hi, 1): h[i] * g**2 / 2,
            "step": None,
        },
        signs=["gains_nonnegative"],
        why="phi(h) >= h/2 up to 1/L",
    )
    pl = proof.use("pl", {}, why="the PL inequality")
    proof.combine(
        "contraction",
        le(f(z) - f_star, THEOREM.bound * (f(y) - f_star)),
        {descent: 1, decrease: 1, pl: h_lo * Rational(1, 2)},
        why="together",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
