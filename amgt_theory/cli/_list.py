"""``amgt list``: the catalogue, without running a theorem file."""

from __future__ import annotations

import shutil
from typing import Any

import click

from amgt_theory.cli._output import PIPED_WIDTH, colour, json_option, print_json
from amgt_theory.cli._workspace import Workspace

CHECKERS = ("kernel",)  # what can verify a certificate


@click.command("list")
@json_option
@click.pass_obj
def list_theorems(workspace: Workspace, as_json: bool) -> None:
    """List the theorems and what is known of them.

    The status comes from evidence of earlier runs of prove or audit on exactly these sources; a theorem without
    evidence is unproved.
    """
    known = workspace.store.load()
    rows: list[dict[str, Any]] = [
        {
            "id": entry.id,
            "title": entry.title,
            "kind": entry.kind,
            "status": known[entry.id].status if entry.id in known else "unproved",
            "claim": entry.claim,
            "tight": entry.tight,
            "checkers": list(CHECKERS),
        }
        for entry in workspace.catalogue.entries.values()
    ]
    if as_json:
        print_json(rows)
        return
    # click lays out this many rows ten times faster than a table of rich
    width = shutil.get_terminal_size((PIPED_WIDTH, 0)).columns
    page = click.HelpFormatter(width=width)
    head = _columns("status", "kind", "claim", "tight", "id")
    page.write_dl([(head, "title"), *map(_described, rows)], col_max=width // 2)
    click.echo(page.getvalue(), nl=False)
    unknown = [row["id"] for row in rows if row["id"] not in known]
    if unknown:
        click.echo(f"\n{len(unknown)} of {len(rows)} have no evidence yet: run amgt prove")


def _columns(status: str, kind: str, claim: str, tight: str, identity: str) -> str:
    return f"{status}{' ' * (10 - len(click.unstyle(status)))}{kind:12}{claim:9}{tight:7}{identity}"


def _described(row: dict[str, Any]) -> tuple[str, str]:
    status = click.style(row["status"], fg=colour(row["status"]))
    return _columns(status, row["kind"], row["claim"] or "", "yes" if row["tight"] else "", row["id"]), row["title"]
