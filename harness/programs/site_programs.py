"""``[programs.NAME]`` of a site's settings as profiles: the keys are those of a program's TOML file."""

from harness.errors import SettingsError
from harness.programs.extended_program import unknown_kind
from harness.programs.profile_reader import profile_of
from harness.programs.program_profile import ProgramProfile
from harness.programs.registry import known_programs
from harness.settings import Settings
from harness.settings.raw_table import RawTable


def site_programs(settings: Settings) -> tuple[ProgramProfile, ...]:
    """A profile for each table; ``SettingsError`` at the line of what makes no sense."""
    profiles = tuple(_profile(name, table) for name, table in settings.programs.items())
    taken = {one.name: one for one in profiles}
    for profile in profiles:
        for alias in profile.aliases:
            known = known_programs().get(alias)
            other = known.name if known is not None and known.name == alias else taken.setdefault(alias, profile).name
            if other != profile.name:
                raise SettingsError(
                    f"'{profile.name}' has the alias '{alias}', which is '{other}'",
                    at=settings.programs[profile.name].place(("aliases",)),
                    expected="an alias that no other program has",
                    remedy=f"leave it out, or add to [programs.{other}] instead",
                )
    return profiles


def _profile(name: str, table: RawTable) -> ProgramProfile:
    if "name" in table.values:
        raise SettingsError(
            "unknown key 'name'",
            at=table.place(("name",)),
            expected=f"the name in the table's header: [programs.{name}]",
            remedy="leave it out",
        )
    values = {key: value for key, value in table.values.items() if key != "verbs"}
    profile = profile_of({"name": name, **values}, table.values.get("verbs", {}), table.place)
    if (problem := profile.problem() or unknown_kind(profile, _kinds(profile))) is not None:
        raise SettingsError(problem.message, at=table.place(()), expected=problem.expected, remedy=problem.remedy)
    return profile


def _kinds(profile: ProgramProfile) -> frozenset[str]:
    known = known_programs().get(profile.name)
    return frozenset(profile.on(None if known is None else known.profile()).kinds)
