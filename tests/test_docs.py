"""What the documents say is so."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import ita_extract
import tables
from ita_extract.cli import COMMANDS, parser
from ita_extract.model import report
from ita_extract.output.flat.columns import TABLES

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("[a-z]*/**/*.md"))]
README, README_TH = ROOT / "README.md", ROOT / "README.th.md"


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text_of(page), re.MULTILINE | re.DOTALL)


def command_lines(page: Path) -> list[list[str]]:
    lines = [line for block in blocks(page, "sh") for line in block.splitlines()]
    return [shlex.split(line, comments=True) for line in lines]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_in_a_document_exists(page: Path) -> None:
    for words in command_lines(page):
        if words and words[0] == "ita-extract":
            parser(words[1:]).parse_args(words[1:])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_make_target_in_a_document_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", text_of(page), re.MULTILINE))
    assert named <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_between_documents_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text_of(page)):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_file_of_the_package_that_a_document_names_exists(page: Path) -> None:
    for name in re.findall(r"`((?:ita_extract|tools|tests)/[a-z_./]+)`", text_of(page)):
        assert (ROOT / name).exists(), name


@pytest.mark.parametrize("page", [README, README_TH], ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_readme_tells_of_every_command(page: Path) -> None:
    assert {words[1] for words in command_lines(page) if words and words[0] == "ita-extract"} == set(COMMANDS)


@pytest.mark.parametrize("page", [README, README_TH], ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_python_in_the_readme_uses_public_names(page: Path) -> None:
    (code,) = blocks(page, "python")
    compile(code, page.name, "exec")
    (names,) = re.findall(r"from ita_extract import (.*)", code)
    assert set(names.split(", ")) <= set(ita_extract.__all__)


def test_both_readmes_show_the_same_commands_and_code() -> None:
    assert command_lines(README) == command_lines(README_TH)
    for language in ("python", "json"):
        assert blocks(README, language) == blocks(README_TH, language)


@pytest.mark.parametrize("page", tables.PAGES, ids=lambda page: page.name)
def test_the_tables_of_the_documents_are_renewed(page: Path) -> None:
    assert tables.renewed(text_of(page)) == text_of(page), "run `make docs`"
    assert tables.empty_meanings(text_of(page)) == []


def test_every_model_flat_table_and_kind_of_finding_is_described() -> None:
    known = {
        f"<!-- model: {name} -->"
        for name, model in vars(report).items()
        if isinstance(model, type) and issubclass(model, report.Model) and model is not report.Model
    }
    known |= {"<!-- findings -->", *(f"<!-- flat: {table.name} -->" for table in TABLES)}
    assert set().union(*(tables.marks(text_of(page)) for page in tables.PAGES)) == known


def test_the_help_of_make_tells_of_every_target() -> None:
    makefile = text_of(ROOT / "Makefile")
    targets = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())  # type: ignore[index]
    assert {name for name in targets if f'"make {name} ' not in makefile} == {"help"}
