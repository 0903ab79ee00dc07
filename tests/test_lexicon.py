"""A user's own words: what each kind does, what is said of a wrong file, and when a run reads again."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ita_extract import Report, Settings, extract
from ita_extract.errors import UsageError
from tests.command_line import Run, written

HEADINGS = "มาตรการ\tวิธีการดำเนินการ\tผู้รับผิดชอบ\tระยะเวลา"
CELLS = ["จัดทำคู่มือ", "จัดทำแผน", "กองคลัง", "มกราคม 2567"]


def report_file(folder: Path, *, headings: str = HEADINGS, **cells: str) -> Path:
    """cells: measure, steps, owner, timeline."""
    names = ("measure", "steps", "owner", "timeline")
    row = "\t".join(cells.get(name, cell) for name, cell in zip(names, CELLS, strict=True))
    path = folder / "r.txt"
    path.write_text(f"{headings}\n{row}\n", encoding="utf-8")
    return path


def own(folder: Path, *lines: str) -> Settings:
    path = folder / "own.tsv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return Settings(lexicon=str(path))


def owner_names(report: Report) -> list[str]:
    owner = report.measures[0].owner
    return owner.names if owner else []


def test_a_heading_of_ones_own_gives_its_column_the_role(tmp_path: Path) -> None:
    file = report_file(tmp_path, headings=HEADINGS.replace("ผู้รับผิดชอบ", "คนต้นเรื่อง"), owner="มะลิ")
    assert extract(file).measures[0].owner is None
    with_heading = extract(file, own(tmp_path, "heading\tคน ต้นเรื่อง :\towner")).measures[0]
    assert with_heading.owner
    assert with_heading.owner.text == "มะลิ"


def test_a_heading_of_ones_own_goes_before_the_packages(tmp_path: Path) -> None:
    measure = extract(report_file(tmp_path), own(tmp_path, "heading\tวิธีการดำเนินการ\tresult")).measures[0]
    assert measure.steps is None
    assert measure.result
    assert measure.result.text == "จัดทำแผน"


def test_a_unit_of_ones_own_is_one_owner(tmp_path: Path) -> None:
    file = report_file(tmp_path, owner="กองคลังลานใจเมือง")
    assert owner_names(extract(file)) != ["กองคลัง", "ลานใจเมือง"]
    assert owner_names(extract(file, own(tmp_path, "unit\tลานใจ เมือง"))) == ["กองคลัง", "ลานใจเมือง"]


def test_own_words_count_for_their_own_report_only(tmp_path: Path) -> None:
    """Reports read at the same time, each with its own."""
    file = report_file(tmp_path, owner="กองคลังลานใจเมือง")
    with_unit = own(tmp_path, "unit\tลานใจเมือง")
    with ThreadPoolExecutor(4) as threads:
        reports = list(threads.map(lambda settings: extract(file, settings), [with_unit, Settings()] * 8))
    assert [("ลานใจเมือง" in owner_names(report)) for report in reports] == [True, False] * 8


def test_a_correction_is_made_and_logged_and_raw_stays(tmp_path: Path) -> None:
    file = report_file(tmp_path, steps="เก็บแฟ้มเอกกะสาร ๒ ชุด")
    settings = own(tmp_path, "correction\tเอกกะสาร ๒\tเอกสาร 2")
    report = extract(file, settings)
    steps = report.measures[0].steps
    assert steps
    assert (steps.text, steps.raw) == ("เก็บแฟ้มเอกสาร 2 ชุด", "เก็บแฟ้มเอกกะสาร ๒ ชุด")
    (made,) = report.corrections
    assert (made.rule, made.measure, made.field) == ("own-correction", "m1", "steps")
    assert "เอกกะสาร 2" in made.before


def test_the_longer_correction_is_made_and_none_upon_another(tmp_path: Path) -> None:
    lines = ("correction\tกขก\tคคค", "correction\tกขกข\tงงง", "correction\tงงง\tจจจ")
    steps = extract(report_file(tmp_path, steps="กขกข งงง กขก"), own(tmp_path, *lines)).measures[0].steps
    assert steps
    assert steps.text == "งงง จจจ คคค"


def test_a_correction_leaves_letters_whole(tmp_path: Path) -> None:
    """Neither a vowel written before the letter nor a mark above it belongs to another word."""
    settings = own(tmp_path, "correction\tกอ\tขอ")
    steps = extract(report_file(tmp_path, steps="เกอ ก่อ กอ กอ่"), settings).measures[0].steps
    assert steps
    assert steps.text == "เกอ ก่อ ขอ กอ่"


def test_what_a_correction_says_is_right_is_not_mended(tmp_path: Path) -> None:
    settings = own(tmp_path, "correction\tปฏิบัติ\tปฎิบัติ")
    steps = extract(report_file(tmp_path, steps="ปฏิบัติงาน"), settings).measures[0].steps
    assert steps
    assert steps.text == "ปฎิบัติงาน"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("wrod\tกองคลัง", "line 2: “wrod” is no kind of entry. Did you mean “word”?"),
        ("wrod\x1b[2J\tก", "line 2: “wrod[2J” is no kind of entry"),
        ("กองคลัง", "line 2: “กองคลัง” is no kind of entry. There are word, phrase"),
        ("unit กองคลัง", "line 2: 2 fields with tabs between them are expected: unit, the unit's name"),
        ("word\tก\tข", "line 2: 2 fields"),
        ("heading\tเจ้าของเรื่อง", "line 2: 3 fields"),
        ("correction\t\tเอกสาร", "line 2: 3 fields"),
        ("heading\tเจ้าของเรื่อง\towners", "line 2: “owners” is no role. Did you mean “owner”?"),
        ("word\t…", "line 2: “…” has no letter or digit"),
        ("correction\t๑ ชุด\t1 ชุด", "line 2: both are the same"),
        ("correction\tก\tข\ncorrection\tก\tค", "line 3: line 2 says “ข” of the same correction"),
    ],
)
def test_a_wrong_line_is_told_with_its_number(tmp_path: Path, line: str, message: str) -> None:
    settings = own(tmp_path, "# ours", line)
    with pytest.raises(UsageError) as error:
        extract(tmp_path / "not-looked-at.txt", settings)
    assert message in str(error.value)


def test_a_file_that_is_no_utf8_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    for data, told in (
        ("word\tก\nword\tกองคลัง".encode("cp874"), "line 1"),
        ("word\tก".encode("utf-16-le"), ""),
    ):
        path.write_bytes(data)
        with pytest.raises(UsageError, match=f"{told}.*save it with the encoding UTF-8"):
            extract(tmp_path / "r.txt", Settings(lexicon=str(path)))
    with pytest.raises(UsageError, match="no such file"):
        extract(tmp_path / "r.txt", Settings(lexicon=str(tmp_path / "none.tsv")))


def test_what_spreadsheets_save_is_read(tmp_path: Path) -> None:
    """A byte order mark, Windows line ends, empty cells to the right and empty rows."""
    (tmp_path / "own.tsv").write_bytes("kind\ttext\tis\r\nunit\tลานใจเมือง\t\r\n\t\t\r\n".encode("utf-8-sig"))
    report = extract(
        report_file(tmp_path, owner="กองคลังลานใจเมือง"), Settings(lexicon=str(tmp_path / "own.tsv"))
    )
    assert owner_names(report) == ["กองคลัง", "ลานใจเมือง"]


def test_a_run_with_a_wrong_lexicon_reads_nothing(run: Callable[..., Run], tmp_path: Path) -> None:
    given, out = report_file(tmp_path), tmp_path / "out"
    result = run("convert", given, "--out", out, "--lexicon", own(tmp_path, "wrod\tก").lexicon)
    assert (result.code, out.exists()) == (2, False)
    assert result.err.startswith("ita-extract: ")
    assert "Did you mean “word”?" in result.err


def test_another_content_is_read_again_and_another_name_is_not(
    run: Callable[..., Run], tmp_path: Path
) -> None:
    given, out = report_file(tmp_path, owner="กองคลังลานใจเมือง"), tmp_path / "out"
    first = own(tmp_path, "word\tบางปะโคนิ่ม").lexicon
    again = "Going on where an earlier run ended"
    assert again not in run("convert", given, "--out", out, "--lexicon", first).err
    (tmp_path / "moved.tsv").write_bytes(Path(first).read_bytes())
    assert again in run("convert", given, "--out", out, "--lexicon", tmp_path / "moved.tsv").err
    before = (out / written(out)[0]).read_bytes()
    own(tmp_path, "unit\tลานใจเมือง")
    assert again not in run("convert", given, "--out", out, "--lexicon", first).err
    assert (out / written(out)[0]).read_bytes() != before
