"""Problems by name, for the command line."""

from __future__ import annotations

from collections.abc import Callable

from amgt_theory.arithmetic import RationalLike
from amgt_theory.errors import unknown_name
from amgt_theory.problems._problem import Problem


def problem_names() -> tuple[str, ...]:
    """Every name :func:`problem` knows, sorted.

    >>> "quadratic" in problem_names()
    True
    """
    return tuple(sorted(_examples()))


def problem(name: str, mu: RationalLike | None = None, L: RationalLike | None = None, d: int = 2) -> Problem:
    """The family's typical member with constants ``mu`` and ``L`` (None: the family's choice) in ``d`` dimensions.

    Raises :class:`InvalidInput` for an unknown name and for constants the family does not have.

    >>> problem("huber", mu=1, L=5, d=3).L
    Fraction(5, 1)
    """
    examples = _examples()
    if name not in examples:
        raise unknown_name("problem", str(name), examples)
    return examples[name](mu=mu, L=L, d=d)


def _examples() -> dict[str, Callable[..., Problem]]:
    """From the families themselves, so that a new one needs no entry anywhere."""
    examples: dict[str, Callable[..., Problem]] = {}
    for family in Problem.__subclasses__():
        examples |= family.examples()
    return examples
