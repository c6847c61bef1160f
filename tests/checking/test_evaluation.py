"""What compiled statements compute, against values by hand and an AMGT written from the theory notes."""

from fractions import Fraction
from typing import Any

import pytest
from flint import arb
from sympy import Abs, Dummy, Integer, Max, Min, Product, Rational, Sum, exp, gamma, log, sin, sqrt

from amgt_theory.arithmetic import BallArithmetic, rational
from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.checking import PASS, TrajectoryCheck, check_of, run
from amgt_theory.checking._exact import ExactArithmetic, NotRational
from amgt_theory.checking._operations import operations
from amgt_theory.checking._program import compiled
from amgt_theory.checking._symbolic import SymbolicArithmetic
from amgt_theory.checking._symbolic import compare as symbolic_compare
from amgt_theory.checking._symbolic import gamma as symbolic_gamma
from amgt_theory.checking._symbolic import power as symbolic_power
from amgt_theory.checking._values import Numbers, oracle, sorts
from amgt_theory.language import le
from amgt_theory.optimizers import AMGT, Clip, Trajectory
from amgt_theory.problems import Quadratic
from amgt_theory.symbols import Real, Vector, c, dot, f, f_star, function, gradient, i, j, k, over_coordinates, square
from amgt_theory.theorem import Theorem

a, b = Real("a"), Real("b")
u, w = Vector("u"), Vector("w")
e = function("e", "natural")
CATALOGUE = Catalogue.of(proofs_folder())


def value(expression: Any, exact: bool = False, **values: Any) -> Any:
    """The expression at these values: on balls, or exactly."""
    theorem = Theorem("doc.value", "a value", "lemma", "a test", quantity=expression, bound=0)
    ar: Any = ExactArithmetic() if exact else BallArithmetic(113)
    with ar.precision():
        if "f" in values:
            values["f()"] = oracle(values["f"], ar)
        given = Numbers(sorts(theorem), ar)(values)
        program = compiled(theorem, frozenset(given)).on(operations(ar))
        clause = program.conclusions[0]
        functions = program.concluded(program.make(given))
        ((left, _),) = functions[clause.function]()
    return left


@pytest.mark.parametrize(
    ("expression", "values", "expected"),
    [
        (a + b / 3 - 2, {"a": "1/7", "b": 5}, Fraction(1, 7) + Fraction(5, 3) - 2),
        (a * b**-2 / 6, {"a": "3/5", "b": "2/9"}, Fraction(3, 5) / Fraction(4, 81) / 6),
        (a**k * 2**k, {"a": "1/3", "k": 5}, Fraction(32, 243)),
        (a**0 + a**k, {"a": 0, "k": 0}, 2),
        (sqrt(a) ** 3, {"a": "4/9"}, Fraction(8, 27)),
        (1 / sqrt(a), {"a": "4/9"}, Fraction(3, 2)),
        (a**c, {"a": "8/27", "c": "2/3"}, Fraction(4, 9)),
        (Min(a, b) + Max(a, b, 1) + Abs(a), {"a": -2, "b": "1/2"}, 1),
        (1 / a + b, {"a": 0, "b": 7}, 7),
        (gamma(k + 1), {"k": 5}, 120),
        (Product(1 - a / (j + b), (j, 1, k)), {"a": 1, "b": 2, "k": 3}, Fraction(2, 5)),
        (Sum(j * a, (j, 1, k)), {"a": "1/2", "k": 4}, 5),
        (Sum(a, (j, 1, k)), {"a": 3, "k": 0}, 0),
        (k / (k + 1), {"k": 2}, Fraction(2, 3)),
        (square(u), {"u": [3, "1/2"]}, Fraction(37, 4)),
        (dot(u, w), {"u": [1, 2], "w": [3, "1/4"]}, Fraction(7, 2)),
        (over_coordinates((u[i] - a * w[i]) ** 2 * u[i]), {"u": [1, 2], "w": [1, 1], "a": 3}, 6),
        (over_coordinates(u[i] * square(w)), {"u": [1, 2], "w": [3, 4]}, 75),
        (e(k + 1) * e(0), {"e": [2, 3, 5], "k": 1}, 10),
    ],
)
def test_values_by_hand(expression: Any, values: dict[str, Any], expected: Any) -> None:
    assert rational("value", value(expression, exact=True, **values)) == expected
    ball = value(expression, **values)
    assert ball.contains(BallArithmetic(113).number(Fraction(expected)))
    assert ball.rad() < 1e-30


def test_transcendental_functions() -> None:
    ball = value(exp(a) * log(b), a=1, b=3)
    assert ball.overlaps(arb(1).exp() * arb(3).log())


def test_what_occurs_again_is_computed_once() -> None:
    said = ("doc.statement", "a statement", "lemma", "a test")
    both = Theorem(*said, (1 - a) ** 2 * b, (1 - a) * c, assumptions=(le(b, 1 - a),))
    source = compiled(both, frozenset("abc")).source
    assert source.count("(1 - v_a)") == 1
    assert value((1 - a) ** 2 * b + 1 / (1 - a), a="1/3", b=3).contains(BallArithmetic(113).number("17/6"))


def test_a_quantified_number_is_not_the_given_one_of_that_name() -> None:
    said, given = ("doc.statement", "a statement", "lemma", "a test"), le(a + 1, (a + 1) ** 2)
    program = compiled(Theorem(*said, (a + 1) ** 2 + (a + 1), 0, over=(a,), assumptions=(given,)), frozenset("a"))
    program = program.on(operations(BallArithmetic(113)))
    functions = program.concluded(program.make({"a": arb(1)}))
    ((left, _),) = functions["clause_conclusion"](arb(2))
    assert left == 12


def test_a_gap_does_not_cancel() -> None:
    problem = Quadratic([1], f_star=10**30)
    ball = value(f(u) - f_star, f=problem, u=[Fraction(1, 2**60)])
    assert ball == arb(2) ** -121


def test_gradients_belong_to_the_problem() -> None:
    assert rational("value", value(square(gradient(u)), exact=True, f=Quadratic([1, 3]), u=[1, 2])) == 37


class ExactAMGT:
    """AMGT from the theory notes, section 1, with clip, on a diagonal quadratic, in Fractions.

    beta2 = 0, so that the root of the second moment is |g|.
    """

    def __init__(self, alpha: Fraction, beta1: Fraction, eps: Fraction, k0: Fraction, tau: Fraction) -> None:
        self.alpha, self.beta1, self.eps, self.k0, self.tau = alpha, beta1, eps, k0, tau

    def run(self, curvatures: list[int], start: list[Fraction], steps: int) -> list[dict[str, list[Fraction]]]:
        x, m = list(start), [Fraction(0)] * len(start)
        states = []
        for step in range(1, steps + 1):
            g = [h * t for h, t in zip(curvatures, x, strict=True)]
            m = [self.beta1 * old + (1 - self.beta1) * new for old, new in zip(m, g, strict=True)]
            corrected = [t / (1 - self.beta1**step) for t in m]
            clipped = [max(-self.tau, min(self.tau, t)) for t in corrected]
            size = self.alpha / (step + self.k0)
            x = [t - size * move / (abs(v) + self.eps) for t, move, v in zip(x, clipped, g, strict=True)]
            gains = [move / t if t else Fraction(1) for move, t in zip(clipped, corrected, strict=True)]
            states.append({"x": x, "m": m, "v": [t * t for t in g], "w": [t * t for t in g], "t": gains})
        return states


def test_a_run_agrees_with_amgt_written_from_the_notes() -> None:
    alpha, beta1, eps, k0, tau = (Fraction(text) for text in "1/3 1/2 1/4 5/2 3/4".split())
    curvatures, start, steps = [1, 3, 7], [Fraction(text) for text in "2 -1/5 1/3".split()], 4
    expected = ExactAMGT(alpha, beta1, eps, k0, tau).run(curvatures, start, steps)
    method = AMGT(alpha, beta1, 0, eps, k0, threshold=Clip(tau))
    values = {"f": Quadratic(curvatures), "method": method, "start": start, "steps": steps}
    found = Trajectory.of(values, ExactArithmetic())
    for step, state in enumerate(expected, start=1):
        for name, vector in state.items():
            assert [rational(name, one) for one in getattr(found, name)(step)] == vector, f"{name}_{step}"


def test_the_laws_of_the_statements_hold_along_runs_of_amgt() -> None:
    check = check_of(CATALOGUE, "strongly_convex.power_rate")
    assert isinstance(check, TrajectoryCheck)
    found = run(check, 50)
    assert (found.verdict, found.satisfied) == (PASS, found.examples)
    laws = {"first_moment", "second_moment", "used_moment", "threshold_gain", "step"}
    (tested,) = {frozenset(clause.label for clause in one.hypotheses) for one in check._compiled.values()}
    assert laws <= tested


def test_a_schedule_that_leaves_the_rationals_says_so() -> None:
    ar = ExactArithmetic()
    plain = AMGT(alpha=1, beta1=0, beta2=0, eps=1, k0=3, p="1/2", threshold=None)
    first = plain.step(plain.start([1], ar), [1], ar)
    assert [rational("x", one) for one in first.x] == [Fraction(3, 4)]
    with pytest.raises(NotRational):
        plain.step(first, [1], ar)


def test_gamma_of_rationals_as_algebra_sees_it() -> None:
    third = Rational(1, 3)
    assert symbolic_gamma(Integer(-2)) == symbolic_gamma(Integer(0)) == 0  # a pole, as in the kernel
    assert symbolic_gamma(Integer(5)) == 24
    assert symbolic_gamma(third + 2) == third * (third + 1) * gamma(third)
    assert symbolic_gamma(third - 2) * (third - 2) * (third - 1) == gamma(third)


def test_powers_too_long_to_write_out_cancel() -> None:
    long = Rational(3**50, 7**60)
    assert symbolic_power(Integer(11), long) * symbolic_power(Integer(11), -long) == 1
    whole = Integer(10**6)
    assert symbolic_power(Integer(-3), whole) * symbolic_power(Integer(3), -whole) == 1
    assert symbolic_power(Integer(-3), whole + 1) * symbolic_power(Integer(3), -whole - 1) == -1


def test_powers_too_long_to_write_out_are_not_written_out_by_a_product() -> None:
    assert not (symbolic_power(Integer(3), Integer(10**6)) * 3).is_Rational
    of_a_square = symbolic_power(Rational(10**10, 9), Integer(-(10**5)))
    assert of_a_square == symbolic_power(Rational(10**5, 3), Integer(-2 * 10**5))


def test_powers_of_products_are_products_of_powers() -> None:
    c = Rational(101, 100)
    split = symbolic_power(Rational(2, 5), c) * symbolic_power(Rational(100, 99), c)
    assert split - symbolic_power(Rational(40, 99), c) == 0


def test_roots_that_are_joined_differently_are_equal() -> None:
    """SymPy writes 2^(1/3) 35^(2/3) on one side and 50^(1/3) 7^(2/3) on the other, or not, as it was made."""
    joined, apart = Rational(2) ** Rational(1, 3) * Rational(35) ** Rational(2, 3), Integer(50) ** Rational(1, 3)
    assert symbolic_compare(joined, "=", apart * Integer(7) ** Rational(2, 3)) is True
    assert symbolic_compare(joined, "=", apart * Integer(7) ** Rational(1, 3)) is None


def test_a_maximum_is_at_least_each_of_its_parts() -> None:
    start, scale = 1 + sin(Rational(1, 10)) ** 2, symbolic_power(Integer(11), Rational(3**50, 7**60))
    bound = Max(Rational(1, 3), scale * start) / scale
    assert symbolic_compare(start, "<=", bound) is True
    assert symbolic_compare(start + Rational(1, 10**50), "<=", bound) is None
    assert symbolic_compare(start, "<", bound) is None
    assert symbolic_compare(-start, "<=", -bound) is None


def test_polynomials_with_long_coefficients_are_not_factored() -> None:
    """SymPy would take minutes."""
    unknown = Dummy(real=True)
    short, long = (((unknown - one) ** 2).expand() for one in (Rational(2, 3), Rational(3**200, 2**100)))
    assert symbolic_compare(Integer(0), "<=", short) is True
    assert symbolic_compare(Integer(0), "<=", long) is None


def test_long_terms_are_not_compared() -> None:
    """SymPy would evaluate what occurs twice twice, and so on."""
    term = sqrt(2)
    for _ in range(12):
        term = term + 1 / (1 + term)
    with pytest.raises(NotRational, match="long"):
        SymbolicArithmetic().maximum(term, Integer(2))
    with pytest.raises(NotRational, match="long"):
        symbolic_compare(term, "<=", Integer(2))
