"""Writing files so that nothing half written is ever left behind."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from amgt_theory.errors import InvalidInput


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A name beside ``path`` to write to; the file takes its place when the block ends, and goes when it fails."""
    path = path.resolve()
    if path.exists() and not path.is_file():
        raise InvalidInput(f"cannot write {path}: it is not a file; name one")
    with _replacing(path, Path.unlink) as draft:
        yield draft


@contextmanager
def whole_folder(path: Path, contents: frozenset[str]) -> Iterator[Path]:
    """A new folder beside ``path`` to fill; it takes its place when the block ends, and goes when it fails.

    A folder that is already there is replaced, but only if all it holds has names in ``contents``: what a user put
    there is not ours to delete.
    """
    path = path.resolve()
    if path.exists() and not path.is_dir():
        raise InvalidInput(f"cannot write {path}: it is not a folder; name another")
    strangers = sorted(entry.name for entry in path.iterdir() if entry.name not in contents) if path.exists() else []
    if strangers:
        raise InvalidInput(f"cannot replace {path}: it holds {strangers[0]!r}, which is not of a report; name another")
    with _replacing(path, lambda leftover: shutil.rmtree(leftover, ignore_errors=True)) as draft:
        draft.mkdir()
        yield draft


def write(path: Path, text: str) -> None:
    """Write ``text`` to ``path``, whole or not at all."""
    with whole_file(path) as draft:
        draft.write_text(text, encoding="utf-8")


@contextmanager
def _replacing(path: Path, remove: Callable[[Path], None]) -> Iterator[Path]:
    draft, old = (path.with_name(f".{path.name}.{os.getpid()}{ending}") for ending in (".part", ".old"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield draft
        if path.is_dir():  # a folder that is not empty cannot be replaced in one step
            path.rename(old)
        draft.replace(path)
    except OSError as error:
        raise InvalidInput(f"cannot write {path}: {error.strerror or error}; choose another place") from None
    finally:
        if old.exists() and not path.exists():
            old.rename(path)
        for leftover in (draft, old):
            if leftover.exists():
                remove(leftover)
