"""What a fetch orders from the process that carries it out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from pressextract.fetching.fetch_settings import FetchSettings
from pressextract.fetching.seeds import Seeds

#: By this name servers and their robots.txt know pressextract.
ROBOT_NAME = "pressextract"


def user_agent(contact: str | None) -> str:
    """How servers are told who asks."""
    return f"{ROBOT_NAME}/{version('pressextract')}" + (f" (+{contact})" if contact else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What the parent orders; `listed` are the addresses of the seeds' lists."""

    seeds: Seeds
    settings: FetchSettings
    warc: Path
    state: Path
    user_agent: str
    max_bytes: int
    listed: tuple[str, ...] = ()

    def to_json(self) -> str:
        """One line."""
        facts = {name: getattr(self, name) for name in ("user_agent", "max_bytes", "listed")}
        facts |= {"warc": str(self.warc), "state": str(self.state), "settings": self.settings.model_dump()}
        return json.dumps(facts | {"seeds": self.seeds.to_json()})

    @classmethod
    def from_json(cls, line: str) -> Job:
        """The job of a line."""
        facts = json.loads(line)
        facts["listed"] = tuple(facts["listed"])
        facts["seeds"] = Seeds.from_json(facts["seeds"])
        facts["settings"] = FetchSettings(**facts["settings"])
        facts["warc"], facts["state"] = Path(facts["warc"]), Path(facts["state"])
        return cls(**facts)
