"""Hostile and broken Office files end in a document or in one of our errors, before memory grows."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ita_extract import readers
from ita_extract.errors import Damaged, InputError, PasswordNeeded, TooLarge
from ita_extract.readers import docx
from ita_extract.readers.input import Input
from ita_extract.settings import Settings
from tests.office_files import NAMESPACES, p, paragraphs, tbl, tc, tr, write_docx

HOSTILE = Path(__file__).parent.parent.parent / "shared" / "hostile"


def pack(path: Path, document: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
    return path


def body(inside: str) -> str:
    return f"<w:document {NAMESPACES}><w:body>{inside}</w:body></w:document>"


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + body(
    "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + body(
    "<w:p><w:r><w:t>&a;</w:t></w:r></w:p>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7"])
@pytest.mark.parametrize("document", [LAUGHS, OUTSIDE])
def test_entities_are_refused(tmp_path: Path, document: str, encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?>{document}'.encode(encoding)
    with pytest.raises(Damaged, match=r"document type|well-formed"):
        readers.read(pack(tmp_path / "made.docx", data))


def test_zip_bomb_is_refused(tmp_path: Path) -> None:
    bomb = pack(tmp_path / "made.docx", b"<a>" + b" " * 50_000_000 + b"</a>")
    with pytest.raises(TooLarge, match="zip bomb"):
        readers.read(bomb)


def test_limit_is_counted_over_all_parts(tmp_path: Path) -> None:
    words = "".join(p(f"{number:07}") for number in range(30_000))
    path = write_docx(tmp_path / "made.docx", words, styles="")
    assert len(paragraphs(readers.read(path))) == 30_000
    with pytest.raises(TooLarge, match="1 MB"):
        readers.read(path, Settings(max_megabytes=1))


def test_size_in_the_archive_is_not_believed(tmp_path: Path) -> None:
    """A directory that states one byte for a large member makes no difference to what is unpacked."""
    path = pack(tmp_path / "made.docx", body(p("ก")).encode())
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (1).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(InputError):
        readers.read(path)


def test_deep_nesting_is_survived(tmp_path: Path) -> None:
    inside = p("ลึก")
    for _ in range(60):
        inside = tbl(tr(tc(inside + p()), tc("ข")))
    document = readers.read(write_docx(tmp_path / "made.docx", inside))
    assert sum(cell.text.count("ลึก") for table in document.tables() for cell in table.cells) == 1
    with pytest.raises(InputError):
        readers.read(write_docx(tmp_path / "made.docx", "<w:sdt>" * 5000 + "</w:sdt>" * 5000))


def test_no_body_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(Damaged, match="no document"):
        readers.read(pack(tmp_path / "made.docx", b"<x/>"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_broken_archives_end_in_our_errors(tmp_path: Path, data: st.DataObject) -> None:
    path = write_docx(tmp_path / "made.docx", tbl(tr(tc("ก"), tc("ข"))) + p("ค"), styles="")
    content = bytearray(path.read_bytes())
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=4)):
        content[at] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(1, len(content)))])
    try:
        docx.read(Input.at(path), Settings())
    except InputError as error:
        assert "made.docx" in error.message


def test_files_from_public_collections() -> None:
    files = sorted(HOSTILE.glob("*.docx"))
    if not files:
        pytest.skip("no collection of hostile files here")
    for path in files:
        try:
            assert readers.read(path).source.bytes
        except InputError as error:
            assert path.name in error.message


def test_locked_file_opens_with_its_password() -> None:
    path = HOSTILE / "poi_bug53475-password-is-solrcell.docx"
    if not path.exists():
        pytest.skip("no collection of hostile files here")
    with pytest.raises(PasswordNeeded, match="encrypted"):
        readers.read(path)
    with pytest.raises(PasswordNeeded, match="does not open"):
        readers.read(path, Settings(password="wrong"))
    assert paragraphs(readers.read(path, Settings(password="solrcell")))


def test_locked_member_needs_a_password(tmp_path: Path) -> None:
    path = pack(tmp_path / "made.docx", body(p("ก")).encode())
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rindex(mark) + offset] |= 1
    path.write_bytes(data)
    with pytest.raises(PasswordNeeded, match="archive"):
        readers.read(path)


def test_wrong_checksum_is_damaged(tmp_path: Path) -> None:
    path = pack(tmp_path / "made.docx", body(p("ก")).encode())
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02") + 16
    data[at : at + 4] = zlib.crc32(b"other").to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(Damaged):
        readers.read(path)
