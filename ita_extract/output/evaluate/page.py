"""An evaluation for a person to read: lines for a terminal, and one HTML page that needs nothing else."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from html import escape

from rapidfuzz.distance import Levenshtein

from ita_extract.output.evaluate.evaluation import ALL, Evaluation
from ita_extract.output.layout import table
from ita_extract.thai.marks import SARA_AM

_HEADING = ("reader", "part", "expected", "found", "exact", "precision", "recall", "F1", "F1 alike")
_WORDS = ("reader", "letters wrong as read", "in text", "words", "wrong as read", "mended", "left", "broken")
# Clusters of letters beyond which the differences of two texts are not marked one by one.
_MARKED = 3_000
# A truth may be of few documents of many.
_NAMED = 10
_STYLE = """
:root { color-scheme: light dark; font: 16px/1.6 "Noto Sans Thai", "Sarabun", Tahoma, system-ui, sans-serif; }
body { margin: 1rem auto; max-width: 80rem; padding: 0 1rem; }
div { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { border: 1px solid #8888; padding: .3rem .6rem; text-align: left; vertical-align: top; }
del { background: light-dark(#fdd, #622); text-decoration: none; outline: 1px solid #c33; }
ins { background: light-dark(#dfd, #252); text-decoration: none; outline: 1px solid #393; }
summary { cursor: pointer; margin: 1rem 0; }
.figures th, .figures td { white-space: nowrap; }
.figures td:nth-child(n+3) { text-align: right; }
.texts { width: 100%; }
.texts td:first-child { overflow-wrap: anywhere; }
.texts td:nth-last-child(-n+2) { width: 35%; white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 45rem) {
  .texts th { display: none; }
  .texts, .texts tbody, .texts tr, .texts td, .texts td:nth-last-child(-n+2) {
    display: block; width: auto; border: 0; padding: 0;
  }
  .texts tr { border-bottom: 1px solid #8888; padding: .5rem 0; }
  .texts td:nth-last-child(-n+2)::before { content: attr(data-is) ": "; opacity: .7; }
}
"""


def to_lines(evaluation: Evaluation, limit: int) -> Iterator[str]:
    """The sums as a table and what else counts, in lines no wider than limit."""
    yield from table([_HEADING, *_rows(evaluation, _shown(evaluation))], limit)
    yield ""
    yield from table([_WORDS, *_word_rows(evaluation, _shown(evaluation))], limit)
    yield ""
    yield from _sentences(evaluation)


def to_html(evaluation: Evaluation) -> str:
    """Sums first, then every error with both texts and their differences marked."""
    errors = (
        _row((error.file, error.place, error.part), error.expected, error.found)
        for error in evaluation.errors
    )
    wrong = (_row((made.file, made.place, made.rule), made.before, made.after) for made in evaluation.wrong)
    broken = (_row((word.file, word.place), word.word, word.text) for word in evaluation.broken)
    parts = [
        "<!doctype html><html lang='en'><meta charset='utf-8'><title>Evaluation</title>",
        "<meta name='viewport' content='width=device-width, initial-scale=1'>",
        f"<style>{_STYLE}</style><h1>Evaluation</h1>",
        *_figures(evaluation),
        *(f"<p>{escape(sentence)}</p>" for sentence in _sentences(evaluation)),
        f"<h2>Errors ({len(evaluation.errors)})</h2>",
        _table(("file", "place", "part", "expected", "found"), errors),
        f"<h2>Right words broken ({len(evaluation.broken)})</h2>",
        _table(("file", "place", "as read and right", "in text"), broken),
        f"<h2>Corrections that took away what is right ({len(evaluation.wrong)})</h2>",
        _table(("file", "place", "rule", "before", "after"), wrong),
    ]
    return "\n".join([*parts, "</html>\n"])


def _figures(evaluation: Evaluation) -> Iterator[str]:
    """The figures of all readers in sight, those of each reader folded away."""
    *single, every = _shown(evaluation)
    for reader in (every, *single):
        tables = [
            _table(_HEADING, _escaped(_rows(evaluation, [reader])), "figures"),
            "<h2>Letters and their repair</h2>",
            _table(_WORDS, _escaped(_word_rows(evaluation, [reader])), "figures"),
        ]
        folded = ["<details>", f"<summary>Reader: {escape(reader)}</summary>", *tables, "</details>"]
        yield from tables if reader == ALL else folded


def _escaped(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    return ([escape(cell) for cell in row] for row in rows)


def _shown(evaluation: Evaluation) -> list[str]:
    """One reader's figures are those of all."""
    readers = evaluation.readers()
    return readers if len(readers) > 2 else [ALL]


def _rows(evaluation: Evaluation, readers: Sequence[str]) -> Iterator[list[str]]:
    for reader in readers:
        for part, tally in evaluation.parts(reader):
            ratios = tally.ratios()
            shown = [_percent(ratios[name]) for name in ("precision", "recall", "f1", "f1_alike")]
            yield [reader, part, str(tally.expected), str(tally.found), str(tally.exact), *shown]


def _word_rows(evaluation: Evaluation, readers: Sequence[str]) -> Iterator[list[str]]:
    for reader in readers:
        rates, sums = evaluation.letters[reader].rates(), evaluation.words[reader]
        counts = (sums.words, sums.wrong, sums.mended, sums.wrong - sums.mended, sums.broken)
        yield [reader, _percent(rates["raw"]), _percent(rates["text"]), *map(str, counts)]


def _sentences(evaluation: Evaluation) -> Iterator[str]:
    made = evaluation.verdicts
    counts = f"{made['right']} right, {made['broken']} took away what is right, {made['unclear']} unclear"
    yield f"Corrections: {counts}."
    yield f"Errors: {len(evaluation.errors)}."
    if evaluation.missing:
        yield f"Documents missing: {_named(evaluation.missing)}."
    if evaluation.unjudged:
        yield f"Documents without a truth: {_named(evaluation.unjudged)}."


def _named(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.2%}"


def _table(heading: Sequence[str], rows: Iterator[list[str]], kind: str = "texts") -> str:
    names = [escape(cell) for cell in heading]
    head = "".join(f"<th scope='col'>{name}</th>" for name in names)
    lines = (
        "".join(f"<td data-is='{name}'>{cell}</td>" for name, cell in zip(names, row, strict=True))
        for row in rows
    )
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    # A wide table is moved in its frame and not with the page.
    return f"<div><table class='{kind}'><tr>{head}</tr>{body}</table></div>"


def _row(about: Sequence[str], one: str | None, other: str | None) -> list[str]:
    """The cells that say where two texts stand, and the texts with their differences marked."""
    return [*map(escape, about), *_marked(one, other)]


def _marked(expected: str | None, found: str | None) -> tuple[str, str]:
    """Both texts as HTML, what is only in one of them marked."""
    if expected is None or found is None:
        return _whole("del", expected), _whole("ins", found)
    ones, others = _clusters(expected), _clusters(found)
    if max(len(ones), len(others)) > _MARKED:
        return _whole("del", expected), _whole("ins", found)
    left: list[str] = []
    right: list[str] = []
    for step in Levenshtein.opcodes(ones, others):
        one = escape("".join(ones[step.src_start : step.src_end]))
        other = escape("".join(others[step.dest_start : step.dest_end]))
        left.append(one if step.tag == "equal" or not one else f"<del>{one}</del>")
        right.append(other if step.tag == "equal" or not other else f"<ins>{other}</ins>")
    return "".join(left), "".join(right)


def _whole(tag: str, text: str | None) -> str:
    return "<i>nothing</i>" if text is None else f"<{tag}>{escape(text)}</{tag}>"


def _clusters(text: str) -> list[str]:
    """Letters with the marks above and below them, which no browser draws apart; SARA AM has one above."""
    clusters: list[str] = []
    for letter in text:
        if clusters and (letter == SARA_AM or unicodedata.category(letter) == "Mn"):
            clusters[-1] += letter
        else:
            clusters.append(letter)
    return clusters
