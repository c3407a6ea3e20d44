"""Page → Article, whatever kind the page is."""

from __future__ import annotations

import dataclasses
from typing import Any

from pressextract.article import Article, Doubt, Loss, Page, blocks_of
from pressextract.cleaning.decode import decode
from pressextract.cleaning.html_page import html_article
from pressextract.cleaning.language import detect_language
from pressextract.cleaning.plain_text import text_article
from pressextract.errors import PageError


def clean(html: bytes | str, url: str | None = None) -> Article:
    """The article of one HTML page, for notebooks; `source_id` is the address, or `article`.

    Raises:
        PageError: the page yields no article; `code` tells why.
    """
    return clean_page(Page(source_id=url or "article", input=url or "article", kind="html", content=html, url=url))


def clean_page(page: Page, language: str = "de") -> Article:
    """The article of a page. What the source states (title, date, publisher, address) wins over what is found.

    A record's text is used unchanged and never refused. With `language` de pages in another language are refused,
    any keeps them.

    Raises:
        PageError: empty, not_html, no_body or not_german.
    """
    if page.kind == "record":
        return _record_article(page)
    text = decode(page.content, page.charset)
    article = text_article(page, text) if page.kind == "txt" else html_article(page, text)
    detected = detect_language(article.text, article.language)
    if language == "de" and detected != "de":
        raise PageError("not_german", f"the text is in language {detected}; language = any keeps it")
    return _with_stated(dataclasses.replace(article, language=detected, fetched=page.fetched), page)


def clean_or_loss(page: Page | Loss, language: str) -> Article | Loss:
    """The page's article, or why there is none; whatever goes wrong on one page stays with that page.

    Raises:
        TimeLimitExceeded: where a limit of seconds is set.
    """
    if isinstance(page, Loss):
        return page
    try:
        return clean_page(page, language=language)
    except PageError as error:
        code, message = error.code, error.message
    except Exception as error:  # noqa: BLE001 - one page's failure becomes its row in issues
        code, message = "failed", f"{type(error).__name__}: {error}"
    return Loss(source_id=page.source_id, input=page.input, code=code, message=message, stage="cleaning")


def _record_article(page: Page) -> Article:
    text = page.content if isinstance(page.content, str) else decode(page.content, page.charset)
    doubts = []
    detected = None
    if text.strip():
        detected = detect_language(text)
        if detected != "de":
            doubts.append(
                Doubt(code="foreign_language", message=f"the text is in language {detected}", stage="cleaning")
            )
    else:
        doubts.append(Doubt(code="empty_text", message="the record's text is empty", stage="cleaning"))
    article = Article(
        source_id=page.source_id,
        input=page.input,
        url=page.url,
        blocks=blocks_of(text),
        language=detected,
        extra=page.extra,
        evidence={"text": "record"},
        doubts=tuple(doubts),
    )
    return _with_stated(article, page)


def _with_stated(article: Article, page: Page) -> Article:
    """What the source states in place of what was found."""
    stated: dict[str, Any] = {
        name: value for name in ("title", "published", "publisher", "url") if (value := getattr(page, name))
    }
    if not stated:
        return article
    evidence = {**article.evidence, **dict.fromkeys(stated, "source")}
    if page.published:
        stated["published_source"] = "source"
    return dataclasses.replace(article, evidence=evidence, **stated)
