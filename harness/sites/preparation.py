# ruff: noqa: RUF001, E501 - Cyrillic and Chinese phrases, one kind a line
"""How pages say what has to be done before them: section titles, verbs and phrases, by language, as data.

All are regular expressions, searched without regard to case. A site's profile can hold a table of its own.
"""

import re
from dataclasses import dataclass, field
from typing import Annotated, Final

from harness.settings.constraint import Regex

Patterns = tuple[Annotated[str, Regex()], ...]


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """``sections`` are titles or anchors of sections that prepare. In the others only an ``introduction`` sentence does.

    Of ``doing`` and ``reading`` the one that a sentence has first says what its links are for; ``pointing`` is how a
    language says to read where its words of doing come first all the same. ``conditional``
    sentences offer a choice. A page with a ``series`` phrase goes on where the one before it in its folder ended.
    So does one that is called by a phrase of ``cleaning``, which only removes what was made before. Sections that are
    called by one of ``undoing`` remove what their page has made.
    ``previous`` and ``next`` are what links are called that turn the page. ``courses`` are folders whose pages are done
    in their order, ``lessons`` those of which that holds for pages with a number.
    """

    sections: Patterns = ()
    doing: Patterns = ()
    reading: Patterns = ()
    pointing: Patterns = ()
    introduction: Patterns = ()
    conditional: Patterns = ()
    series: Patterns = ()
    cleaning: Patterns = ()
    undoing: Patterns = ()
    previous: Patterns = ()
    next: Patterns = ()
    courses: Patterns = ()
    lessons: Patterns = ()
    knowledge: Patterns = (r"/(?:concepts|reference|blog|glossary|faq)/",)  # links to what is only to be known
    asides: tuple[str, ...] = ("tip", "warning", "note", "caution", "idea", "quote")  # shortcodes
    _compiled: dict[str, re.Pattern[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def find(self, what: str, text: str) -> "re.Match[str] | None":
        """The first place where one of the expressions of a field finds something."""
        if what not in self._compiled:
            self._compiled[what] = re.compile("|".join(getattr(self, what)) or r"(?!)", re.IGNORECASE)
        return self._compiled[what].search(text)


PREPARATION: Final = Preparation(
    sections=(
        r"^before[ _-]*you[ _-]*(?:begin|start|proceed|continue)",
        r"^before[ _-]*(?:beginning|starting|proceeding|continuing)",
        r"prerequisite",
        r"^pre-?requirements?$",
        r"^(?:set[ _-]*up|preparation)$",
        r"^(?:在)?(?:开始|準備|准备)(?:之前|工作|前)?$",
        r"^(?:前提条件|前置条件|先决条件|准备工作|环境准备|安装前|设置)$",
        r"^перш ніж (?:розпоч|поч|продовж)",
        r"^перед (?:початком|тим)",
        r"^(?:передумови|попередні (?:умови|вимоги)|необхідні умови|підготовка|налаштування)$",
    ),
    doing=(
        (
            r"\b(?:set ?up|install|deploy|follow|complet|perform|creat|add|enabl|configur|start|run|apply|expos|label)\w*"
            r"|\btake the steps\b"
        ),
        r"安装|部署|按照|遵循|参照|完成|创建|启用|配置|启动|运行|执行|设置|添加",
        (
            r"\b(?:вста|установ|розгор|налашт|викона|дотриму|слідуй|створ|додай|увімкн|запуст|заверш|застосу(?!н))\w*"
            r"(?<!ння)(?<!нням)(?<!нню)(?<!ень)\b"
        ),  # an action, not the name of one
    ),
    reading=(
        r"(?<!before )\b(?:read|review|understand|familiari[sz]e|learn|see|check|describ|explain|refer|consult|know|visit)\w*",
        r"阅读|了解|理解|熟悉|查看|参阅|参考|学习|检查",
        r"(?:прочита|ознайом|перегля|зрозум|розумі|дивіт|дивись|вивч|перевір|описан)\w*",
    ),
    pointing=(
        r"(?:参阅|参考|参见|查阅|查看|阅读)[^，。；\[\]]{0,8}\[[^\]]*\][^安部按遵完创启配运执设添]*$",
        r"(?:按照|如)\[[^\]]*\](?:中|里|所)*(?:描述|说明)的",
    ),
    introduction=(
        r"\bbefore (?:you )?(?:begin|start|continu|proceed|follow|read)\w*",
        r"\bfollow the (?:instructions|steps|guide)",
        r"\b(?:this|these|the following|all) (?:(?!and |or )[\w-]+ ){1,2}(?:assumes?|requires?|needs?|builds? on|continues?|expects?|depends? on)\b",
        r"\b(?:be|make) sure (?:to|that|you)",
        r"\bcomplete the steps",
        r"\b(?:follow|complete|finish|do|go through|work through|install|deploy|set up|run)\b.*\bfirst\W*$|^\W*first,? (?:follow|complete|finish|install|deploy|set up)\b",
        r"^\W*(?:install|deploy|set up|create)\b.*\b(?:as described|as shown|as explained|using the|per the|following|according to)\b",
        r"\b(?:should|must|need to) (?:already )?have (?:\w+ed|run|done|set up)\b|\bwe assume\b|\bif you (?:have not|haven't)\b|\bto follow along\b",
        r"\b(?:once|after) you(?:'ve| have)\b|^\W*after \W*(?:install|deploy|complet|follow|finish|sett)ing\b|\bleft off\b|\bin the \W*previous\b",
        r"^\W*(?:prerequisites?|requirements?|requires)\b|(?<!if )\byou(?:'ll| will)? (?:also )?need (?!to (?:know|understand|read))",
        r"\[[^\]]*\b(?:installed|deployed|running|set up|configured|created|bootstrapped|provisioned)\b[^\]]*\]\(",
        r"\b(?:is|are) (?:already )?(?:installed|deployed|up and running|set up)\b",
        r"(?:继续|开始|在此)(?:之前|前)|按照.{0,20}(?:说明|步骤|指南)|(?:本|此)(?:任务|指南|页面?|教程|示例|文)(?:假设|假定|需要|要求|基于)",
        r"(?:参照|依照|根据).{0,40}(?:安装|部署)|如果(?:你|您)?(?:还|尚)?(?:没有|未)|(?:假设|假定)(?:你|您|已)|(?:请)?(?:确保|确认).{0,4}已|已(?:经)?\[?(?:安装|部署|创建)",
        r"(?:安装|部署|完成(?!本|此|这)|设置|创建|执行)(?:好|了|完)?.{0,60}?(?:之)?后，|(?:需要|应该|应当|必须)(?:先|已经)|^\W*请?先",
        r"^\W*(?:前提(?:条件)?|前置条件|先决条件)\W*[:：]|在\W*上一(?:个|篇|章|步|节)|接着.{0,40}继续|以.{0,40}为基础|建立在.{0,40}之上",
        r"перш ніж|перед тим|(?:це|цей|ця) (?:завдання|посібник|сторінка|приклад|розділ) (?:передбачає|припускає|вимагає)",
        r"\bякщо ви (?:ще )?(?:цього )?(?:ще )?не\b|\b(?:після того,? як|коли) ви\b|^\W*після \W*(?:встановл|розгорт|налашт|заверш|викон)\w*ння\b",
        r"\bвам (?:потрібно|необхідно|слід)\b|^\W*(?:потріб|необхід)(?:ен|на|но|ні|ний)\b|\bви (?:вже )?(?:маєте|повинні|мусите)\b|\bпереконайтеся,? що ви\b",
        r"^\W*(?:передумов[аи]|вимог[аи])\b|^\W*(?:спочатку|спершу)\b|\bприпускаємо\b|\b(?:згідно з|відповідно до)\b|\bспирається на\b|\bґрунтується на\b",
        r"\[[^\]]*(?:встановлен|розгорнут|налаштован|створен)\w*[^\]]*\]\(|\b(?:вже )?(?:встановлен|розгорнут)(?:о|ий|а|е|і)\b",
        r"\bпродовжу\w*\b.*\bз того місця\b|\bу \W*попередн(?:ьому|ій)\b",
    ),
    conditional=(
        r"^\W*(?:if(?! you (?:have not|haven't)\b)|or|otherwise|alternatively|optional(?:ly)?|unless)\b",
        r"\byou can\b|\bas long as\b",
        r"^\W*(?:如果(?!(?:你|您)?(?:还|尚)?(?:没有|未))|若|或者?|否则|另外|可选)|可以(?!继续)",
        r"^\W*(?:якщо(?! ви (?:ще )?(?:цього )?(?:ще )?не\b)|або|інакше|опціонально|необовʼязково)|\bви можете\b",
    ),
    series=(
        r"\bin the previous (?:module|step|section|page|part|tutorial|guide|lesson)",
        r"\bthe (?:previous|last) (?:module|step|part|lesson|chapter|tutorial)\b",
        r"\b(?:you|we|(?:previous|last) \w+) left off\b|\bwhere (?:you|we|the (?:previous|last) \w+) (?:left|ended|stopped)\b",
        r"上一(?:个)?(?:模块|步骤|节|部分|教程|章|篇)",
        r"(?:попередньому|попередньої|попередній) (?:модул|кро|розділ|частин|посібник|уро)",
    ),
    cleaning=(r"^\W*(?:clean(?:ing)?[-_ ]?up|tear(?:ing)?[-_ ]?down|清理|прибирання|очищення)\W*$",),
    undoing=(
        r"^\W*(?:clean(?:ing)?[-_ ]?up(?![a-z0-9])|tear(?:ing)?[-_ ]?(?:it[-_ ])?down\b|(?:how[-_ ]to[-_ ])?uninstall(?:ing|ation)?\b)",
        r"^\W*(?:delet|remov|destroy)(?:e|ing)[-_ ](?:everything|all\b|(?:the[-_ ]|your[-_ ])?(?:cluster|resources|sample|example|demo)[a-z]*\W*$)",
        r"^\W*(?:清理|清除|卸载|删除集群|移除示例|删除示例)",
        r"^\W*(?:прибирання|очищення|видалення (?:кластера|прикладу|ресурсів|всього)|деінсталяція)",
        r"^\W*(?:aufräumen|deinstall|nettoy|désinstall|limpi|desinstal|pulizia|limpeza|クリーンアップ|アンインストール|後片付け|정리|제거)",
    ),
    previous=(
        r"^\W*(?:previous|prev)(?: (?:page|step|part|lesson|chapter|section|tutorial|module|guide))?\W*(?:[:：]|\]|→|->|$)",
        r"^\W*上一(?:页|步|节|篇|章|部分)\W*(?:[:：]|\])",
        r"^\W*(?:попередн(?:я|ій|є)|назад)(?: \w+)?\W*(?:[:：]|\])",
    ),
    next=(
        r"^\W*(?:up )?next(?: up)?(?: (?:page|step|part|lesson|chapter|section|tutorial|module|guide))?\W*(?:[:：]|\]|→|->)",
        r"^\W*下一(?:页|步|节|篇|章|部分)\W*(?:[:：]|\])",
        r"^\W*(?:наступн(?:а|ий|е)|далі)(?: \w+)?\W*(?:[:：]|\])",
    ),
    courses=(r"^(?:[\w-]*[-_])?(?:workshop|walk-?through|course|bootcamp|hands-on(?:-lab)?|codelab)$",),
    lessons=(r"^(?:tutorial|getting[-_]?started|quick[-_]?start|first[-_]steps|learn(?:ing)?|labs?|lessons?)$",),
)
