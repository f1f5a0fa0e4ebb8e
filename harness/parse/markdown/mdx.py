"""What a page of MDX imports and shows with an element: parts of the page, and code.

import Install from './_install.mdx';        <Install />               the partial's text
import pod from '!!raw-loader!./pod.yaml';   <CodeBlock language="yaml">{pod}</CodeBlock>
import pod from './pod.yaml?raw';            <Code code={pod} lang="yaml" />
                                             <Code code="kubectl get nodes" lang="sh" />
                                             <CodeBlock language="bash">{`kubectl get nodes`}</CodeBlock>
                                             <PickVersion className="language-bash">...</PickVersion>
export const oven = "hot";                   <CodeBlock language="bash">{`bake --in ${oven}`}</CodeBlock>
                                             <pre class="language-bash"><code><b>kubectl get nodes</b></code></pre>
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from harness.parse.shortcodes.tag import Role, Tag
from harness.sites.container_roles import ELEMENT_CODE, ELEMENT_PART

ATTRIBUTE: Final = re.compile(
    r"""(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)'|\{\s*["'`]([^"'`]*)["'`]\s*\}|\{\s*(\w+)\s*\}|\{\s*\[([^\[\]{}]*)\]\s*\})"""
)
_IMPORT: Final = re.compile(r"""(?m)^import\s+(?:\*\s+as\s+)?(\w+)\s+from\s+['"]([^'"\n]+)['"]""")
_EXPORT: Final = re.compile(
    r"""(?m)^export\s+const\s+(\w+)(?:\s*:\s*\w+)?\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)'|`([^`]*)`|([\d.]+))\s*;?[ \t]*$"""
)
_CONSTANT: Final = re.compile(r"\$\{\s*(\w+)\s*\}")
_OF_SITE: Final = (("@site/", ""), ("~/", "src/"), ("@/", "src/"))
"""How paths begin that are seen from the site's root, and where that leads."""
_ALIAS: Final = re.compile(r"[@~](?P<rest>[\w-]+/.+\.mdx?)")
"""A site's own name for a folder: usually that of the folder, below the root, ``docs`` or ``src``."""
_PARTS: Final = frozenset({".md", ".mdx"})
_CODE: Final = frozenset({"CodeBlock", "Code"})
_CONTAINERS: Final = frozenset({"Tabs", "TabItem", "div", "details", "summary"})
_LANGUAGE: Final = re.compile(r"""\bclassName\s*=\s*\{?["'`](?:[^"'`]*\s)?language-([\w-]+)""")
"""A component of the site's own that shows code, as elements of HTML do."""
_QUOTES: Final = re.compile(r"[\"'`]")
_LITERAL: Final = re.compile(
    r"""\bcode\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|\{\s*(?P<mark>[`"'])(?P<braced>(?:(?!(?P=mark)).)*)(?P=mark)\s*\})""",
    re.DOTALL,
)
_PRE: Final = re.compile(r"\s*<code\b(?P<rest>[^<>]*)>|")
_OF_HTML: Final = re.compile(r"""\bclass\s*=\s*["'](?:[^"']*\s)?lang(?:uage)?-([\w-]+)""")
MARKED_UP: Final = "html"
"""The attribute of code that has tags and entities of HTML in it."""
_NAME: Final = re.compile(r"\s*\{\s*(\w+)\s*\}\s*")
_QUOTED: Final = re.compile(r"\s*\{\s*`|\s*\{\s*[\"'](?=[^\"'\n]*[\"']\s*\})")
_QUOTED_END: Final = re.compile(r"[`\"']\s*\}\s*$")


@dataclass(frozen=True, slots=True)
class Import:
    """``part``: Markdown that becomes a part of the page; else the text of a file."""

    path: str
    part: bool


def imports_of(text: str) -> Mapping[str, Import]:
    """What a page's text imports from files, by the name that it gives them."""
    return dict(_imports(text)) if "import " in text else {}


def _imports(text: str) -> Iterator[tuple[str, Import]]:
    for name, named in _IMPORT.findall(text):
        path = named.rsplit("!", 1)[-1].removesuffix("?raw")
        place = next((there + path.removeprefix(mark) for mark, there in _OF_SITE if path.startswith(mark)), "")
        if not place and (alias := _ALIAS.fullmatch(path)) is not None:
            place = alias["rest"]
        path = place or path.removeprefix("./") if place or path.startswith((".", "/")) else ""
        raw = "raw-loader" in named or named.endswith("?raw")
        if path and (raw or PurePosixPath(path).suffix in _PARTS):
            yield name, Import(path, part=not raw)


def constants_of(text: str) -> Mapping[str, str]:
    """Texts and numbers that a page's text exports, by their names; one may be made of those above it."""
    found: dict[str, str] = {}
    for name, *values in _EXPORT.findall(text) if "export " in text else ():
        found[name] = with_constants("".join(values), found)
    return found


def with_constants(text: str, constants: Mapping[str, str]) -> str:
    """A template's text with the values of the names in it that have one."""
    return _CONSTANT.sub(lambda name: constants.get(name[1], name[0]), text) if constants else text


def attributes_of(written: str) -> dict[str, str]:
    """Those of an element that have a value; a name in braces is the value itself, a list has commas in between."""
    found = ATTRIBUTE.findall(written)
    return {
        key: double or single or braced or name or _QUOTES.sub("", words)
        for key, double, single, braced, name, words in found
    }


def shown(text: str, element: "re.Match[str]", imports: Mapping[str, Import]) -> tuple[Tag, ...]:
    """The tags that an element stands for which shows a file or code; none for any other.

    One tag shows a file, two have the code between them.
    """
    name, start = element["name"], element.start()
    if element["close"]:
        return ()
    if name == "pre":
        return _of_html(text, element)
    if name in imports and imports[name].part:
        return (Tag(start, element.end(), Role.ALONE, ELEMENT_PART, named={"file": imports[name].path}),)
    if name in _CODE:
        return _code(text, element, imports, attributes_of(element["rest"]))
    language = None if name in _CONTAINERS else _LANGUAGE.search(element["rest"])
    return () if language is None else _code(text, element, imports, {"language": language[1]})


def _of_html(text: str, element: "re.Match[str]") -> tuple[Tag, ...]:
    """Of preformatted text with a language."""
    end, code = text.find("</pre>", element.end()), _PRE.match(text, element.end())
    language = _OF_HTML.search(f"{element['rest']} {code['rest'] if code is not None else ''}")
    if end < 0 or code is None or language is None:
        return ()
    last = text.rfind("</code>", code.end(), end)
    named = {"language": language[1], MARKED_UP: "yes"}
    return (
        Tag(element.start(), code.end(), Role.OPEN, ELEMENT_CODE, named=named),
        Tag(end if last < 0 else last, end + len("</pre>"), Role.CLOSE, ELEMENT_CODE),
    )


def _code(
    text: str, element: "re.Match[str]", imports: Mapping[str, Import], named: Mapping[str, str]
) -> tuple[Tag, ...]:
    start = element.start()
    if element["rest"].rstrip().endswith("/"):
        of = imports.get(named.get("code", ""))
        if of is None and (written := _LITERAL.search(text, start, element.end())) is not None:
            first, last = written.span(next(key for key in ("double", "single", "braced") if written[key] is not None))
            return (
                Tag(start, first, Role.OPEN, ELEMENT_CODE, named=named),
                Tag(last, element.end(), Role.CLOSE, ELEMENT_CODE),
            )
        return _named(text, (start, element.end()), of, named.get("code", ""), named)
    name = element["name"]
    end = text.find(f"</{name}>", element.end())
    if end < 0:
        return ()
    inside, after = text[element.end() : end], end + len(f"</{name}>")
    if (only := _NAME.fullmatch(inside)) is not None:
        return _named(text, (start, after), imports.get(only[1]), only[1], named)
    opened, closed = _QUOTED.match(inside), _QUOTED_END.search(inside)
    first = element.end() + (opened.end() if opened is not None and closed is not None else 0)
    last = element.end() + (closed.start() if opened is not None and closed is not None else len(inside))
    return Tag(start, first, Role.OPEN, ELEMENT_CODE, named=named), Tag(last, after, Role.CLOSE, ELEMENT_CODE)


def _named(
    text: str, place: tuple[int, int], of: Import | None, name: str, named: Mapping[str, str]
) -> tuple[Tag, ...]:
    """The tag of code that is a file, or those of a constant's value, which is elsewhere: nothing is between them."""
    start, end = place
    if of is not None:
        return (Tag(start, end, Role.ALONE, ELEMENT_CODE, named={**named, "file": of.path}),)
    if (value := constants_of(text).get(name)) is None:
        return ()
    opened = Tag(start, start, Role.OPEN, ELEMENT_CODE, named={**named, "code": value})
    return opened, Tag(start, end, Role.CLOSE, ELEMENT_CODE)
