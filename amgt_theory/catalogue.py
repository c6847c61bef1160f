"""The theorems under proofs/: found by looking, loaded when asked, proved by the kernel, never listed by hand."""

from __future__ import annotations

import ast
import contextlib
import importlib.util
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from amgt_theory.errors import InvalidInput, unknown_name

if TYPE_CHECKING:
    from amgt_theory.derivation import Derivation
    from amgt_theory.theorem import Theorem


def proofs_folder() -> Path:
    """Where the theorem files are: inside an installed package, beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "proofs"
    return installed if installed.is_dir() else package.parent / "proofs"


@dataclass(frozen=True)
class Entry:
    """What a theorem file says of itself, read without running it."""

    id: str
    path: Path
    title: str
    kind: str
    claim: str | None
    tight: bool
    verdict: str


def _statements(path: Path) -> list[ast.stmt]:
    """The statement of the theorem where it can be told apart, which is quick, else all of the file."""
    source = path.read_bytes()
    try:
        with contextlib.suppress(SyntaxError, ValueError):
            alone = re.search(rb"^THEOREM = .*?^\)$", source, flags=re.MULTILINE | re.DOTALL)
            return ast.parse(alone[0]).body if alone else ast.parse(source).body
        return ast.parse(source).body
    except (SyntaxError, ValueError) as error:
        raise InvalidInput(f"{path} is not Python: {error}") from None


def _entry(path: Path) -> Entry | None:
    for node in _statements(path):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "THEOREM":
            said: dict[Any, Any] = {
                keyword.arg: keyword.value.value
                for keyword in getattr(node.value, "keywords", ())
                if isinstance(keyword.value, ast.Constant)
            }
            identity = f"{path.parent.name}.{path.stem}"
            for field_name in ("title", "kind"):
                if not isinstance(said.get(field_name), str):
                    raise InvalidInput(f"{path}: the {field_name} must be written out in THEOREM = Theorem(...)")
            tight, verdict = bool(said.get("tight", False)), said.get("verdict", "supports")
            return Entry(identity, path, said["title"], said["kind"], said.get("claim"), tight, verdict)
    return None


@dataclass(frozen=True)
class Catalogue:
    """The theorems of one folder. Entries are read at once, files are run only when a theorem is asked for."""

    entries: dict[str, Entry]
    _modules: dict[str, ModuleType] = field(default_factory=dict, repr=False)
    _derivations: dict[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, folder: Path) -> Catalogue:
        """The catalogue of the theorem files in the subfolders of ``folder``, sorted by id."""
        found = [_entry(path) for path in sorted(folder.glob("*/*.py"))]
        return cls({entry.id: entry for entry in found if entry})

    def entry(self, identity: str) -> Entry:
        if identity not in self.entries:
            raise unknown_name("theorem", identity, self.entries)
        return self.entries[identity]

    def module(self, identity: str) -> ModuleType:
        """The theorem's file, run once."""
        if identity not in self._modules:
            path = self.entry(identity).path
            name = f"amgt_proofs.{identity}"
            spec = importlib.util.spec_from_file_location(name, path)
            assert spec is not None
            assert spec.loader is not None
            module = importlib.util.module_from_spec(spec)
            sys.modules[name] = module  # dataclasses and pickling look a class up by its module
            spec.loader.exec_module(module)
            self._modules[identity] = module
        return self._modules[identity]

    def theorem(self, identity: str) -> Theorem:
        """The theorem with this id; raises InvalidInput with the nearest id when there is none."""
        theorem: Theorem = self.module(identity).THEOREM
        assert theorem.id == identity, f"{self.entry(identity).path} states {theorem.id}"
        return theorem

    def derivation(self, identity: str) -> Derivation:
        """The theorem's proof, carried out once."""
        from amgt_theory.derivation import derive

        if identity not in self._derivations:
            module = self.module(identity)
            self._derivations[identity] = derive(module.THEOREM, module.derive, self.theorem)
        result: Derivation = self._derivations[identity]
        return result

    def derivations(self, *identities: str) -> tuple[Derivation, ...]:
        """The derivations of the theorems and of all they cite, each once, cited ones first."""
        ordered: dict[str, Derivation] = {}

        def visit(one: str) -> None:
            if one not in ordered:
                derivation = self.derivation(one)
                for cited in derivation.cites:
                    visit(cited)
                ordered[one] = derivation

        for identity in identities:
            visit(identity)
        return tuple(ordered.values())

    def certificate(self, *identities: str) -> str:
        """The text of a certificate of the theorems, with the theorems they cite before them."""
        from amgt_theory.derivation import certificate

        return certificate(self.derivations(*identities))
