"""``amgt check --power``: errors planted in theorems and certificates, and which of them are caught."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from amgt_theory.cli._output import FAILED, HELD, console, print_json, table, tracked
from amgt_theory.cli._workspace import Workspace

if TYPE_CHECKING:
    from amgt_theory.checking._power import Finding

FIELDS = ("id", "error", "false", "tight", "caught", "examples", "slack", "overreach", "remark")


def measure(workspace: Workspace, ids: tuple[str, ...], examples: int, seed: int, as_json: bool) -> int:
    """Plant errors in the theorems and show what became of them; the exit code is 1 when one passed that must not."""
    from amgt_theory.checking._power import power

    chosen = tracked(workspace.chosen(ids), "planting errors in")
    found = [finding for one in chosen for finding in power(workspace.catalogue, one, examples, seed)]
    if as_json:
        print_json([{name: getattr(finding, name) for name in FIELDS} for finding in found])
    else:
        _show(found if ids else [finding for finding in found if finding.missed])
        _show_slack(found)
        _summarise(found)
    return FAILED if any(finding.missed for finding in found) else HELD


def _show(found: list[Finding]) -> None:
    from rich.text import Text

    if not found:
        return
    shown = table("id", "planted error", "false", "caught", "in examples", "remark")
    for one in found:
        answer = Text("yes" if one.caught else "MISSED" if one.missed else "no", style=_colour(one))
        false = {True: "yes", False: "no", None: "?"}[one.false]
        shown.add_row(one.id, one.error, false, answer, f"{one.examples:,}", one.remark)
    console().print(shown)


def _show_slack(found: list[Finding]) -> None:
    """What a claim that is false must overreach by, for theorems that no case drawn attains."""
    slack = {one.id: one for one in found if one.kind != "certificate"}
    if not slack:
        return
    shown = table("id", "tight", "slack: worst ratio found", "a better claim is refuted from")
    for one in slack.values():
        shown.add_row(one.id, "yes" if one.tight else "", _ratio(one.slack), _factor(one))
    console().print(shown)


def _summarise(found: list[Finding]) -> None:
    shown = table("kind of error", "planted", "known to be false", "caught", "missed")
    for kind in dict.fromkeys(one.kind for one in found):
        mine = [one for one in found if one.kind == kind]
        shown.add_row(kind, *map(_count, ([mine, _only(mine, "false"), _only(mine, "caught"), _only(mine, "missed")])))
    screen = console()
    screen.print(shown)
    screen.print(f"{len(_only(found, 'caught'))} of {len(found)} planted errors are caught; {_missed(found)}")


def _missed(found: list[Finding]) -> str:
    number = len(_only(found, "missed"))
    return f"{number} must be and are not" if number else "none that must be is missed"


def _only(found: Iterable[Finding], what: str) -> list[Finding]:
    return [one for one in found if getattr(one, what)]


def _count(found: list[Any]) -> str:
    return f"{len(found):,}"


def _ratio(slack: float | None) -> str:
    return "" if slack is None else f"{slack:.4g}"


def _factor(one: Finding) -> str:
    if one.overreach is None:
        return "nothing tried" if one.slack is not None else ""
    percent = round(100 * (one.overreach - 1))
    return f"{percent}%" if percent < 100 else f"a factor of {one.overreach:g}"


def _colour(one: Finding) -> str:
    return "green" if one.caught else "red" if one.missed else "yellow"
