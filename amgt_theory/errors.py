"""Every exception of the library (the kernel, which imports nothing, has its own).

A message names the thing, the value, the violated condition and the remedy, in one line.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class AmgtError(Exception):
    """Base of every error the library raises on purpose."""


class InvalidInput(AmgtError):
    """The request was wrong; the command line prints the message and exits with 2."""


class UndecidedComparison(AmgtError):
    """Balls overlap, so a discontinuous decision (sort, round, hard threshold) cannot be made at this precision."""


class DerivationError(AmgtError):
    """A derivation step does not hold; nothing is certified."""


def unknown_name(kind: str, name: str, known: Iterable[str]) -> InvalidInput:
    """An :class:`InvalidInput` for a name that does not exist, suggesting the nearest one.

    >>> print(unknown_name("parameter", "betta1", ["beta1", "eps"]))
    unknown parameter 'betta1'; did you mean 'beta1'?
    >>> print(unknown_name("parameter", "zzz", ["beta1", "eps"]))
    unknown parameter 'zzz'; known: beta1, eps
    """
    known = sorted(known)
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
    return InvalidInput(f"unknown {kind} {name!r}; {hint}")
