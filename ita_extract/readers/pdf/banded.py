"""Tables with level rules only: rows by the rules, columns by the white gutters between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ita_extract.model.document import Box
from ita_extract.readers.grid import Bands, Lattice, Slot
from ita_extract.readers.pdf.clusters import Cluster
from ita_extract.readers.pdf.lines import rows_of
from ita_extract.readers.pdf.pieces import NARROW, row_of, white, without_last_spaces

Found = tuple[Lattice, list[list[Cluster]]]

# Measured on scans of ruled tables whose upright rules had been taken away: 80 of 88 cells were whole.
_CERTAINTY = 0.9


def find_banded(clusters: Sequence[Cluster], bands: Sequence[Bands]) -> tuple[list[Found], list[Cluster]]:
    """The tables that have level rules only: rows by the rules, columns by the gutters between them."""
    found: list[Found] = []
    rest = list(clusters)
    for band in bands:
        inside = [
            cluster for cluster in rest if cluster.quarter == 0 and _row_number(band, cluster) is not None
        ]
        table = _banded(band, inside)
        if table is not None:
            found.append(table)
            taken = {id(cluster) for cluster in inside}
            rest = [cluster for cluster in rest if id(cluster) not in taken]
    return found, rest


def _row_number(band: Bands, cluster: Cluster) -> int | None:
    y = cluster.y - 0.15 * cluster.size
    if not (band.x0 <= cluster.x0 and cluster.x1 <= band.x1 and band.ys[0] <= y < band.ys[-1]):
        return None
    return bisect_right(band.ys, y) - 1


def _banded(band: Bands, inside: list[Cluster]) -> Found | None:
    rows = [row for part in rows_of(inside) if (row := row_of(part, NARROW)) is not None]
    below = [row for row in rows if row.y >= band.ys[1]]
    gutters = max(white(rows), white(below), key=len)  # a title over several columns closes their gutters
    if not gutters:
        return None
    edges = [(left + right) / 2 for left, right in gutters]
    xs = (band.x0, *edges, band.x1)
    slots = [
        Slot(row, column, 1, 1, Box(xs[column], band.ys[row], xs[column + 1], band.ys[row + 1]))
        for row in range(len(band.ys) - 1)
        for column in range(len(xs) - 1)
    ]
    contents: list[list[Cluster]] = [[] for _ in slots]
    for row in rows:
        for piece in row.pieces:
            at = _row_number(band, piece[0])
            if at is not None:
                contents[at * (len(xs) - 1) + bisect_right(edges, piece[0].x0)] += without_last_spaces(piece)
    filled = [
        sum(bool(contents[row * (len(xs) - 1) + column]) for column in range(len(xs) - 1)) > 1
        for row in range(len(band.ys) - 1)
    ]
    return (Lattice(xs, band.ys, tuple(slots), _CERTAINTY), contents) if sum(filled) >= 2 else None
