"""What a Word file draws: colours of cells, arrows over them, SmartArt."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ita_extract import extract, readers
from ita_extract.model.document import Table
from tests.office_files import p, paragraph, paragraphs, read_docx, run, tbl, tc, tr, write_docx


def table(folder: Path, body: str) -> Table:
    (only,) = read_docx(folder, body).tables()
    return only


@pytest.mark.parametrize(
    ("shading", "expected"),
    [
        ('<w:shd w:val="clear" w:color="auto" w:fill="5b9bd5"/>', "5B9BD5"),
        ('<w:shd w:val="solid" w:color="70AD47" w:fill="auto"/>', "70AD47"),
        ('<w:shd w:val="pct25" w:color="auto" w:fill="auto"/>', "000000"),
        ('<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>', None),
        ('<w:shd w:val="clear" w:color="auto" w:fill="auto"/>', None),
        ('<w:shd w:val="clear" w:fill="nonsense"/>', None),
        ("", None),
        ('</w:tcPr><w:p><w:pPr><w:shd w:val="clear" w:fill="FFFF00"/></w:pPr></w:p><w:tcPr>', "FFFF00"),
    ],
)
def test_colour_that_fills_a_cell(tmp_path: Path, shading: str, expected: str | None) -> None:
    made = table(tmp_path, tbl(tr(tc("ก", shading), tc("ข")), tr(tc("ค"), tc("ง"))))
    assert [cell.shade for cell in made.cells] == [expected, None, None, None]


DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def smart_art(path: Path, points: str, links: str) -> Path:
    """The Word file with a diagram, to which its relation rId7 leads. points: "1=text 2=text"; links:
    "1>2 1>3"."""
    made = [point.partition("=") for point in points.split()]
    inside = "".join(
        f'<d:pt modelId="{name}" type="{"node" if said else "doc"}">'
        f"<d:t><a:p><a:r><a:t>{said}</a:t></a:r></a:p></d:t></d:pt>"
        for name, _, said in made
    )
    lines = "".join(
        f'<d:cxn srcId="{link[0]}" destId="{link[2]}" srcOrd="{at}"/>'
        for at, link in enumerate(links.split())
    )
    data = (
        f'<d:dataModel xmlns:d="{DGM}" xmlns:a="{DRAWING}">{inside}<d:cxnLst>{lines}</d:cxnLst></d:dataModel>'
    )
    relation = f'<Relationship Id="rId7" Type="{OFFICE}/diagramData" Target="diagrams/data1.xml"/>'
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, text_ in parts.items():
            is_relations = name == "word/_rels/document.xml.rels"
            archive.writestr(name, text_.replace("</", f"{relation}</") if is_relations else text_)
        archive.writestr("word/diagrams/data1.xml", data)
    return path


@pytest.mark.parametrize(
    ("points", "links", "lines"),
    [
        ("0= 1=วางแผน 2=ทำ 3=ติดตาม", "0>1 0>2 0>3", ["วางแผน", "ทำ", "ติดตาม"]),
        ("0= 1=ทำ 2=ติดตาม 3=วางแผน", "0>3 0>1 0>2", ["วางแผน", "ทำ", "ติดตาม"]),
        ("0= 1=ก 2=ข 3=ค", "0>1 0>2 1>3", ["ก", "ค", "ข"]),
        ("1=ก 2=ข", "1>2 2>1", ["ก", "ข"]),
        ("1=ก 2=ข", "", ["ก", "ข"]),
    ],
)
def test_smart_art_is_read_in_the_order_of_its_shapes(
    tmp_path: Path, points: str, links: str, lines: list[str]
) -> None:
    shown = f'<w:r><w:drawing><d:relIds xmlns:d="{DGM}" xmlns:r="{OFFICE}" r:dm="rId7"/></w:drawing></w:r>'
    path = write_docx(tmp_path / "made.docx", paragraph(run("กรอบงาน") + shown))
    assert paragraphs(readers.read(smart_art(path, points, links))) == ["กรอบงาน", *lines]


def test_objects_of_other_programs_are_told(tmp_path: Path) -> None:
    embedded = (
        '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office"/></w:object></w:r>'
    )
    document = read_docx(tmp_path, paragraph(run("ตาราง") + embedded))
    assert [doubt.code for doubt in document.doubts] == ["part-unread"]


WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def arrow(points: int, *, left: int = 0, top: int = 5, high: int = 0, across: str = "column") -> str:
    """A run with an arrow of so many points."""
    emu = 12700
    return (
        f'<w:r><w:drawing><wp:anchor xmlns:wp="{WP}"><wp:positionH relativeFrom="{across}"><wp:posOffset>'
        f'{left * emu}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>'
        f'{top * emu}</wp:posOffset></wp:positionV><wp:extent cx="{points * emu}" cy="{high * emu}"/>'
        f'<a:prstGeom xmlns:a="{DRAWING}" prst="straightConnector1"/></wp:anchor></w:drawing></w:r>'
    )


def old_line(ends: str) -> str:
    return f"<w:r><w:pict><v:line {ends}/></w:pict></w:r>"


@pytest.mark.parametrize(
    ("drawn", "under", "told"),
    [
        (arrow(100), [2, 3], []),
        (arrow(120), [2, 3], []),  # a little too long
        (arrow(70), [2], []),  # too short for the second cell
        (arrow(100, left=50), [3, 4], []),
        (arrow(100, top=90), [], ["part-unread"]),  # in another row
        (arrow(100, across="page"), [], ["part-unread"]),
        (arrow(100, high=120), [], []),  # a picture
        (old_line('from="0,6pt" to="100pt,6pt"'), [2, 3], []),
        (
            old_line('from="0,6pt" to="100pt,6pt" style="mso-position-horizontal-relative:page"'),
            [],
            ["part-unread"],
        ),
    ],
)
def test_what_is_drawn_over_blank_cells_colours_them(
    tmp_path: Path, drawn: str, under: list[int], told: list[str]
) -> None:
    row = tr(tc("ก"), tc("ข"), tc(paragraph(drawn)), *(tc(p()) for _ in range(3)))
    document = read_docx(tmp_path, tbl(row, tr(*(tc("ค") for _ in range(6))), widths=(1000,) * 6))
    cells = next(document.tables()).cells
    assert [cell.column for cell in cells if cell.shade] == under
    assert [doubt.code for doubt in document.doubts] == told


@pytest.mark.parametrize(
    ("colour", "expected"), [("70AD47", ["2023-10-01"]), ("auto", [])], ids=["filled", "blank"]
)
def test_a_bar_that_bears_a_name_marks_months_where_colour_sets_it_apart(
    tmp_path: Path, colour: str, expected: list[str]
) -> None:
    head = tr(*map(tc, ("กิจกรรม", "ต.ค. 66", "พ.ย. 66", "ธ.ค. 66", "ผู้รับผิดชอบ")))
    bar = tc("รุ่นที่ 1", f'<w:gridSpan w:val="2"/><w:shd w:val="clear" w:fill="{colour}"/>')
    body = p("แผนส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. 2567")
    body += tbl(head, tr(tc("อบรมพนักงาน"), bar, tc(p()), tc("กองคลัง")))
    (measure,) = extract(write_docx(tmp_path / "plan.docx", body)).measures
    timeline = measure.timeline
    assert [event.start for event in (timeline.events if timeline else ())] == expected
    assert (timeline.raw if timeline else "") == ("รุ่นที่ 1" if expected else "")
