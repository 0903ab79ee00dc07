"""Where the agency is: what the cover states, what its own name says, what the body tells beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ita_extract.cover.lines import Line
from ita_extract.ita import agencies, area_offices, places
from ita_extract.ita.agencies import Mention
from ita_extract.ita.agency_heads import label_length
from ita_extract.ita.places import Address, Statement
from ita_extract.model.document import Doubt
from ita_extract.thai.keys import key


@dataclass(frozen=True, slots=True)
class Stated:
    """address: what the cover's address lines state together; doubts: where they and the gazetteer differ."""

    address: Address
    doubts: tuple[Doubt, ...] = ()


def read_address(lines: Iterable[Line]) -> Stated:
    """From places that open a line of the cover or follow the agency's name or one another."""
    found: dict[places.Level, tuple[Statement, Line]] = {}
    for line in lines:
        if line.cover or line.title:
            statements = list(_address_in(line.text))
            known = any(statement.known for statement in statements)
            for statement in statements:
                if known or places.likely(statement.level, statement.name):
                    found.setdefault(statement.level, (statement, line))
    if not found:
        return Stated(Address())
    address = places.resolve(**{level: statement.name for level, (statement, _) in found.items()})
    doubts = (_doubt(statement, address, line) for statement, line in found.values())
    return Stated(address, tuple(doubt for doubt in doubts if doubt))


def _doubt(statement: Statement, address: Address, line: Line) -> Doubt | None:
    """A name that was taken for another, or that lies in another province than the one that is stated."""
    taken = getattr(address, statement.level)
    read = line.text[statement.start : statement.end]
    if taken != statement.name and not places.named(statement.level, statement.name, address.code or ""):
        message = f"“{read}” is not in the gazetteer; it is taken for {taken}."
        return Doubt("place-misread", message, (line.place,))
    digits = places.CODE_DIGITS[statement.level]
    if statement.known and len(address.code or "") < digits and not _lies_in(statement, address):
        message = f"“{read}” lies in another province or district than the cover states."
        return Doubt("place-conflict", message, (line.place,))
    return None


def _lies_in(statement: Statement, address: Address) -> bool:
    return bool(places.named(statement.level, statement.name, address.code or ""))


def _address_in(text: str) -> Iterator[Statement]:
    """The places that open the line, follow the agency's name or one another, or close an agency's line.

    Agencies' own names are no addresses, though places stand in them.
    """
    stated = sorted(places.statements(text), key=lambda statement: statement.start)
    if not stated:
        return
    named = [(m.start, m.end) for m in agencies.mentions(text) if m.kind not in ("district", "province")]
    found = [
        statement for statement in stated if not any(start <= statement.start < end for start, end in named)
    ]
    ends = [label_length(text), *(end for _, end in named)]
    chain = _chain_to_end(text, found) if named else []
    for statement in found:
        at = max((end for end in ends if end <= statement.start), default=0)
        if key(text[at : statement.start]) and statement not in chain:
            return
        if statement.known or statement.level != "subdistrict":
            yield statement
        ends.append(statement.end)


def _chain_to_end(text: str, found: Sequence[Statement]) -> list[Statement]:
    """The last places of the line, one behind the other, with nothing but a postal code after them."""
    chain: list[Statement] = []
    until = len(text)
    for statement in reversed(found):
        if any(sign.isalpha() for sign in text[statement.end : until]):
            break
        chain.append(statement)
        until = statement.start
    return chain


def mentioned(lines: Iterable[Line]) -> dict[str, int]:
    """How often the running text names each province and district of the gazetteer; by level and name."""
    counts: dict[str, int] = {}
    for line in lines:
        for statement in places.statements(line.text):
            if statement.known and statement.level != "subdistrict":
                name = statement.level + key(statement.name)
                counts[name] = counts.get(name, 0) + 1
    return counts


def locate(mention: Mention, stated: Address, lines: Sequence[Line]) -> Address:
    """As far down as it is certain. stated: by the cover; lines: hints when that leaves a choice."""
    own = _from_name(mention, stated)
    if not own.province and (province := _only_province(lines)):
        own = _from_name(mention, places.resolve(district=own.district, province=province))
    if mention.head.named_after != "subdistrict" or (own.code and len(own.code) == 6):
        return own
    hints = mentioned(lines)
    candidates = [
        area
        for area in places.named("subdistrict", mention.proper, stated.code or "")
        if _hinted(area.code, hints)
    ]
    if len(candidates) != 1:
        return own
    return places.address(candidates[0].code)


def _only_province(lines: Iterable[Line]) -> str | None:
    """The one province that the cover names, be it inside the name of a larger agency."""
    cover = [line.text for line in lines if line.cover or line.title]
    stated = (statement for text in cover for statement in places.statements(text))
    named = {statement.name for statement in stated if statement.level == "province" and statement.known}
    if not named:
        offices = (mention for text in cover for mention in agencies.mentions(text))
        seats = (area_offices.seat(office.proper) for office in offices if office.kind in _SEATED)
        named = {seat for seat in seats if seat}
    return named.pop() if len(named) == 1 else None


def _hinted(code: str, hints: dict[str, int]) -> bool:
    known = places.areas()
    return "province" + key(known[code[:2]].name) in hints or "district" + key(known[code[:4]].name) in hints


def _from_name(mention: Mention, stated: Address) -> Address:
    """The stated address with what the agency's own name adds."""
    if mention.kind in _SEATED and (seat := area_offices.seat(mention.proper)):
        return _as_province(seat, stated, mention.kind)
    adds = _ADDERS.get(mention.head.named_after)
    return adds(mention.proper, stated, mention.kind) if adds else stated


def _as_subdistrict(name: str, stated: Address, kind: str) -> Address:
    """A subdistrict's own organisation bears its name; a municipality may, if the area has one so named."""
    if stated.subdistrict and stated.code and len(stated.code) == 6:
        return stated
    found = places.resolve(subdistrict=name, district=stated.district, province=stated.province)
    if found.code and len(found.code) == 6:
        return found
    certain = kind == "subdistrict-administrative-organisation" and places.named("subdistrict", name) != ()
    return found if certain else found._replace(subdistrict=stated.subdistrict)


def _as_district(name: str, stated: Address, kind: str) -> Address:
    """A district's own office is in the district of its name."""
    return stated if stated.district else _in_district(name, stated)


def _as_likely_district(name: str, stated: Address, kind: str) -> Address:
    """A name that others may bear needs the cover's province to agree, unless it is a capital district's."""
    certain = stated.province or name.startswith(places.CAPITAL)
    return _as_district(name, stated, kind) if certain else stated


def _in_district(name: str, stated: Address) -> Address:
    if places.named("district", name, (stated.code or "")[:2]):
        return places.resolve(district=name, province=stated.province)
    return stated


def _as_province(name: str, stated: Address, kind: str) -> Address:
    return stated if stated.province else places.resolve(province=name)


def _as_town(name: str, stated: Address, kind: str) -> Address:
    """A town that bears a province's name is its capital; one that bears a district's name lies in it."""
    within = stated.code or ""
    if provinces := places.named("province", name, within[:2]):
        if not stated.district:
            return places.resolve(
                district=places.capitals(provinces[0].code)[0].name, province=provinces[0].name
            )
        return stated
    if not stated.district and len(found := places.named("district", name, within[:2])) == 1:
        return places.address(found[0].code)
    if stated.district and len(found := places.named("subdistrict", name, within)) == 1 and len(within) == 4:
        return places.address(found[0].code)
    return stated


_SEATED = ("area-office", "office", "education-area-office", "prison")
_ADDERS = {
    "subdistrict": _as_subdistrict,
    "district": _as_district,
    "district?": _as_likely_district,
    "province": _as_province,
    "town": _as_town,
}
