"""Documents come back as they were written, and what differs between two is told in words."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_extract.errors import Damaged, InputMissing, OutputError, UsageError
from ita_extract.model.report import Report
from ita_extract.output.compare import compare_documents, compare_folders, compare_values
from ita_extract.output.files import patiently, prepare_folder, write_whole
from ita_extract.output.json import json_to_report, read_report, report_to_json, schema, schema_to_json
from tests.builders import measure, report

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False).map(lambda number: number + 0.0)
    | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


# --- JSON ---------------------------------------------------------------------------------------------


def test_thai_is_written_as_it_is_and_keys_stand_in_the_models_order() -> None:
    data = report_to_json(report())
    assert "เทศบาลตำบลสมมติ".encode() in data
    assert data.endswith(b"}\n")
    assert list(json.loads(data)) == list(Report.model_fields)


@given(TEXT)
def test_any_text_goes_there_and_back(text: str) -> None:
    made = report(measures=[measure(subject=text)])
    data = report_to_json(made)
    assert json_to_report(data, "x.json") == made
    assert report_to_json(json_to_report(data, "x.json")) == data


def test_documents_are_valid_against_the_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    validator = jsonschema.Draft202012Validator(schema())
    document = json.loads(report_to_json(report()))
    validator.validate(document)
    del document["measures"][0]["owner"]
    assert not validator.is_valid(document)


def test_every_key_is_required_and_no_other_is_allowed() -> None:
    made = schema()
    for part in (made, *made["$defs"].values()):
        if part["type"] == "object":
            assert part["required"] == list(part["properties"])
            assert part["additionalProperties"] is False


def test_schema_is_printed_in_the_dialect_that_it_names() -> None:
    assert json.loads(schema_to_json())["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"schema_version": "0.1"}', b"\xff\xfe"])
def test_what_is_no_report_document_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(Damaged, match=r"^x\.json: this is not a report document"):
        json_to_report(data, "x.json")


def test_a_missing_document_is_missing(tmp_path: Path) -> None:
    with pytest.raises(InputMissing):
        read_report(tmp_path / "none.json")


# --- files written whole or not at all ----------------------------------------------------------------


def test_write_whole_makes_folders_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "ก" / "b" / "c.json"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert [file.name for file in path.parent.iterdir()] == ["c.json"]


def test_a_file_made_by_write_whole_has_the_usual_permissions(tmp_path: Path) -> None:
    write_whole(tmp_path / "ours", b"")
    (tmp_path / "usual").touch()
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_what_cannot_be_written_leaves_everything_as_it_was(tmp_path: Path) -> None:
    occupied = tmp_path / "x.json"
    occupied.mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        write_whole(occupied, b"data")
    assert [path.name for path in tmp_path.iterdir()] == ["x.json"]


@pytest.mark.skipif(os.name != "posix", reason="file size limits are set the POSIX way")
def test_a_disk_that_is_full_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    import resource
    import signal

    path = tmp_path / "x.json"
    write_whole(path, b"old")
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OutputError, match="File too large"):
            write_whole(path, b"new" * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["x.json"]


class Held(PermissionError):
    """As Windows has it of a file that another program has open."""

    winerror = 32


def test_what_is_held_for_a_moment_is_tried_again() -> None:
    waiting = [Held(), Held()]

    def act() -> None:
        if waiting:
            raise waiting.pop()

    patiently(act)
    assert waiting == []


def test_what_may_not_be_done_is_not_tried_again() -> None:
    tries = []

    def act() -> None:
        tries.append(1)
        raise PermissionError

    with pytest.raises(PermissionError):
        patiently(act)
    assert len(tries) == 1


def test_a_path_that_is_too_long_is_told_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(
        OutputError, match=r"cannot be written .* Choose an output folder with a shorter path"
    ):
        write_whole(tmp_path / ("x" * 300), b"")


def test_a_folder_below_a_file_cannot_be_prepared(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError):
        prepare_folder(tmp_path / "file" / "out")


def test_preparing_a_folder_leaves_nothing_in_it(tmp_path: Path) -> None:
    prepare_folder(tmp_path / "a" / "b")
    assert list((tmp_path / "a" / "b").iterdir()) == []


# --- comparison in words ------------------------------------------------------------------------------


def differences(now: Any, golden: Any) -> list[tuple[str, str]]:
    return list(compare_documents(json.dumps(now).encode(), json.dumps(golden).encode()))


@given(JSON)
def test_nothing_differs_from_itself(value: Any) -> None:
    assert list(compare_values(value, value, "")) == []


@given(JSON, JSON)
def test_two_different_documents_always_differ(one: Any, other: Any) -> None:
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert bool(list(compare_values(one, other, ""))) != same


def test_a_difference_names_the_field_and_both_texts() -> None:
    golden = {"measures": [{"owner": {"text": "กองคลัง"}}]}
    now = {"measures": [{"owner": {"text": "กองช่าง"}}]}
    assert differences(now, golden) == [("measures[0].owner.text", 'golden "กองคลัง", now "กองช่าง"')]


def test_one_entry_more_at_the_start_is_one_difference() -> None:
    found = differences({"m": [{"id": 0}, {"id": 1}, {"id": 2}]}, {"m": [{"id": 1}, {"id": 2}]})
    assert found == [("m", "golden has 2, now 3"), ("m[0]", 'golden nothing, now {"id": 0}')]


def test_a_lost_entry_and_a_change_are_both_told() -> None:
    found = differences([1, 9, 4], [1, 2, 3, 4])
    assert found == [
        ("", "golden has 4, now 3"),
        ("[1]", "golden 2, now 9"),
        ("[2]", "golden 3, now nothing"),
    ]


@pytest.mark.parametrize(("now", "golden"), [(1, 1.0), (1, True), (None, ""), ([], None), ({}, [])])
def test_values_that_python_might_take_for_equal_differ(now: Any, golden: Any) -> None:
    assert len(differences({"x": now}, {"x": golden})) == 1


def test_keys_that_come_and_go_are_told() -> None:
    assert differences({"b": 1}, {"a": None}) == [
        ("a", "golden null, now no such key"),
        ("b", "golden has no such key, now 1"),
    ]


def test_the_same_values_written_differently_are_a_difference() -> None:
    assert len(list(compare_documents(b'{"a": 1}', b'{ "a": 1 }'))) == 1


def test_of_a_long_text_only_the_place_is_shown_with_whole_letters() -> None:
    golden = "ที่นี่ " * 400 + "ขั้นตอน" + " ที่นั่น" * 400
    now = golden.replace("ขั้นตอน", "ชั้นตอน")
    ((_, words),) = differences([now], [golden])
    assert "ขั้" in words
    assert "ชั้" in words
    assert len(words) < 200
    assert '…"่' not in words


def test_what_is_no_json_is_a_difference() -> None:
    ((_, words),) = compare_documents(b"{", b"{}")
    assert words.startswith("this file is not JSON")


def test_folders_are_compared_with_what_is_missing_and_extra(tmp_path: Path) -> None:
    write_whole(tmp_path / "now" / "a" / "same.json", b"{}")
    write_whole(tmp_path / "golden" / "a" / "same.json", b"{}")
    write_whole(tmp_path / "now" / "extra.json", b"{}")
    write_whole(tmp_path / "golden" / "missing.json", b"{}")
    write_whole(tmp_path / "golden" / "SEEN.tsv", b"")
    found = [str(each) for each in compare_folders(tmp_path / "now", tmp_path / "golden")]
    assert found == [
        "extra.json: extra; the golden folder does not have it",
        "missing.json: missing; the golden folder has it",
    ]


def test_comparing_with_nothing_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        list(compare_folders(tmp_path, tmp_path / "none"))
    with pytest.raises(UsageError, match="no documents"):
        list(compare_folders(tmp_path, tmp_path))
