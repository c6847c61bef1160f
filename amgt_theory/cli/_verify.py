"""``amgt verify``: the kernel alone, on files of any origin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from amgt_theory.cli._output import FAILED, HELD, colour, console, json_option, print_json, table
from amgt_theory.errors import InvalidInput
from amgt_theory.kernel import Rejected
from amgt_theory.kernel import verify as verify_text
from amgt_theory.kernel.reading import MAX_BYTES

UNREADABLE = "cannot be read"


@click.command("verify")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@json_option
def verify(files: tuple[Path, ...], as_json: bool) -> int:
    """Check certificate files with the kernel alone.

    "accepted" means: the steps in the file prove the statement in the file. That the statement is the one the
    catalogue makes under this id is what amgt prove compares.
    Exit code 1 for a rejected certificate, 2 for a file that cannot be read.
    """
    results, unreadable = [], []
    for file in files:
        result: dict[str, Any] = {"file": str(file), "id": None, "ok": False, "reason": ""}
        try:
            result["id"] = verify_text(_text(file))[-1].id
            result["ok"] = True
        except Rejected as error:
            result["reason"] = str(error)
        except OSError as error:
            result["reason"] = f"{UNREADABLE}: {error.strerror or error}"
            unreadable.append(f"{file} {result['reason']}")
        results.append(result)
    if as_json:
        print_json(results)
    else:
        _show(results)
    if unreadable:
        raise InvalidInput("; ".join(unreadable))
    return HELD if all(result["ok"] for result in results) else FAILED


def _text(file: Path) -> str:
    """The text of a file no longer than the kernel's limit, which is as far as it is read."""
    with file.open("rb") as stream:
        content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise Rejected(f"not read: longer than the limit of {MAX_BYTES} bytes")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Rejected(f"not read: byte {error.start} is not UTF-8 text") from None


def _show(results: list[dict[str, Any]]) -> None:
    from rich.text import Text

    shown = table("file", "id", "kernel", "reason")
    for result in results:
        answer = "accepted" if result["ok"] else "no answer" if result["reason"].startswith(UNREADABLE) else "rejected"
        shown.add_row(result["file"], result["id"] or "", Text(answer, style=colour(answer)), result["reason"])
    console().print(shown)
