"""Engines of lines: the contract, our recogniser on small pictures, decoding, and the finding of lines."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_extract.errors import InputError, ToolMissing, UsageError
from ita_extract.ocr import ENGINES, Line, ctc, engine, engine_names, tesseract
from ita_extract.ocr.blocks import find_blocks
from ita_extract.ocr.ink import letter_height
from ita_extract.ocr.lines import (
    ABOVE,
    BELOW,
    TextLine,
    cut,
    find_lines,
)
from ita_extract.ocr.thai_spelling import follows, legal_pairs
from ita_extract.ocr.voices import has_unsure_digits, settled

PICTURES = Path(__file__).parent / "data" / "lines"
TRUTHS = dict(
    row.split("\t")
    for row in (PICTURES / "truth.tsv").read_text(encoding="utf-8").splitlines()
    if row and not row.startswith("#")
)


def picture(name: str) -> Any:
    data = np.frombuffer((PICTURES / name).read_bytes(), np.uint8)
    return cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)


# The contract


@pytest.mark.parametrize("name", ["no-such-engine", "", "thai print"])
def test_unknown_engines_are_a_usage_error_that_names_the_known(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        engine(name)
    assert all(known in str(caught.value) for known in ENGINES)


def test_our_engines_come_first() -> None:
    assert engine_names()[: len(ENGINES)] == ENGINES


def test_a_missing_program_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ToolMissing, match="tesseract-ocr-tha"):
        engine("tesseract")


def test_a_line_is_as_sure_as_its_least_sure_place() -> None:
    assert Line("ab", (0.9, 0.7), ((0, 1), (1, 2)), (0.0, 0.0, 0.0)).confidence == pytest.approx(0.7)
    assert Line("a", (0.9,), ((0, 1),), (0.0, 0.4)).confidence == pytest.approx(0.6)
    assert Line("").confidence == 1.0


# Our recogniser


@pytest.mark.parametrize("name", sorted(TRUTHS))
def test_pictures_of_lines_are_read(name: str) -> None:
    [line] = engine("thai_print").read_lines([picture(name)])
    assert line.text == TRUTHS[name]


def test_what_is_read_has_a_chance_a_box_and_gaps() -> None:
    images = [picture(name) for name in sorted(TRUTHS)]
    for image, line in zip(images, engine("thai_print").read_lines(images), strict=True):
        assert len(line.confidences) == len(line.boxes) == len(line.text) == len(line.gaps) - 1
        assert all(0 <= chance <= 1.0001 for chance in (*line.confidences, *line.gaps))
        assert all(-1 <= left < right <= image.shape[1] + 12 for left, right in line.boxes)
        assert [box[0] for box in line.boxes] == sorted(box[0] for box in line.boxes)


def test_lines_read_together_and_alone_are_the_same() -> None:
    images = [picture(name) for name in sorted(TRUTHS)] * 3
    together = [line.text for line in engine("thai_print").read_lines(images)]
    assert together == [engine("thai_print").read_lines([image])[0].text for image in images]


def test_the_size_of_the_picture_does_not_matter() -> None:
    name = sorted(TRUTHS)[0]
    image = picture(name)
    double = cv2.resize(image, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    one, two = engine("thai_print").read_lines([image, double])
    assert one.text == two.text == TRUTHS[name]
    assert two.boxes[-1][1] == pytest.approx(2 * one.boxes[-1][1], rel=0.1)


@pytest.mark.parametrize("shape", [(0, 0), (1, 1), (40, 1), (1, 300), (3, 5000), (900, 20)])
def test_odd_pictures_of_paper_are_empty_lines(shape: tuple[int, int]) -> None:
    [line] = engine("thai_print").read_lines([np.full(shape, 250, np.uint8)])
    assert line.text == ""


def test_no_pictures_no_lines() -> None:
    assert engine("thai_print").read_lines([]) == []


# Numbers, read by two models


def line_of(text: str, *sure: float) -> Line:
    """Characters one pixel wide; the last chance is that of all that follow."""
    chances = (*sure, *[sure[-1]] * len(text))[: len(text)]
    boxes = tuple((float(at), at + 1.0) for at in range(len(text)))
    return Line(text, chances, boxes, (0.0,) * (len(text) + 1), ("",) * len(text))


@pytest.mark.parametrize(
    ("first", "second", "settled_as"),
    [
        (line_of("ข้อ 7 นั้น", 0.6), line_of("ข้อ 1 นั้น", 0.9), "ข้อ 7 นั้น"),  # the first is right more often
        (line_of("ข้อ 7 นั้น", 0.4), line_of("ข้อ 1 นั้น", 0.6), "ข้อ 1 นั้น"),
        (line_of("ปี ๒๕๖๖๖", 0.9), line_of("ปี ๒๕๖๖", 1.0), "ปี ๒๕๖๖"),
        (line_of("ปี ๒๕๖๖", 1.0), line_of("ปี ๒๕๖๖๖", 0.9), "ปี ๒๕๖๖"),
        (line_of("ร้อยละ ๘", 0.6), line_of("ร้อยละ ๔๘", 0.9), "ร้อยละ ๔๘"),
        (line_of("ร้อยละ ๔๘", 0.6), line_of("ร้อยละ ๘", 0.9), "ร้อยละ ๔๘"),
        (line_of("ก 10 และ 2", 0.8), line_of("ข 10 แสะ 20", 0.9), "ก 10 และ 20"),
        (line_of("๑๐", 0.5), line_of("wo", 0.9), "๑๐"),  # what is no number there is not heard
        (line_of("๑๐", 0.5), line_of("", 0.9), "๑๐"),
    ],
)
def test_a_lost_or_doubled_digit_is_settled(first: Line, second: Line, settled_as: str) -> None:
    line = settled(first, second)
    assert line.text == settled_as
    assert (
        len(line.text) == len(line.confidences) == len(line.boxes) == len(line.others) == len(line.gaps) - 1
    )


def test_it_stays_unsure_and_the_other_digit_is_named() -> None:
    line = settled(line_of("ข้อ 17", 0.9), line_of("ข้อ 11", 0.6))
    assert (line.text, line.others[-2:]) == ("ข้อ 17", ("", "1"))
    assert line.confidences[-1] == pytest.approx(0.6)


def test_two_readings_that_nothing_speaks_for_are_settled() -> None:
    kept = settled(line_of("12", 0.0, 0.0), line_of("13", 0.0, 0.0))
    assert (kept.text, kept.confidence) == ("12", 0.0)


def test_what_is_surely_read_is_not_read_again() -> None:
    assert has_unsure_digits(line_of("ข้อ 17", 0.9))
    assert not has_unsure_digits(line_of("ข้อ 17", 0.995))
    assert not has_unsure_digits(line_of("ข้อ", 0.5))
    assert has_unsure_digits(replace(line_of("17", 1.0), gaps=(0.0, 0.0, 0.3)))  # a digit may be missing


@given(st.text("ก7๗ .a", max_size=12), st.text("ก1๗ .b", max_size=12), st.floats(0.01, 1), st.floats(0.01, 1))
def test_only_numbers_are_settled(first: str, second: str, sure: float, other_sure: float) -> None:
    one, other = line_of(first, sure), line_of(second, other_sure)
    line = settled(one, other)
    assert re.sub(r"[\d ]", "", line.text) == re.sub(r"[\d ]", "", first)
    assert settled(one, one) == one


# Decoding

CHARACTERS = "กวดเาำะิ้่์๑1 "
LEGAL = legal_pairs(CHARACTERS)
PENALTY = float(np.log(1000))


def chances_of(frames: Sequence[dict[str, float]]) -> ctc.Chances:
    """Log-probabilities of frames; what is not named shares a millionth, the blank ("") has the rest."""
    table = np.full((len(frames), len(CHARACTERS) + 1), 1e-8, np.float32)
    for row, frame in zip(table, frames, strict=True):
        for character, chance in frame.items():
            if character:
                row[CHARACTERS.index(character) + 1] = chance
        row[0] = max(1e-8, 1 - row[1:].sum())
    return np.log(table / table.sum(1, keepdims=True))


def spelled(decoded: ctc.Decoded) -> str:
    return "".join(CHARACTERS[number - 1] for number in decoded.classes)


@given(st.text(alphabet=CHARACTERS, max_size=12))
def test_overwhelming_evidence_is_read_as_it_is(text: str) -> None:
    frames = [frame for character in text for frame in ({character: 0.99999}, {"": 1.0})]
    decoded = ctc.decode(chances_of([{}, *frames]), LEGAL, PENALTY)
    assert spelled(decoded) == text


@given(st.lists(st.tuples(st.sampled_from(CHARACTERS), st.sampled_from(CHARACTERS)), min_size=1, max_size=8))
def test_of_two_like_readings_the_legal_one_is_taken(pairs: list[tuple[str, str]]) -> None:
    legal_last, wanted = "", []
    frames = []
    for first, second in pairs:
        if not follows(legal_last, first) or follows(legal_last, second):
            continue
        # The illegal one is three times likelier.
        frames += [{first: 0.24, second: 0.72}, {"": 1.0}]
        wanted.append(first)
        legal_last = first
    if frames:
        assert spelled(ctc.decode(chances_of(frames), LEGAL, PENALTY)) == "".join(wanted)


def is_legal(text: str) -> bool:
    return all(follows(before, after) for before, after in zip(("", *text), text, strict=False))


def random_chances(seed: int, frames: int) -> ctc.Chances:
    rng = np.random.default_rng(seed)
    logits = rng.gumbel(0, 3, (frames, len(CHARACTERS) + 1)).astype(np.float32)
    logits[:, 0] += rng.uniform(0, 6)
    return logits - np.logaddexp.reduce(logits, 1, keepdims=True)


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.integers(1, 24))
def test_decoded_places_are_in_order_and_apart(seed: int, frames: int) -> None:
    chances = random_chances(seed, frames)
    for decoded in (
        ctc.decode(chances, LEGAL, PENALTY),
        ctc.greedy(chances),
        ctc.beam(chances, LEGAL, PENALTY),
    ):
        assert len(decoded.classes) == len(decoded.spans)
        flat = [edge for span in decoded.spans for edge in span]
        assert flat == sorted(flat) and all(start < end for start, end in decoded.spans)
        assert all(0 <= edge <= frames for edge in flat)
        assert len(ctc.unread(chances, decoded)) == len(decoded.classes) + 1


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.integers(1, 16))
def test_an_endless_penalty_lets_nothing_illegal_through(seed: int, frames: int) -> None:
    chances = random_chances(seed, frames)
    chances[:, 0] = np.maximum(chances[:, 0], -4)
    assert is_legal(spelled(ctc.beam(chances, LEGAL, 1e6)))


def test_the_next_likeliest_character_is_another_reading() -> None:
    chances = chances_of([{"๑": 0.6, "ด": 0.3, "ว": 0.05}, {"": 1.0}, {"ว": 0.99}])
    read = ctc.greedy(chances)
    seconds = ctc.runners_up(chances, read, 0.02)
    assert spelled(read) == "๑ว"
    assert [CHARACTERS[number - 1] if number else "" for number in seconds] == ["ด", ""]


def test_an_unread_symbol_shows_in_the_gap() -> None:
    chances = chances_of([{"ก": 0.99}, {"่": 0.4}, {"": 1.0}, {"า": 0.99}])
    decoded = ctc.greedy(chances)
    assert spelled(decoded) == "กา"
    assert ctc.unread(chances, decoded) == pytest.approx((0.0, 0.4, 0.0), abs=0.01)


CLUSTER = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "", "เ", "แ", "โ"]),
        st.sampled_from("กขคงจดนมรวสอ"),
        st.sampled_from(["", "ิ", "ี", "ุ", "ู", "ั"]),
        st.sampled_from(["", "่", "้", "์"]),
    ),
)


@given(st.lists(CLUSTER).map("".join))
def test_thai_clusters_are_legal(text: str) -> None:
    assert is_legal(text)


@pytest.mark.parametrize("text", ["่ก", "ก่้", "กิี", "เ่ก", "เเก", "ก ิ", "๑่", "กาำ", "a้"])
def test_what_thai_never_writes_is_illegal(text: str) -> None:
    assert not is_legal(text)


@pytest.mark.parametrize("text", ["ทำ", "น้ำ", "เกาะ", "สิทธิ์", "๑๒ (ก)", "ก็", "พ.ศ.", "ไม่ ๆ", "เปี๊ยะ"])
def test_what_thai_writes_is_legal(text: str) -> None:
    assert is_legal(text)


# Lines


def region(rows: Sequence[int], height: int = 20, letters: int = 12, width: int = 500) -> Any:
    """Paper with rows of boxes as letters, standing on the given baselines."""
    image = np.full((max(rows) + 40, width), 245, np.uint8)
    for baseline in rows:
        for number in range(letters):
            x = 30 + number * 30
            image[baseline - height : baseline, x : x + 14] = 30
            image[baseline - height + 4 : baseline - 4, x + 4 : x + 10] = 245
    return image


@settings(max_examples=40)
@given(st.integers(1, 6), st.floats(1.7, 3.5), st.integers(10, 36), st.integers(3, 14))
def test_every_row_of_letters_is_a_line(count: int, pitch: float, height: int, letters: int) -> None:
    rows = [60 + height + round(number * pitch * height) for number in range(count)]
    lines = find_lines(region(rows, height, letters), height)
    assert [line.baseline for line in lines] == pytest.approx(rows, abs=0.2 * height)
    assert all(
        abs(line.left - 30) <= 2 and abs(line.right - (30 + (letters - 1) * 30 + 14)) <= 2 for line in lines
    )


def test_rules_and_underlines_are_not_lines() -> None:
    image = region([60, 110])
    image[:3], image[-3:], image[:, :3], image[:, -3:] = 20, 20, 20, 20
    image[64:66, 30:380] = 20
    lines = find_lines(image, 20)
    assert [line.baseline for line in lines] == pytest.approx([60, 110], abs=4)
    assert all(line.left >= 25 and line.right < 400 for line in lines)


def test_a_dash_alone_is_a_line() -> None:
    image = np.full((80, 120), 250, np.uint8)
    image[38:41, 55:66] = 40
    [line] = find_lines(image, 20)
    assert line.left <= 57 and line.right >= 64
    assert 38 < line.baseline - 0.4 * 20 < 41


@pytest.mark.parametrize("shape", [(0, 0), (1, 1), (2, 400), (60, 80)])
def test_paper_has_no_lines(shape: tuple[int, int]) -> None:
    assert find_lines(np.full(shape, 240, np.uint8), 20) == []
    assert letter_height(np.full(shape, 240, np.uint8)) is None


def test_paper_with_grain_has_no_lines() -> None:
    grain = np.random.default_rng(1).normal(235, 6, (200, 300)).clip(0, 255).astype(np.uint8)
    assert find_lines(grain, 20) == []


def test_few_tall_digits_do_not_change_the_height_of_letters() -> None:
    [line] = find_lines(region([60], height=24, letters=4), 20.0)
    assert line.height == 20.0


def test_the_light_does_not_matter() -> None:
    image = region([60, 110, 160])
    shade = np.linspace(1, 0.55, image.shape[1])[None]
    lines = find_lines((image * shade).astype(np.uint8), 20)
    assert [line.baseline for line in lines] == pytest.approx([60, 110, 160], abs=4)


@given(st.floats(-30, 130), st.floats(6, 40), st.integers(-20, 80), st.integers(1, 90))
def test_a_window_has_its_size_wherever_it_lies(
    baseline: float, height: float, left: int, width: int
) -> None:
    line = TextLine(baseline, height, left, left + width)
    image = cut(np.full((100, 100), 200, np.uint8), line)
    window = line.window
    assert image.shape == (window.bottom - window.top, window.right - window.left)
    assert image.shape[0] == pytest.approx((ABOVE + BELOW) * height, abs=1.01)


def test_columns_are_blocks_from_left_to_right() -> None:
    rows = [60 + 40 * number for number in range(6)]
    page = np.hstack([region(rows), region(rows)])
    blocks = find_blocks(page, 20)
    assert [(block.left < 250, block.right < 500) for block in blocks] == [(True, True), (False, False)]


def test_one_column_is_one_block() -> None:
    rows = [60 + 40 * number for number in range(6)]
    [block] = find_blocks(region(rows), 20)
    assert (block.left, block.right) == pytest.approx((30, 374), abs=3)


# The other engines


FAKE = """#!{python}
import os, sys, time
if os.environ.get("OMP_THREAD_LIMIT") != "1":
    sys.exit("threads are not limited")
{body}
"""
ANSWERS = r"""
listing, out = sys.argv[1], sys.argv[2]
count = len(open(listing, encoding="utf-8").read().split())
head = "level page_num block_num par_num line_num word_num left top width height conf text".split()
rows = ["\t".join(head)]
for page in range(1, count + 1):
    rows.append("\t".join(f"5 {page} 1 1 1 1 10 5 40 20 91.5 ท\u0e4dา".split(" ")))
    rows.append("\t".join(f"5 {page} 1 1 1 2 60 5 20 20 50.0 ๑๒".split(" ")))
open(out + ".txt", "w", encoding="utf-8").write("ท\u0e4dา ๑๒\n\f" * count)
open(out + ".tsv", "w", encoding="utf-8").write("\n".join(rows) + "\n")
"""
posix = pytest.mark.skipif(os.name == "nt", reason="a script stands in for the program")


def fake_tesseract(folder: Path, body: str) -> Path:
    program = folder / "tesseract"
    program.write_text(FAKE.format(python=sys.executable, body=body), encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    return program


@posix
def test_tesseract_is_called_once_for_many_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_tesseract(tmp_path, ANSWERS)
    monkeypatch.setenv("PATH", str(tmp_path))
    lines = engine("tesseract").read_lines(
        [np.full((40, 90), 255, np.uint8), np.full((80, 180), 255, np.uint8)]
    )
    assert [line.text for line in lines] == ["ทำ ๑๒"] * 2
    assert lines[0].confidences == pytest.approx((0.915, 0.915, 0.915, 0.5, 0.5))
    assert lines[0].boxes[3] == (60.0, 70.0)


@posix
def test_a_tesseract_that_hangs_is_stopped(tmp_path: Path) -> None:
    program = fake_tesseract(tmp_path, "time.sleep(60)")
    with pytest.raises(InputError, match="stopped"):
        tesseract.Tesseract(str(program), ("tha",), line_seconds=0.02).read_lines(
            [np.full((40, 90), 255, np.uint8)]
        )


@posix
def test_a_tesseract_that_fails_says_why(tmp_path: Path) -> None:
    program = fake_tesseract(tmp_path, "sys.exit('no such language')")
    with pytest.raises(ToolMissing, match="no such language"):
        tesseract.Tesseract(str(program), ("tha",)).read_lines([np.full((40, 90), 255, np.uint8)])
