"""Truth → DOCX, as word processors write it: styles, numbering, merged cells, footers, landscape pages."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from numbers_of import Level, split_numbers
from truth import MARGIN, Block, Truth

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_NAMESPACES = f'xmlns:w="{_W}" xmlns:r="{_R}"'
_PARTS = ("document", "styles", "numbering", "settings", "footer1")
_CENTRED = '<w:jc w:val="center"/>'
_EPOCH = (1980, 1, 1, 0, 0, 0)
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_RULES = {"all": set(_EDGES), "columns": {"top", "bottom", "insideV"}, "none": set()}


class Writer:
    """Writes one document; lists are numbered as they come."""

    def __init__(self, truth: Truth) -> None:
        self.truth = truth
        self.lists: list[list[Level]] = []

    def write(self, path: Path) -> None:
        body = "".join(self._block(block) for block in self.truth.blocks) + self._section()
        parts = {
            "document": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
            "styles": self._styles(),
            "numbering": f"<w:numbering {_NAMESPACES}>{self._numbering()}</w:numbering>",
            "settings": f'<w:settings {_NAMESPACES}><w:compat><w:compatSetting w:name="compatibilityMode" '
            'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>',
            "footer1": self._footer(),
        }
        members = {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
            "word/_rels/document.xml.rels": _relations(
                {f"r{part}": (part.rstrip("1"), f"{part}.xml") for part in _PARTS[1:]}
            ),
            **{f"word/{name}.xml": content for name, content in parts.items()},
        }
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in members.items():
                info = zipfile.ZipInfo(name, _EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, (_HEAD + content).encode())

    def _block(self, block: Block) -> str:
        if block.kind == "table":
            return self._table(block) + _paragraph("")
        if block.kind == "page":
            return _paragraph('<w:r><w:br w:type="page"/></w:r>')
        style = {"title": "Title", "heading": "Heading1"}.get(block.kind, "")
        return "".join(self._lines(block.text, style))

    def _lines(self, text: str, style: str = "") -> Iterator[str]:
        styled = f'<w:pStyle w:val="{style}"/>' if style else ""
        levels, lines = split_numbers(text) if self.truth.automatic and not style else ([], [])
        if not levels:
            yield from (_paragraph(_run(line), styled) for line in text.split("\n"))
            return
        self.lists.append(levels)
        for line in lines:
            number = "" if line.level is None else _number(len(self.lists), line.level)
            yield _paragraph(_run(line.text), number)

    def _table(self, block: Block) -> str:
        width, _ = self.truth.page_size
        scale = (width - 2 * MARGIN) / sum(block.widths)
        widths = [_twips(each * scale) for each in block.widths]
        grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
        rows = "".join(self._row(block, number, widths) for number in range(len(block.rows)))
        ruled = _borders("tblBorders", _RULES[self.truth.rules])
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{ruled}<w:tblLayout w:type="fixed"/>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )

    def _row(self, block: Block, number: int, widths: list[int]) -> str:
        squares = {(square.row, square.column): square for square in block.squares()}
        heading = number < block.header_rows
        cells, column = [], 0
        while column < len(widths):
            top = number
            while (top, column) not in squares:
                top -= 1
            square = squares[top, column]
            width = sum(widths[column : column + square.column_span])
            merge = (
                ""
                if square.row_span == 1
                else '<w:vMerge w:val="restart"/>'
                if top == number
                else "<w:vMerge/>"
            )
            ruled = _borders("tcBorders", {"bottom"}) if heading and self.truth.rules == "columns" else ""
            properties = (
                f'<w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{square.column_span}"/>{merge}{ruled}'
            )
            style = "Heading" if heading else ""
            inside = "".join(self._lines(square.text, style)) if top == number else _paragraph("")
            cells.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>")
            column += square.column_span
        repeated = "<w:tblHeader/>" if heading and block.repeat else ""
        return f"<w:tr><w:trPr>{repeated}</w:trPr>{''.join(cells)}</w:tr>"

    def _numbering(self) -> str:
        definitions = "".join(
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
            + "".join(_level(ilvl, level) for ilvl, level in enumerate(levels))
            + "</w:abstractNum>"
            for number, levels in enumerate(self.lists, 1)
        )
        return definitions + "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
            for number in range(1, len(self.lists) + 1)
        )

    def _styles(self) -> str:
        font, size = self.truth.word_font, self.truth.size * 2
        run = (
            f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
            '<w:lang w:val="th-TH" w:bidi="th-TH"/>'
        )
        bold = "<w:rPr><w:b/><w:bCs/></w:rPr>"
        return (
            f"<w:styles {_NAMESPACES}>"
            f"<w:docDefaults><w:rPrDefault><w:rPr>{run}</w:rPr></w:rPrDefault></w:docDefaults>"
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
            + _style("Title", "Title", _CENTRED, bold)
            + _style("Heading", "table heading", _CENTRED, bold)
            + _style("Heading1", "heading 1", '<w:outlineLvl w:val="0"/>', bold)
            + "</w:styles>"
        )

    def _footer(self) -> str:
        before, found, after = self.truth.footer.partition("{page}")
        field = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        inside = _run(before) + (field + _run(after) if found else "")
        return f"<w:ftr {_NAMESPACES}>{_paragraph(inside, _CENTRED)}</w:ftr>"

    def _section(self) -> str:
        width, height = map(_twips, self.truth.page_size)
        turned = ' w:orient="landscape"' if self.truth.landscape else ""
        margins = " ".join(f'w:{side}="{_twips(MARGIN)}"' for side in ("top", "right", "bottom", "left"))
        footer = '<w:footerReference w:type="default" r:id="rfooter1"/>' if self.truth.footer else ""
        return (
            f'<w:sectPr>{footer}<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
            f'<w:pgMar {margins} w:header="500" w:footer="500" w:gutter="0"/></w:sectPr>'
        )


def _twips(millimetres: float) -> int:
    return round(millimetres / 25.4 * 1440)


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def _number(number: int, ilvl: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{number}"/></w:numPr>'


def _level(ilvl: int, level: Level) -> str:
    pattern = level.pattern.replace("%{}", f"%{ilvl + 1}")
    indent = 240 * ilvl
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="1"/><w:numFmt w:val="{level.number_format}"/>'
        '<w:suff w:val="space"/>'
        f'<w:lvlText w:val="{pattern}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{indent}" w:firstLine="0"/></w:pPr></w:lvl>'
    )


def _borders(name: str, edges: set[str]) -> str:
    drawn = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in _EDGES
        if edge in edges
    )
    return f"<w:{name}>{drawn}</w:{name}>"


def _style(name: str, label: str, paragraph: str, run: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{label}"/><w:basedOn w:val="Normal"/>'
        f"<w:pPr>{paragraph}</w:pPr>{run}</w:style>"
    )


def _content_types() -> str:
    kinds = {"document": "document.main", "footer1": "footer"}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{kinds.get(part, part)}+xml"/>'
        for part in _PARTS
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>"
    )


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{name}" Type="{_R}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'
