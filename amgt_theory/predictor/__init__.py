"""Numbers from theorems: a bound, the one SymPy expression, evaluated on doubles, mpmath or balls, and inverted."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from amgt_theory.errors import InvalidInput, unknown_name
from amgt_theory.predictor._closed import Predictor
from amgt_theory.predictor._exponent import exponent
from amgt_theory.predictor._hypotheses import check_hypotheses
from amgt_theory.predictor._inverse import Iterations
from amgt_theory.predictor._recursive import Recursion, RecursivePredictor, recursion_parameters
from amgt_theory.predictor._values import closed, exact, parameters, read_values
from amgt_theory.theorem import Theorem

__all__ = [
    "Iterations",
    "Predictor",
    "Recursion",
    "RecursivePredictor",
    "check_hypotheses",
    "exponent",
    "parameters",
    "predictor",
]

BITS = {"numpy": 53, "mpmath": 200, "ball": 200}


def predictor(
    theorem: Theorem,
    values: Mapping[str, Any],
    backend: str = "numpy",
    bits: int | None = None,
    relative_radius: Any = None,
    recursion: Recursion | None = None,
) -> Predictor | RecursivePredictor:
    """``theorem.bound`` at ``values``, as a function of k (of nothing when the bound does not depend on k).

    Parameters
    ----------
    values : name to value, for all of ``parameters(theorem)``: int, Fraction, float or a string such as "1/10"
        or "1e-3". Kept exact; a float is the decimal it prints as, so 0.1 and "0.1" both mean 1/10.
    backend : "numpy" (float64), "mpmath" (rounded to ``bits``) or "ball" (python-flint's arb, contains the exact value)
    bits : precision of mpmath and ball, 200 unless given; numpy has 53
    relative_radius : for balls: bits double until radius <= relative_radius * |value|
    recursion : a generator function like those in amgt_theory.recursions; its bounds are then used instead

    Raises
    ------
    InvalidInput : an unknown, missing or unreadable value; values outside the theorem's numerical assumptions, which
        are decided on balls of up to 1000 bits and, at equality, by algebra; a bound that contains sequences or vectors

    >>> from amgt_theory.language import lt
    >>> from amgt_theory.symbols import c, gap0, k, k0
    >>> rate = Theorem("doc.rate", "a rate", "theorem", "a doctest", quantity=gap0, assumptions=(lt(0, c),),
    ...                bound=gap0 * ((k0 + 1) / (k + k0 + 1)) ** c)
    >>> f = predictor(rate, {"c": "1/2", "gap0": 8, "k0": 0})
    >>> f(3), f([3, 63]), f.exponent
    (4.0, array([4., 1.]), 0.5)
    >>> print(f.smallest_k("0.1"), f.smallest_k("1e-30"))
    6399 10^61.806179974
    >>> predictor(rate, {"c": 0, "gap0": 8, "k0": 0})
    Traceback (most recent call last):
    amgt_theory.errors.InvalidInput: doc.rate: needs 0 < c; here 0 >= 0; increase c
    """
    if backend not in BITS:
        raise unknown_name("backend", str(backend), BITS)
    bits = BITS[backend] if bits is None else bits
    if isinstance(bits, bool) or not isinstance(bits, int) or not 2 <= bits <= 10_000:
        raise InvalidInput(f"bits = {bits!r} violates 2 <= bits <= 10000; choose a whole number in that range")
    if backend == "numpy" and bits != BITS["numpy"]:
        raise InvalidInput(f"bits = {bits}: numpy computes with 53 bits; choose backend mpmath or ball for others")
    radius = None if relative_radius is None else exact("relative_radius", relative_radius)
    if radius is not None and (radius <= 0 or backend != "ball"):
        raise InvalidInput(f"relative_radius = {relative_radius} needs to be positive, and backend ball; leave it out")
    if undetermined := closed(theorem).undetermined:
        raise InvalidInput(
            f"{theorem.id}: its bound contains {undetermined[0]}, which no parameter determines; choose another"
        )
    needed, optional = recursion_parameters(recursion) if recursion else ([], [])
    read = read_values(theorem, values, needed, optional)
    symbols = parameters(theorem)
    check_hypotheses(theorem, {symbol: read[name] for name, symbol in symbols.items()})
    frozen = MappingProxyType(read)
    if recursion:
        own = MappingProxyType({name: value for name, value in read.items() if name in (*needed, *optional)})
        return RecursivePredictor(theorem, recursion, own, backend, bits, radius)
    return Predictor(theorem, frozen, backend, bits, radius)
