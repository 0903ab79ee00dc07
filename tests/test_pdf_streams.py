"""Content streams as programs write them: strings, numbers, images among the operators, and faults."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path

import pikepdf
import pytest

from ita_extract.readers import pdf
from ita_extract.readers.input import Input
from ita_extract.settings import Settings

START = b"BT /F1 12 Tf 72 700 Td "
# What a stream writes, and what is read.
STREAMS = {
    "nested brackets": (START + rb"(one (two (three))) Tj ET", ["one (two (three))"]),
    "escapes": (START + rb"(\(a\\b\051\141" + b"\\\nc) Tj ET", ["(a\\b)ac"]),
    "hexadecimal": (START + b"<6f 6E 65\n2> Tj ET", ["one"]),
    "hexadecimal with blanks": (START + b"<6f 6E 65 6f 6E 65> Tj ET", ["oneone"]),
    "letters set one by one": (START + b"<6f> Tj\n6.7 0 Td <6E> Tj\n6.7 0 Td <65> Tj ET", ["one"]),
    "letters set one by one, apart": (START + b"<6f> Tj 6.7 0 Td <6E> Tj 20. -.0 Td <65> Tj ET", ["on e"]),
    "letters set one by one, the last on the next line": (
        b"20 TL " + START + b"<6f> Tj 6.7 0 Td <6E> Tj 6.7 0 Td <65> ' ET",
        ["on", "e"],
    ),
    "letters set one by one, the last by an operator that is none": (
        START + b"<6f> Tj 6.7 0 Td <6E> Tj 6.7 0 Td <65> Tjs <65> Tj ET",
        ["one"],
    ),
    "letters set one by one in no size, and then in one": (
        START
        + b"/F1 0 Tf <6f> Tj 0 -400 Td <6E> Tj 0 -200 Td <65> Tj /F1 12 Tf (low) Tj 0 600 Td (high) Tj ET",
        ["high", "low"],
    ),
    "letters set on two lines": (START + b"<6f> Tj +6.7 0 Td <6E> Tj -6.7 -20 Td <65> Tj ET", ["on", "e"]),
    "a dictionary that names operators": (START + b"<< /Tj 1 /Td 2 >> Tj (one) Tj ET", ["one"]),
    "a stream of many bytes": (b"%" + b" " * (1 << 20) + b"\n" + START + b"[(o)-1(ne)] TJ ET", ["one"]),
    "an array": (START + rb"[(on) -20 (e]) 5(f)] TJ ET", ["one]f"]),
    "a comment": (START + b"% (not) Tj\n(one) Tj ET", ["one"]),
    "numbers run together": (b"BT /F1 12 Tf 72 700Td(one)Tj ET", ["one"]),
    "numbers with nothing between": (b"BT /F1 12 Tf 72+700Td[(o)-9.5-.5(ne)]TJ ET", ["one"]),
    "a number with two signs": (
        b"BT /F1 12 Tf 1 0 0 1 72 --700 Tm (one) Tj 1 0 0 1 72 700 Tm (two) Tj ET",
        ["two"],
    ),
    "a string between a number and its operator": (START + b"5 (not) Tm (one) Tj ET", ["one"]),
    "text drawn twice for bold": (START + b"(one) Tj 0.3 0 Td (one) Tj ET", ["one"]),
    "the next line by its operator": (START + b'20 TL (one) Tj 0 0 (two) " ET', ["one", "two"]),
    "dashes before text": (b"[3 2] 0 d " + START + b"[(one)] TJ ET", ["one"]),
    "an inline image": (
        b"q 9 0 0 9 0 0 cm BI /W 4 /H 1 /BPC 8 /CS /G ID (Tj) \xff EI Q " + START + b"(one) Tj ET",
        ["one"],
    ),
    "an operator without its operands": (START + b"5 Tm /F1 Tf (one) Tj ET", ["one"]),
    "an operator that is none": (START + b"(not) frob (one) Tj ET", ["one"]),
    "a string without an end": (START + b"(one) Tj (two Tj ET", ["one"]),
    "more saved than restored": (b"q q Q Q Q " + START + b"(one) Tj ET", ["one"]),
}


@pytest.mark.parametrize("name", STREAMS)
def test_a_stream_is_read_as_it_is_written(name: str, tmp_path: Path) -> None:
    stream, expected = STREAMS[name]
    file = tmp_path / "stream.pdf"
    with pikepdf.new() as made:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page = made.add_blank_page()
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=made.make_indirect(font)))
        page.Contents = made.make_stream(stream)
        made.save(file)
    document = pdf.read(Input.at(file), Settings(ocr="never"))
    lines = [line for paragraph in document.paragraphs() for line in paragraph.text.splitlines()]
    assert " ".join(lines) == " ".join(expected)


def test_word_spacing_is_for_codes_of_one_byte(tmp_path: Path) -> None:
    file = tmp_path / "stream.pdf"
    with pikepdf.new() as made:
        page = made.add_blank_page()
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=_font_of_two_bytes(made, "one")))
        page.Contents = made.make_stream(START + b"20 Tw <001F00200021> Tj ET")
        made.save(file)
    document = pdf.read(Input.at(file), Settings(ocr="never"))
    assert [paragraph.text for paragraph in document.paragraphs()] == ["one"]


@pytest.mark.parametrize(
    "written", ["<001F> Tj 6 0 Td <002000> Tj 6 0 Td <0021> Tj", "[<001F><002000><0021>] TJ"]
)
def test_a_string_that_breaks_off_takes_none_beside_it_away(written: str, tmp_path: Path) -> None:
    file = tmp_path / "stream.pdf"
    with pikepdf.new() as made:
        page = made.add_blank_page()
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=_font_of_two_bytes(made, "one")))
        page.Contents = made.make_stream(START + written.encode("ascii") + b" ET")
        made.save(file)
    document = pdf.read(Input.at(file), Settings(ocr="never"))
    assert "".join("".join(paragraph.text.split()) for paragraph in document.paragraphs()) == "oe"


def test_no_long_mark_is_kept_when_the_file_is_done(tmp_path: Path) -> None:
    sources = [_file_of_marks(tmp_path, name) for name in "ab"]
    pdf.read(sources[0], Settings(ocr="never"))
    tracemalloc.start()
    try:
        pdf.read(sources[1], Settings(ocr="never"))
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] < 1 << 20
    finally:
        tracemalloc.stop()


def _file_of_marks(folder: Path, name: str) -> Input:
    marks = (f"/Span <</{name}{number} {'1 ' * 20_000}>> BDC EMC" for number in range(100))
    with pikepdf.new() as made:
        page = made.add_blank_page()
        page.Contents = made.make_stream("\n".join(marks).encode("ascii"))
        made.save(folder / f"{name}.pdf")
    return Input.at(folder / f"{name}.pdf")


def _font_of_two_bytes(made: pikepdf.Pdf, letters: str) -> pikepdf.Object:
    """Its codes count from 31, so that the second is that of the space in a font of one byte."""
    name = pikepdf.Name.TestFont
    inner = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        DW=500,
        FontDescriptor=pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontName=name, Flags=4),
    )
    lines = [f"<{code:04X}> <{ord(letter):04X}>" for code, letter in enumerate(letters, 31)]
    cmap = "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    cmap += f"{len(lines)} beginbfchar\n" + "\n".join(lines) + "\nendbfchar"
    return made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=name,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=pikepdf.Array([made.make_indirect(inner)]),
            ToUnicode=made.make_stream(cmap.encode("ascii")),
        )
    )
