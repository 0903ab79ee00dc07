"""OUT/summary.html: every file with its outcome, for a person, the doubtful ones first."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

from ita_extract import __version__
from ita_extract.batch.outcomes import Outcome
from ita_extract.batch.summary import counts, urgency
from ita_extract.output.files import write_whole
from ita_extract.output.layout import visible

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
_HEADINGS = ("Outcome", "File", "Document", "Agency", "Year", "Pages", "Measures", "Findings")


def write_page(out: Path, outcomes: Sequence[Outcome], removed: Sequence[str]) -> None:
    """Raises OutputError."""
    write_whole(out / NAME, "".join(_page(out, outcomes, removed)).encode("utf-8"))


def _page(out: Path, outcomes: Sequence[Outcome], removed: Sequence[str]) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>ita-extract: {len(outcomes)} files</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    yield f"<h1>What became of {len(outcomes)} files</h1>\n<p>{escape(counts(outcomes))}."
    yield " Those that need a person's eyes come first.</p>\n"
    headings = "".join(f"<th>{heading}</th>" for heading in _HEADINGS)
    yield f"<table>\n<thead><tr>{headings}</tr></thead>\n<tbody>\n"
    for outcome in sorted(outcomes, key=urgency):
        yield _row(out, outcome)
    yield "</tbody>\n</table>\n"
    if removed:
        yield "<h2>No longer among the inputs</h2>\n<p>Their documents are kept.</p>\n<ul>\n"
        yield from (f"<li>{_text(name)}</li>\n" for name in removed)
        yield "</ul>\n"
    yield f"<p><small>ita-extract {__version__}</small></p>\n</body>\n</html>\n"


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
        target = quote(
            Path(os.path.relpath(path.absolute(), out.absolute()))
            .as_posix()
            .encode("utf-8", "surrogateescape")
        )
    except ValueError:
        target = path.absolute().as_uri()
    return f'<a href="{target}">{_text(text)}</a>'


def _text(text: str) -> str:
    return escape(visible(text))
