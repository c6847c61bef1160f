"""Certificates of any origin: accepted, rejected with a reason (exit code 1), or unreadable (exit code 2)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from amgt_theory.kernel.reading import MAX_BYTES


def verified(amgt: Any, file: Path) -> tuple[int, dict[str, Any]]:
    result = amgt("verify", "--json", file)
    (answer,) = json.loads(result.stdout)
    assert set(answer) == {"file", "id", "ok", "reason"}
    assert "\n" not in answer["reason"]
    return result.exit_code, answer


def test_accepted(amgt: Any, certificate: Path) -> None:
    assert verified(amgt, certificate) == (
        0,
        {"file": str(certificate), "id": "lemmas.pl", "ok": True, "reason": ""},
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "invalid JSON"),
        (b"hello", "invalid JSON"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"[" * 5000 + b"]" * 5000, "nested deeper"),
        (b'{"format": 1, "format": 2}', "'format' occurs twice"),
        (b'{"format": "amgt-certificate/1", "theorems": []}', "there is no theorem"),
        (b'{"format": "amgt-certificate/1", "theorems": [NaN]}', "not an exact number"),
        (b"[" + b"9" * 100_000 + b"]", "100000 digits"),
        (b"[" + b"1," * 3_000_000 + b"1]", "values"),
        (b" " * (MAX_BYTES + 1), "longer than the limit"),
    ],
    ids=["empty", "text", "binary", "deep", "duplicate", "no-theorem", "nan", "digits", "values", "long"],
)
def test_not_a_certificate(amgt: Any, tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "certificate.json"
    file.write_bytes(content)
    code, answer = verified(amgt, file)
    assert code == 1
    assert not answer["ok"]
    assert says in answer["reason"]


def test_an_enormous_file_is_not_read_to_its_end(amgt: Any, tmp_path: Path) -> None:
    file = tmp_path / "certificate.json"
    with file.open("wb") as stream:
        stream.truncate(1 << 40)  # sparse: a tebibyte that takes no room
    code, answer = verified(amgt, file)
    assert (code, answer["ok"]) == (1, False)


def truncate(text: str) -> str:
    return text[: len(text) // 2]


def edited(change: Callable[[dict[str, Any]], None]) -> Callable[[str], str]:
    def edit(text: str) -> str:
        document = json.loads(text)
        change(document["theorems"][-1])
        return json.dumps(document)

    return edit


@edited
def other_coefficient(theorem: dict[str, Any]) -> None:
    (conclusion,) = theorem["conclusions"]
    conclusion[1] = ["*", 3, *conclusion[1][2:]]


@edited
def dropped_hypothesis(theorem: dict[str, Any]) -> None:
    theorem["hypotheses"] = [one for one in theorem["hypotheses"] if one[0] != "strong_convexity"]


@edited
def swapped_conclusion(theorem: dict[str, Any]) -> None:
    relation, left, right = theorem["conclusions"][0]
    theorem["conclusions"] = [[relation, right, left]]


@edited
def no_steps(theorem: dict[str, Any]) -> None:
    theorem["steps"] = []


@pytest.mark.parametrize(
    "change", [truncate, other_coefficient, dropped_hypothesis, swapped_conclusion, no_steps], ids=range(5)
)
def test_a_changed_certificate_is_rejected(amgt: Any, certificate: Path, change: Callable[[str], str]) -> None:
    certificate.write_text(change(certificate.read_text()))
    code, answer = verified(amgt, certificate)
    assert code == 1
    assert not answer["ok"]
    assert answer["reason"]


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_unreadable(amgt: Any, certificate: Path, name: str) -> None:
    result = amgt("verify", "--json", certificate, certificate.parent / name)
    assert result.exit_code == 2
    assert [answer["ok"] for answer in json.loads(result.stdout)] == [True, False]
    (line,) = result.stderr.splitlines()
    assert "cannot be read" in line
