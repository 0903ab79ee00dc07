"""Truth → an HTML page for a browser to print."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from truth import MARGIN, Block, Truth

_RULES = {
    "all": "table { border-collapse: collapse } td { border: 0.7pt solid black }",
    "columns": "table { border-collapse: collapse }"
    " table { border-top: 0.7pt solid black; border-bottom: 0.7pt solid black }"
    " td + td { border-left: 0.7pt solid black } tr.heading td { border-bottom: 0.7pt solid black }",
    "none": "table { border-spacing: 0 }",
}


def page_of(truth: Truth, font_faces: str) -> str:
    """font_faces: CSS that defines fonts which are not installed."""
    width, height = truth.page_size
    before, found, after = truth.footer.partition("{page}")
    content = f'"{before}"' + (f' counter(page) "{after}"' if found else "")
    style = (
        f"{font_faces} @page {{ size: {width}mm {height}mm; margin: {MARGIN}mm;"
        f" @bottom-center {{ content: {content}; font: {truth.size}pt '{truth.web_font}' }} }}"
        f" body {{ font: {truth.size}pt '{truth.web_font}'; margin: 0 }} p {{ margin: 0 }}"
        " .title, tr.heading { text-align: center; font-weight: bold } .heading { font-weight: bold }"
        " table { width: 100%; table-layout: fixed; margin: 6pt 0 }"
        " td { vertical-align: top; padding: 2pt 4pt }"
        f" .page {{ break-after: page }} {_RULES[truth.rules]}"
    )
    body = "".join(_block(block) for block in truth.blocks)
    return (
        f'<!doctype html><html lang="th"><head><meta charset="utf-8"><title>{escape(truth.name)}</title>'
        f"<style>{style}</style></head><body>{body}</body></html>"
    )


def _block(block: Block) -> str:
    if block.kind == "table":
        return _table(block)
    return "".join(f'<p class="{block.kind}">{escape(line)}</p>' for line in block.text.split("\n"))


def _table(block: Block) -> str:
    columns = "".join(
        f'<col style="width: {100 * width / sum(block.widths):.3f}%">' for width in block.widths
    )
    rows = list(_rows(block))
    head = "".join(rows[: block.header_rows])
    body = "".join(rows[block.header_rows :])
    # A browser repeats a thead on each page; heading rows in the body stand once.
    inside = f"<thead>{head}</thead><tbody>{body}</tbody>" if block.repeat else f"<tbody>{head}{body}</tbody>"
    return f"<table><colgroup>{columns}</colgroup>{inside}</table>"


def _rows(block: Block) -> Iterator[str]:
    squares = list(block.squares())
    for number in range(len(block.rows)):
        cells = "".join(
            f'<td rowspan="{square.row_span}" colspan="{square.column_span}">'
            + "<br>".join(escape(line) for line in square.text.split("\n"))
            + "</td>"
            for square in squares
            if square.row == number
        )
        heading = ' class="heading"' if number < block.header_rows else ""
        yield f"<tr{heading}>{cells}</tr>"
