r"""What is known of a program, as values.

A file has the program's ``name``, the ``aliases`` it goes by as well, what it does when it is called without a known
verb, and a table ``[verbs.NAME]`` for each verb that does something else; a verb of several words is quoted, as
``[verbs."auth login"]``. What a program or verb does is one of the keys of ``ACTS``: ``true``, or the flags that make
it so.

``serves``    answers others until it is interrupted, so it gets a terminal of its own
``watches``   shows what happens until it is interrupted; runs in a terminal of its own as well
``redraws``   redraws the screen until it is interrupted
``asks``      takes what a person types, unless its input comes from elsewhere
``even_fed``  flags with which it asks whatever its input is: a password is read from the terminal
``waits``     waits for a person, wherever its input comes from: a pager, a browser
``edits``     opens an editor
``remote``    runs on another machine
``rights``    needs administrator rights
``kills``     ends processes by a pattern

``unless`` are flags with which it comes to its end by itself, ``at_most`` the number of arguments up to which it asks,
``when`` a regular expression that its words must hold. ``ports`` is a regular expression whose groups are the ports in
its words, ``port`` the one that it takes otherwise. ``later`` finds lines that it prints only when it is used.
``wraps`` runs the program in its words, ``runs`` what others wrote: whether that ends is not known.

``flags`` are those that its help does not list. ``valued_flags`` take the next word as their value; the value of a
``verb_flags`` flag is the verb, as in ``python3 -m http.server``; ``switches`` are flags with the verbs for which they
take none, as ``-f`` of ``kubectl logs``. Where a program's help tells them, ``tools/flags`` writes them to
``data/flags.toml``. ``error_lines`` are expressions of lines that say that it failed; those that calls named by
``relays`` print are another program's. ``volatile`` lists ``patterns`` of what differs with every run or machine in
what it prints, each with the ``rule`` of tolerance for it and ``when`` as above. ``meant`` lists the
programs of its name that a page may mean, see ``Meant``. ``tasks`` has, by the name of a file
whose commands it runs, regular expressions whose first group is one. ``answers`` are exit statuses that answer a
question where the page shows the answer (``grep`` found nothing, ``kubectl auth can-i``), ``ends_with`` those that do
in any case (``kubectl diff``), and ``closed_pipe`` those of a program whose reader has read enough. ``statuses`` say
what others mean, ``final`` are those that waiting does not change: a URL is malformed.

What calls do is said by forms (``harness.programs.form``), by the key that holds where the form that says most is:

``[effect]``  ``reads``, ``local``, ``changes``, or ``inside``: what the command behind the name of a pod does
``[needs]``   a capability, such as ``exec``, or one of ``nothing``, ``running``, ``ready``; see ``NEEDS``
``[timeout]`` the setting that limits them: ``install``, ``wait``
``[confirm]`` ``asks``: they ask for a yes; ``given``: flags that say it beforehand
``[wait]``    ``namespace``, ``everywhere``: they return when pods of theirs are ready
``[contexts]`` ``uses``, ``makes``: their last word is a context, there before or after; ``renames``: the last two are

``grouping`` are verbs that only stand before others (``x``), ``kinds`` lists of words for resources. ``context_flags``
and ``namespace_flags`` name a cluster and a namespace, which is ``namespace`` without one. ``time_flags`` say how long
a call may take. ``reads_urls``: it takes files and URLs alike. ``online`` are verbs that ask a server. ``uninstall`` is
what undoes calls, by their verb. ``file_flags`` take manifests, ``only_grouping`` are verbs that do nothing alone (an
empty one is the program), ``writes_as`` what it calls itself where it writes objects: the first is what others are
taken for. ``removed`` and ``deprecated`` are flags and subcommands, behind the verbs that have them, with what takes
their place; deprecated ones still work. ``resources`` are words of kubectl for resources. ``roles`` are some of
``ROLES``. ``output_flags`` name a file that it writes, ``context_prefix`` begins the context of a cluster it makes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from harness.programs.form import NO_FORMS, Forms, Kinds
from harness.programs.output_pattern import Meant, Pattern, Volatile
from harness.programs.profile_words import FLAG_KEYS, odd_word
from harness.settings.constraint import Problem
from harness.settings.tolerance import all_tolerances
from harness.suggest import nearest

ACTS: Final = ("rights", "edits", "waits", "remote", "kills", "redraws", "asks", "serves", "watches")
"""What a program does that keeps it from being run like others, the first that holds first."""

NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "nothing": (),
    "api": ("api",),
    "ready": ("api", "controllers"),
    "address": ("api", "controllers", "lb-address"),
    "traffic": ("api", "controllers", "lb-address", "lb-traffic"),
    "pods": ("api", "pods"),
    "running": ("api", "pods", "controllers"),
    "exec": ("api", "pods", "exec"),
    "logs": ("api", "pods", "logs"),
    "port-forward": ("api", "pods", "port-forward"),
    "dns": ("api", "pods", "dns"),
}
"""What the table ``needs`` of a program can say, with the capabilities of a cluster that it means."""
EFFECTS: Final = ("reads", "local", "changes", "inside")
LIMITS: Final = ("install", "wait")
CONFIRMATIONS: Final = ("asks", "given")
WAITS: Final = ("namespace", "everywhere")
CONTEXTS: Final = ("uses", "makes", "renames")
ROLES: Final = (
    "client",
    "interpreter",
    "runs_scripts",
    "keeps_state",
    "keeps_names",
    "makes_clusters",
    "installs",
    "offline",
    "searches",
    "picks_fields",
    "filters",
    "shows_logs",
    "prints_null",
    "passes_on",
    "forwards",
    "reads_files",
    "works_in_folder",
    "pattern_first",
    "no_files",
    "makes_files",
    "makes_last",
    "changes_files",
    "tells_of_machine",
    "walks_folders",
    "fills_in",
    "replaces",
    "deletes",
)
"""What a program can be to a page."""

When = bool | frozenset[str]
"""Whether something holds: always, never, or with one of these flags."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbProfile:
    """What a program does, called in one way; ``acts`` has a key for each of ``ACTS`` that may hold.

    The other fields are the keys of a verb's table, which the module's docstring explains. ``at_most`` and ``port`` are
    ``None``, and ``when``, ``ports`` and ``later`` empty, where the table has no such key.
    """

    acts: Mapping[str, When] = field(default_factory=dict)
    even_fed: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    at_most: int | None = None
    when: Pattern = ""
    ports: Pattern = ""
    port: int | None = None
    later: Pattern = ""
    wraps: bool = False
    runs: bool = False
    ends_with: frozenset[int] = frozenset()
    answers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramProfile:
    """A program: ``own`` is what it does without a known verb; ``verbs`` go by every alias of theirs.

    The other fields are the keys of a program's file, which the module's docstring explains; ``Forms`` are made of
    ``form_of`` texts by the keys of their table. Of a program that is known already they say what is added to it.
    """

    name: str
    aliases: tuple[str, ...] = ()
    own: VerbProfile = field(default_factory=VerbProfile)
    verbs: Mapping[str, VerbProfile] = field(default_factory=dict)
    subcommands: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    valued_flags: frozenset[str] = frozenset()
    verb_flags: frozenset[str] = frozenset()
    switches: Mapping[str, frozenset[str]] = field(default_factory=dict)
    error_lines: tuple[Pattern, ...] = ()
    relays: tuple[str, ...] = ()
    volatile: tuple[Volatile, ...] = ()
    meant: tuple[Meant, ...] = ()
    tasks: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    closed_pipe: frozenset[int] = frozenset()
    statuses: Mapping[int, str] = field(default_factory=dict)
    final: frozenset[int] = frozenset()
    effect: Forms = NO_FORMS
    needs: Forms = NO_FORMS
    timeout: Forms = NO_FORMS
    confirm: Forms = NO_FORMS
    wait: Forms = NO_FORMS
    contexts: Forms = NO_FORMS
    grouping: frozenset[str] = frozenset()
    kinds: Kinds = field(default_factory=dict)
    context_flags: tuple[str, ...] = ()
    namespace_flags: tuple[str, ...] = ()
    namespace: str = ""
    time_flags: frozenset[str] = frozenset()
    reads_urls: bool = False
    online: frozenset[str] = frozenset()
    file_flags: frozenset[str] = frozenset()
    only_grouping: frozenset[str] = frozenset()
    writes_as: tuple[str, ...] = ()
    uninstall: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    removed: Mapping[str, str] = field(default_factory=dict)
    deprecated: Mapping[str, str] = field(default_factory=dict)
    resources: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    output_flags: frozenset[str] = frozenset()
    context_prefix: str = ""

    def verb_of(self, words: tuple[str, ...]) -> tuple[str, VerbProfile]:
        """The verb that ``words`` begin with, as long as possible, and what it does; ``("", own)`` without one."""
        for length in range(min(len(words), 3), 0, -1):
            name = " ".join(words[:length])
            if name in self.verbs:
                return name, self.verbs[name]
        return "", self.own

    def takes_value(self, flag: str, words: Sequence[str]) -> bool:
        """Whether the next word is the value of ``flag``, which stands behind ``words``."""
        if flag not in self.valued_flags:
            return False
        verbs = self.switches.get(flag, frozenset())
        return not verbs or not any(" ".join(words[:length]) in verbs for length in range(1, min(len(words), 3) + 1))

    def acts_known(self) -> bool:
        """Whether it is known which of its calls end by themselves, and not only how they are to be read."""
        return bool(self.verbs) or self.own != NOTHING

    def profile(self) -> "ProgramProfile":
        return self

    def problem(self) -> Problem | None:
        """Why it cannot be added: a key of ``acts`` or of a table of forms, a role or a rule that there is not."""
        verbs = (self.own, *self.verbs.values())
        ports = (verb.port for verb in verbs if verb.port is not None)
        if odd := odd_word((self.name, *self.aliases), ports, {key: getattr(self, key) for key in FLAG_KEYS}):
            return odd
        acts = ("an act", ACTS, (act for verb in verbs for act in verb.acts))
        rules = (one.rule for one in self.volatile)
        tables = ((f"a key of {table}", keys, getattr(self, table).of) for table, keys in OF_FORMS.items())
        tolerances = sorted(one.name for one in all_tolerances()) if self.volatile else []
        others = ("a role", ROLES, sorted(self.roles)), ("a rule of tolerance", tolerances, rules)
        for what, known, given in (acts, *others, *tables):
            if wrong := [key for key in given if key not in known]:
                remedy = f"did you mean {near!r}?" if (near := nearest(wrong[0], known)) else ""
                return Problem(f"{wrong[0]!r} is not {what}", f"one of {', '.join(known)}", remedy)
        return None

    def on(self, known: "ProgramProfile | None") -> "ProgramProfile":
        """This on top of what is known of the program already: verbs that both have are as they are here."""
        if known is None:
            return self
        return replace(
            self,
            name=known.name,
            aliases=tuple(dict.fromkeys((*known.aliases, *self.aliases))),
            own=known.own if self.own == NOTHING else self.own,
            verbs={**known.verbs, **self.verbs},
            subcommands=known.subcommands | self.subcommands,
            flags=known.flags | self.flags,
            valued_flags=known.valued_flags | self.valued_flags,
            verb_flags=known.verb_flags | self.verb_flags,
            switches={**known.switches, **self.switches},
            error_lines=(*known.error_lines, *self.error_lines),
            relays=(*known.relays, *self.relays),
            volatile=(*known.volatile, *self.volatile),
            meant=(*known.meant, *self.meant),
            tasks={**known.tasks, **self.tasks},
            closed_pipe=known.closed_pipe | self.closed_pipe,
            statuses={**known.statuses, **self.statuses},
            final=known.final | self.final,
            **{key: getattr(self, key).on(getattr(known, key)) for key in OF_FORMS},
            grouping=known.grouping | self.grouping,
            kinds={**known.kinds, **self.kinds},
            context_flags=self.context_flags or known.context_flags,
            namespace_flags=self.namespace_flags or known.namespace_flags,
            namespace=self.namespace or known.namespace,
            time_flags=known.time_flags | self.time_flags,
            online=known.online | self.online,
            file_flags=known.file_flags | self.file_flags,
            only_grouping=known.only_grouping | self.only_grouping,
            writes_as=self.writes_as or known.writes_as,
            reads_urls=known.reads_urls or self.reads_urls,
            uninstall={**known.uninstall, **self.uninstall},
            removed={**known.removed, **self.removed},
            deprecated={**known.deprecated, **self.deprecated},
            resources=known.resources | self.resources,
            roles=known.roles | self.roles,
            output_flags=known.output_flags | self.output_flags,
            context_prefix=self.context_prefix or known.context_prefix,
        )


NOTHING: Final = VerbProfile()
NO_PROGRAM: Final = ProgramProfile(name="")
"""Of which nothing is known."""
OF_FORMS: Final[Mapping[str, tuple[str, ...]]] = {
    "effect": EFFECTS,
    "needs": tuple(NEEDS),
    "timeout": LIMITS,
    "confirm": CONFIRMATIONS,
    "wait": WAITS,
    "contexts": CONTEXTS,
}
"""The tables of forms, and the keys that each may have."""


class KnownProgram(Protocol):
    """A program of which more is read when a page calls it; a ``ProgramProfile`` is one of which all is read."""

    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...
    def profile(self) -> ProgramProfile: ...
