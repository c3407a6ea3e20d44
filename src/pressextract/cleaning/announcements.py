"""Lines that announce what is no text: teasers for other pages, lists of links, the publisher's own newsletters."""

from __future__ import annotations

import re

from pressextract.cleaning.page_lines import MAX_PHRASE, bare

_MAX_HEADING = 80
_MAX_LEAD = 320
#: Headings and lines that announce links to other pages. What the announcement is made of varies, its form does not.
_OTHER_PAGES = re.compile(
    r"(?:(?:Weitere|Mehr|Ähnliche|Verwandte|Neueste|Neuste|Aktuelle|Aktuellste|Andere|Top|Beliebte|Meistgelesene|Passende|"
    r"Noch mehr|Entdecken? (?:Sie )?(?:weitere|mehr)|Zugehörige)\s(?:\w+ ){0,2}"
    r"(?:Artikel|Beiträge|Berichte|News|Nachrichten|Meldungen|Themen|Kolumnen|Inhalte|Storys?|Stories|Texte|Videos|"
    r"Pressemitteilungen|Presseinformationen|Medienmitteilungen|Homestorys)(?:\s.{0,40})?|"
    r"(?:Lesen|Sehen|Hören) Sie (?:auch|hierzu|dazu|mehr|mal)\b.{0,40}|(?:Siehe|Schau|Lies) auch|"
    r"Schon (?:gelesen|gesehen|gewusst)|Auch (?:interessant|lesenswert|spannend)|"
    r"(?:Das|Dies|Diese|Was)\b.{0,40}könnten? (?:Sie|dich|euch|Ihnen|dir)\b.{0,30}(?:interessieren|gefallen)|"
    r"(?:Empfehlungen|Tipps) (?:der|aus der) Redaktion|Empfehlungen für (?:Sie|dich))",
    re.I,
)
#: The same, where prose may follow and then belongs to the article.
_MORE = re.compile(
    r"(?:(?:Weitere|Weiterführende|Mehr|Noch mehr|Interessante|Nützliche)\s(?:\w+ ){0,2}(?:Informationen?|Infos?|Links|"
    r"Downloads?|Dokumente|Materialien)|Mehr (?:zum|zu|über|aus|von)|Downloads?|Links?|Zum Thema|Dokumente|Dateien)"
    r"(?:\s.{0,40})?",
    re.I,
)
_ELSEWHERE = re.compile(
    r"\W*(?:Zum (?:Artikel|Beitrag|Video|Podcast|Liveblog|Ticker)|"
    r"(?:Lesen|Sehen|Hören) Sie (?:auch|hier|dazu|hierzu|mehr)|(?:Lies|Sieh|Schau|Hör) (?:auch|hier|dazu)|"
    r"Lesetipp|Buchtipp|Auch interessant|Mehr dazu|Siehe auch)\b",
    re.I,
)
_SUBSCRIPTION = re.compile(
    r"(?:\bnewsletter\b|\bwhats-?app\b|\bpush-?(?:nachrichten|mitteilungen)\b)"
    r"(?=.*\b(?:abonnieren|anmelden|anmeldung|kostenlos|folg\w*|sichern|bestellen|jetzt|hier)\b)|"
    r"\b(?:abonniere?n?|anmelden|kostenlos|folg(?:e|st|en|t)|jetzt|hier)\b.*(?:\bnewsletter\b|\bwhats-?app\b)|"
    r"\b(?:unabhängiger|kritischer|guter) journalismus (?:braucht|kostet)|"
    r"\bnewsletter-?(?:anmeldung|abo)|\bkostenlos (?:testen|abonnieren)\b",
    re.I,
)


def announces_other_pages(text: str) -> bool:
    """`Weitere Meldungen`, `Das könnte Sie auch interessieren`: what follows is teasers for other pages."""
    return len(text) <= MAX_PHRASE and _OTHER_PAGES.fullmatch(bare(text)) is not None


def announces_links(text: str) -> bool:
    """`Weitere Informationen`, `Downloads`: what follows is links, or a paragraph of the article."""
    return len(text) <= MAX_PHRASE and _MORE.fullmatch(bare(text)) is not None


def leads_elsewhere(text: str) -> bool:
    """`Zum Artikel: …`, `Lesen Sie auch: …`: with a link in it the line is one to another page."""
    return len(text) <= _MAX_LEAD and _ELSEWHERE.match(text) is not None


def announces_subscription(text: str) -> bool:
    """`Unser Newsletter: jetzt kostenlos anmelden`: what follows praises it."""
    return len(text) <= _MAX_HEADING and _SUBSCRIPTION.search(text) is not None
