"""Objects whose exact constants are converted once per arithmetic."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Generic, TypeVar

from amgt_theory.arithmetic._base import Arithmetic

Bound = TypeVar("Bound")


class Bindable(ABC, Generic[Bound]):
    """Base of exact, frozen objects (a method, a problem) that compute in any arithmetic.

    ``bind(ar)`` is the object with its constants as numbers of ``ar``. It is kept on the object itself, like a cached
    property: no inner loop converts a constant, and no global holds anything.
    """

    def bind(self, ar: Arithmetic) -> Bound:
        """This object with its constants converted to numbers of ``ar``; the same object on every call."""
        try:
            return self.__dict__["_bound"][ar]  # type: ignore[no-any-return]
        except KeyError:
            with ar.precision():
                bound = self.__dict__.setdefault("_bound", {})[ar] = self._bind(ar)
            return bound

    @abstractmethod
    def _bind(self, ar: Arithmetic) -> Bound:
        """Convert the constants; called once per arithmetic, at its precision."""

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "_bound"}
