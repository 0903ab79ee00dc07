"""What was read, in the report's own forms: the source and the tables' grids."""

from __future__ import annotations

from ita_extract.model import report
from ita_extract.model.document import Ocr, Source, Table
from ita_extract.thai.clean import clean


def source_to_facts(source: Source) -> report.SourceFacts:
    return report.SourceFacts(
        path=source.path,
        sha256=source.sha256,
        bytes=source.bytes,
        media_type=source.media_type,
        pages=source.pages,
        reader=source.reader,
        ocr=_ocr_to_use(source.ocr) if source.ocr else None,
    )


def table_to_grid(table: Table) -> report.GridTable:
    """Rows and columns of its cells are 1-based, as in provenance."""
    cells = [
        report.GridCell(
            row=cell.row + 1,
            column=cell.column + 1,
            row_span=cell.row_span,
            column_span=cell.column_span,
            text=clean(cell.text).text,
            raw=cell.raw,
            bbox=cell.place.bbox,
            span=cell.place.span,
            confidence=cell.confidence,
        )
        for cell in table.cells
    ]
    return report.GridTable(
        page=table.place.page,
        table=table.place.table,
        rows=table.n_rows,
        columns=table.n_columns,
        bbox=table.place.bbox,
        cells=cells,
    )


def _ocr_to_use(ocr: Ocr) -> report.OcrUse:
    return report.OcrUse(
        engine=ocr.engine,
        version=ocr.version,
        languages=list(ocr.languages),
        dpi=ocr.dpi,
        pages=list(ocr.pages),
    )
