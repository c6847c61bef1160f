"""Evidence kept from earlier runs, so that a status can be told without proving everything again.

It lives in the user's cache under a digest of every source that could change an outcome: edit the kernel or a theorem
and nothing is known until it is proved again.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from amgt_theory.errors import InvalidInput
from amgt_theory.evidence import Evidence
from amgt_theory.files import write

NO_BEARING = {"cli", "report", "proofs", "checks"}  # parts of the package that change no proof; proofs are hashed apart


def digest(proofs: Path) -> str:
    """SHA-256 of the sources of the package and of the theorem files in ``proofs``."""
    package = Path(__file__).parent
    own = (path for path in package.rglob("*.py") if path.relative_to(package).parts[0] not in NO_BEARING)
    result = hashlib.sha256()
    for folder, paths in ((package, own), (proofs, proofs.glob("*/*.py"))):
        for path in sorted(paths):
            content = path.read_bytes()
            result.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode() + content)
    return result.hexdigest()


def cache_folder() -> Path:
    """Where the user's cached files of this program go."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if os.path.isabs(base) else Path.home() / ".cache") / "amgt_theory"


@dataclass(frozen=True)
class EvidenceStore:
    """The evidence about the theorems of one folder, in one file."""

    path: Path

    @classmethod
    def of(cls, proofs: Path) -> EvidenceStore:
        return cls(cache_folder() / digest(proofs) / "evidence.json")

    def load(self) -> dict[str, Evidence]:
        """Evidence by theorem id; none when there is no readable file."""
        try:
            records = json.loads(self.path.read_text(encoding="utf-8"))
            return {record["id"]: Evidence(**_with_tuples(record)) for record in records}
        except (OSError, ValueError, TypeError, KeyError):
            return {}

    def add(self, *evidence: Evidence) -> bool:
        """Keep ``evidence``, replacing what was known of the same theorems; False when the folder cannot be written."""
        known = self.load() | {one.id: one for one in evidence}
        try:
            write(self.path, json.dumps([asdict(known[name]) for name in sorted(known)], indent=1) + "\n")
        except InvalidInput:
            return False
        return True


def _with_tuples(record: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in record.items()}
