"""Short ways to write certificates and to ask the kernel about them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from amgt_theory.kernel import FORMAT, Proved, Rejected, verify


class Kernel:
    """``accepts`` and ``rejects`` take theorems in order; the other methods write theorems and steps."""

    FALSE = ("<=", 1, 0)

    @staticmethod
    def declared(variables: str) -> list[list[Any]]:
        """Declarations from "x n:natural f:real,vector>real"; a bare name is a real."""
        result: list[list[Any]] = []
        for one in variables.split():
            name, _, sort = one.partition(":")
            arguments, arrow, value = sort.partition(">")
            result.append([name, arguments.split(","), value] if arrow else [name, sort or "real"])
        return result

    def theorem(
        self,
        *conclusions: Any,
        variables: str = "",
        given: Mapping[str, Any] | None = None,
        steps: Sequence[dict[str, Any]] = (),
        id: str = "T",
    ) -> dict[str, Any]:
        return {
            "id": id,
            "variables": self.declared(variables),
            "hypotheses": list((given or {}).items()),
            "conclusions": list(conclusions),
            "steps": list(steps),
        }

    @staticmethod
    def combination(name: str, goal: Any, facts: Mapping[str, Any] | None = None, *own: Any, **more: Any) -> Any:
        """Weights of facts, then weights that stand for themselves."""
        terms = [{"fact": fact, "weight": weight} for fact, weight in (facts or {}).items()]
        terms += [{"weight": weight} for weight in own]
        return {"name": name, "rule": "combination", "goal": goal, "terms": terms, **more}

    @staticmethod
    def instantiate(name: str, fact: str, values: Mapping[str, Any], **more: Any) -> dict[str, Any]:
        return {"name": name, "rule": "instantiate", "fact": fact, "with": values, **more}

    def fix(self, name: str, variables: str, conclusion: Any, *steps: Any, **assume: Any) -> dict[str, Any]:
        declared = self.declared(variables)
        fields = {"variables": declared, "assume": list(assume.items()), "steps": steps, "conclusion": conclusion}
        return {"name": name, "rule": "fix", **fields}

    @staticmethod
    def text(*theorems: Any) -> str:
        return json.dumps({"format": FORMAT, "theorems": theorems})

    def accepts(self, *theorems: Any) -> Proved:
        return verify(self.text(*theorems))[-1]

    def rejects(self, *theorems: Any, because: str = "") -> str:
        """The reason, which contains ``because`` and is one line."""
        return self.rejects_text(self.text(*theorems), because)

    @staticmethod
    def rejects_text(text: str, because: str = "") -> str:
        with pytest.raises(Rejected) as rejected:
            verify(text)
        reason = str(rejected.value)
        assert because in reason
        assert reason.isprintable()
        assert len(reason) < 600
        return reason


@pytest.fixture(scope="session")
def kernel() -> Kernel:
    return Kernel()
