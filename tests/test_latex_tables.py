"""Tables that an OCR model wrote as LaTeX."""

from __future__ import annotations

from pathlib import Path

from ita_extract.model.document import Paragraph, Table
from ita_extract.readers import read

WRITTEN = r"""หัวเรื่องก่อนตาราง

\begin{tabular}{|p{3cm}|l|*{2}{c|}}
\hline
\textbf{มาตรการ} & \multicolumn{2}{c|}{ผู้รับผิดชอบ} & งบ \\
\hline
\multirow{2}{*}{ประหยัด\&คุ้มค่า} & กองคลัง & กองช่าง & $10\%$ \\ \cline{2-4}
 & สำนักปลัด & & \(2\) \\[2pt]
\hline
\end{tabular}

ข้อความหลังตาราง
"""


def read_written(tmp_path: Path, text: str) -> list[Paragraph | Table]:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    return list(read(path).blocks)


def test_cells_spans_and_signs(tmp_path: Path) -> None:
    before, table, after = read_written(tmp_path, WRITTEN)
    assert isinstance(before, Paragraph)
    assert isinstance(after, Paragraph)
    assert (before.text, after.text) == ("หัวเรื่องก่อนตาราง", "ข้อความหลังตาราง")
    assert isinstance(table, Table)
    assert (table.n_rows, table.n_columns) == (3, 4)
    assert [(c.row, c.column, c.text, c.row_span, c.column_span) for c in table.cells] == [
        (0, 0, "มาตรการ", 1, 1),
        (0, 1, "ผู้รับผิดชอบ", 1, 2),
        (0, 3, "งบ", 1, 1),
        (1, 0, "ประหยัด&คุ้มค่า", 2, 1),
        (1, 1, "กองคลัง", 1, 1),
        (1, 2, "กองช่าง", 1, 1),
        (1, 3, "10%", 1, 1),
        (2, 1, "สำนักปลัด", 1, 1),
        (2, 2, "", 1, 1),
        (2, 3, "2", 1, 1),
    ]
    spans = [cell.place.span for cell in table.cells]
    assert all(span and WRITTEN[slice(*span)] for span in spans)


def test_a_table_that_breaks_off_ends_at_the_blank_line(tmp_path: Path) -> None:
    broken = "\\begin{tabular}{ll}\nก & ข \\\\\nค & ง\n\nบรรทัดถัดไป\n"
    table, line = read_written(tmp_path, broken)
    assert isinstance(table, Table)
    assert [cell.text for cell in table.cells] == ["ก", "ข", "ค", "ง"]
    assert isinstance(line, Paragraph)


def test_many_openings_take_no_time_of_their_own(tmp_path: Path) -> None:
    blocks = read_written(tmp_path, "\\begin{tabular}{l}\n" * 20_000 + "ท้าย\n")
    assert len(blocks) >= 1


def test_lines_and_lists_inside_cells(tmp_path: Path) -> None:
    written = r"""\begin{tabular}{|l|l|}
\makecell[l]{จัดทำคู่มือ \\ การยืม} & 1. ร่าง \newline 2. เสนอ \\ \hline
อบรม & \begin{itemize} \item จัดอบรม \item สรุปผล \end{itemize} \\
\end{tabular}
"""
    (table,) = read_written(tmp_path, written)
    assert isinstance(table, Table)
    assert [cell.text for cell in table.cells] == [
        "จัดทำคู่มือ\nการยืม",
        "1. ร่าง\n2. เสนอ",
        "อบรม",
        "- จัดอบรม\n- สรุปผล",
    ]


def test_headings_and_commands_in_running_text(tmp_path: Path) -> None:
    written = "\n".join(
        [
            r"\begin{center}",
            r"\textbf{แผน\underline{ป้องกัน}การทุจริต} {\Large\bfseries ปี 2567}",
            r"\end{center}",
            r"\section*{มาตรการที่ 1 เปิดเผยข้อมูล}",
            r"\begin{itemize}",
            r"\item \textbf{ผู้รับผิดชอบ}: กองคลัง",
            r"\end{itemize}",
            r"เก็บที่ C:\text",
        ]
    )
    read_back = [(b.text, b.level) for b in read_written(tmp_path, written) if isinstance(b, Paragraph)]
    assert read_back == [
        ("แผนป้องกันการทุจริต ปี 2567", 0),
        ("มาตรการที่ 1 เปิดเผยข้อมูล", 2),
        ("- ผู้รับผิดชอบ: กองคลัง", 0),
        (r"เก็บที่ C:\text", 0),
    ]


def test_commands_that_open_and_never_close_are_read_in_one_pass(tmp_path: Path) -> None:
    written = "{" + r"\small " * 20_000 + "กองคลัง " + r"\begin{center}[" * 8_000
    (read_back,) = read_written(tmp_path, written)
    assert isinstance(read_back, Paragraph)
    assert read_back.text.startswith("{กองคลัง [[")
