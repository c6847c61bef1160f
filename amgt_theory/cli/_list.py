"""``amgt list``: the catalogue, without running a theorem file."""

from __future__ import annotations

from typing import Any

import click

from amgt_theory.cli._output import colour, console, json_option, print_json, table
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
    from rich.text import Text

    shown = table("id", "title", "kind", "status", "claim", "tight")
    for row in rows:
        status = Text(row["status"], style=colour(row["status"]))
        shown.add_row(row["id"], row["title"], row["kind"], status, row["claim"] or "", "yes" if row["tight"] else "")
    screen = console()
    screen.print(shown)
    unknown = [row["id"] for row in rows if row["id"] not in known]
    if unknown:
        screen.print(f"{len(unknown)} of {len(rows)} have no evidence yet: run amgt prove")
