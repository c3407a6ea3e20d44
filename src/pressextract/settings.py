"""Settings: defaults < pressextract.toml < environment (PRESSEXTRACT_…) < command line.

The options of a component stand under the component's family: `counts.keep_bare` in a file is the section [counts],
in the environment PRESSEXTRACT_COUNTS__KEEP_BARE, on the command line `--set counts.keep_bare=false`. Which
options there are, the component's signature says; spaCy checks them when the pipeline is built.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from pressextract.errors import ConfigError
from pressextract.fetching.fetch_settings import FetchSettings
from pressextract.schema import FAMILIES
from pressextract.sources.limits import Limits

Format = Literal["parquet", "csv"]
CsvDialect = Literal["standard", "excel-de"]
#: Families whose lexicon a user may add to.
LexiconFamily = Literal["organisations", "initiatives"]

SETTINGS_FILE = "pressextract.toml"
#: Settings that say how a run is carried out; whatever they are, the tables are the same.
EXECUTION = frozenset(("batch_size", "engine", "workers", "scheduler", "fetch"))


class Settings(BaseSettings):
    """What a run does. Build it with `settings_from`, which turns mistakes into ConfigError."""

    model_config = SettingsConfigDict(
        env_prefix="PRESSEXTRACT_",
        env_nested_delimiter="__",
        toml_file=SETTINGS_FILE,
        extra="forbid",
        frozen=True,
    )

    model: str = Field("de_press_sm", description="bundled pipeline, installed spaCy package or path", min_length=1)
    formats: tuple[Format, ...] = Field(("parquet", "csv"), description="formats of the tables", min_length=1)
    csv_dialect: CsvDialect = Field("standard", description="standard, or excel-de for a German Excel")
    language: Literal["de", "any"] = Field("de", description="any keeps HTML pages in other languages")
    max_page_bytes: int = Field(20_000_000, description="larger pages are lost with code too_large", gt=0)
    max_members: int = Field(1_000_000, description="what an archive holds beyond is lost, code archive_limit", gt=0)
    max_ratio: int = Field(1_000, description="an archive that unpacks to more is read no further, as above", gt=0)
    max_document_chars: int = Field(5_000_000, description="longer articles are lost with code too_long", gt=0)
    max_page_seconds: float = Field(120.0, description="pages that take longer are lost with code too_slow", gt=0)
    duplicates: Literal["near", "exact", "none"] = Field(
        "near", description="which articles duplicate_of marks: near and equal texts, equal ones, none"
    )
    min_similarity: float = Field(
        0.8, description="Jaccard similarity from which texts are near duplicates", gt=0, le=1
    )
    shard_pages: int = Field(200, description="pages of a shard, the unit of work that a killed run loses", gt=0)
    articles_per_file: int = Field(
        100_000, description="articles of a file; runs of more end in a folder of files per table", gt=0
    )
    aliases: tuple[Path, ...] = Field((), description="lists of further names, see docs/lists.md")
    stoplists: tuple[Path, ...] = Field((), description="lists of what is no mention")
    lexicons: dict[LexiconFamily, tuple[Path, ...]] = Field(
        default_factory=dict, description="further lexicon files by family: organisations, initiatives"
    )
    learn: bool = Field(False, description="find names bare that other articles of the run introduce")
    batch_size: int = Field(16, description="articles that the model reads at once", gt=0)
    engine: str = Field("local", description="where shards are read: local, dask, or an installed one", min_length=1)
    workers: int | None = Field(None, description="processes that read; without a number, one per core", gt=0)
    scheduler: str | None = Field(None, description="address of a Dask scheduler; without one, a local cluster")
    fetch: FetchSettings = Field(FetchSettings(), description="how `pressextract fetch` treats servers")

    ministries: dict[str, Any] = Field(default_factory=dict, description="options of pressextract_ministries")
    counts: dict[str, Any] = Field(default_factory=dict, description="options of pressextract_counts")
    places: dict[str, Any] = Field(default_factory=dict, description="options of pressextract_places")
    people: dict[str, Any] = Field(default_factory=dict, description="options of pressextract_people")
    organisations: dict[str, Any] = Field(default_factory=dict, description="options of pressextract_organisations")
    initiatives: dict[str, Any] = Field(default_factory=dict, description="options of pressextract_initiatives")
    quotes: dict[str, Any] = Field(default_factory=dict, description="options of pressextract_quotes")

    @property
    def limits(self) -> Limits:
        """What is read of one page and of one archive."""
        return Limits(page_bytes=self.max_page_bytes, members=self.max_members, ratio=self.max_ratio)

    @field_validator(*FAMILIES, mode="before")
    @classmethod
    def _read_option_values(cls, options: Any) -> Any:
        """Values from the environment are strings; they are read like those of `--set`."""
        if not isinstance(options, dict):
            return options
        return {name: _value(value) if isinstance(value, str) else value for name, value in options.items()}

    @field_validator("aliases", "stoplists", mode="before")
    @classmethod
    def _take_one_file(cls, files: Any) -> Any:
        """A single file needs no brackets."""
        return (files,) if isinstance(files, str | Path) else files

    @field_validator("lexicons", mode="before")
    @classmethod
    def _take_one_file_a_family(cls, lexicons: Any) -> Any:
        if not isinstance(lexicons, dict):
            return lexicons
        return {family: cls._take_one_file(files) for family, files in lexicons.items()}

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Command line first, then environment, then the file in the working folder."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def settings_from(assignments: Iterable[str] = (), **values: Any) -> Settings:
    """Settings from the command line's values (None counts as not given) and `--set` assignments NAME=VALUE.

    Raises:
        ConfigError: an unknown option or a value that does not fit, wherever it came from.
    """
    given = {name: value for name, value in values.items() if value is not None}
    for assignment in assignments:
        _assign(given, assignment)
    try:
        return Settings(**given)
    except ValidationError as error:
        found = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']} (found {e['input']!r})" for e in error.errors())
        raise ConfigError(f"settings: {found}. Possible: {', '.join(Settings.model_fields)}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{SETTINGS_FILE}: {error}; it must be TOML") from error
    except OSError as error:
        raise ConfigError(f"{SETTINGS_FILE}: cannot be read ({error})") from error
    except SettingsError as error:
        raise ConfigError(f'environment: {error}; several values are JSON, such as ["aliases.csv"]') from error


def lexicon_files(assignments: Iterable[str]) -> dict[str, tuple[str, ...]] | None:
    """The setting `lexicons` from FAMILY=FILE as the command line has them; None where there are none.

    Raises:
        ConfigError: an assignment names no family that takes further files, or no file.
    """
    files: dict[str, tuple[str, ...]] = {}
    for assignment in assignments:
        family, _, file = assignment.partition("=")
        if family not in get_args(LexiconFamily) or not file:
            possible = ", ".join(f"{family}=FILE" for family in get_args(LexiconFamily))
            raise ConfigError(f"--lexicon {assignment}: possible are {possible}")
        files[family] = (*files.get(family, ()), file)
    return files or None


def _assign(values: dict[str, Any], assignment: str) -> None:
    path, equals, text = assignment.partition("=")
    family, dot, option = path.strip().partition(".")
    if not equals or not family or (dot and not option):
        raise ConfigError(
            f"--set {assignment}: expected NAME=VALUE or FAMILY.OPTION=VALUE, such as counts.keep_bare=false"
        )
    if not dot:
        values[family] = _value(text)
        return
    section = values.setdefault(family, {})
    if not isinstance(section, dict):
        raise ConfigError(f"--set {assignment}: {family} is a single value, it has no options")
    section[option] = _value(text)


def _value(text: str) -> Any:
    """A TOML value: false, 2, 0.5, ["a"]; anything else is a string."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text.strip()
