"""Commands called as a person calls them, and two files to call them on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ita_extract.cli import main

REPORT = """แผนปฏิบัติการส่งเสริมคุณธรรมและความโปร่งใส

ประจำปีงบประมาณ พ.ศ. ๒๕๖๗

เทศบาลตำบลสมมติ

ประเด็นที่ต้องพัฒนา\tผู้รับผิดชอบ\tขั้นตอน\tระยะเวลา
การเผยแพร่ข้อมูลงบประมาณ\tกองคลัง\t๑. จัดทำข้อมูล ๒. เผยแพร่บนเว็บไซต์\tภายในเดือนมีนาคม ๒๕๖๗
การรับฟังความคิดเห็นของประชาชน\tสำนักปลัด\t๑. จัดประชุม ๒. สรุปผล\tต.ค. ๖๖ - ก.ย. ๖๗
"""
LETTER = "เรียน ผู้อำนวยการ\n\nตามที่ได้นัดประชุมไว้ จึงขอเลื่อนออกไปก่อน\n"


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    def call(*words: object) -> Run:
        try:
            code = main([str(word) for word in words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Run(code, captured.out, captured.err)

    return call


def written(out: Path) -> list[str]:
    """The documents; the journal and the page of a run lie beside them."""
    found = (path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    return sorted(name for name in found if name not in ("journal.db", "journal.lock", "summary.html"))
