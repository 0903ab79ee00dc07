"""OUT/summary.html: every file with its outcome, for a person, the doubtful ones first."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from ita_extract import __version__
from ita_extract.batch.outcomes import Outcome
from ita_extract.batch.summary import counts, urgency
from ita_extract.errors import OutputError
from ita_extract.output.files import translated, write_whole
from ita_extract.output.layout import number, visible

if TYPE_CHECKING:
    from ita_extract.output.flat.doubts import DoubtRow

NAME = "summary.html"

_STYLE = """
:root { color-scheme: light dark; font: 15px/1.5 "Noto Sans Thai", "Sarabun", Tahoma, system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #8884; }
th { position: sticky; top: 0; background: Canvas; }
td.number { text-align: right; }
td.file { overflow-wrap: anywhere; min-width: 14rem; }
.state { white-space: nowrap; font-weight: 600; }
.bad .state { color: light-dark(#b3261e, #ff8a80); }
.look .state { color: light-dark(#8a5a00, #ffc566); }
.good .state { color: light-dark(#1b6e3c, #7fd99a); }
.reason { display: block; opacity: .85; overflow-wrap: anywhere; }
"""
_MARK = b"<title>ita-extract: "
_HEAD_BYTES = 500
_END = f"<p><small>ita-extract {__version__}</small></p>\n</body>\n</html>\n"
_HEADINGS = ("Outcome", "File", "Document", "Agency", "Year", "Pages", "Measures", "Findings")
_DOUBT_HEADINGS = ("", "File", "Where", "As read", "Understood as", "Reason")
# A page of more rows is no list to work through; the files that hold all are for that.
_DOUBTS_SHOWN = 500


def check_page(out: Path) -> None:
    """Raises OutputError where another page would be lost."""
    path = out / NAME
    with translated(path):
        if path.is_file() and _MARK not in path.read_bytes()[:_HEAD_BYTES]:
            raise OutputError(
                f"{path}: this is another program's page, and is not written over.",
                advice="Move it away, or choose another --out.",
            )


def write_page(
    out: Path, outcomes: Sequence[Outcome], removed: Sequence[str], doubts: Sequence[DoubtRow] | None = None
) -> None:
    """doubts: what a person should look at, worst first; None where nobody asked for the list.

    Raises OutputError.
    """
    listed = [] if doubts is None else list(_doubts(doubts))
    page = [*_page(out, outcomes, removed, has_list=bool(listed)), *listed, _END]
    write_whole(out / NAME, "".join(page).encode("utf-8"))


def _page(out: Path, outcomes: Sequence[Outcome], removed: Sequence[str], *, has_list: bool) -> Iterator[str]:
    files = number(len(outcomes), "file")
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"{_MARK.decode()}{files}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    yield f"<h1>What became of {files}</h1>\n<p>{escape(counts(outcomes))}."
    yield " Those that need a person's eyes come first."
    yield (
        ' <a href="#doubts">What a person should look at</a>, place by place.</p>\n' if has_list else "</p>\n"
    )
    headings = "".join(f"<th>{heading}</th>" for heading in _HEADINGS)
    yield f"<table>\n<thead><tr>{headings}</tr></thead>\n<tbody>\n"
    for outcome in sorted(outcomes, key=urgency):
        yield _row(out, outcome)
    yield "</tbody>\n</table>\n"
    if removed:
        yield "<h2>No longer among the inputs</h2>\n<p>Their documents are kept.</p>\n<ul>\n"
        yield from (f"<li>{_text(name)}</li>\n" for name in removed)
        yield "</ul>\n"


def _doubts(doubts: Sequence[DoubtRow]) -> Iterator[str]:
    yield f'<h2 id="doubts">What a person should look at</h2>\n<p>{number(len(doubts), "place")}, worst first'
    yield f"; the first {_DOUBTS_SHOWN} are here" if len(doubts) > _DOUBTS_SHOWN else ""
    headings = "".join(f"<th>{heading}</th>" for heading in _DOUBT_HEADINGS)
    yield f".</p>\n<table>\n<thead><tr>{headings}</tr></thead>\n<tbody>\n"
    for doubt in doubts[:_DOUBTS_SHOWN]:
        yield _doubt(doubt)
    yield "</tbody>\n</table>\n"


def _doubt(doubt: DoubtRow) -> str:
    kind = {"unread": "bad", "error": "bad", "warning": "look"}.get(doubt.severity, "note")
    file = _text(doubt.file)
    if doubt.document:
        file = f'<a href="{quote(doubt.document)}">{file}</a>'
    as_read = "" if doubt.as_read == doubt.understood else doubt.as_read or ""
    texts = (_where(doubt), as_read, doubt.understood or "")
    advice = f'<span class="reason">{_text(doubt.advice)}</span>'
    return (
        f'<tr class="{kind}"><td class="state">{doubt.severity}</td><td class="file">{file}</td>'
        f"{''.join(f'<td>{_text(text)}</td>' for text in texts)}<td>{_text(doubt.reason)}{advice}</td></tr>\n"
    )


def _where(doubt: DoubtRow) -> str:
    """ "m3 owner: page 2, table 1, row 3, column 4, box 10, 20, 30, 40", as far as it is known."""
    cell = " ".join(part for part in (doubt.measure_id, doubt.role) if part)
    named = {
        "page": doubt.page,
        "table": doubt.table_number,
        "row": doubt.row_number,
        "column": doubt.column_number,
        "box": doubt.box,
    }
    place = ", ".join(f"{name} {value}" for name, value in named.items() if value is not None)
    return ": ".join(part for part in (cell, place) if part)


def _row(out: Path, outcome: Outcome) -> str:
    facts = outcome.facts
    kind = "bad" if not outcome.is_read else "good" if outcome.state == "ok" else "look"
    reason = " ".join(part for part in (outcome.reason, outcome.advice) if part)
    told = f'<span class="reason">{_text(reason)}</span>' if reason else ""
    source = _link(out, outcome.job.path, outcome.job.name)
    document = _link(out, outcome.job.output, "JSON") if facts else ""
    values = (facts.pages, facts.measures, facts.findings) if facts else ("", "", "")
    cells = "".join(f'<td class="number">{"" if value is None else value}</td>' for value in values)
    return (
        f'<tr class="{kind}"><td class="state">{outcome.state}</td><td class="file">{source}{told}</td>'
        f"<td>{document}</td><td>{_text(facts.agency or '') if facts else ''}</td>"
        f"<td>{(facts.fiscal_year or '') if facts else ''}</td>{cells}</tr>\n"
    )


def _link(out: Path, path: Path, text: str) -> str:
    """Relative, so that the folders can be moved together; only another drive needs the whole path."""
    try:
        target = quote(os.fsencode(Path(os.path.relpath(path.absolute(), out.absolute())).as_posix()))
    except ValueError:
        target = path.absolute().as_uri()
    return f'<a href="{target}">{_text(text)}</a>'


def _text(text: str) -> str:
    return escape(visible(text))
