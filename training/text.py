"""Random lines as they stand in the tables of Thai government reports.

Every line comes from a `random.Random`, so a seed gives the same lines again (with the same corpora).
"""

from __future__ import annotations

import bisect
import itertools
import random
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

from training.charset import CLASS_OF

_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_CLUSTER = re.compile(r"[เแโใไ]?[ก-ฮ][ัิีึืฺุู็-์]*[ะาำ]?|.", re.S)
_CONSONANTS = "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_ALIKE = "กถภคดตศฎฏชซขผฝพฟบปษยมนฆธรลสอฮวจ"
_GROUPS = ("ตดคศ", "ถภก", "ฎฏ", "ชซ", "ผยพฟ")  # told apart by a notch or a loop
_FALLING = "01234567789"  # digits as they are drawn: of the Thai ones seven is misread most
_LONE = "01123334444455555666777788899"  # where one stands alone: often those that a filled loop confuses
COLUMN = "\t"  # drawn as the wide gap between two columns, read as a space
_LOWER = "abcdefghijklmnopqrstuvwxyz"


@cache
def phrases() -> dict[str, list[str]]:
    """Kind → phrases, from phrases.tsv."""
    table = {}
    for row in Path(__file__).with_name("phrases.tsv").read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            kind, _, entries = row.partition("\t")
            table[kind] = entries.split(" | ")
    return table


@cache
def _words() -> tuple[list[str], list[float]]:
    """Dictionary words with running weights: corpus frequency to the power 0.6, 1 for those never counted."""
    from pythainlp.corpus import get_corpus, thai_words

    thai = re.compile(r"[ก-๎]{1,20}").fullmatch
    weight: dict[str, float] = {word: 1.0 for word in sorted(thai_words()) if thai(word)}
    for name in ("ttc_freq.txt", "tnc_freq.txt"):
        counts: Counter[str] = Counter()
        for row in get_corpus(name):
            word, _, count = row.partition("\t")
            counts[word] += int(count)
        kept = {word: n for word, n in sorted(counts.items()) if thai(word) and n > 2}
        total = sum(n**0.6 for n in kept.values())
        for word, n in kept.items():
            weight[word] = weight.get(word, 0.0) + 4e5 * n**0.6 / total
    return list(weight), list(itertools.accumulate(weight.values()))


@cache
def _twins() -> list[str]:
    """Words that another letter of the same group makes another word: only its shape tells which."""
    known, twins = set(_words()[0]), []
    for word in _words()[0]:
        places = [(at, group) for at, letter in enumerate(word) for group in _GROUPS if letter in group]
        others = (
            word[:at] + letter + word[at + 1 :]
            for at, group in places
            for letter in group
            if letter != word[at]
        )
        if any(other in known for other in others):
            twins.append(word)
    return twins


@cache
def _names() -> tuple[list[str], list[str], list[str]]:
    from pythainlp.corpus import provinces, thai_family_names, thai_female_names, thai_male_names

    given = sorted(thai_male_names() | thai_female_names())
    return given, sorted(thai_family_names()), sorted(provinces())


class LineWriter:
    """Writes one random line a call.

    `rng` decides everything; `thai`: the script of the current number; `invented`: whether letters in random
    order stand among the words, one part in eleven.
    """

    def __init__(self, rng: random.Random, invented: bool = True) -> None:
        self.rng, self.invented, self.thai = rng, invented, True

    def line(self, longest: int | None = None) -> str:
        """One line of print, legal in the charset but for COLUMN, never empty, with single spaces inside."""
        self.thai = self.rng.random() < 0.6
        kind = self.rng.random()
        if kind < 0.02:
            return self.rng.choice("---–•/0๐1๑")
        if kind < 0.055:
            return _legal(self._short_cell()) or "-"
        if kind < 0.105:
            return _legal(self._number()) or "0"
        if kind < 0.125:
            return _legal(self._digit_row()) or "0"
        if kind < 0.195:
            return self._lone()
        if kind < 0.235:
            return self._columns()
        if kind < 0.255:
            return self._boxed()
        return self._cut(self._composed(longest or self._length()))

    def _length(self) -> int:
        low, high = self.rng.choices([(2, 12), (10, 28), (24, 48), (45, 84)], [18, 42, 33, 7])[0]
        return self.rng.randint(low, high)

    def _pick(self, kind: str) -> str:
        return self.rng.choice(phrases()[kind])

    def _script(self, text: str) -> str:
        return text.translate(_THAI_DIGITS) if self.thai else text

    def _composed(self, length: int) -> str:
        parts = [self._bullet()] if self.rng.random() < 0.22 else []
        makers: list[Callable[[], str]] = [
            self._prose, self._domain, self._number, self._date, self._code, self._contact, self._latin, self._clusters,
        ]  # fmt: skip
        shares = [32, 23, 12, 10, 6, 5, 5, 9 if self.invented else 0]
        while sum(map(len, parts)) < length + 6:
            if self.rng.random() < 0.04:
                self.thai = not self.thai
            part = self.rng.choices(makers, shares)[0]()
            parts += [self._wrapped(part), self._gap()]
        return "".join(parts)

    def _wrapped(self, part: str) -> str:
        if self.rng.random() < 0.01:
            part += self.rng.choice("!#$'*+;<=>?_~@&฿ฯ—…°×±≥≤✓√→%")
        if self.rng.random() < 0.05:
            left, right = self.rng.choice(["()", "()", "“”", '""', "‘’", "[]", "''"])
            return left + part.strip() + right
        return part

    def _gap(self) -> str:
        marks = ["", "", " / ", ", ", ",", " - ", ":", " : ", "/", ".", " – ", "-", " = "]
        return self.rng.choice(marks if self.rng.random() < 0.35 else ["", " ", " "])

    def _cut(self, text: str) -> str:
        """A stretch of whole clusters, half the time from the middle, as a wrapped line would be."""
        clusters = _CLUSTER.findall(_legal(text))
        start = self.rng.randint(0, len(clusters) // 3) if self.rng.random() < 0.4 else 0
        longest, line = self._length(), ""
        for cluster in clusters[start:]:
            if line and len(line) + len(cluster) > longest:
                break
            line += cluster
        return re.sub(r"^[ะัาำิีึืุู็-์]+", "", line.strip()).strip() or self._script(str(self.rng.randint(0, 9)))

    def _prose(self) -> str:
        words, weights = _words()
        space = self.rng.choice([0.04, 0.1, 0.2])
        line = ""
        for _ in range(self.rng.randint(1, 5)):
            common = words[bisect.bisect(weights, self.rng.random() * weights[-1])]
            line += self.rng.choice(_twins()) if self.rng.random() < 0.12 else common
            if self.rng.random() < 0.025:
                line += self.rng.choice(["ๆ", " ๆ ", "ๆ ", "ฯ ", " ฯลฯ "])
            if self.rng.random() < space:
                line += " "
        return line

    def _domain(self) -> str:
        pick = self._pick
        given, family, provinces = _names()
        kind = self.rng.random()
        if kind < 0.34:
            middle = pick("join") if self.rng.random() < 0.5 else self.rng.choice(["", " "])
            return pick("verb") + pick("noun") + middle + self.rng.choice([pick("verb"), pick("noun"), ""])
        if kind < 0.46:
            return (
                pick("owner")
                + self.rng.choice(["", "/", " / ", ", ", " "])
                + self.rng.choice(["", pick("owner")])
            )
        if kind < 0.56:
            return (
                pick("heading")
                + self.rng.choice(["", "/", " ", " : "])
                + self.rng.choice(["", pick("heading")])
            )
        if kind < 0.72:
            return f"{pick('lead')}{self.rng.choice(['', ' ', ' '])}{self._number()}{self.rng.choice(['', ' '])}{pick('unit')}"
        if kind < 0.80:
            return (
                pick("title")
                + self.rng.choice(["", " "])
                + self.rng.choice(given)
                + " "
                + self.rng.choice(family)
            )
        if kind < 0.87:
            return (
                pick("place")
                + self.rng.choice(["", " "])
                + self.rng.choice(self.rng.choice([given, provinces]))
            )
        return f"{pick('noun')} ({self.rng.choice([pick('latin'), self._number(), self._code(), pick('owner')])})"

    def _lone(self) -> str:
        """A cell that holds one or two digits, as a row's number or a score does."""
        digits = "".join(self.rng.choices(_LONE, k=self.rng.choice([1, 1, 1, 2])))
        form = self.rng.choice(["{}", "{}", "{}", "{}.", "{})", "({})", "[{}]", "-{}-"])
        return self._script(form.format(digits))

    def _columns(self) -> str:
        """Two or three cells of a table without rules, taken for one line."""
        cells = [self._lone() if self.rng.random() < 0.7 else _legal(self._short_cell()) or "-"]
        cells += [self._cut(self._composed(12)) for _ in range(self.rng.randint(1, 2))]
        return COLUMN.join(cells)

    def _boxed(self) -> str:
        """Choices to tick."""
        choices = [self._box() + self._cut(self._composed(10)) for _ in range(self.rng.choice([1, 1, 1, 2]))]
        return self.rng.choice([" ", COLUMN]).join(choices)

    def _box(self) -> str:
        tick = self.rng.choice(["", " ", " ", " ", "x", "X", "/", " / ", "✓", " ✓ "])
        return self.rng.choice(["[{}]", "({})"]).format(tick) + self.rng.choice(["", " "])

    def _short_cell(self) -> str:
        return self.rng.choice([
            self._pick("short"), self._pick("heading"), self._pick("unit"), "-", str(self.rng.randint(0, 150)),
            self._script(str(self.rng.randint(0, 99))), f"({self._script(str(self.rng.randint(1, 30)))})", self._date(),
            self._code(), self._pick("owner"), self.rng.choice("✓√→•"), self._script(f"{self.rng.uniform(0, 100):.2f}"),
        ])  # fmt: skip

    def _number(self) -> str:
        rng = self.rng
        amount = rng.choice([rng.randint(1, 999) * 10 ** rng.randint(1, 5), rng.randint(1000, 99999999)])
        return self._script(
            rng.choices(
                [
                    str(rng.randint(0, 99)),
                    f"{rng.uniform(0, 100):.2f}",
                    f"{rng.uniform(0, 10 ** rng.randint(1, 3)):.1f}",
                    rng.choice(_FALLING) * rng.randint(2, 4),
                    f"{amount:,}",
                    f"{amount:,}{rng.choice(['.00', '.00', '.-', '.50', f'.{rng.randint(0, 99):02d}'])}",
                    str(rng.randint(2540, 2575)),
                    rng.choice(
                        [f"{rng.uniform(0, 100):.1f}%", f"{rng.randint(0, 100)} %", "100.00", "0.00", "100"]
                    ),
                    f"{rng.randint(1, 40)}/{rng.randint(2550, 2572)}",
                    f"{rng.randint(0, 23):02d}{rng.choice('.:')}{rng.randint(0, 59):02d}",
                    f"{rng.randint(1, 12)}.{rng.randint(1, 20)}" + rng.choice(["", f".{rng.randint(1, 9)}"]),
                    self._digits(rng.randint(1, 8)),
                    f"{rng.randint(1, 99)}{rng.choice(['-', ' - ', '–'])}{rng.randint(1, 100)}",
                ],
                [22, 18, 9, 2, 8, 10, 10, 8, 5, 4, 6, 9, 5],
            )[0]
        )

    def _digits(self, count: int) -> str:
        """Random digits; every third repeats the one before, for CTC merges what it never saw repeated."""
        digits = ""
        for _ in range(count):
            digits += digits[-1] if digits and self.rng.random() < 0.33 else self.rng.choice(_FALLING)
        return digits

    def _digit_row(self) -> str:
        numbers = []
        for _ in range(self.rng.randint(2, 7)):
            self.thai = self.thai if self.rng.random() < 0.8 else not self.thai
            numbers.append(self._script(self._digits(self.rng.randint(1, 6))))
        return self.rng.choice([" ", "  ", ".", "-", "/", ","]).join(numbers)

    def _year(self) -> str:
        return str(self.rng.randint(2545, 2575)) if self.rng.random() < 0.6 else str(self.rng.randint(45, 75))

    def _date(self) -> str:
        rng, pick = self.rng, self._pick
        day = str(rng.randint(1, 31))
        months = rng.choice(["month", "month-short", "month-short"])
        point = f"{day} {pick(months)} {self._year()}"
        return self._script(
            rng.choices(
                [
                    point,
                    f"{pick('when')} {point}",
                    f"{pick(months)} {self._year()}",
                    f"{pick(months)}{rng.choice([' ', ''])}{rng.choice(['-', '–', '- '])}{rng.choice([' ', ''])}{pick(months)} {self._year()}",
                    f"{pick(months)} {self._year()} {rng.choice('-–')} {pick(months)} {self._year()}",
                    f"{day} {pick(months)} {rng.choice('-–')} {rng.randint(1, 31)} {pick(months)} {self._year()}",
                    f"{day}/{rng.randint(1, 12)}/{self._year()}",
                    f"{rng.choice(['ไตรมาส', 'ไตรมาสที่', 'รอบ'])} {rng.choice([rng.randint(1, 4), 6, 12])}",
                    f"{pick('year')} {self._year()}",
                    f"{point} เวลา {rng.randint(0, 23):02d}.{rng.randint(0, 59):02d} น.",
                ],
                [20, 8, 14, 8, 14, 8, 7, 7, 12, 2],
            )[0]
        )

    def _code(self) -> str:
        rng = self.rng
        number = str(rng.randint(1, 43)) if rng.random() < 0.6 else rng.choice(_LONE)
        return self._script(
            rng.choices(
                [
                    rng.choice("ieoIEO") + number,
                    f"{self._pick('refer')}{rng.choice([' ', ' ', ''])}{number}",
                    f"{self._pick('office')} {rng.randint(1, 9999):04d}.{rng.randint(1, 9)}/{rng.choice(['ว ', 'ว', ''])}{rng.randint(1, 9999)}",
                    f"({number})",
                    f"{rng.choice('ieo')}{number} - {rng.choice('ieo')}{rng.randint(1, 43)}",
                    f"{number}.{rng.randint(1, 12)} {rng.choice('ieoIEO')}{rng.randint(1, 43)}",
                ],
                [38, 24, 14, 10, 7, 7],
            )[0]
        )

    def _bullet(self) -> str:
        number = str(self.rng.randint(1, 30))
        mark = self.rng.choice([
            f"{number}.", f"{number}.", f"{number})", f"{number})", f"({number})", f"{number}.{self.rng.randint(1, 12)}",
            f"{number}.{self.rng.randint(1, 12)}.{self.rng.randint(1, 9)}", "-", "-", "•", self.rng.choice("กขคงจฉ") + ".",
        ])  # fmt: skip
        return self._script(mark) + self.rng.choice(["", " ", " "])

    def _contact(self) -> str:
        rng = self.rng
        host = "".join(rng.choice(_LOWER) for _ in range(rng.randint(3, 10)))
        end = rng.choice(["go.th", "or.th", "com", "ac.th", "in.th", "moi.go.th"])
        path = "".join(
            rng.choice(_LOWER + "0123456789_-?=&.ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            for _ in range(rng.randint(2, 12))
        )
        phone = rng.choice([
            f"0-{rng.randint(2000, 9999)}-{rng.randint(0, 9999):04d}",
            f"0{rng.randint(80, 99)}-{rng.randint(100, 999)}-{rng.randint(0, 9999):04d}",
            f"0{rng.randint(20, 79)}-{rng.randint(100000, 999999)}",
            f"0{rng.randint(20, 79)} {rng.randint(100, 999)} {rng.randint(0, 999):03d}", f"0{self._digits(rng.randint(8, 9))}",
        ])  # fmt: skip
        address = rng.choice(["www.", "http://www.", "https://", "http://", ""]) + f"{host}.{end}"
        return rng.choice([
            address, f"{address}/{path}", f"{host}@{rng.choice(['gmail', 'hotmail', 'saraban', 'dla'])}.{end}",
            rng.choice(["โทร. ", "โทร ", "โทรศัพท์ ", "โทรสาร ", "เบอร์โทร ", ""]) + self._script(phone),
        ])  # fmt: skip

    def _latin(self) -> str:
        if self.rng.random() < 0.5:
            return self._pick("latin")
        word = "".join(self.rng.choice(_LOWER + "aaeeiioouuntrs") for _ in range(self.rng.randint(1, 9)))
        return self.rng.choice([word, word.capitalize(), word.capitalize(), word.upper()])

    def _clusters(self) -> str:
        """Random clusters that Thai allows: they teach the marks where no language model helps."""
        rng, line = self.rng, ""
        for _ in range(rng.randint(1, 5)):
            line += rng.choice("เแโใไ") if rng.random() < 0.2 else ""
            line += rng.choice(_ALIKE if rng.random() < 0.5 else _CONSONANTS)
            line += rng.choice("ัิีึืุู็") if rng.random() < 0.45 else ""
            line += rng.choice("่่้้๊๋์") if rng.random() < 0.45 else ""
            line += rng.choice("ะาาำ") if rng.random() < 0.2 else ""
        return line


def _legal(text: str) -> str:
    """The text in Unicode order, one vowel and one tone a base, only characters that the recogniser knows."""
    text = text.replace("ํา", "ำ").replace("เเ", "แ")
    text = re.sub(r"([่-์])([ัิีึืุู็])", r"\2\1", text)
    text = re.sub(r"([ัิีึืุู็])[ัิีึืุู็]+", r"\1", text)
    text = re.sub(r"([่-์])[่-์]+", r"\1", text)
    text = re.sub(r"[ัิีึืุู็์]+(?=[่-๋]?ำ)|์(?=[ะาำ])", "", text)
    # A mark needs a consonant below it.
    text = re.sub(r"(?<![ก-ฮ])[ัิีึืุู็]|(?<![ก-ฮัิีึืุู็])[่-์]", "", text)
    return re.sub(r" +", " ", "".join(c for c in text if c in CLASS_OF)).strip()
