"""The members of archives: their names, which are labels and never paths, and the pages that they hold."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass

from pressextract.article import Loss, Page
from pressextract.sources.endings import encodable, ending_of, kind_of, without_ending
from pressextract.sources.files import saved_page
from pressextract.sources.limits import Limits
from pressextract.sources.source_file import Skipped, SourceFile, lost

#: What macOS adds to archives: the attributes of the files beside them, under the same names.
_APPLE = "__MACOSX"
_DRIVE = re.compile(r"^[A-Za-z]:(?=/)")


@dataclass(frozen=True, slots=True)
class Member:
    """A member by its name as it is shown: no leading slash, no drive, no `..`."""

    archive: SourceFile
    name: str

    @classmethod
    def of(cls, archive: SourceFile, stored_name: str) -> Member:
        """The member of a name as it is stored."""
        path = _DRIVE.sub("", stored_name.replace("\\", "/"))
        parts = [part for part in path.split("/") if part not in ("", ".", "..")]
        return cls(archive, encodable("/".join(parts)))

    @property
    def is_hidden(self) -> bool:
        """Whether it is passed over as a hidden file is."""
        parts = self.name.split("/")
        return parts[0] == _APPLE or any(part.startswith(".") for part in parts) or not self.name

    @property
    def skipped(self) -> Skipped | None:
        """Set where the member is no page: archives and records in archives are not opened."""
        return None if kind_of(self.name) == "page" else Skipped(ending_of(self.name))

    def page(self, content: bytes, limits: Limits) -> Page | Loss:
        """The page of the member's bytes, of which `limits.page_bytes` + 1 are enough."""
        return saved_page(content, self._source_id, self._input, limits)

    def lost(self, code: str, message: str) -> Loss:
        """The member as a page that cannot be had."""
        return lost(self._source_id, self._input, code, message)

    @property
    def _input(self) -> str:
        return f"{self.archive.name}/{self.name}"

    @property
    def _source_id(self) -> str:
        name = without_ending(self.name)
        return name if self.archive.alone else f"{self.archive.name}/{name}"


def special(mode: int) -> Skipped | None:
    """What a member is by the Unix mode that is stored with it, None for a file; 0 tells nothing."""
    if stat.S_ISLNK(mode):
        return Skipped("link")
    return Skipped("device") if stat.S_IFMT(mode) not in (0, stat.S_IFREG) else None
