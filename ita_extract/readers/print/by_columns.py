"""Rows of clusters sorted into the columns that gutters make."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ita_extract.readers.print.clusters import Cluster
from ita_extract.readers.print.pieces import Row, Span, column_of, text_of
from ita_extract.readers.print.printed import Piece, Printed
from ita_extract.readers.print.words import first_word

Reach = tuple[int, int]  # the first column that a piece stands in, and the last


def by_columns(row: Row, gutters: Sequence[Span]) -> dict[Reach, list[Cluster]]:
    """The row's clusters by the columns that they stand in, from left to right; no two reaches overlap.

    One that runs across all by itself reaches to the last column.
    """
    found: dict[Reach, list[Cluster]] = {}
    for piece, (x0, x1) in zip(row.pieces, row.spans, strict=True):
        first = column_of(x0, gutters)
        last = len(gutters) if len(row.pieces) == 1 else max(first, column_of(x1, gutters))
        before = next((reach for reach in found if reach[0] <= first <= reach[1]), (first, first))
        part = found.pop(before, [])
        found[before[0], max(before[1], last if row.across else first)] = part + piece
    return found


def printed_of(row: Row, gutters: Sequence[Span]) -> Printed:
    parts = by_columns(row, gutters)
    pieces = {first: _piece(part) for (first, _), part in parts.items()}
    return Printed(row.y, row.size, pieces, any(first < last for first, last in parts))


def _piece(clusters: Sequence[Cluster]) -> Piece:
    printed = [cluster for cluster in clusters if not cluster.is_space]
    text = text_of(clusters).strip()
    bold = sum([cluster.bold for cluster in printed]) * 2 > len(printed)
    right = max([cluster.x1 for cluster in printed])
    return Piece(text, clusters[0].x0, right, bold, partial(_word, clusters, text))


def _word(clusters: Sequence[Cluster], text: str) -> float:
    """How wide the first word is."""
    letters, wanted = 0, len(first_word(text))
    for cluster in clusters:
        letters += len(cluster.text)
        if letters >= wanted:
            return cluster.x1 - clusters[0].x0
    return clusters[-1].x1 - clusters[0].x0
