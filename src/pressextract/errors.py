"""What can go wrong, and how a caller tells it apart.

    PressextractError
    ├── ConfigError       exit 2  settings, options, paths, an output folder that holds something else
    │   ├── LexiconError          a lexicon file: names file and line
    │   └── RulesError            a publisher's rules: names publisher and field
    ├── ModelError        exit 3  a model is missing, damaged or not German: the message tells what to run
    ├── EngineError       exit 3  workers or an extra cannot be had: a package is missing, a scheduler does not answer
    ├── PageError                 one page is lost, the run goes on; `code` stands in the table `issues`
    └── OutputError       exit 1  tables could not be written, or hold what the schema does not know

Each error takes its message as the one argument (PageError: code and message), so all of them survive pickling.
A message says what was found, what is possible and what to do.
"""

from __future__ import annotations

from typing import ClassVar


class PressextractError(Exception):
    """Root of all errors that a user's input or machine can cause."""

    exit_code: ClassVar[int] = 1


class ConfigError(PressextractError):
    """Settings, options, input or output paths do not fit."""

    exit_code = 2


class LexiconError(ConfigError):
    """A lexicon file breaks its format; the message begins with `file:line`."""


class RulesError(ConfigError):
    """A publisher's rules are not usable; the message begins with `publisher.field`."""


class ModelError(PressextractError):
    """The spaCy pipeline is missing, damaged or lacks the labels that the tables need."""

    exit_code = 3


class EngineError(PressextractError):
    """What a verb needs cannot be had: a package of an extra, workers that start, a scheduler that answers."""

    exit_code = 3


class OutputError(PressextractError):
    """The tables could not be written, or a value does not fit the schema."""


#: Why a page is lost. The words are stable: they stand in `issues.code` and consumers filter by them.
PAGE_CODES: dict[str, str] = {
    "unreadable": "the file or archive member cannot be read",
    "empty": "the file has no content",
    "not_html": "the content is not HTML (a PDF, an image, binary data)",
    "no_body": "no text of an article was found on the page",
    "not_german": "the article's text is in another language",
    "too_large": "the page exceeds max_page_bytes",
    "archive_limit": "an archive holds more members or unpacks to more bytes than max_members or max_ratio allow;"
    " the rest of it is not read",
    "bad_record": "the record of a JSON Lines, CSV or Parquet file holds no text or html, or cannot be read",
    "too_long": "the article's text exceeds max_document_chars",
    "too_slow": "cleaning or reading the page took longer than max_page_seconds",
    "crashed": "the process that read the page ended without a word, and did so again with this page alone",
    "failed": "an unexpected error; the message names it",
}

#: What is doubtful about an article that is there. Stable words, as above.
DOUBT_CODES: dict[str, str] = {
    "empty_text": "the record's text is empty",
    "foreign_language": "the record's text is not German",
    "uncertain_date": "published is a guess, or the day of the last change since no other is stated",
    "crossing": "a mention that ran from one field into the next was left out",
    "ambiguous_ministry": "several ministries bear the name and nothing decides; ministry_id is empty",
    "ambiguous_place": "several places bear the name and nothing decides; key and coordinates are empty",
}


class PageError(PressextractError):
    """One page yields no article. `code` is a key of `PAGE_CODES`.

    Raises:
        KeyError: the code is not one of `PAGE_CODES`.
    """

    def __init__(self, code: str, message: str) -> None:
        if code not in PAGE_CODES:
            raise KeyError(code)
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"
