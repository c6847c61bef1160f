"""What `pip install` gives: the wheel, from the checkout and from the sdist, and the theorems inside it."""

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    """Standard output of a command that sees nothing of the checkout."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert done.returncode == 0, f"{command} exited with {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def build(kind: str, source: Path, folder: Path) -> Path:
    run(sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", folder, cwd=source)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_sdist_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(build("sdist", ROOT, tmp_path / "sdist")) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    assert contents(build("wheel", source, tmp_path / "wheel")) == contents(wheel)


@pytest.mark.parametrize("folder", ["proofs", "checks"])
def test_wheel_carries(wheel: Path, folder: str) -> None:
    expected = {f"amgt_theory/{path.relative_to(ROOT)}" for path in (ROOT / folder).rglob("*.py")}
    assert expected, f"no Python file under {folder}/"
    assert expected <= contents(wheel).keys()


def test_installed_wheel_finds_every_theorem(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "venv"
    run(sys.executable, "-m", "venv", installed, cwd=tmp_path)
    run(installed / "bin" / "python", "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    found, expected = (
        {theorem["id"] for theorem in json.loads(run(folder / "bin" / "amgt", "list", "--json", cwd=cwd))}
        for folder, cwd in [(installed, tmp_path), (Path(sys.prefix), ROOT)]
    )
    assert found == expected != set()
