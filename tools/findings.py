"""Writes docs/findings.md from the kinds of findings in the package. Run by `make docs`."""

from __future__ import annotations

from pathlib import Path

from ita_extract.model.findings import KINDS

PAGE = Path(__file__).parent.parent / "docs" / "findings.md"
HEAD = """# Findings

What `ita-extract` asks a person to look at. A finding names its code, how serious it is, the measure that it
is about, the places where the doubtful text stood, and says in a sentence what was seen.

Errors: something in the report contradicts itself or could not be read. Warnings: something is missing, moved
or unclear. Information: something was done that is nearly always right.

This page is made from `ita_extract/model/findings.py` by `make docs`.

| code | severity | what it means | what to do |
|---|---|---|---|
"""


def page() -> str:
    rows = (f"| `{kind.code}` | {kind.severity} | {kind.meaning} | {kind.advice} |\n" for kind in KINDS)
    return HEAD + "".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
