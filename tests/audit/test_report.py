"""The folder an audit leaves: complete, whole, and the same findings in every format."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from amgt_theory.catalogue import proofs_folder
from amgt_theory.cli import main
from amgt_theory.cli._workspace import Workspace

FILES = ("refute/linear_rate", "lemmas/pl")


@pytest.fixture(autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    """Audits two theorems: one refutes C2."""
    folder = tmp_path / "proofs"
    for name in FILES:
        (folder / name).parent.mkdir(parents=True)
        shutil.copy(proofs_folder() / f"{name}.py", folder / f"{name}.py")
    return lambda *words: CliRunner().invoke(main, ["audit", *map(str, words)], obj=Workspace(folder))


class _Page(HTMLParser):
    """What a page refers to outside itself, and whether its tags are balanced."""

    def __init__(self) -> None:
        super().__init__()
        self.outside: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "br", "th"}:
            self.open.append(tag)
        if tag in {"script", "link", "img", "iframe"}:
            self.outside.append(tag)
        self.outside += [value for name, value in attrs if name in {"src", "href"} and value and value[0] != "#"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_refuted_claim_is_exit_code_1(run: Callable[..., Result]) -> None:
    result = run()
    assert result.exit_code == 1
    assert "REFUTED" in result.stdout
    assert "refuted: C2" in result.stdout


def test_json(run: Callable[..., Result]) -> None:
    document = json.loads(run("--json").stdout)
    assert set(document) == {"claims", "seconds"}
    assert [claim["id"] for claim in document["claims"]] == [f"C{number}" for number in range(1, 13)]
    claim = document["claims"][1]
    assert set(claim) == {"id", "text", "verdict", "statement", "theorems", "evidence"}
    assert (claim["verdict"], claim["theorems"]) == ("REFUTED", ["refute.linear_rate"])
    assert claim["evidence"][0]["checkers"] == {"kernel": "accepted"}


def test_folder(run: Callable[..., Result], tmp_path: Path) -> None:
    folder = tmp_path / "report"
    for _ in range(2):  # also in place of an earlier one
        assert run("-o", folder).exit_code == 1
    names = {path.name for path in folder.iterdir()}
    pdf = {"report.pdf"} if shutil.which("pdflatex") else set()
    assert names == {"report.html", "report.md", "report.tex", "audit.json", "certificates"} | pdf
    assert {path.name for path in tmp_path.iterdir()} == {"proofs", "report"}
    certificates = sorted((folder / "certificates").iterdir())
    assert [path.stem for path in certificates] == ["lemmas.pl", "refute.linear_rate"]
    assert CliRunner().invoke(main, ["verify", *map(str, certificates)]).exit_code == 0
    document = json.loads((folder / "audit.json").read_text())
    for name in ("report.html", "report.md", "report.tex"):
        text = (folder / name).read_text()
        for claim in document["claims"]:
            assert claim["id"] in text
            assert claim["verdict"] in text
    page = _Page()
    page.feed((folder / "report.html").read_text())
    assert page.outside == []
    assert page.open == []


@pytest.mark.parametrize("where", ["_folder.tex", "_folder.markdown"])
@pytest.mark.parametrize("failure", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_a_failure_midway_leaves_nothing(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, failure: BaseException
) -> None:
    def fail(*arguments: Any) -> None:
        raise failure

    monkeypatch.setattr(f"amgt_theory.report.{where}", fail)
    result = run("-o", tmp_path / "report")
    assert result.exit_code in (2, 130)
    assert result.stdout == ""
    assert {path.name for path in tmp_path.iterdir()} == {"proofs"}


def test_a_folder_of_something_else_is_left_alone(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "thesis.tex").write_text("years of work")
    result = run("-o", tmp_path / "thesis")
    assert result.exit_code == 2
    assert "it holds 'thesis.tex'" in result.stderr
    assert [path.name for path in (tmp_path / "thesis").iterdir()] == ["thesis.tex"]


def test_a_broken_theorem_is_reported_and_leaves_its_claim_open(run: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "proofs" / "refute" / "linear_rate.py"
    file.write_text(file.read_text().replace("def derive(proof: Proof) -> None:\n", "def derive(proof):\n    return\n"))
    result = run("-o", tmp_path / "report")
    assert result.exit_code == 1
    assert "unproved: refute.linear_rate" in result.stdout
    claim = json.loads((tmp_path / "report" / "audit.json").read_text())["claims"][1]
    assert claim["verdict"] == "OPEN"
    assert "refute.linear_rate is unproved" in claim["statement"]
    assert not (tmp_path / "report" / "certificates" / "refute.linear_rate.json").exists()
