# ruff: noqa: RUF001 - words of other languages
"""How prose announces that the block below it is what a command prints, in the languages of documentation sites.

``SURE`` says that it is an output; ``LIKELY`` may speak of a file as well, so that only what looks like an output
is one below it. Languages are not told apart: a page may be half translated.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

_NOT_TOLD: Final = r"(?<!^)(?<![,;] )(?<!\bto )(?<!\band )(?<!\bthen )"
"""Before a verb that does not tell the user to do something, as "list the pods:" does."""
SURE: Final[Mapping[str, Sequence[str]]] = {
    "en": (
        r"\boutputs?\b",
        r"\b(?:response|result|message|messages|error|errors|warning|logs?|log lines)\b[^.]*:$",
        r"\byou(?: should| will| can|'ll| would| may)?(?: now| also| then| all)? (?:see|get|receive|observe|expect)\b",
        r"\b(?:returns|prints|displays|reports|responds|produces|lists)\b[^.]*:$",
        r"^(?:which|this|that|it) (?:returns|prints|displays|reports|outputs|produces|yields|gives)(?: you)?\W*$",
        rf"\b{_NOT_TOLD}(?:return|print|display|report|respond|produce|list)\b[^.]*:$",
        r"\b(?:is|are) (?:displayed|printed|shown|returned|reported|generated|produced|emitted|logged)\b",
        r"\b(?:should|will|would) (?:return|print|display|show|see|report|fail|respond)\b",
        r"^\W*(?:(?:the|your) )?[\w-]+\W* (?:shows|gives|yields|answers|repl(?:ies|y)|tells|says)(?:\W+\w+){0,3}\W*:$",
        r"^\W*(?:(?:the|your|its) )?[\w-]+s (?:show|give|yield|tell|say)(?:\W+\w+){0,3}\W*:$",
        r"\b(?:terminal|console|screen|shell|command|server|client) (?:now |then )?(?:shows|gives|yields)\b[^.]*:$",
        r"^\W*(?:shows|yields|gives)\W*$",
        r"^(?:(?:expected|sample|example|actual) )?(?:results?|responses?|repl(?:y|ies))\W*$",
        r"\byou(?: will|'ll| should| can)? (?:find|be (?:greeted|presented|met) (?:with|by))\b[^.]*:$",
        r"\b(?:fails?|failed) with\b[^.]*:$|\bappears?(?: (?:in|on) [^.,]{3,20})?\W*:$",
        r"\b(?:is|are) (?:denied|rejected|refused)(?: (?:with|by|because)\b[^.]*)?\W*:$",
    ),
    "zh": (
        "输出|返回|结果|响应|回显|打印|显示(?:如下|为|以下)?|你(?:应该|会|将|可以)(?:会|能|能够)?看到",
        "您(?:应该|会|将|可以)(?:会|能|能够)?看到|日志如下|^类似于\\W*$",
    ),
    "uk": (
        r"\bвив(?:ід|оду|еде|едено|едення|одить)",
        r"\bрезультат",
        r"\bвідповідь",
        r"\bотримаємо\b|\bпоказує\b|\bз[\u02bc'\u2019]явиться\b",
        r"\b(?:побачите|отримаєте)\b|\b(?:побачити|отримати)\b|\bвідобра[зж]",
    ),
    "ru": (
        r"\bвыв(?:од|ед)",
        r"\bрезультат",
        r"\bответ",
        r"\bполучи(?:м|те)\b|\bпояв(?:ится|ляется)\b",
        r"\b(?:увидите|получите|увидеть|получить)\b|\bотобра[зж]|\bпокажет\b",
    ),
    "ja": ("出力|結果|表示(?:され|し)|レスポンス|応答|(?:次|以下)のように(?:なり|返)",),
    "ko": ("출력|결과|응답|표시|다음과 (?:같은|유사한) (?:내용|메시지|메세지)",),
    "de": (
        r"ausgabe",
        r"\bergebnis",
        r"\bantwort",
        r"\bsie (?:sehen|erhalten)\b|\bsollte(?:st|n)? .*sehen\b|\bman sieht\b",
        r"\bgibt\b.*\baus\b|\berscheint\b|\bliefert\b",
        r"\bangezeigt\b|\bsieht .*\baus\b",
    ),
    "es": (
        r"\bsalida\b",
        r"\bresultado",
        r"\brespuesta",
        r"\bdebe(?:s|ría(?:s|n)?)? (?:ver|mostrar|obtener|devolver)",
        r"\b(?:verá|verás|mostrará|devuelve|devolverá|imprime|muestra|aparecerá)\b|\bse muestra",
    ),
    "fr": (
        r"\bsortie\b",
        r"\brésultat",
        r"\bréponse",
        r"\bvous (?:devriez|verrez|obtiendrez|obtenez)",
        r"\bce qui donne\b|\baffich|\bdevrait (?:ressembler|retourner|renvoyer)\b|\b(?:renvoie|retourne)\b",
    ),
    "pt": (
        r"\bsaída\b",
        r"\bresultado",
        r"\bresposta",
        r"\b(?:deve|deverá|deverão)\b.*\b(?:ver|exib|retorn)|\bvocê verá\b",
        r"\b(?:exibe|exibirá|exibid[oa]s?|retorna|mostrará)\b",
    ),
    "it": (
        r"\brisultato",
        r"\brisposta",
        r"\bl['\u2019]uscita\b|\b(?:si ottiene|mostra|dovresti vedere|vedrai|restituisce|visualizzat[oa])\b",
    ),
    "pl": (r"\bwynik", r"\bdane wyjściowe\b|\botrzyma(?:sz|my)\b|\bpojawi\b", r"\bodpowied", r"\bzobaczy|\bwyświetl"),
    "id": (
        r"\b(?:keluaran|output|respons|tampilan)(?:nya)?\b|\b(?:akan|seharusnya) melihat\b",
        r"\bhasil(?:nya)?\b|\b(?:menampilkan|ditampilkan)\b",
    ),
    "vi": (r"kết quả", r"đầu ra|hiển thị|phản hồi|\b(?:sẽ|nên) (?:nhìn )?thấy\b"),
    "tr": (r"\bçıktı", r"\bsonuç"),
    "hi": ("आउटपुट|परिणाम",),
    "bn": ("আউটপুট|ফলাফল",),
}
LIKELY: Final[Mapping[str, Sequence[str]]] = {
    "en": (
        r"\b(?:looks?|look|is|are|be|something|appears?) (?:similar|like)\b",
        r"\bsimilar to (?:this|the following)\b",
        r"\b(?:for )?example\s*:$",
        r"\bshows?\b",
        r"\bshould\b[^.]*:?$",
        r"\bverif(?:y|ies)\b|\bcheck\b",
        r":$",
    ),
    "other": ("[\uff1a:]$", "类似|相似|如下"),
}
NOT: Final = re.compile(
    r"^(?:\W*\d+\.\s+)?(?:if you (?:see|get|encounter|receive)\b(?!.*\bin the output\b)"
    r"|if (?:something|the|it|this|that)\b.*\b(?:fails?|error)|otherwise\b"
    r"|(?:then |now |next,? |and )*(?:create|save|add|copy|edit|write|define|replace|modify|set|apply|run|execute"
    r"|configure|update|change|paste|put)\b(?!.*\boutput\b))"
    r"|\bto (?:create|write|make|fill) (?:an?|the|your)\b[^.]*\b(?:file|manifest)\b"
    r"|\b(?:add|append|insert) (?:these|this|the following) (?:\w+ )?(?:lines?|entr(?:y|ies)|block|section)\b"
    r"|(?:content|contents) of the (?:file|manifest)|\bin (?:a|the) file\b|, (?:enter|type|choose|select|pick)\W*$"
    r"|^如果(?:你|您)?看到|^如果.*失败|^якщо ",
    re.IGNORECASE,
)
_PARAGRAPH: Final = re.compile(r"\n[ \t>]*\n")
_RUNS: Final = re.compile(
    r"\b(?:run|execute|enter|type|issue|invoke|use|using|running|by|with|following|below)\b[^.]*\bcommands?\b(?:[^.]*:|\W*)$"
    r"|\b(?:run|execute|type|enter|invoke)(?: the following| this)?(?: one of| either(?: of)?)?(?: these)?\W*$"
    r"|\b(?:by running|running one of)\W*$"
    r"|(?:运行|执行)[^。]*(?:命令|指令)|(?:виконайте|запустіть)[^.]*команд|(?:выполните|запустите)[^.]*команд",
    re.IGNORECASE,
)
_IN_LATIN: Final = frozenset({"en", "de", "es", "fr", "pt", "it", "pl", "id", "vi", "tr"})


def _any_of(languages: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(phrase for language in languages for phrase in SURE[language]), re.IGNORECASE)


_SURE: Final = _any_of(SURE)
_SURE_IN_LATIN: Final = _any_of(language for language in SURE if language in _IN_LATIN)
_LIKELY: Final = re.compile("|".join(phrase for phrases in LIKELY.values() for phrase in phrases), re.IGNORECASE)
_COMPARED: Final = re.compile(r"\b(?:like|similar to|as) (?:this|the following|follows|below)\b[^.]*:$", re.IGNORECASE)
_MARKUP: Final = re.compile(
    r"<[^<>]*>|:[a-z][\w+-]*:|[`*_]|\{\{[<%].*?[%>]\}\}|^\s*(?:>|[-*+]|\d+[.)])\s+|\]\([^()]*\)", re.MULTILINE
)
_TITLED: Final = re.compile(
    r"\{\{[<%]\s*(?:details|expand\w*|collaps\w*|spoiler|accordion\w*|toggle)\b[^\"{}]*\"([^\"{}]*)\"[^{}]*[%>]\}\}"
)
"""A shortcode that is opened by its title."""
_TITLE: Final = re.compile(
    r"(?:(?:the|expected|sample|example|command) )?(?:outputs?|results?|responses?)\W*"
    r"|预期输出|输出|结果|示例输出|вивід|вывод|出力|출력"
    r"|salida|sortie|ausgabe|saída",
    re.IGNORECASE,
)
SENTENCE_END: Final = re.compile(r"\s(?<=[.!?]\s)\s*(?=[A-Z])|(?<=[。\uff01\uff1f])")


def _is_sure(sentence: str) -> bool:
    pattern = _SURE_IN_LATIN if sentence.isascii() else _SURE
    return pattern.search(sentence) is not None


def announces_output(paragraph: str, *, last: int = 2) -> bool:
    """Whether the ``last`` sentences of a paragraph announce an output without doubt."""
    said = _plain(paragraph)
    return any(_is_sure(sentence) and not NOT.search(sentence) for sentence in SENTENCE_END.split(said)[-last:])


def speaks_of_file(paragraph: str) -> bool:
    """Whether a paragraph is about what the user types, or about what may go wrong, and not about an output."""
    return NOT.search(SENTENCE_END.split(_plain(paragraph))[-1]) is not None


def may_announce(paragraph: str) -> bool:
    """Whether a paragraph may announce an output."""
    said = _plain(paragraph)
    last = SENTENCE_END.split(said)[-1]
    return NOT.search(last) is None and _LIKELY.search(last) is not None


def names_output(title: str) -> bool:
    """Whether a tab or a heading is called so that what is in it is an output."""
    return _TITLE.fullmatch(_plain(title)) is not None


def last_paragraph(prose: str) -> str:
    """The last one of some prose, empty where a heading is below it."""
    found = _PARAGRAPH.split(prose.rstrip())[-1]
    return "" if found.lstrip().startswith("#") else found


def tells_to_run(paragraph: str) -> bool:
    """Whether a paragraph ends in "run the following command:"."""
    said = SENTENCE_END.split(_plain(paragraph))[-1]
    return _RUNS.search(said) is not None and not _is_sure(said)


def compares(paragraph: str) -> bool:
    """Whether a paragraph ends in "is like this:"."""
    said = SENTENCE_END.split(_plain(paragraph))[-1]
    return NOT.search(said) is None and _COMPARED.search(said) is not None


def _plain(paragraph: str) -> str:
    return " ".join(_MARKUP.sub("", _TITLED.sub(r"\1:", paragraph)).split())
