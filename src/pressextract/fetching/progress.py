"""How a fetch stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchState:
    """Addresses by what became of them, those that wait, and the hosts that these and those belong to.

    `bytes` are those of pages as they were sent; they, the visits `asked` and the `seconds` are those of this process.
    """

    fetched: int
    revised: int
    unchanged: int
    read: int
    skipped: int
    failed: int
    waiting: int
    hosts: int
    bytes: int
    asked: int
    seconds: float

    @property
    def done(self) -> int:
        """Addresses that were visited or need no visit."""
        return self.fetched + self.revised + self.unchanged + self.read + self.skipped + self.failed

    @property
    def rate(self) -> float:
        """Visits per second in this process."""
        return self.asked / self.seconds if self.seconds else 0.0


Progress = Callable[[FetchState], None]
