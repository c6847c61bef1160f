"""The layers: who may import whom, and how large a module may grow. Read from the source, without importing it."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

PROJECT = "amgt_theory"
ROOT = Path(__file__).resolve().parents[1] / PROJECT

# Lowest first. A module imports only strictly lower layers and its own; of the project, the kernel imports only itself.
LAYERS = [
    "errors",
    "files",
    "kernel",
    "symbols",
    "language",
    "printing",
    "function_classes",
    "iteration_laws",
    "inexact_laws",
    "online_laws",
    "theorem",
    "derivation",
    "catalogue",
    "evidence",
    "evidence_store",
    "arithmetic",
    "problems",
    "optimizers",
    "recursions",
    "predictor",
    "latex",
    "strategies",
    "checking",
    "complexity",
    "thresholded",
    "audit",
    "report",
    "cli",
    "__init__",
    "__main__",
]
MAX_MODULE_LINES = 450
MAX_KERNEL_LINES = 1200
SLOW_TO_IMPORT = {"sympy", "numpy", "flint", "hypothesis", "matplotlib"}
OPTIONAL = {"matplotlib", "z3", "distributed"}


class Import(NamedTuple):
    target: str
    line: int
    lazy: bool  # inside a function


@cache
def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    paths = {path.relative_to(ROOT.parent).with_suffix(""): path for path in sorted(ROOT.rglob("*.py"))}
    return {".".join(name.parts).removesuffix(".__init__"): path for name, path in paths.items()}


def layer(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


def imports_in(node: ast.AST, package: list[str], lazy: bool = False) -> Iterator[Import]:
    """The imports below a node, at any depth, except those for type checkers only; relative ones start at `package`."""
    children = ast.iter_child_nodes(node)
    match node:
        case ast.Import():
            yield from (Import(alias.name, node.lineno, lazy) for alias in node.names)
        case ast.ImportFrom():
            base = package[: len(package) + 1 - node.level] if node.level else []
            stem = [*base, node.module] if node.module else base
            yield from (Import(".".join([*stem, alias.name]), node.lineno, lazy) for alias in node.names)
        case ast.If(test=ast.Name("TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING")):
            children = iter(node.orelse)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            lazy = True
    for child in children:
        yield from imports_in(child, package, lazy)


@cache
def imports(module: str) -> list[Import]:
    path = modules()[module]
    package = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
    return list(imports_in(ast.parse(path.read_bytes(), str(path)), package))


def top(target: str) -> str:
    return target.split(".")[0]


def imported_module(target: str) -> str:
    """The longest part of a dotted target of the project that is a module; the rest is a name in it."""
    while target not in modules() and "." in target:
        target = target.rpartition(".")[0]
    return target


def where(module: str, line: int) -> str:
    return f"{modules()[module].relative_to(ROOT.parent)}:{line}"


def report(problems: list[str]) -> None:
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


def test_every_module_has_a_layer() -> None:
    assert modules(), f"no module found under {ROOT}"
    unlisted = sorted({layer(module) for module in modules()} - set(LAYERS))
    report([f"{PROJECT}/{part} has no layer; add it to LAYERS in {Path(__file__).name}" for part in unlisted])


def test_imports_point_downwards() -> None:
    report([
        f"{where(module, line)}: layer {layer(module)!r} may not import {target!r} of layer {layer(imported)!r}"
        for module in modules()
        for target, line, _ in imports(module)
        if top(target) == PROJECT
        and layer(imported := imported_module(target)) != layer(module)
        and layer(imported) not in LAYERS[: LAYERS.index(layer(module)) if layer(module) in LAYERS else None]
    ])


def test_kernel_imports_only_the_standard_library() -> None:
    report([
        f"{where(module, line)}: the kernel may import only the standard library and itself, not {target!r}"
        for module in modules()
        if layer(module) == "kernel"
        for target, line, _ in imports(module)
        if not (layer(target) == "kernel" if top(target) == PROJECT else top(target) in sys.stdlib_module_names)
    ])


def test_no_import_cycles() -> None:
    graph = {
        module: {imported_module(target) for target, *_ in imports(module) if top(target) == PROJECT} - {module}
        for module in modules()
    }
    cycle: list[str] = []
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        cycle = error.args[1][::-1]
    report([f"import cycle: {importer} imports {imported}" for importer, imported in pairwise(cycle)])


def test_modules_are_short_enough_to_hold_in_mind() -> None:
    lines = {module: len(path.read_text(encoding="utf-8").splitlines()) for module, path in modules().items()}
    kernel = sum(count for module, count in lines.items() if layer(module) == "kernel")
    too_long = [
        f"{where(module, count)}: longer than {MAX_MODULE_LINES} lines"
        for module, count in lines.items()
        if count > MAX_MODULE_LINES
    ]
    too_much = [f"the kernel has {kernel} lines, more than {MAX_KERNEL_LINES}"] if kernel > MAX_KERNEL_LINES else []
    report(too_long + too_much)


@pytest.mark.parametrize("module", [PROJECT, f"{PROJECT}.cli"])
def test_importing_is_quick(module: str) -> None:
    if module not in modules() and module != PROJECT:
        pytest.skip(f"{module} does not exist yet")
    code = f"import sys, json, {module}; print(json.dumps([*sys.modules]))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL
    )
    heavy = SLOW_TO_IMPORT & set(json.loads(loaded.stdout))
    report([f"importing {module} loads {name}; import it where it is used" for name in sorted(heavy)])


def test_optional_packages_are_imported_in_functions() -> None:
    report([
        f"{where(module, line)}: optional package {top(target)!r} imported at module level"
        for module in modules()
        for target, line, lazy in imports(module)
        if top(target) in OPTIONAL and not lazy
    ])
