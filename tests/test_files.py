"""Nothing half written: what is there stays, or the whole of the new takes its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from amgt_theory.errors import InvalidInput
from amgt_theory.files import whole_file, whole_folder, write

CONTENTS = frozenset({"a", "b"})


def everything(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_write_replaces_and_makes_folders(tmp_path: Path) -> None:
    for text in ("one", "two"):
        write(tmp_path / "new" / "file", text)
    assert everything(tmp_path) == {"new/file": "two"}


@pytest.mark.parametrize("failure", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_a_failure_midway_leaves_the_old_file(tmp_path: Path, failure: BaseException) -> None:
    (tmp_path / "file").write_text("old")

    def half() -> None:
        with whole_file(tmp_path / "file") as draft:
            draft.write_text("half of the new")
            raise failure

    with pytest.raises((KeyboardInterrupt, InvalidInput)):
        half()
    assert everything(tmp_path) == {"file": "old"}


@pytest.mark.parametrize("failure", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_a_failure_midway_leaves_the_old_folder(tmp_path: Path, failure: BaseException) -> None:
    write(tmp_path / "folder" / "a", "old")

    def half() -> None:
        with whole_folder(tmp_path / "folder", CONTENTS) as draft:
            (draft / "b").write_text("half of the new")
            raise failure

    with pytest.raises((KeyboardInterrupt, InvalidInput)):
        half()
    assert everything(tmp_path) == {"folder/a": "old"}


def test_a_folder_is_replaced_as_a_whole(tmp_path: Path) -> None:
    write(tmp_path / "folder" / "a", "old")
    with whole_folder(tmp_path / "folder", CONTENTS) as draft:
        (draft / "b").write_text("new")
    assert everything(tmp_path) == {"folder/b": "new"}


def test_what_a_user_put_there_is_not_deleted(tmp_path: Path) -> None:
    write(tmp_path / "folder" / "thesis.tex", "years of work")
    with (
        pytest.raises(InvalidInput, match=r"it holds 'thesis.tex'"),
        whole_folder(tmp_path / "folder", CONTENTS) as draft,
    ):
        (draft / "a").write_text("new")
    assert everything(tmp_path) == {"folder/thesis.tex": "years of work"}


def test_a_device_is_no_place_for_a_file(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="it is not a file"):
        write(Path("/dev/null"), "text")
    assert Path("/dev/null").is_char_device()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "target")
    write(tmp_path / "link", "text")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == "text"
