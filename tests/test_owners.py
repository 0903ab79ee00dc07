"""Owners: which units and persons a cell names."""

from __future__ import annotations

import pytest

from ita_extract.fields.owners import owner_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("กองคลัง/งานพัสดุ", ("กองคลัง", "งานพัสดุ")),
        ("กองการศึกษา ศาสนาและวัฒนธรรม", ("กองการศึกษา ศาสนาและวัฒนธรรม",)),
        ("-", ()),
    ],
)
def test_names_each_unit(text: str, names: tuple[str, ...]) -> None:
    assert owner_names(text) == names
