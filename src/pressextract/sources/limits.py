"""How much is read of one page and one archive, and what ends the reading of a file before its end."""

from __future__ import annotations

from dataclasses import dataclass

#: Bytes that any archive may unpack to, however small it is: a short text compresses well, and is no bomb.
_SLACK = 100_000_000


class DamagedError(OSError):
    """A file cannot be read on: it is cut off, damaged, or not what its ending says. The message is the reason."""


class ArchiveLimitError(Exception):
    """An archive exceeds a limit. The message names the number and the setting that raises the limit."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`page_bytes` for one page, unpacked; `members` and `ratio` (unpacked to packed bytes) for one archive."""

    page_bytes: int = 20_000_000
    members: int = 1_000_000
    ratio: int = 1_000

    @property
    def line_bytes(self) -> int:
        """Bytes of a record, which holds a page and what is known of it, with what quoting adds."""
        return 2 * self.page_bytes + 1_000

    @property
    def too_large(self) -> str:
        """What to say of a page that exceeds `page_bytes`."""
        return f"more than {self.page_bytes:,} bytes; raise max_page_bytes to read it"

    def check_members(self, members: int) -> None:
        """Refuse an archive with too many members.

        Raises:
            ArchiveLimitError: there are more than `members`.
        """
        if members > self.members:
            raise ArchiveLimitError(f"more than {self.members:,} members; raise max_members to read them")

    def check_unpacked(self, unpacked: int, packed: int) -> None:
        """Refuse an archive that unpacks to too much.

        Raises:
            ArchiveLimitError: `unpacked` exceeds `ratio` times `packed`, with some bytes free.
        """
        if unpacked > self.ratio * packed + _SLACK:
            raise ArchiveLimitError(
                f"{packed:,} bytes unpack to more than {unpacked:,}, which is over {self.ratio:,} times as much;"
                " raise max_ratio to read on"
            )
