"""What a campaign runs of one theorem, named so that another process can run it too."""

from __future__ import annotations

import hashlib
import platform
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock

from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.checking._checks import StepCheck
from amgt_theory.checking._find import check_of
from amgt_theory.checking._run import Shard, run_shard
from amgt_theory.errors import AmgtError, InvalidInput
from amgt_theory.evidence_store import digest

_LIBRARIES = ("hypothesis", "python-flint", "gmpy2", "mpmath", "sympy")  # what a shard shows depends on them too
_ONE_AT_A_TIME = Lock()  # precision is a state of the process, and a Dask worker runs tasks in threads


@dataclass(frozen=True)
class Job:
    """The check of one theorem with a seed, at so many bits.

    ``folder`` holds the theorem files; None means those of the installation that runs the job. ``sources`` is the
    :func:`fingerprint` of what a shard depends on, so that shards of different programs are never mixed.
    """

    folder: Path | None
    id: str
    seed: int
    bits: int
    sources: str

    @classmethod
    def of(cls, folder: Path, identity: str, seed: int, bits: int | None = None) -> Job | None:
        """The job of a theorem in ``folder``, at the bits of its check unless given; None when it has no check.

        Raises InvalidInput when there is no such theorem.
        """
        own = None if folder == proofs_folder() else folder
        check = _check(own, identity, bits)
        return None if check is None else cls(own, identity, seed, check.bits, fingerprint(own))


def shard_of(job: Job, index: int) -> Shard:
    """The shard number ``index`` of a job, always the same.

    Raises InvalidInput where the sources are not those that the job was made from, and AmgtError when the check breaks.
    """
    if fingerprint(job.folder) != job.sources:
        raise InvalidInput(
            f"{platform.node()} has other sources, or other versions of {', '.join(_LIBRARIES)}, than the campaign; "
            "give every worker the same ones and start it again"
        )
    with _ONE_AT_A_TIME:
        check = _check(job.folder, job.id, job.bits)
        assert check is not None, f"{job.id} lost its check"
        try:
            return run_shard(check, job.seed, index)
        except AmgtError:
            raise
        except Exception as error:
            if isinstance(error.__context__, KeyboardInterrupt):  # Hypothesis stumbles when it is interrupted
                raise KeyboardInterrupt from None
            what = f"{type(error).__name__}: {error}"
            where = f"shard {index} of seed {job.seed}"
            raise AmgtError(f"{job.id}: its check broke in {where}: {what}; mend it") from error


@cache
def fingerprint(folder: Path | None) -> str:
    """SHA-256 of all that a shard depends on: the package, the theorem files in ``folder``, Python and the libraries.

    It is taken once in a process, as are the modules.
    """
    versions = [platform.python_version(), *map(version, _LIBRARIES)]
    return hashlib.sha256(" ".join([digest(folder or proofs_folder()), *versions]).encode()).hexdigest()


@cache
def _catalogue(folder: Path | None) -> Catalogue:
    return Catalogue.of(folder or proofs_folder())


@cache
def _check(folder: Path | None, identity: str, bits: int | None) -> StepCheck | None:
    check = check_of(_catalogue(folder), identity)
    return replace(check, bits=bits) if check and bits else check
