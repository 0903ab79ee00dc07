"""The dictionary, and the data files that thai/ keeps."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_extract.thai import words
from ita_extract.thai.tsv import read_rows

DATA = Path(str(files("ita_extract.thai") / "data"))
MODULES = "\n".join(path.read_text(encoding="utf-8") for path in DATA.parents[1].rglob("*.py"))
OURS = ["apart.tsv", "binding.tsv", "months.tsv", "timewords.tsv", "titles.tsv", "words.tsv"]


def test_words_of_both_lists_are_known() -> None:
    assert words.is_word("ประชาชน")
    assert words.is_word("สำนักปลัด")
    assert not words.is_word("กขคง")


def test_segments_are_the_longest_words() -> None:
    assert words.segment("กองคลังจัดทำรายงาน ITA 2567") == ["กองคลัง", "จัดทำ", "รายงาน", " ITA 2567"]


@pytest.mark.parametrize(
    ("text", "share"), [("ประชุมประชาชน", 1.0), ("", 1.0), ("ITA 2567", 1.0), ("ฃฅฃฅ", 0.0)]
)
def test_known_share(text: str, share: float) -> None:
    assert words.known_share(text) == share


def test_an_unknown_stretch_lowers_the_share() -> None:
    assert 0 < words.known_share("ประชุมฃฅฃ") < 1


@given(st.text(alphabet="กขคงรมนเแาิีุ่้์ำะ 1a\n", max_size=40))
def test_segments_joined_are_the_text(text: str) -> None:
    assert "".join(words.segment(text)) == text
    assert 0 <= words.known_share(text) <= 1


@given(st.text(alphabet="กรมนเแาิุ่้์", min_size=1, max_size=30))
def test_no_cut_inside_a_cluster(run: str) -> None:
    for piece in words.segment(run)[1:]:
        assert piece[0] not in "าิุ่้์"


def test_words_begin_and_end_where_clusters_do() -> None:
    for word in words.dictionary().words:
        if re.fullmatch("[ก-๎]+", word):
            assert words.cluster_borders(f"ก{word}ก") >= {1, 1 + len(word)}, word


def test_segments_are_as_few_as_can_be() -> None:
    assert words.segment("ขนบนอก") == ["ขนบ", "นอก"]  # not ขน|บน|อก
    assert words.segment("มากว่า") == ["มาก", "ว่า"]  # not มา|กว่า, as few, whose first word is shorter
    assert words.segment("ขนบนอกฃฅมากว่า") == ["ขนบ", "นอก", "ฃฅ", "มาก", "ว่า"]


@given(
    st.lists(st.sampled_from(["ประชุม", "ประชาชน", "ฃฅ", "ฃฅฃฅฃฅฃฅ", " ", "ITA"])),
    st.sampled_from([0.25, 0.5, 0.9]),
)
def test_text_is_known_by_its_share(parts: list[str], share: float) -> None:
    text = "".join(parts)
    assert words.are_known(text, share) == (words.known_share(text) >= share)


@pytest.mark.parametrize("name", OURS)
def test_entries_start_with_a_letter_and_stand_once(name: str) -> None:
    rows = list(read_rows(name))
    assert rows
    assert len({tuple(row[:2]) if name == "apart.tsv" else row[0] for row in rows}) == len(rows)
    for row in rows:
        assert all(cell == cell.strip() and cell for cell in row)
        if re.match("[\u0e00-\u0e7f]", row[0]):
            assert re.match("[ก-ฮเ-ไ]", row[0]), row


@pytest.mark.parametrize("path", sorted(DATA.glob("*.tsv")), ids=lambda path: path.name)
def test_every_data_file_is_read_by_a_module(path: Path) -> None:
    assert f'"{path.name}"' in MODULES


def test_binding_words_are_words() -> None:
    for word, when in read_rows("binding.tsv"):
        assert when in ("always", "broken")
        assert words.segment(word)[0] != "" and words.known_share(word) == 1.0
