"""Document → Document in which what stands behind labels is a table: lines as “Responsible : Finance”, forms
of labels and values, tables whose headings stand in their first column. The labels become its headings, so
that every later step reads it as any other table; each value keeps its place.

lines (a document as what its labels say), openings (which words are labels), entries (what labels tell of one
thing), lists (lists among labels), records (the entries of one thing after another), grids (records as
tables), turning (tables with their headings in the first column), inside (labels in cells).
"""

from __future__ import annotations

from dataclasses import replace

from ita_extract.labelled.grids import with_tables
from ita_extract.labelled.inside import opened
from ita_extract.labelled.lines import said_in
from ita_extract.labelled.records import find_records
from ita_extract.labelled.turning import form_rows, turned
from ita_extract.model.document import Document, Table


def turn_tables(document: Document) -> Document:
    """With every form, and every table whose headings stand in its first column or in its cells, upright; the
    document itself where there is none."""
    blocks = tuple(opened(turned(block)) if isinstance(block, Table) else block for block in document.blocks)
    if any(new is not old for new, old in zip(blocks, document.blocks, strict=True)):
        document = replace(document, blocks=blocks)
    forms = any(form_rows(table) for table in document.tables())
    return _with_records(document, forms_only=True) if forms else document


def gather_lines(document: Document) -> Document:
    """With the lines that tell, behind labels, of one thing after another as tables; other lines stay lines.
    The document itself where there are none."""
    return _with_records(document, forms_only=False)


def _with_records(document: Document, *, forms_only: bool) -> Document:
    said = said_in(document, forms_only=forms_only)
    return with_tables(document, said, find_records(said))
