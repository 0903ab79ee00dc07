"""One page → its tables and the lines around them."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from ita_extract.model.document import Box, Cell, Place, Table
from ita_extract.readers.pdf.clusters import Letters, make_clusters, turn_of
from ita_extract.readers.pdf.glyphs import PageContent
from ita_extract.readers.pdf.shades import shades_of
from ita_extract.readers.pdf.shapes import Fill
from ita_extract.readers.pdf.strokes import strokes_of
from ita_extract.readers.print.aligned import aligned_tables
from ita_extract.readers.print.attaching import attach
from ita_extract.readers.print.banded import Found, closed, find_banded
from ita_extract.readers.print.carrying import Columns, handed_on
from ita_extract.readers.print.clusters import FOOT, Cluster
from ita_extract.readers.print.grid import Lattice, bands, ruling
from ita_extract.readers.print.joining import join_lines
from ita_extract.readers.print.lines import Line, make_lines, space_gap
from ita_extract.readers.print.pages import PageRead, PlacedTable, is_written_in
from ita_extract.readers.print.turn import Turn, page_box, turned_box
from ita_extract.readers.print.unruled import Contents, columns_of, split_body

_JOINED = 0.05  # ems between the letters of a word
_OVER = 0.5  # points on either side of a rule
_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)


def read_page(
    content: PageContent,
    number: int,
    letters: Letters,
    before: Columns | None = None,
) -> PageRead:
    """before: the columns that the page before hands on."""
    turn = turn_of(content)
    visible = [run for run in content.runs if run.style.visible]
    n_visible = sum(len(run.glyphs) for run in visible)
    clusters = make_clusters(visible, letters, turn)
    rules = _turned(content.rules, turn)
    drawn = ruling(rules)
    ruled, outside = _ruled(clusters, rules, drawn.tables, turn)
    aligned, outside = aligned_tables(outside, [grid.box.top for grid, _ in ruled], before)
    gap = space_gap(clusters)
    fills = [Fill(turned_box(fill.box, turn), fill.colour) for fill in content.fills]
    found = [*ruled, *((table.lattice, table.contents) for table in aligned)]
    printed = [(grid, [make_lines(part, turn, gap) for part in contents]) for grid, contents in found]
    parted, cut = _parted(printed)
    shaded = (
        (grid, lines, shades_of(grid, [*strokes_of(grid, lines, rules), *fills])) for grid, lines in parted
    )
    columns = [*(table.columns for table in aligned), *cut]
    return PageRead(
        number,
        content.width,
        content.height,
        tuple(
            PlacedTable(_table(grid, lines, shades, turn, Place(page=number, table=at)), grid.box)
            for at, (grid, lines, shades) in enumerate(shaded, 1)
        ),
        tuple(make_lines(outside, turn, gap)),
        tuple(content.images),
        content.whole,
        content.n_glyphs - n_visible,
        n_visible,
        tuple(page_box(box, turn) for box in drawn.passed_over if is_written_in(box, clusters)),
        handed_on(columns, [grid.box.bottom for grid, _ in ruled], outside),
    )


def _parted(
    printed: Sequence[tuple[Lattice, Contents]],
) -> tuple[list[tuple[Lattice, Contents]], list[Columns]]:
    """The tables with a body of one tall row cut into its rows, and the columns of those so cut."""
    parted = [split_body(grid, lines) for grid, lines in printed]
    cut = [new for (old, _), new in zip(printed, parted, strict=True) if new[0] is not old]
    return parted, [columns_of(*new) for new in cut]


def _ruled(
    clusters: Sequence[Cluster], rules: Sequence[Box], drawn: Sequence[Lattice], turn: Turn
) -> tuple[list[Found], list[Cluster]]:
    """The tables that rules draw, in both directions or level ones only, and what stands outside of them."""
    grids = [grid for grid in drawn if grid.n_columns > 1]
    inside, outside = _shared_out(clusters, grids, turn)
    banded, outside = _with_turned(*find_banded(outside, bands(rules, grids)), turn)
    boxed = closed([grid for grid in drawn if grid.n_columns == 1 < grid.n_rows], banded, outside)
    notes, outside = _shared_out(outside, boxed, turn)
    filled = [table for table in zip([*grids, *boxed], [*inside, *notes], strict=True) if any(table[1])]
    return attach(sorted([*filled, *banded], key=_top), outside)


def _top(table: tuple[Lattice, list[list[Cluster]]]) -> tuple[float, float]:
    return table[0].box.top, table[0].box.x0


def _with_turned(
    tables: list[Found], outside: Sequence[Cluster], turn: Turn
) -> tuple[list[Found], list[Cluster]]:
    """The tables with what stands upright in their headings, as months over narrow columns do."""
    aside = [cluster for cluster in outside if cluster.quarter]
    if not aside or not tables:
        return tables, list(outside)
    shared, rest = _shared_out(aside, [lattice for lattice, _ in tables], turn)
    whole = [
        (lattice, [[*part, *more] for part, more in zip(contents, added, strict=True)])
        for (lattice, contents), added in zip(tables, shared, strict=True)
    ]
    return whole, [*(cluster for cluster in outside if not cluster.quarter), *rest]


def _turned(rules: Sequence[Box], turn: Turn) -> list[Box]:
    if turn.quarter == 0:
        return list(rules)
    return [turned_box(rule, turn) for rule in rules]


def _shared_out(
    clusters: Sequence[Cluster], grids: Sequence[Lattice], turn: Turn
) -> tuple[list[list[list[Cluster]]], list[Cluster]]:
    """Each cluster to the cell that the middle of its foot stands in; the rest is outside."""
    if not grids:
        return [], list(clusters)
    inside: list[list[list[Cluster]]] = [[[] for _ in grid.slots] for grid in grids]
    outside: list[Cluster] = []
    here, (x0, top, x1, bottom), edge = outside, _NOWHERE, inf
    before = None
    for cluster in clusters:
        x, y = (cluster.x0 + cluster.x1) / 2, cluster.y - FOOT * cluster.size
        if cluster.quarter:
            x, y = turn.point(*turn.back(x, y, (turn.quarter + cluster.quarter) % 4))
        # Most clusters stand in the cell of the one before, as far as the first grid tells.
        if not (x0 <= x < x1 and top <= y < bottom) and not (
            before is not None and cluster.x1 > edge and _sticks_out(before, cluster, edge)
        ):
            here, (x0, top, x1, bottom), edge = outside, _NOWHERE, inf
            for grid, cells in zip(grids, inside, strict=True):
                slot = grid.slot_at(x, y)
                if slot is not None:
                    here, edge = cells[slot], grid.slots[slot].box.x1
                    x0, top, x1, bottom = grid.mesh_at(x, y) if grid is grids[0] else _NOWHERE
                    break
        here.append(cluster)
        before = cluster
    return inside, outside


def _sticks_out(before: Cluster, cluster: Cluster, edge: float) -> bool:
    """A word too long for its cell, and drawn on over the rule that is the cell's right edge."""
    if before.quarter or cluster.quarter or cluster.is_space:
        return False
    return (
        (before.x1 > edge + _OVER or cluster.x0 < edge - _OVER)
        and cluster.y == before.y
        and not before.is_space
        and abs(cluster.x0 - before.x1) < _JOINED * cluster.size
    )


def _table(
    grid: Lattice, printed: Sequence[Sequence[Line]], shades: Sequence[str | None], turn: Turn, place: Place
) -> Table:
    cells = []
    for slot, lines, shade in zip(grid.slots, printed, shades, strict=True):
        prose = join_lines(lines, slot.box.x0, slot.box.x1)
        cells.append(
            Cell(
                slot.row,
                slot.column,
                prose.raw,
                prose.text,
                Place(place.page, place.table, slot.row + 1, slot.column + 1, page_box(slot.box, turn)),
                slot.row_span,
                slot.column_span,
                prose.mends,
                borders=grid.certainty,
                shade=shade,
            )
        )
    box = page_box(grid.box, turn)
    return Table(tuple(cells), grid.n_rows, grid.n_columns, Place(place.page, place.table, bbox=box))
