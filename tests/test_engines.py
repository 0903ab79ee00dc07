"""Engines beside our own: a service asked over a real connection, missing programs, second readings."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ita_extract.errors import InputError, ToolMissing, UsageError
from ita_extract.extraction import document_to_report
from ita_extract.model.document import Box, Cell, Document, OtherReading, Table
from ita_extract.readers import read
from ita_extract.readers.scan.digits import conflicts
from ita_extract.settings import Settings
from tests import pages
from tests.command_line import REPORT, Run

ROWS = (("Order", "Name", "Amount"), ("1", "Paper", "1200"), ("2", "Printers", "875"), ("3", "Chairs", "42"))
XS, TOP, STEP = (150, 300, 800, 1200), 300, 110
HTML = "<table>" + "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in ROWS) + "</table>"
ANSWER = f"# Purchases\n\n{HTML}\n"


def sheet(folder: Path, rows: Sequence[Sequence[str]] = ROWS, name: str = "page.png") -> Path:
    """A page at 200 dpi, drawn in Pillow's own font: a title and a ruled table."""
    image = Image.new("L", (1400, 1100), 255)
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(36)
    pen.text((560, 150), "Purchases", font=font, fill=20)
    bottom = TOP + STEP * len(rows)
    for x in XS:
        pen.line((x, TOP, x, bottom), fill=20, width=3)
    for number in range(len(rows) + 1):
        pen.line((XS[0], TOP + STEP * number, XS[-1], TOP + STEP * number), fill=20, width=3)
    for number, row in enumerate(rows):
        for x, text in zip(XS, row, strict=False):
            pen.text((x + 25, TOP + STEP * number + 30), text, font=font, fill=20)
    path = folder / name
    image.save(path, dpi=(200, 200))
    return path


# --- a service -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reply:
    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    drip: float = 0.0  # seconds between two letters


def said(markdown: str, finish: str = "stop") -> Reply:
    """As the services answer, in the OpenAI form."""
    message = {"role": "assistant", "content": markdown}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return Reply(json.dumps({"object": "chat.completion", "choices": [choice]}).encode())


def failed(status: int, message: str = "", **headers: str) -> Reply:
    return Reply(json.dumps({"error": {"message": message}}).encode(), status, headers)


@dataclass
class Desk:
    """replies: in order, the last one again and again; asked: path, headers and question of each request."""

    url: str
    replies: list[Reply]
    asked: list[tuple[str, dict[str, str], Any]]


@pytest.fixture
def desk() -> Iterator[Desk]:
    asked: list[tuple[str, dict[str, str], Any]] = []
    replies: list[Reply] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append((self.path, dict(self.headers), json.loads(body)))
            reply = replies.pop(0) if len(replies) > 1 else replies[0]
            time.sleep(reply.wait)
            if reply.status:
                self.send_response(reply.status)
                for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                for letter in reply.body if reply.drip else ():
                    self.wfile.write(bytes([letter]))
                    time.sleep(reply.drip)
                self.wfile.write(b"" if reply.drip else reply.body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield Desk(f"http://127.0.0.1:{server.server_port}/v1", replies, asked)
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sheet(tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page that is soon read, where only the service matters."""
    return sheet(tmp_path_factory.mktemp("line"), ROWS[:1])


def ask(page: Path, desk: Desk, *replies: Reply, **settings: Any) -> Document:
    desk.replies[:] = replies
    return read(page, Settings(ocr_engine="typhoon", ocr_url=desk.url, **settings))


def cells(document: Document) -> list[Cell]:
    return [cell for table in document.tables() for cell in table.cells]


def inside(cell: Cell, row: int, column: int) -> bool:
    """Whether its box is that cell of the drawn grid, in points."""
    box = cell.place.bbox
    assert box is not None
    drawn = (XS[column], TOP + STEP * row, XS[column + 1], TOP + STEP * (row + 1))
    return np.allclose(box, [value * 72 / 200 for value in drawn], atol=2)


def test_an_answer_has_the_places_of_the_page(page: Path, desk: Desk) -> None:
    document = ask(page, desk, said(ANSWER))
    found = cells(document)
    assert [cell.text for cell in found] == [text for row in ROWS for text in row]
    assert all(inside(cell, cell.row, cell.column) for cell in found)
    assert all(cell.place.page == 1 and cell.place.span is None for cell in found)
    assert min(cell.confidence for cell in found) > 0.9
    [title] = document.paragraphs()
    assert (title.text, title.level) == ("Purchases", 1)
    assert title.place.bbox is not None and title.place.bbox.bottom < TOP * 72 / 200
    assert document.doubts == ()
    assert document.source.ocr is not None
    assert document.source.ocr.engine == "typhoon"
    assert (document.source.ocr.version, document.source.ocr.pages) == ("typhoon-ocr", (1,))


def test_what_is_asked_is_what_the_services_take(
    page: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TYPHOON_OCR_API_KEY", "a-key")
    ask(page, desk, said(ANSWER), ocr_model="some/typhoon-ocr1.5-3b")
    [(path, headers, question)] = desk.asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer a-key"
    assert question["model"] == "some/typhoon-ocr1.5-3b"
    [message] = question["messages"]
    prompt, picture = message["content"]
    assert "<table>" in prompt["text"] and "natural_text" not in prompt["text"]
    assert picture["image_url"]["url"].startswith("data:image/jpeg;base64,/9j/")


def test_the_first_version_is_asked_for_json_and_gives_it(page: Path, desk: Desk) -> None:
    answer = said(json.dumps({"natural_text": ANSWER}))
    document = ask(page, desk, answer, ocr_model="scb10x/typhoon-ocr-7b")
    prompt = desk.asked[0][2]["messages"][0]["content"][0]["text"]
    assert "`natural_text`" in prompt and "Page dimensions: 1400.0x1100.0" in prompt
    assert [cell.text for cell in cells(document)] == [text for row in ROWS for text in row]


def test_an_answer_cut_short_is_read_as_far_as_it_goes_and_says_so(page: Path, desk: Desk) -> None:
    whole = json.dumps({"natural_text": ANSWER})
    document = ask(page, desk, said(whole[: whole.index("Printers")], "length"))
    assert [cell.text for cell in cells(document)][:6] == ["Order", "Name", "Amount", "1", "Paper", "1200"]
    codes = {doubt.code: doubt for doubt in document.doubts}
    assert "cut short" in codes["page-unreadable"].message
    assert "Printers" in codes["ocr-uncertain"].message
    assert any(place.row == 3 and place.bbox for place in codes["ocr-uncertain"].places)


def test_what_is_no_print_is_left_out(page: Path, desk: Desk) -> None:
    extra = f"<figure>\nA photo of a chair.\n</figure>\n\n{ANSWER}\n<page_number>- 1 -</page_number>\n"
    for text in (extra, f"```markdown\n{extra}\n```"):
        document = ask(page, desk, said(text))
        assert [paragraph.text for paragraph in document.paragraphs()] == ["Purchases"]
        assert len(cells(document)) == 12


def test_text_without_a_place_is_kept_and_less_sure(page: Path, desk: Desk) -> None:
    document = ask(page, desk, said(f"{ANSWER}\nSigned by nobody in particular\n"))
    [added] = [part for part in document.paragraphs() if part.text.startswith("Signed")]
    assert (added.place.page, added.place.bbox) == (1, None)
    assert added.confidence == 0.5


def test_a_table_of_another_form_finds_its_cells(page: Path, desk: Desk) -> None:
    """A row left out, another put in, and a blank column beside them."""
    rows = [ROWS[0], ("", "Somewhere else altogether", ""), ROWS[1], ROWS[3]]
    bars = "\n".join("| " + " | ".join((*row, "")) + " |" for row in rows)
    document = ask(page, desk, said(bars.replace("\n", "\n|---|---|---|---|\n", 1)))
    by_text = {cell.text: cell for cell in cells(document) if cell.text}
    assert inside(by_text["Paper"], 1, 1) and inside(by_text["42"], 3, 2) and inside(by_text["3"], 3, 0)
    assert by_text["Somewhere else altogether"].place.bbox is None
    assert any("“2”, “Printers”, “875”." in doubt.message for doubt in document.doubts)


def test_a_misread_cell_has_the_box_of_its_row_and_column(page: Path, desk: Desk) -> None:
    document = ask(page, desk, said(ANSWER.replace("Printers", "???")))
    [cell] = [cell for cell in cells(document) if cell.text == "???"]
    assert inside(cell, 2, 1)
    assert cell.confidence == 0.5


def test_digits_that_our_own_reading_has_otherwise_are_told(page: Path, desk: Desk) -> None:
    document = ask(page, desk, said(ANSWER.replace("875", "815")))
    [doubt] = document.doubts
    assert doubt.code == "digit-conflict"
    assert "“875” by thai_print" in doubt.message and "“815” by typhoon" in doubt.message
    assert [(place.row, place.column) for place in doubt.places] == [(3, 3)]
    assert "815" in [cell.text for cell in cells(document)]


@pytest.mark.parametrize("nothing", ["", "   \n", "<figure>A form.</figure>"])
def test_an_answer_that_says_nothing_leaves_our_own_reading(page: Path, desk: Desk, nothing: str) -> None:
    document = ask(page, desk, said(nothing))
    assert [cell.text for cell in cells(document)] == [text for row in ROWS for text in row]
    assert any("typhoon gives no text" in doubt.message for doubt in document.doubts)


ERRORS = {
    "no key": (failed(401, "Missing API key"), "asks for a key (Missing API key).", "TYPHOON_OCR_API_KEY"),
    "no model": (failed(404, "model 'x' not found"), "no such model", "--ocr-model"),
    "fault": (failed(500, "out of memory"), "error 500 (out of memory)", "log"),
    "busy": (failed(429, Retry_After="3600"), "busy", "--jobs"),
    "no JSON": (Reply(b"<html>Welcome</html>"), "not understood", "--ocr-url"),
    "no choices": (Reply(b'{"choices": []}'), "not understood", "--ocr-url"),
    "other JSON": (Reply(b"[1, 2]"), "not understood", "--ocr-url"),
    "elsewhere": (Reply(b"", 302, {"Location": "http://127.0.0.1:9/"}), "error 302", "log"),
    "hung up": (Reply(b"", 0), "cannot be reached", "--ocr-url"),
    "half": (Reply(b'{"choi', headers={"Content-Length": "90"}, wait=0), "", "--ocr"),
    "dripping": (Reply(b"{" * 200, drip=0.1), "within 1 seconds", "--ocr-seconds"),
    "slow": (Reply(b"{}", wait=1.5), "within 1 seconds", "--ocr-seconds"),
}


@pytest.mark.parametrize(("reply", "message", "advice"), ERRORS.values(), ids=ERRORS)
def test_what_a_service_does_wrong_is_told(
    line: Path, desk: Desk, reply: Reply, message: str, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TYPHOON_OCR_API_KEY", raising=False)
    with pytest.raises(InputError) as caught:
        ask(line, desk, reply, ocr_seconds=1)
    assert message in caught.value.message
    assert advice in caught.value.advice


def test_a_key_that_is_refused_is_never_shown(
    line: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TYPHOON_OCR_API_KEY", "a-secret")
    with pytest.raises(InputError, match="refuses the key") as caught:
        ask(line, desk, failed(403))
    assert "a-secret" not in str(caught.value)


def test_a_busy_service_is_asked_again(line: Path, desk: Desk) -> None:
    document = ask(line, desk, failed(429, Retry_After="0"), failed(503, Retry_After="0"), said(ANSWER))
    assert len(desk.asked) == 3
    assert len(cells(document)) == 12


def test_a_service_that_is_not_there(line: Path, desk: Desk) -> None:
    with pytest.raises(InputError, match="cannot be reached"):
        read(line, Settings(ocr_engine="typhoon", ocr_url="http://127.0.0.1:9/v1"))
    with pytest.raises(UsageError, match="no address"):
        read(line, Settings(ocr_engine="typhoon", ocr_url="file:///etc/hosts"))
    with pytest.raises(UsageError, match="--ocr-url"):
        read(line, Settings(ocr_engine="typhoon"))
    assert desk.asked == []


# --- programs ------------------------------------------------------------------------------------------


def command(*words: object, path: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own, in which only programs of that path are found."""
    return subprocess.run(
        [sys.executable, "-m", "ita_extract", *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


def test_a_missing_program_is_named_and_other_files_are_read(tmp_path: Path) -> None:
    given, out = tmp_path / "in", tmp_path / "out"
    given.mkdir()
    sheet(given)
    (given / "plan.txt").write_text(REPORT, encoding="utf-8")
    words = ("convert", given, "--out", out, "--jobs", 1, "--ocr-engine", "tesseract")
    done = command(*words, path=str(tmp_path / "nowhere"))
    assert done.returncode == 1
    assert "page.png  tool-missing" in done.stdout
    assert "tesseract-ocr-tha" in done.stderr
    assert json.loads((out / "plan.txt.json").read_bytes())["measures"]
    # Once the program is there, the file is read again; here one is that knows no language.
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nimport sys\nsys.exit('no data for tha')\n", encoding="utf-8")
    program.chmod(0o755)
    again = command(*words, path=str(program.parent))
    if os.name != "nt":
        assert "no data for tha" in again.stderr


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_the_languages_are_those_that_were_used(page: Path) -> None:
    document = read(page, Settings(ocr_engine="tesseract", ocr_languages="eng"))
    assert document.source.ocr is not None
    assert (document.source.ocr.engine, document.source.ocr.languages) == ("tesseract", ("eng",))
    assert document.source.ocr.version[0].isdecimal()
    assert "Printers" in [cell.text for cell in cells(document)]


def test_no_languages_are_a_usage_error(page: Path) -> None:
    with pytest.raises((UsageError, ToolMissing)):
        read(page, Settings(ocr_engine="tesseract", ocr_languages="+"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--ocr-engine nobodys", "known: thai_print, tesseract, typhoon"),
        ("--ocr-engine typhoon", "Name it with --ocr-url"),
        ("--ocr-second-engine typhoon --ocr-url localhost:8000", "localhost:8000 is no address"),
        ("--ocr-engine typhoon --ocr-url http://", "http:// is no address"),
        ("--ocr-engine tesseract --ocr-languages +", "names no languages"),
        ("--ocr-second-engine thai_print", "cannot be its own second reader"),
    ],
)
def test_what_an_engine_cannot_read_with_is_told_before_any_file_is_read(
    run: Callable[..., Run], tmp_path: Path, words: str, told: str
) -> None:
    (tmp_path / "plan.txt").write_text(REPORT, encoding="utf-8")
    result = run("convert", tmp_path / "plan.txt", "--out", tmp_path / "out", *words.split())
    assert result.code == 2
    assert told in result.err
    assert not (tmp_path / "out").exists()


def test_an_engine_is_not_its_own_second_reader(page: Path) -> None:
    with pytest.raises(UsageError, match="second reader"):
        read(page, Settings(ocr_second_engine="thai_print"))


def test_the_doctor_names_the_engines_that_packages_offer() -> None:
    done = command("doctor", path=os.environ["PATH"])
    assert "OCR engine typhoon of ita-extract" in done.stdout


# --- a second reading ----------------------------------------------------------------------------------

# Tesseract's answers for the lines of the page that hold digits, in their order.
SECOND = """#!{python}
import sys
if "--version" in sys.argv:
    sys.exit(print("tesseract 5.0.0"))
listing, out = sys.argv[1], sys.argv[2]
texts = "1 1200 2 815 3 42".split()
assert len(open(listing, encoding="utf-8").read().split()) == len(texts)
head = "level page_num block_num par_num line_num word_num left top width height conf text".split()
rows = [head, *(f"5 {{n}} 1 1 1 1 10 5 40 20 96 {{text}}".split() for n, text in enumerate(texts, 1))]
open(out + ".txt", "w", encoding="utf-8").write("".join(text + "\\n\\f" for text in texts))
open(out + ".tsv", "w", encoding="utf-8").write("".join("\\t".join(row) + "\\n" for row in rows))
"""


@pytest.mark.skipif(os.name == "nt", reason="a script stands in for the program")
def test_digits_that_a_second_engine_reads_otherwise_are_told(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "tesseract"
    program.write_text(SECOND.format(python=sys.executable), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    document = read(page, Settings(ocr_second_engine="tesseract"))
    assert "875" in [cell.text for cell in cells(document)]
    [doubt] = document.doubts
    assert doubt.code == "digit-conflict"
    assert "“875” by thai_print" in doubt.message and "“815” by tesseract" in doubt.message
    [place] = doubt.places
    assert (place.page, place.row, place.column) == (1, 3, 3)
    assert place.bbox is not None
    left, top, right, bottom = (value * 200 / 72 for value in place.bbox)
    assert XS[2] < left < right < XS[3] and TOP + 2 * STEP < top < bottom < TOP + 3 * STEP
    assert [cell.readings for cell in cells(document) if cell.readings] == [(OtherReading("875", "815"),)]
    assert document.source.ocr is not None and document.source.ocr.engine == "thai_print"


def test_a_service_may_be_the_second_reader(page: Path, desk: Desk) -> None:
    desk.replies[:] = [said(ANSWER.replace("1200", "1260").replace("Chairs", "Stools"))]
    document = read(page, Settings(ocr_second_engine="typhoon", ocr_url=desk.url))
    assert [cell.text for cell in cells(document)] == [text for row in ROWS for text in row]
    [doubt] = document.doubts
    assert "“1200” by thai_print" in doubt.message and "“1260” by typhoon" in doubt.message
    assert [cell.readings for cell in cells(document) if cell.readings] == [(OtherReading("1200", "1260"),)]


@pytest.mark.parametrize(
    ("first", "second"),
    [("ปี ๒๕๖๖", "ปี2566"), ("1,200.50", "1200.50"), ("๑ ๒๓", "๑๒ ๓"), ("ไม่มี", "ไม่มี"), ("", "")],
)
def test_script_spaces_and_signs_are_no_conflict(first: str, second: str) -> None:
    assert conflicts(first, second) == []


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("ปี ๒๕๖๖", "ปี ๒๕๖๘", [("๒๕๖๖", "๒๕๖๘")]),
        ("1 ต.ค. 65", "1 ต.ค.", [("65", "")]),
        ("๑. ๒. ๓.", "๑. ๔. ๓.", [("๒", "๔")]),
        ("95.5", "9.55", [("95.5", "9.55")]),
        ("ข้อ", "ข้อ 7", [("", "7")]),
    ],
)
def test_other_digits_are_a_conflict(first: str, second: str, told: list[tuple[str, str]]) -> None:
    assert [(each.first, each.second) for each in conflicts(first, second)] == told


# --- engines of other packages -------------------------------------------------------------------------

PACKAGE = """
from ita_extract.ocr import Line

class Given:
    name, version, languages = "given", "7.1", ("tha",)

    def __init__(self, argument):
        self.text = argument

    def read_lines(self, images):
        count = len(self.text)
        boxes = tuple((10.0 + 8 * n, 18.0 + 8 * n) for n in range(count))
        sure = (0.9, 0.4, *[0.9] * (count - 2))
        others = ("๗", "๕", *[""] * (count - 2))
        return [Line(self.text, sure, boxes, (0.0,) * (count + 1), others)] * len(images)

def load(argument, settings):
    return Given(argument)
"""


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two packages that offer engines, one of them without what it needs."""
    folder = tmp_path / "packages"
    about = folder / "other_engines-7.1.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: other-engines\nVersion: 7.1\n", encoding="utf-8"
    )
    offers = "[ita_extract.ocr]\ngiven = given_engine:load\nhalf = half_engine:load\n"
    (about / "entry_points.txt").write_text(offers, encoding="utf-8")
    (folder / "given_engine.py").write_text(PACKAGE, encoding="utf-8")
    (folder / "half_engine.py").write_text("import no_such_package_anywhere\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))


@pytest.mark.usefixtures("packages")
def test_engines_of_other_packages_are_found(page: Path) -> None:
    document = read(page, Settings(ocr_engine="given:abc"))
    assert {cell.text for cell in cells(document)} == {"abc"}
    assert document.source.ocr is not None
    assert (document.source.ocr.engine, document.source.ocr.languages) == ("given", ("tha",))
    assert document.source.ocr.version == "7.1"


@pytest.mark.usefixtures("packages")
def test_an_engine_without_what_it_needs_names_its_package(page: Path) -> None:
    with pytest.raises(ToolMissing, match="no_such_package_anywhere") as caught:
        read(page, Settings(ocr_engine="half"))
    assert "other-engines" in caught.value.advice


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize(("text", "told"), [("๑๒๓", "“๑๒๓” (or “๑๕๓”)"), ("กขค", "“กขค”.")])
def test_an_unsure_digit_is_named_with_its_other_reading(page: Path, text: str, told: str) -> None:
    """Only the unsure one, though the first has another reading as well; letters are named as they are."""
    document = read(page, Settings(ocr_engine=f"given:{text}"))
    messages = [doubt.message for doubt in document.doubts if doubt.code == "ocr-uncertain"]
    assert messages and all(told in message for message in messages)


def dated(readings: tuple[OtherReading, ...]) -> Document:
    """A plan of 2567 whose only measure is due in 2587, as an image was read."""
    rows = (("มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา"), ("เผยแพร่ข้อมูลงบประมาณ", "กองคลัง", "ภายในเดือนมีนาคม ๒๕๘๗"))
    document = pages.page("แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๗", rows)
    *blocks, table = document.blocks
    assert isinstance(table, Table)
    *others, last = table.cells
    place = replace(last.place, page=1, bbox=Box(300, 100, 400, 130))
    cell = replace(last, place=place, confidence=0.9, readings=readings)
    return replace(document, blocks=(*blocks, replace(table, cells=(*others, cell))))


@pytest.mark.parametrize(
    ("readings", "told"),
    [((), False), ((OtherReading("๒๕๘๗", "๒๕๖๗"), OtherReading("๒๕๘๗", "๒๕๘๑")), True)],
)
def test_a_date_outside_its_year_has_both_readings(readings: tuple[OtherReading, ...], told: bool) -> None:
    report = document_to_report(dated(readings), Settings())
    [finding] = [each for each in report.findings if each.code == "timeline-outside-year"]
    assert ("can also be read as “๒๕๖๗” for “๒๕๘๗”, “๒๕๘๑” for “๒๕๘๗”." in finding.message) is told
    assert report.measures[0].timeline is not None
    assert report.measures[0].timeline.events[0].end == "2044-03-31"
