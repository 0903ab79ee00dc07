"""Pages drawn here, read as scans: where cells and text stand, whatever was done to the page."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, pairwise
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from rapidfuzz import fuzz

from ita_extract.errors import Damaged, TooLarge, ToolMissing, UsageError
from ita_extract.model.document import Document, Paragraph, Table
from ita_extract.readers import read
from ita_extract.readers.scan import images
from ita_extract.settings import Settings

DPI = 200
# Latin letters and digits are drawn with Pillow's own font, so that the tests need none of the system's.
ROWS = (("Order", "Name", "Amount"), ("1", "Paper", "1200"), ("2", "Printers", "875"), ("3", "Chairs", "42"))
XS, TOP, STEP = (150, 300, 800, 1200), 300, 110

Grey = NDArray[np.uint8]
Drawing = Callable[[Grey], Grey]


def sheet(
    *,
    rows: tuple[tuple[str, ...], ...] = ROWS,
    title: str = "Purchases",
    ruled: bool = True,
    foot: bool = True,
) -> Grey:
    image = Image.new("L", (1400, 1100), 255)
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(36)
    pen.text((560, 150), title, font=font, fill=20)
    bottom = TOP + STEP * len(rows)
    if ruled:
        for x in XS:
            pen.line((x, TOP, x, bottom), fill=20, width=3)
        for number in range(len(rows) + foot):
            pen.line((XS[0], TOP + STEP * number, XS[-1], TOP + STEP * number), fill=20, width=3)
    for number, row in enumerate(rows):
        for x, text in zip(XS, row, strict=False):
            pen.text((x + 25, TOP + STEP * number + 30), text, font=font, fill=20)
    return np.asarray(image)


def saved(folder: Path, image: Grey, name: str = "page.png") -> Path:
    path = folder / name
    Image.fromarray(image).save(path, dpi=(DPI, DPI))
    return path


def texts(document: Document) -> list[tuple[str, ...]]:
    (table,) = document.tables()
    return rows_of(table)


def rows_of(table: Table) -> list[tuple[str, ...]]:
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return [tuple(rows[number]) for number in sorted(rows)]


def askew(image: Grey, degrees: float) -> Grey:
    rows, columns = image.shape
    matrix = cv2.getRotationMatrix2D((columns / 2, rows / 2), degrees, 1)
    return np.asarray(cv2.warpAffine(image, matrix, (columns, rows), borderValue=255), np.uint8)


def shaded(image: Grey) -> Grey:
    light = np.linspace(0.45, 1, image.shape[1])
    return (image * light).astype(np.uint8)


def aslant(image: Grey) -> Grey:
    """As a phone sees a sheet that it is held too near to, its ground out of the picture."""
    rows, columns = image.shape
    corners = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], np.float32)
    seen = corners + np.array([[-60, -20], [70, 10], [-10, 50], [40, 0]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, seen.astype(np.float32))
    seen_at = {"flags": cv2.INTER_CUBIC, "borderMode": cv2.BORDER_REPLICATE}
    return np.asarray(cv2.warpPerspective(image, matrix, (columns, rows), **seen_at), np.uint8)


def half_in_shadow(image: Grey) -> Grey:
    """A shadow with soft edges on a corner, darker than some grounds."""
    light = np.ones(image.shape, np.float32)
    light[image.shape[0] // 2 :, : image.shape[1] // 2] = 0.5
    return (image * cv2.GaussianBlur(light, (0, 0), 50)).astype(np.uint8)


def streaked(image: Grey) -> Grey:
    """With lines from edge to edge, through cells."""
    drawn = image.copy()
    for x in (480, 720):
        drawn[:, x : x + 2] = np.minimum(drawn[:, x : x + 2], 90)
    return drawn


def photographed(image: Grey) -> Grey:
    rows, columns = image.shape
    corners = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], np.float32)
    seen = corners + np.array([[150, 120], [40, 160], [90, 60], [80, 40]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, seen.astype(np.float32))
    size = (columns + 220, rows + 220)
    return np.asarray(cv2.warpPerspective(image, matrix, size, borderValue=60), np.uint8)


@pytest.mark.parametrize(
    "damaged",
    [
        sheet(),
        np.rot90(sheet(), 1),
        np.rot90(sheet(), 2),
        np.rot90(sheet(), 3),
        askew(sheet(), 1.7),
        askew(sheet(), -1.2),
        shaded(sheet()),
        photographed(sheet()),
        photographed(half_in_shadow(sheet())),
        aslant(shaded(sheet())),
        streaked(sheet()),
        streaked(sheet().T).T,
        sheet()[:, XS[0] : XS[-1] + 1],
        sheet()[:, XS[0] - 40 : XS[-1] + 40],
        255 - sheet(),
        ((sheet() > 128) * 255).astype(np.uint8),
    ],
    ids=[
        "clean",
        "left",
        "upside down",
        "right",
        "askew",
        "askew back",
        "shadow",
        "photo",
        "photo in shadow",
        "photo of a part",
        "dust",
        "fax line",
        "cut at the rules",
        "cut beside the rules",
        "negative",
        "bilevel",
    ],
)
def test_cells_are_read_in_their_places(tmp_path: Path, damaged: Grey) -> None:
    document = read(saved(tmp_path, np.ascontiguousarray(damaged)))
    assert texts(document) == list(ROWS)
    [title] = document.paragraphs()
    assert fuzz.ratio(title.text, "Purchases") > 90  # one letter at most: slanted Latin is read less well


@pytest.mark.parametrize("colour", [(237, 125, 49), (0, 0, 0)], ids=["orange", "black"])
def test_white_print_on_dark_headings_is_read(tmp_path: Path, colour: tuple[int, int, int]) -> None:
    page = np.repeat(sheet()[..., None], 3, axis=2)
    heading = page[TOP : TOP + STEP, XS[0] : XS[-1]]
    page[TOP : TOP + STEP, XS[0] : XS[-1]] = 255 - heading / 255.0 * (255 - np.array(colour))
    assert texts(read(saved(tmp_path, page))) == list(ROWS)


@pytest.mark.parametrize("shape", [(3000, 7), (7, 3000)])
def test_a_strip_of_pixels_is_an_empty_page(tmp_path: Path, shape: tuple[int, int]) -> None:
    strip = np.zeros(shape, np.uint8)
    strip[tuple(slice(side // 4, side // 2 + 1) for side in shape)] = 255
    assert not read(saved(tmp_path, strip)).blocks


LONG = (
    ("Order", "Name of what was bought", "Responsible"),
    ("1", "Paper for copiers upstairs", "Finance office"),
    ("2", "Printers of several rooms", "Planning office"),
    ("3", "Chairs and tables outside", "Council officers"),
)
BLANK = (("", "", ""),) * 2


@pytest.mark.parametrize(
    ("print_", "pale"),
    [
        (sheet(rows=LONG), np.roll(sheet(rows=LONG), 44, axis=0)[:, ::-1]),
        (sheet(rows=(*LONG[:2], *BLANK)), sheet(rows=(*BLANK, *LONG[2:]), title="", ruled=False)),
    ],
    ids=["of the other side", "of this side"],
)
def test_only_pale_print_of_the_other_side_is_left_out(tmp_path: Path, print_: Grey, pale: Grey) -> None:
    shade = cv2.GaussianBlur(255 - (255.0 - pale) * 0.42, (0, 0), 1.2)
    found = texts(read(saved(tmp_path, (print_ * (shade / 255)).astype(np.uint8))))
    assert [len(row) for row in found] == [3] * 4
    assert fuzz.ratio("\n".join(chain(*found)), "\n".join(chain(*LONG))) > 90


def test_of_two_pages_on_a_sheet_the_left_one_comes_first(tmp_path: Path) -> None:
    pages = [sheet(title=title)[:, 60:1300] for title in ("First page", "Second page")]
    document = read(saved(tmp_path, askew(np.hstack(pages), 0.5)))
    kinds = [block.text if isinstance(block, Paragraph) else rows_of(block) for block in document.blocks]
    assert kinds == ["First page", list(ROWS), "Second page", list(ROWS)]


def test_a_fax_has_half_as_many_pixels_down_as_across(tmp_path: Path) -> None:
    path = tmp_path / "fax.tif"
    page = Image.fromarray(sheet()).resize((1400, 550))
    page.save(path, dpi=(DPI, DPI / 2))
    document = read(path)
    assert texts(document) == list(ROWS)
    (table,) = document.tables()
    points = 72 / DPI
    assert table.place.bbox == pytest.approx((150 * points, 300 * points, 1200 * points, 740 * points), abs=2)


def test_a_page_scanned_in_strips_is_a_scan(tmp_path: Path) -> None:
    path = tmp_path / "strips.pdf"
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(336, 264))
    strips = {}
    for number, top in enumerate(range(0, 1100, 220)):
        strip = pdf.make_stream(sheet()[top : top + 220].tobytes())
        strip.Type, strip.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        strip.Width, strip.Height, strip.BitsPerComponent = 1400, 220, 8
        strip.ColorSpace = pikepdf.Name.DeviceGray
        strips[f"/Strip{number}"] = strip
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(strips))
    drawn = (f"q 336 0 0 52.8 0 {211.2 - 52.8 * n:.1f} cm {name} Do Q" for n, name in enumerate(strips))
    page.Contents = pdf.make_stream("\n".join(drawn).encode())
    pdf.save(path)
    assert texts(read(path)) == list(ROWS)


def dotted(image: Grey) -> Grey:
    """The sheet with dots in the place of its rules."""
    drawn = image.copy()
    bottom = TOP + STEP * len(ROWS)
    rules = [(x - 1, TOP, x + 2, bottom) for x in XS]
    rules += [(XS[0], y - 1, XS[-1], y + 2) for y in range(TOP, bottom + 1, STEP)]
    for left, top, right, foot in rules:
        rule = drawn[top:foot, left:right]
        rule[:] = 255
        for at in range(0, max(rule.shape), 8):
            (rule if foot - top == 3 else rule.T)[:, at : at + 4] = 20
    return drawn


def test_dotted_rules_part_cells_as_whole_ones_do(tmp_path: Path) -> None:
    assert texts(read(saved(tmp_path, askew(dotted(sheet()), 0.6)))) == list(ROWS)


def folded(image: Grey) -> Grey:
    """The sheet with the shadows of two folds, one of them through a row."""
    drawn = image.astype(np.float32)
    for fold in (drawn[TOP + STEP + 66 :][:4], drawn[:, 870:874]):
        fold *= 0.6
    return drawn.astype(np.uint8)


def folded_without_uprights(image: Grey) -> Grey:
    """The sheet with level rules only, and a fold between two columns."""
    drawn = image.copy()
    for x in XS:
        drawn[TOP + 3 : TOP + STEP * len(ROWS) - 2, x - 2 : x + 3] = 255
    for y in range(TOP, TOP + STEP * len(ROWS) + 1, STEP):
        drawn[y - 1 : y + 2, XS[0] : XS[-1]] = 20
    for y, row in enumerate(drawn):
        x = 740 + round(5 * np.sin(y / 150))
        row[x : x + 4] = row[x : x + 4] * 0.6
    return drawn


def framed_below(image: Grey) -> Grey:
    """The sheet with part of a stamp's frame that touches the table's foot."""
    page = Image.fromarray(image)
    foot = TOP + STEP * len(ROWS)
    ImageDraw.Draw(page).line([(700, foot), (703, foot + 150), (380, foot + 190), (376, foot + 40)], 150, 3)
    return np.asarray(page)


@pytest.mark.parametrize("drawn_on", [folded, folded_without_uprights, framed_below])
def test_what_is_drawn_on_a_page_is_no_rule_of_its_table(tmp_path: Path, drawn_on: Drawing) -> None:
    assert texts(read(saved(tmp_path, drawn_on(sheet())))) == list(ROWS)


MONTHS = ("Work", "Jan", "Feb", "Mar", "Apr", "May", "Jun")


def months(*rows: tuple[str, ...]) -> Image.Image:
    """A sheet with a plan of six months, as wide as 120 pixels from the 400th on."""
    page = Image.new("L", (1400, 1100), 255)
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(36)
    xs = (100, *range(400, 1121, 120))
    for x in xs:
        pen.line((x, TOP, x, TOP + 4 * STEP), fill=20, width=3)
    for y in range(TOP, TOP + 4 * STEP + 1, STEP):
        pen.line((xs[0], y, xs[-1], y), fill=20, width=3)
    for row, names in enumerate((MONTHS, *rows)):
        for x, text in zip(xs, names, strict=False):
            pen.text((x + 20, TOP + STEP * row + 30), text, font=font, fill=20)
    return page


def test_bars_and_arrows_over_months_are_seen_in_each_of_them(tmp_path: Path) -> None:
    page = months(("Planning",), ("Buying",), ("Painting", "-"))
    pen = ImageDraw.Draw(page)
    y = TOP + STEP + 55
    pen.line((528, y, 872, y), fill=20, width=4)
    for end, inward in ((528, 16), (872, -16)):
        pen.line([(end + inward, y - 12), (end, y), (end + inward, y + 12)], fill=20, width=4)
    pen.rectangle((404, y + STEP - 9, 756, y + STEP + 9), fill=90)
    pen.line((1010, y + 2 * STEP, 1112, y + 2 * STEP), fill=60, width=4)
    (table,) = read(saved(tmp_path, np.asarray(page))).tables()
    assert [(cell.row, cell.column) for cell in table.cells if cell.shade] == [
        *((1, column) for column in (2, 3, 4)),
        *((2, column) for column in (1, 2, 3)),
        (3, 6),
    ]
    assert [row[1:] for row in rows_of(table)[1:]] == [("",) * 6, ("",) * 6, ("-", *("",) * 5)]


def test_print_that_a_line_runs_through_is_no_bar_and_read_with_doubt(tmp_path: Path) -> None:
    page = months(("Planning",), ("Buying", "", "12", "15"), ("Painting", "-"))
    ImageDraw.Draw(page).line((560, TOP + 2 * STEP + 52, 700, TOP + 2 * STEP + 52), fill=20, width=4)
    (table,) = read(saved(tmp_path, np.asarray(page))).tables()
    struck = [cell for cell in table.cells if cell.row == 2 and cell.column in (2, 3)]
    assert [(bool(cell.text), cell.shade) for cell in struck] == [(True, None)] * 2
    assert min(cell.confidence for cell in struck) < 0.9


def boxed(image: Grey) -> Grey:
    """The sheet with a frame of its own around each cell, as forms have them."""
    drawn = image.copy()
    bottom = TOP + STEP * len(ROWS)
    for x in XS:
        drawn[TOP - 2 : bottom + 3, x - 2 : x + 3] = 255
    for y in range(TOP, bottom + 1, STEP):
        drawn[y - 2 : y + 3, XS[0] - 2 : XS[-1] + 3] = 255
    pen = ImageDraw.Draw(framed := Image.fromarray(drawn))
    for left, right in pairwise(XS):
        for top in range(TOP, bottom, STEP):
            pen.rectangle((left + 4, top + 4, right - 4, top + STEP - 4), outline=20, width=4)
    pen.rectangle((XS[0] - 5, TOP - 5, XS[-1] + 5, bottom + 5), outline=20, width=4)
    return np.asarray(framed)


def test_rules_drawn_twice_are_one(tmp_path: Path) -> None:
    assert texts(read(saved(tmp_path, boxed(sheet())))) == list(ROWS)


def test_frames_of_cells_in_a_narrow_column_part_its_rows(tmp_path: Path) -> None:
    page = Image.new("L", (1400, 1100), 255)
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(36)
    rows = (("#", *ROWS[0][1:]), *ROWS[1:])
    for row, cells in enumerate(rows):
        top = TOP + STEP * row
        for (left, right), text in zip(pairwise((150, 222, 800, 1200)), cells, strict=True):
            box = (left + 4, top + 4, right - 4, top + STEP - 4)
            pen.rounded_rectangle(box, 9, outline=20, width=3)
            pen.text((left + 22, top + 30), text, font=font, fill=20)
    assert texts(read(saved(tmp_path, np.asarray(page))))[1:] == list(rows[1:])


@pytest.mark.parametrize("size", [9, 12])
def test_ticks_alone_in_cells_are_read_and_specks_are_none(tmp_path: Path, size: int) -> None:
    rows = (ROWS[0], *((number, name, "") for number, name, _ in ROWS[1:]))
    page = Image.fromarray(sheet(rows=rows))
    for row, unit in ((1, size), (2, 1), (3, size)):
        x, y = XS[2] + 40, TOP + STEP * row + 60
        points = [(x - unit, y - unit), (x, y), (x + 2 * unit, y - 2 * unit)]
        ImageDraw.Draw(page).line(points, fill=20, width=max(1, unit // 2), joint="curve")
    assert [cells[2] for cells in texts(read(saved(tmp_path, np.asarray(page))))] == ["Amount", "✓", "", "✓"]


def test_boxes_to_be_ticked_are_read_in_their_line(tmp_path: Path) -> None:
    page = Image.fromarray(
        sheet(rows=(*ROWS[:2], ("2", "      Printers", "875"), ("3", "      Chairs", "42")))
    )
    pen = ImageDraw.Draw(page)
    for row in (2, 3):
        x, y = XS[1] + 25, TOP + STEP * row + 38
        pen.rectangle((x, y, x + 26, y + 26), outline=20, width=2)
    pen.line([(x + 6, y + 14), (x + 11, y + 20), (x + 21, y + 5)], fill=20, width=3)
    found = texts(read(saved(tmp_path, np.asarray(page))))
    assert [cells[1] for cells in found] == ["Name", "Paper", "☐ Printers", "☑ Chairs"]


def test_a_row_that_the_foot_of_the_page_cuts_is_closed(tmp_path: Path) -> None:
    document = read(saved(tmp_path, sheet(foot=False)))
    assert texts(document) == list(ROWS)


def test_columns_without_rules_are_told_by_alignment(tmp_path: Path) -> None:
    document = read(saved(tmp_path, sheet(ruled=False)))
    assert texts(document) == list(ROWS)


def test_columns_without_rules_go_on_over_the_page(tmp_path: Path) -> None:
    rest = (("4", "Lamps", "310"), ("5", "Desks", "95"))
    first = sheet(ruled=False)
    second = np.roll(sheet(rows=rest, title="", ruled=False), 30 - TOP, axis=0)
    pages = [Image.fromarray(page) for page in (first, second)]
    path = tmp_path / "pages.tif"
    pages[0].save(path, save_all=True, append_images=pages[1:], dpi=(DPI, DPI))
    found = [rows_of(table) for table in read(path).tables()]
    assert found == [list(ROWS), list(rest)]


def test_what_stands_at_the_foot_of_every_page_is_left_out(tmp_path: Path) -> None:
    pages = []
    for number in ("1", "2", "3"):
        page = Image.fromarray(sheet(title=""))
        ImageDraw.Draw(page).text((560, 1000), f"Page {number}", font=ImageFont.load_default(36), fill=20)
        pages.append(page)
    path = tmp_path / "pages.tif"
    pages[0].save(path, save_all=True, append_images=pages[1:], dpi=(DPI, DPI))
    assert list(read(path).paragraphs()) == []


def test_a_cell_without_rules_may_be_blank(tmp_path: Path) -> None:
    rows = (*ROWS[:2], ("2", "Printers", ""), *ROWS[3:])
    (table,) = read(saved(tmp_path, sheet(rows=rows, ruled=False))).tables()
    assert [cell.text for cell in table.cells if cell.row == 2] == ["2", "Printers", ""]


def test_a_low_row_between_merged_cells_keeps_its_columns(tmp_path: Path) -> None:
    image = Image.new("L", (1400, 1100), 255)
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(36)
    levels = (300, 364, 424, 488, 552)
    for y in levels:
        pen.line((150, y, 1200, y), fill=20, width=3)
    for x, top, bottom in ((150, 300, 552), (1200, 300, 552), (300, 364, 424), (800, 364, 424)):
        pen.line((x, top, x, bottom), fill=20, width=3)
    rows = (("Purchases of the year",), ("Order", "Name", "Amount"), ("Paper and printers",), ("Chairs",))
    for y, row in zip(levels, rows, strict=False):
        for x, text in zip(XS, row, strict=False):
            pen.text((x + 25, y + 10), text, font=font, fill=20)
    read_rows = texts(read(saved(tmp_path, np.asarray(image))))
    assert list(map(len, read_rows)) == list(map(len, rows))
    assert all(fuzz.ratio(*both) > 90 for both in zip(chain(*read_rows), chain(*rows), strict=True))


def test_a_grid_too_dense_to_be_a_table_is_doubted(tmp_path: Path) -> None:
    image = Image.new("L", (1400, 1600), 255)
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(18)
    for row, top in enumerate(range(100, 1450, 24)):
        pen.line((100, top, 1300, top), fill=20, width=2)
        if row % 8 == 3:
            pen.text((120, top - 2), "Written among many rules", font=font, fill=20)
        else:
            for x in range(100 + row % 2 * 20, 1301, 40):
                pen.line((x, top, x, top + 24), fill=20, width=2)
    pen.line((100, 100, 100, 1450), fill=20, width=2)
    document = read(saved(tmp_path, np.asarray(image)))
    assert "grid-too-dense" in [doubt.code for doubt in document.doubts]
    assert not list(document.tables())
    assert "Written among many rules" in [paragraph.text for paragraph in document.paragraphs()]


def test_cells_that_no_rules_separate_are_less_sure(tmp_path: Path) -> None:
    def sureness(first: tuple[str, ...], *, ruled: bool) -> float:
        rows = tuple((name, *row[1:]) for name, row in zip(first, ROWS, strict=True))
        (table,) = read(saved(tmp_path, sheet(rows=rows, ruled=ruled))).tables()
        return max(cell.borders for cell in table.cells)

    numbers, names = ("Order", "1", "2", "3"), ("Room", "Hall", "Attic", "Cellar")
    assert sureness(names, ruled=False) < 0.9 < sureness(numbers, ruled=False) < sureness(names, ruled=True)


def test_boxes_are_points_of_the_page_as_it_lies(tmp_path: Path) -> None:
    upright = read(saved(tmp_path, sheet(), "a.png"))
    turned = read(saved(tmp_path, np.ascontiguousarray(np.rot90(sheet(), 3)), "b.png"))
    (table,), (other,) = upright.tables(), turned.tables()
    box, across = table.place.bbox, other.place.bbox
    assert box is not None
    assert across is not None
    points = 72 / DPI
    assert box == pytest.approx((150 * points, 300 * points, 1200 * points, 740 * points), abs=2)
    # Turned clockwise, what stood at the top stands at the right.
    width = 1100 * points
    assert across == pytest.approx((width - box.bottom, box.x0, width - box.top, box.x1), abs=2)
    for cell in table.cells:
        assert cell.place.bbox is not None
        assert cell.place.bbox.x0 >= box.x0 - 1
        assert cell.place.bbox.bottom <= box.bottom + 1


def test_a_stamp_across_cells_leaves_their_print(tmp_path: Path) -> None:
    page = Image.fromarray(sheet()).convert("RGB")
    stamp = Image.new("RGB", page.size, "white")
    ImageDraw.Draw(stamp).ellipse((650, 385, 950, 540), outline=(70, 70, 220), width=9)
    both = np.minimum(np.asarray(page), np.asarray(stamp))
    found = texts(read(saved(tmp_path, both)))
    # Its rim may be read as a letter of its own, but takes nothing away.
    assert [
        all(text in cell.splitlines() for text, cell in zip(row, cells, strict=True))
        for row, cells in zip(ROWS, found, strict=True)
    ] == [True] * len(ROWS)


def test_a_pen_through_words_is_taken_off_them(tmp_path: Path) -> None:
    cover = Image.new("L", (1400, 1100), 0)
    along = np.linspace(300, 1100, 200)
    points = [(float(x), 375 + 45 * float(np.sin(x / 23))) for x in along]
    ImageDraw.Draw(cover).line(points, fill=255, width=6)
    share = np.asarray(cover)[..., None] / 255
    # Ink takes light away: black print under it stays black.
    page = sheet()[..., None] * (1 - share * (1 - np.array((30, 50, 170)) / 255))
    path = tmp_path / "page.png"
    Image.fromarray(page.astype(np.uint8)).save(path, dpi=(DPI, DPI))
    assert texts(read(path)) == [("Order", "Name", "Amount"), *ROWS[1:]]


@pytest.mark.parametrize("ink", [(20, 40, 190), (190, 20, 30), (20, 120, 40)], ids=["blue", "red", "green"])
def test_print_in_colour_is_read(tmp_path: Path, ink: tuple[int, int, int]) -> None:
    page = 255 - (255 - sheet()[..., None]) / 255 * (255 - np.array(ink))
    path = tmp_path / "page.png"
    Image.fromarray(page.astype(np.uint8)).save(path, dpi=(DPI, DPI))
    assert texts(read(path)) == list(ROWS)


def test_specks_are_no_text(tmp_path: Path) -> None:
    page = sheet(ruled=False).copy()
    chance = np.random.default_rng(5)
    for y, x in zip(chance.integers(0, 1098, 900), chance.integers(0, 1398, 900), strict=True):
        page[y : y + 2, x : x + 2] = 0
    document = read(saved(tmp_path, page))
    assert texts(document) == list(ROWS)
    assert [paragraph.text for paragraph in document.paragraphs()] == ["Purchases"]


def test_a_dash_by_itself_in_the_margin_is_no_text(tmp_path: Path) -> None:
    page = Image.fromarray(sheet())
    ImageDraw.Draw(page).line((60, 1000, 84, 1000), fill=20, width=4)
    document = read(saved(tmp_path, np.asarray(page)))
    assert [paragraph.text for paragraph in document.paragraphs()] == ["Purchases"]
    assert any("left out" in doubt.message for doubt in document.doubts)


def test_pages_of_a_tiff_follow_one_another(tmp_path: Path) -> None:
    pages = [
        Image.fromarray(sheet(title=f"Report page {number}", ruled=False, rows=())) for number in (1, 2, 3)
    ]
    path = tmp_path / "pages.tif"
    pages[0].save(path, save_all=True, append_images=pages[1:], dpi=(DPI, DPI))
    document = read(path)
    assert [(block.text, block.place.page) for block in document.paragraphs()] == [
        ("Report page 1", 1),
        ("Report page 2", 2),
        ("Report page 3", 3),
    ]
    assert document.source.pages == 3
    assert document.source.media_type == "image/tiff"
    assert document.source.ocr is not None
    assert document.source.ocr.pages == (1, 2, 3)
    assert document.source.ocr.dpi == DPI


@pytest.mark.parametrize("name", ["page.jpg", "page.bmp", "page.webp", "page.tif"])
def test_formats(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    Image.fromarray(sheet()).save(path)
    assert texts(read(path)) == list(ROWS)


@pytest.mark.parametrize("shade", [255, 200, 0])
def test_a_page_without_print_says_so(tmp_path: Path, shade: int) -> None:
    document = read(saved(tmp_path, np.full((900, 700), shade, np.uint8)))
    assert document.blocks == ()
    assert [doubt.code for doubt in document.doubts] == ["no-text"]


def test_a_giant_image_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    path = tmp_path / "giant.png"
    side = int(images.MAX_PIXELS**0.5) + 10
    Image.new("1", (side, side)).save(path)
    with pytest.raises(TooLarge, match="pixels"):
        read(path)


def test_of_a_picture_that_was_cut_what_is_there_is_read(tmp_path: Path) -> None:
    whole = saved(tmp_path, sheet(), "page.jpg").read_bytes()
    path = tmp_path / "cut.jpg"
    path.write_bytes(whole[: round(0.7 * len(whole))])
    document = read(path)
    assert texts(document)[:2] == list(ROWS[:2])
    assert "file-cut" in [doubt.code for doubt in document.doubts]


def test_a_picture_of_very_many_pixels_is_read_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "page.bmp"
    large = cv2.resize(sheet(), None, fx=6, fy=6, interpolation=cv2.INTER_NEAREST)
    Image.fromarray(large).save(path, dpi=(6 * DPI, 6 * DPI))
    (table,) = read(path).tables()
    assert rows_of(table) == list(ROWS)
    points = 72 / DPI
    assert table.place.bbox == pytest.approx((150 * points, 300 * points, 1200 * points, 740 * points), abs=2)


def test_a_broken_image_is_damaged(tmp_path: Path) -> None:
    path = saved(tmp_path, sheet())
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(Damaged):
        read(path)


def test_text_is_sure_and_scrawl_is_not_taken_for_text(tmp_path: Path) -> None:
    page = Image.fromarray(sheet())
    pen = ImageDraw.Draw(page)
    bends = np.random.default_rng(3).integers((300, 830), (700, 1000), (14, 2))
    pen.line([(int(x), int(y)) for x, y in bends], fill=30, width=5)
    document = read(saved(tmp_path, np.asarray(page)))
    (table,) = document.tables()
    assert min(cell.confidence for cell in table.cells) > 0.5
    assert rows_of(table) == list(ROWS)
    for paragraph in list(document.paragraphs())[1:]:
        assert any(doubt.code == "ocr-uncertain" for doubt in document.doubts), paragraph


def test_ocr_switched_off_or_unknown(tmp_path: Path) -> None:
    path = saved(tmp_path, sheet())
    with pytest.raises(ToolMissing):
        read(path, Settings(ocr="never"))
    with pytest.raises(UsageError, match="no-such-engine"):
        read(path, Settings(ocr_engine="no-such-engine"))


def test_a_page_that_takes_too_long_says_so(tmp_path: Path) -> None:
    document = read(saved(tmp_path, sheet()), Settings(ocr_seconds=0))
    assert "page-unreadable" in [doubt.code for doubt in document.doubts]


def test_scanned_pages_of_a_pdf_stand_among_the_others(tmp_path: Path) -> None:
    path = tmp_path / "scans.pdf"
    pages = [Image.fromarray(sheet(title=title)) for title in ("First report", "Second report")]
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=DPI)
    document = read(path)
    assert [rows_of(table) for table in document.tables()] == [list(ROWS), list(ROWS)]
    assert [block.text for block in document.paragraphs()] == ["First report", "Second report"]
    ocr = document.source.ocr
    assert ocr is not None
    assert (ocr.engine, ocr.pages, ocr.languages) == ("thai_print", (1, 2), ("tha", "eng"))
    assert document.source.reader == "pdf"
    assert "scan-page" not in [doubt.code for doubt in document.doubts]
