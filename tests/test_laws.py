"""The laws of docs/architecture.md, held by reading the package itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import ita_extract
from ita_extract.ita.roles import FIELDS
from ita_extract.model.report import Measure

PACKAGE = Path(ita_extract.__file__).parent
ROOT = PACKAGE.parent
MODULES = sorted(PACKAGE.rglob("*.py"))

# From the bottom up. What stands on one level does not import its neighbours; a folder is one member.
LEVELS = (
    ("alignment", "garbage", "model", "errors", "settings"),
    ("thai", "ocr"),
    ("ita",),
    ("cuts",),
    (
        "readers",
        "labelled",
        "tables",
        "columns",
        "marked",
        "misplaced",
        "rows",
        "fields",
        "cover",
        "scores",
        "checks",
        "links",
        "facts",
        "output",
    ),
    ("extraction",),
    ("batch",),
    ("console", "options", "recipes"),
    ("commands",),
    ("cli",),
    ("__main__",),
)
RANK = {member: rank for rank, level in enumerate(LEVELS) for member in level}

HEAVY = (
    "docx",
    "lxml",
    "numpy",
    "openpyxl",
    "pandas",
    "pdfplumber",
    "pikepdf",
    "playa",
    "pydantic",
    "pypdfium2",
)
HEAVY += (
    "cv2",
    "msoffcrypto",
    "olefile",
    "pythainlp",
    "geothai",
    "rapidfuzz",
    "rich",
    "wcwidth",
    "onnxruntime",
    "PIL",
    "duckdb",
    "pyarrow",
    "scipy",
    "sqlalchemy",
)

THAI = re.compile("[\u0e01-\u0e5b]")


def _member(module: Path) -> str:
    """The part of the package that a file belongs to: "readers", "cli", …"""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imported_members(module: Path) -> Iterator[str]:
    return (name.split(".")[1] for name in _imported_names(module))


def _imported_names(module: Path) -> Iterator[str]:
    """Those of the package, in full."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: import by full name"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "ita_extract" and parts[1:] != ["__version__"]:
                yield name


def test_every_module_has_its_level() -> None:
    unknown = {_member(module) for module in MODULES} - set(RANK) - {"__init__"}
    assert unknown == set(), "give the new part its level in LEVELS and in docs/architecture.md"


def _name(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def test_every_part_is_told_of_in_the_architecture() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    parts = {_member(module) for module in MODULES if not _member(module).startswith("__")}
    assert {part for part in parts if f"`{part}.py`" not in page and f"`{part}/`" not in page} == set()


@pytest.mark.parametrize("module", [path for path in MODULES if _member(path) in RANK], ids=_name)
def test_imports_point_down_only(module: Path) -> None:
    own = _member(module)
    wrong = {member for member in _imported_members(module) if member != own and RANK[member] >= RANK[own]}
    assert wrong == set()


SHARED_BY_READERS = ("print",)
# A page that cannot be believed is read from its image; an engine of whole pages answers in marked text.
ASKED_BY_READERS = {("pdf", "scan"), ("scan", "text")}


@pytest.mark.parametrize(
    "reader", sorted(path.name for path in (PACKAGE / "readers").glob("[a-z]*") if path.is_dir())
)
def test_readers_do_not_import_one_another(reader: str) -> None:
    asked = {
        other
        for module in (PACKAGE / "readers" / reader).rglob("*.py")
        for other in _imported_readers(module)
        if other not in (reader, *SHARED_BY_READERS)
    }
    assert {(reader, other) for other in asked} <= ASKED_BY_READERS


def _imported_readers(module: Path) -> Iterator[str]:
    """The folders of readers/ that a module imports from."""
    for name in _imported_names(module):
        part, *rest = name.split(".")[1:]
        if part == "readers" and rest and (PACKAGE / "readers" / rest[0]).is_dir():
            yield rest[0]


@pytest.mark.parametrize(
    "module", [path for path in MODULES if _member(path) not in ("thai", "ita")], ids=_name
)
def test_thai_stands_in_thai_and_ita_only(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    literals = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and THAI.search(node.value)
    ]
    docstrings = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if _has_docstring(node)}
    assert [text for text in literals if text not in docstrings] == []


def _has_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_no_word_class_and_no_compatibility_forms(module: Path) -> None:
    r"""\w breaks Thai before its marks; NFKC and NFKD split SARA AM."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert node.value not in ("NFKC", "NFKD")
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            assert not re.search(r"\\[wW]", ast.unparse(node.args[0]) if node.args else "")


def _modules_after(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nsys.stderr.write(' '.join(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    return {name.partition(".")[0] for name in run.stderr.split()}


@pytest.mark.parametrize(
    "statement",
    [
        "import ita_extract",
        "from ita_extract import Settings, ItaError",
        "from ita_extract.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass",
        "from ita_extract.cli import main\ntry: main(['convert', '--help'])\nexcept SystemExit: pass",
    ],
)
def test_the_door_and_help_load_nothing_heavy(statement: str) -> None:
    assert _modules_after(statement) & set(HEAVY) == set()


def test_what_hands_files_out_does_not_load_what_reads_them() -> None:
    loaded = _modules_after("import ita_extract.commands.conversion")
    assert loaded & {"pydantic", "pythainlp", "rapidfuzz", "ita_extract.extraction"} == set()


def test_help_costs_little_more_than_the_argument_parser() -> None:
    loaded = _modules_after(
        "from ita_extract.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass"
    )
    loaded -= _modules_after("import argparse")
    assert loaded & {"dataclasses", "inspect", "logging", "pathlib", "typing"} == set()


def test_public_names_are_the_truth() -> None:
    assert sorted(ita_extract.__all__) == ita_extract.__all__
    assert set(ita_extract._HOMES) == set(ita_extract.__all__)
    for name in ita_extract.__all__:
        assert getattr(ita_extract, name).__name__ == name
    assert set(ita_extract.__all__) <= set(dir(ita_extract))
    with pytest.raises(AttributeError):
        ita_extract.no_such_name  # noqa: B018


def test_a_measure_has_a_field_for_each_role() -> None:
    told = {"id", "number", "subject", "section", "fiscal_year", "indicators", "other", "confidence"}
    assert set(FIELDS) == Measure.model_fields.keys() - told


def _data_files() -> list[Path]:
    folders = (folder for folder in PACKAGE.rglob("data") if folder.is_dir())
    return sorted(file for folder in folders for file in folder.rglob("*") if file.is_file())


@cache
def _literals() -> frozenset[str]:
    """The strings in the package, paths by their last part."""
    nodes = (node for module in MODULES for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))))
    texts = (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return frozenset(text.rpartition("/")[2] for text in texts)


@pytest.mark.parametrize("file", _data_files(), ids=_name)
def test_every_data_file_is_loaded_by_somebody(file: Path) -> None:
    # Licences and notes lie beside the data that they are about.
    if file.suffix == ".md":
        return
    assert {file.name, file.stem} & _literals()


def test_text_files_are_utf8_without_bom_and_with_unix_line_ends() -> None:
    suffixes = {".py", ".tsv", ".md", ".toml"}
    files = [path for path in PACKAGE.rglob("*") if path.suffix in suffixes]
    for path in [*files, *ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        data = path.read_bytes()
        assert b"\r" not in data, path
        assert not data.decode("utf-8").startswith("\ufeff"), path
