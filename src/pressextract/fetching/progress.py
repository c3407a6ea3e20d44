"""How a fetch stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchState:
    """Addresses by what became of them, those that wait, and the hosts that these and those belong to.

    `bytes` are those of pages as they were sent; they, the visits `asked` and the `seconds` are those of this process.
    """

    fetched: int = 0
    revised: int = 0
    unchanged: int = 0
    read: int = 0
    skipped: int = 0
    failed: int = 0
    waiting: int = 0
    hosts: int = 0
    bytes: int = 0
    asked: int = 0
    seconds: float = 0.0

    @property
    def done(self) -> int:
        """Addresses that were visited or need no visit."""
        return self.fetched + self.revised + self.unchanged + self.read + self.skipped + self.failed

    @property
    def rate(self) -> float:
        """Visits per second in this process."""
        return self.asked / self.seconds if self.seconds else 0.0


Progress = Callable[[FetchState], None]
