"""``[toolchain]``: how programs that clusters need are found."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolchainSettings:
    """``mirrors`` replaces the start of addresses that releases are downloaded from."""

    mirrors: Mapping[str, str] = field(default_factory=dict)
    downloads: bool = True  # False: no release is downloaded
