"""What every command shares: one JSON document, tables, progress, and the exit codes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

HELD, FAILED, WRONG_REQUEST, INTERRUPTED = 0, 1, 2, 130
PIPED_WIDTH = 140  # columns of a table that is not shown in a terminal

Command = TypeVar("Command", bound=Callable[..., Any])
Item = TypeVar("Item")


def json_option(command: Command) -> Command:
    """``--json``: one document on stdout and nothing else."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")(command)


def print_json(document: Any) -> None:
    """Print ``document``; NaN and infinities are no JSON, so a caller must have spelled them out."""
    click.echo(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))


def console(stderr: bool = False) -> Console:
    """A terminal to print to; text is never taken for markup."""
    from rich.console import Console

    made = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    if not made.is_terminal and "COLUMNS" not in os.environ:
        made.width = PIPED_WIDTH
    return made


def table(*columns: str, title: str | None = None) -> Table:
    """An empty table in the style of all tables."""
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", pad_edge=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def note(message: str) -> None:
    """A remark beside the result."""
    click.echo(f"amgt: note: {message}", err=True)


def tracked(items: Sequence[Item], doing: str) -> Iterator[Item]:
    """``items``, with a progress bar on stderr while they are worked on, where a person is watching."""
    screen = console(stderr=True)
    if not screen.is_terminal or len(items) < 2:
        yield from items
        return
    from rich.progress import Progress

    with Progress(console=screen, transient=True) as progress:
        task = progress.add_task(doing, total=len(items))
        for item in items:
            progress.update(task, description=f"{doing} {item}")
            yield item
            progress.advance(task)


def listed(values: Iterable[str], nothing: str) -> str:
    """The values on one line, or what to say when there are none."""
    return ", ".join(values) or nothing


def colour(word: str) -> str:
    """The colour of a status or verdict."""
    good = {"proved", "accepted", "PROVED", "PASS"}
    bad = {"rejected", "REFUTED", "FAIL"}
    return "green" if word in good else "red" if word in bad else "yellow"
