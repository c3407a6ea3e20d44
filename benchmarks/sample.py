"""A fixed draw of pages from the dump, the same whatever the state of the code; a smaller one is part of a larger."""

from __future__ import annotations

import random
import tarfile
from pathlib import Path

DUMP = Path("dump", "berlin-4000.tar.xz")  # below ../shared
SEED = 20


def unpack_sample(shared: Path, pages: int, folder: Path) -> None:
    """Write so many pages of the dump into a folder."""
    with tarfile.open(shared / DUMP) as archive:
        members = sorted((member for member in archive if member.isfile()), key=lambda member: member.name)
        random.Random(SEED).shuffle(members)
        drawn = sorted(members[:pages], key=lambda member: member.offset)  # one way through the packed file
        archive.extractall(folder, drawn, filter="data")
