# ruff: noqa: RUF001 - other languages have letters of their own
"""How programs write days and times of day, as bounded regular expressions."""

from typing import Final

DAY: Final = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
WEEKDAY: Final = rf"(?:{DAY}|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
IN_WORDS: Final = rf"(?:{MONTH}|January|February|March|April|June|July|August|September|October|November|December)"
CLOCK: Final = r"\d\d:\d\d:\d\d(?:[.,]\d{1,9})?"
HALF_DAY: Final = r"\d{1,2}:\d\d(?::\d\d)? ?[AaPp]\.?[Mm](?!\w)"
AT: Final = rf"(?:,? {{1,2}}(?:at )?(?:{HALF_DAY}|{CLOCK}|\d{{1,2}}:\d\d(?![\w:])))?"
"""The time of day behind a day, which programs write or leave out."""
CHINESE: Final = r"\d{4}年\d{1,2}月\d{1,2}日(?: ?(?:星期|周|週)\w)?"
UKRAINIAN: Final = (
    r"(?i:(?:(?:понеділок|вівторок|середа|четвер|п['’ʼ]ятниця|субота|неділя|пн|вт|ср|чт|пт|сб|нд),? )?\d{1,2}"
    r" (?:січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру)[а-яі]{0,8} \d{4}(?: р\.)?)"
)

UNIT: Final = r"(?:milli|micro|nano)?(?:second|minute|hour|day|week|month|year)s?"
SPAN: Final = rf"(?:(?:[Aa]bout|[Ll]ess than|[Aa]lmost|[Oo]ver) )?(?:\d{{1,6}}|[Aa]n?|one) {UNIT}"
"""A time as programs write it for people: ``3 minutes``, ``About an hour``, ``Less than a second``."""
ABBREVIATED: Final = r"\d{1,6} ?(?:ms|min|[smhdwy])(?!\w)"
AGO: Final = (
    rf"(?:(?:{SPAN}|{ABBREVIATED})(?:,? (?:and )?(?:{SPAN}|{ABBREVIATED})){{0,3}} ago(?!\w)"
    r"|\d{1,6} ?(?:秒|分钟|小时|天|周|星期|个?月|年)(?:之)?前"
    r"|\d{1,6} (?:секунд|хвилин|годин|дн|день|тижн|тижд|місяц|рок|рік)[а-яі]{0,3} тому(?!\w))"
)

# Earlier ones win where two begin at the same character.
MOMENTS: Final = (
    ("moment", rf"{DAY}, \d{{1,2}} {MONTH} \d{{4}} {CLOCK} (?:GMT|UTC|[+-]\d{{4}})"),
    ("moment", rf"{DAY} {MONTH} {{1,2}}\d{{1,2}} {CLOCK}(?: [A-Z]{{2,5}})? \d{{4}}(?: [+-]\d{{4}})?"),
    ("moment", rf"{MONTH} {{1,2}}\d{{1,2}} {CLOCK} \d{{4}} (?:GMT|UTC)"),
    ("moment", rf"\d{{4}}-\d\d-\d\d {CLOCK} [+-]\d{{4}}(?: [A-Z]{{2,5}})?(?!\w)"),
    ("moment", rf"{DAY},? \d{{1,2}} {MONTH} \d{{4}} {CLOCK}(?: [AP]M)?(?: [A-Z]{{2,5}})?"),
    ("moment", rf"{DAY} \d{{4}}-\d\d-\d\d {CLOCK} [A-Z]{{2,5}}(?!\w)"),
    ("access", rf"\d{{1,2}}/{MONTH}/\d{{4}}[: ]{CLOCK}(?: [+-]\d{{4}})?"),
    ("day in words", rf"(?:{WEEKDAY},? )?\d{{1,2}}(?P<between>[ -]){IN_WORDS}(?P=between)\d{{4}}{AT}(?!\w)"),
    ("day in words", rf"(?:{WEEKDAY},? )?{IN_WORDS} {{1,2}}\d{{1,2}}, \d{{4}}{AT}(?!\w)"),
    ("day in words", rf"(?:{CHINESE}|{UKRAINIAN}){AT}"),
    ("in numbers", rf"\d{{1,2}}(?P<slash>[/.])\d{{1,2}}(?P=slash)(?:19|20)\d\d{AT}(?![\w/]|\.\d)"),
    ("in numbers", rf"\d{{1,2}}/\d{{1,2}}/\d\d,? (?:{HALF_DAY}|{CLOCK})"),
    ("without a year", rf"(?<![-.])\d\d-\d\d {CLOCK}(?!\w)"),
    ("compact", r"20\d{6}T\d{6}Z?(?!\w)"),
    ("syslog", rf"{MONTH} {{1,2}}\d{{1,2}} {CLOCK}(?!\w)"),
    ("of a file", rf"{MONTH} {{1,2}}\d{{1,2}} {{1,2}}(?:\d\d:\d\d|\d{{4}})(?![\w:,.-])"),
    ("to the minute", r"(?<!-)\d{4}-\d\d-\d\d \d\d:\d\d(?![\w:])"),
)
"""Keys and patterns of points in time; those of different keys do not agree."""
