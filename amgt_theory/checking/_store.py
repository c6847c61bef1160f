"""Finished shards kept as files, so that a campaign goes on where it was stopped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from amgt_theory.checking._job import Job
from amgt_theory.checking._run import Shard
from amgt_theory.errors import InvalidInput
from amgt_theory.files import write

NAMED = 12  # digits of the fingerprint that tell folders apart; the files have all of them


@dataclass(frozen=True)
class Store:
    """A folder of shards: ``<theorem>/seed-<seed>_bits-<bits>_<sources>/<index>.json``.

    Shards of another seed, precision or version of the sources are in another folder, and never mixed. Each file is
    written whole or not at all, names the job it belongs to, and carries a checksum. ``report`` is told, in one line,
    of a file that is damaged; its shard counts as missing and is run again.
    """

    folder: Path
    report: Callable[[str], None]

    def load(self, job: Job, index: int) -> Shard | None:
        """The shard number ``index`` of a job; None when it is not there or damaged."""
        path = self._path(job, index)
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
            shard = Shard(**document["shard"])
            if shard.index == index and document == _document(job, shard):
                return shard
            reason = "it is not what was written there"
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            reason = str(error)
        self.report(f"{path} is damaged: {reason}; its shard is run again")
        return None

    def save(self, job: Job, shard: Shard) -> None:
        """Keep a shard. Raises InvalidInput when the folder cannot be written."""
        write(self._path(job, shard.index), json.dumps(_document(job, shard), indent=1, allow_nan=False) + "\n")

    def outdated(self, jobs: Iterable[Job]) -> list[Path]:
        """Folders with shards that the jobs would have used, had the sources not changed since."""
        return [
            folder
            for job in jobs
            for folder in sorted(self._path(job, 0).parent.parent.glob(f"seed-{job.seed}_bits-{job.bits}_*"))
            if folder.name != _folder(job)
        ]

    def _path(self, job: Job, index: int) -> Path:
        return self.folder / job.id / _folder(job) / f"{index:06}.json"


def require_folder(path: Path) -> Path:
    """``path``, made where it is missing. Raises InvalidInput when it cannot be, or is no folder."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidInput(f"cannot keep shards in {path}: {error.strerror or error}; choose another folder") from None
    return path


def _folder(job: Job) -> str:
    return f"seed-{job.seed}_bits-{job.bits}_{job.sources[:NAMED]}"


def _document(job: Job, shard: Shard) -> dict[str, Any]:
    document: dict[str, Any] = {
        "theorem": job.id,
        "seed": job.seed,
        "bits": job.bits,
        "sources": job.sources,
        "shard": asdict(shard),
    }
    return {**document, "checksum": hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()}
