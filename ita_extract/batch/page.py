"""OUT/summary.html: every file with its outcome, for a person, the doubtful ones first."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from ita_extract import __version__
from ita_extract.batch.outcomes import Facts, Outcome
from ita_extract.batch.summary import counts, urgency
from ita_extract.output.files import check_ours, write_whole
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
td.text { overflow-wrap: anywhere; min-width: 3rem; white-space: pre-line; }
.state { white-space: nowrap; font-weight: 600; }
.bad .state { color: light-dark(#b3261e, #ff8a80); }
.look .state { color: light-dark(#8a5a00, #ffc566); }
.good .state { color: light-dark(#1b6e3c, #7fd99a); }
.reason { display: block; opacity: .85; overflow-wrap: anywhere; }
@media (max-width: 50rem) {
  body { margin: 1rem auto; }
  thead { position: absolute; left: -999rem; }
  table, tbody, tr, td { display: block; }
  tr { padding: .5rem 0; border-bottom: 1px solid #8884; }
  td, td.number { padding: 0; border: 0; text-align: left; }
  td:empty { display: none; }
  td[data-is]::before { content: attr(data-is) ": "; opacity: .7; }
}
@media print { a { color: inherit; } thead { display: table-header-group; } tr { break-inside: avoid; } }
"""
_MARK = b"<title>ita-extract: "
_END = f"<p><small>ita-extract {__version__}</small></p>\n</body>\n</html>\n"
_HEADINGS = ("Outcome", "File", "Document", "Agency", "Year", "Pages", "Measures", "Findings")
_DOUBT_HEADINGS = ("Severity", "File", "Where", "As read", "Understood as", "Reason")
# A page of more rows is no list to work through; the files that hold all are for that.
_DOUBTS_SHOWN = 500


def check_page(out: Path) -> None:
    """Raises OutputError where another page would be lost."""
    check_ours(out / NAME, _MARK)


def write_page(
    out: Path, outcomes: Sequence[Outcome], removed: Sequence[str], doubts: Sequence[DoubtRow] | None = None
) -> None:
    """doubts: what a person should look at, worst first; None where nobody asked for the list.

    Raises OutputError.
    """
    paths = {outcome.job.name: outcome.job.path for outcome in outcomes}
    listed = [] if doubts is None else list(_doubts(out, doubts, paths))
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
    yield _table_head(_HEADINGS)
    for outcome in sorted(outcomes, key=urgency):
        yield _row(out, outcome)
    yield "</tbody>\n</table>\n"
    if removed:
        yield "<h2>No longer among the inputs</h2>\n<p>Their documents are kept.</p>\n<ul>\n"
        yield from (f"<li>{_text(name)}</li>\n" for name in removed)
        yield "</ul>\n"


def _doubts(out: Path, doubts: Sequence[DoubtRow], paths: Mapping[str, Path]) -> Iterator[str]:
    """paths: where each input lies, by its name."""
    yield f'<h2 id="doubts">What a person should look at</h2>\n<p>{number(len(doubts), "place")}, worst first'
    yield f"; the first {_DOUBTS_SHOWN} are here" if len(doubts) > _DOUBTS_SHOWN else ""
    yield f".</p>\n{_table_head(_DOUBT_HEADINGS)}"
    for doubt in doubts[:_DOUBTS_SHOWN]:
        yield _doubt(out, doubt, paths[doubt.file])
    yield "</tbody>\n</table>\n"


def _table_head(headings: Sequence[str]) -> str:
    cells = "".join(f'<th scope="col">{heading}</th>' for heading in headings)
    return f"<table>\n<thead><tr>{cells}</tr></thead>\n<tbody>\n"


def _doubt(out: Path, doubt: DoubtRow, path: Path) -> str:
    kind = {"unread": "bad", "error": "bad", "warning": "look"}.get(doubt.severity, "note")
    # Browsers open a PDF file at the page that is named so.
    page = f"#page={doubt.page}" if doubt.page and path.suffix.lower() == ".pdf" else ""
    file = _link(out, path, doubt.file, page)
    document = f' <a href="{quote(doubt.document)}">JSON</a>' if doubt.document else ""
    as_read = "" if doubt.as_read == doubt.understood else doubt.as_read or ""
    advice = f'<span class="reason">{_text(doubt.advice)}</span>'
    texts = (_where(doubt), as_read, doubt.understood or "")
    cells = (_cell(name, _text(text)) for name, text in zip(_DOUBT_HEADINGS[2:], texts, strict=False))
    return (
        f'<tr class="{kind}"><td class="state">{doubt.severity}</td><td class="file">{file}{document}</td>'
        f"{''.join(cells)}<td>{_text(doubt.reason)}{advice}</td></tr>\n"
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
    kind = "bad" if not outcome.is_read else "good" if outcome.state == "ok" else "look"
    # The file is named beside it.
    about = outcome.reason.removeprefix(f"{outcome.job.name}: ")
    reason = " ".join(part for part in (about, outcome.advice) if part)
    told = f'<span class="reason">{_text(reason)}</span>' if reason else ""
    source = _link(out, outcome.job.path, outcome.job.name)
    width = "" if outcome.facts else f' colspan="{len(_HEADINGS) - 1}"'
    cells = "".join(_facts(out, outcome, outcome.facts)) if outcome.facts else ""
    return (
        f'<tr class="{kind}"><td class="state">{outcome.state}</td>'
        f'<td class="file"{width}>{source}{told}</td>{cells}</tr>\n'
    )


def _facts(out: Path, outcome: Outcome, facts: Facts) -> Iterator[str]:
    yield f"<td>{_link(out, outcome.job.output, 'JSON')}</td>"
    yield _cell("Agency", _text(facts.agency or ""))
    yield _cell("Year", facts.fiscal_year or "")
    yield _cell("Pages", "" if facts.pages is None else facts.pages, "number")
    yield _cell("Measures", facts.measures, "number")
    yield _cell("Findings", facts.findings, "number")


def _cell(name: str, html: object, kind: str = "text") -> str:
    """name: the column's, which a narrow screen shows before the value."""
    return f'<td class="{kind}" data-is="{name}">{html}</td>'


def _link(out: Path, path: Path, text: str, place: str = "") -> str:
    """Relative, so that the folders can be moved together; only another drive needs the whole path.

    place: in the file, as a fragment of a URL.
    """
    try:
        target = quote(os.fsencode(Path(os.path.relpath(path.absolute(), out.absolute())).as_posix()))
    except ValueError:
        target = path.absolute().as_uri()
    return f'<a href="{target}{place}">{_text(text)}</a>'


def _text(text: str) -> str:
    return escape(visible(text))
