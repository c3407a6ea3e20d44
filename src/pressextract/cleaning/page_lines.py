"""Lines that pages print around and between the paragraphs of an article and that are nobody's text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pressextract.lexicon.tables import bundled_lexicon

MAX_PHRASE = 60
_MAX_PROMPT, _MAX_CONSENT = 320, 700
#: A menu in one line (`Kommentarfeed | Kommentare geschlossen | Trackback`) and an entry of it.
_MAX_MENU, _MAX_ENTRY = 160, 40
_MENU_SIGNS = (" | ", " · ", " • ", "] [")
#: One of these is in what the pattern of the same name matches; a look for them spares the pattern.
_SHARE_SIGNS = ("eil", "empfehl", "weitersag", "Weitersag", "Empfehl", "Folgen", "EIL", "EMPF", "FOLG")
_CONSENT_SIGNS = (
    "nhalt", "INHALT", "Aktivieren", "Browser", "Daten", "Darstellung", "Zustimmung", "Einwilligung", "Klick", "Laden",
)  # fmt: skip
_OFFER_SIGNS = ("ewsletter", "NEWSLETTER", "App", "Sendung", "berichte", "Mit ", "(Mit ")
_WIDGET_SIGNS = ("KB", "kB", "MB", "GB", "PDF", "DOC", "XLS", "pdf", " kb", " mb", "blenden", "klappen")
_MENU_BORDER = re.compile(r"\s[|·•]\s|\]\s\[")
_BEGINNING = re.compile(r"^[\W\d]+")
_END_MARKS = " :.!?>»›→…|-"
_SHARE = re.compile(
    r"(?=.*\b(?:Artikel|Beitrag|Seite|Meldung|News|Inhalt|Freunden?|anderen|Facebook|Twitter|WhatsApp|E-?Mail)\b)"
    r"(?:(?:\S+ ){0,7}(?:teilen|weiterempfehlen|weitersagen|teilen/\S+)[?!:.]?|"
    r"(?:Teilen|Teile|Weitersagen|Empfehlen|Folgen Sie)\b.{0,50})",
    re.I,
)
#: Lines made of symbols only: bullets, arrows, rules; an emoticon is the author's.
_SYMBOLS = re.compile(r"[\s|·•»«›‹<>→←↑↓▲▼△▽×✕+*_=~–—-]+")
_LEGAL = re.compile(r"(?=.*\bimpressum\b)(?=.*\b(?:datenschutz|agb|nutzungsbedingungen|copyright|kontakt)).*", re.I)
#: Files for download and switches of the page.
_WIDGET = re.compile(
    r".{0,140}[(\[,|•·–-]\s*(?:(?:PDF|DOCX?|XLSX?|ZIP|JPE?G|PNG|MP[34])\b\s*[,|;:–-]?\s*)?"
    r"\d+(?:[.,]\d+)?\s?[kKMG]i?[bB]\b.{0,20}|"
    r"(?:PDF|DOCX?|XLSX?)(?:[\s,|(–-]+\d+(?:[.,]\d+)?\s?[kKMG]i?[bB]\)?)?|"
    r".{0,40}\b(?:ein|aus)(?:blenden|klappen)|.{0,40}\baufklappen",
    re.I,
)
_POSTED = re.compile(
    r"(?:Der|Dieser) (?:Beitrag|Eintrag|Artikel) wurde\b.{0,160}"
    r"(?:veröffentlicht|gepostet|geschrieben|verfasst|abgelegt)",
    re.I,
)
_AFFILIATE = re.compile(r"\bAffiliate-?\s?Links?\b|\bWerbelinks?\b|\bProvisions-?Links?\b", re.I)
_AGENCY = re.compile(
    r"[(\[]?(?:mit |Quelle: )?(?:[a-zäöü]{2,5}/)?(?:dpa|afp|reuters|ap|kna|epd|apa|sda|ots|sid)"
    r"(?:\s?[/,|-]\s?\w{2,8}){0,3}[)\]]?",
    re.I,
)
#: Sentences about the publisher's own letters, apps, channels and programmes.
_OWN_OFFERS = re.compile(
    r"\bNewsletter\b.*\b(?:informiert Sie|anmelden|abonnieren|bestellen|richtig|entlang|kostenlos|Posteingang)|"
    r"\b(?:informiert|anmelden|abonnieren|abonniere|kostenlos|Posteingang)\b.*\bNewsletter\b|"
    r"\b\w*App\b.*\b(?:Android|iOS|App-? ?Store|Play-? ?Store)\b|"
    r"^(?:Über dieses Thema berichte|Sendung:|Diese Sendung)|"
    r"^\(?Mit (?:Agenturmaterial|Material|Informationen|Inhalten) (?:von|der|des|aus)\b|^Mit Agenturmaterial\b",
    re.I,
)
_COUNTER = re.compile(
    r"\d{1,2}:\d\d\s*/\s*\d{1,2}:\d\d|"
    r"(?:Lesezeit|Lesedauer|Aufrufe|Zugriffe|Hits|Views|Kommentare)\s*:?\s*(?:ca\.\s*)?[\d.,<>]+(?:\s*Min.*)?|"
    r"(?:ca\.\s*)?[\d.]+\s(?:(?:Min\.?|Minuten?)(?:\s(?:Lesezeit|Lesedauer))?|Kommentare?|Aufrufe|Views|Zugriffe|Bewertungen)",
    re.I,
)
#: Placeholders for what a page shows after consent.
_CONSENT = re.compile(
    r"(?:Externer Inhalt|Empfohlener (?:redaktioneller|externer) Inhalt|Um diesen Inhalt|Zum Aktivieren|Ihr Browser|"
    r".{0,60}\beinverstanden, dass mir\b.{0,60}Inhalte?\b|(?:Externen?|Redaktionellen?) Inhalte? (?:anzeigen|laden)|"
    r"Personenbezogene Daten können|Damit können personenbezogene Daten|.{0,40}\bKlick für den Datenschutz|"
    r"An dieser Stelle findest du\b.{0,60}Inhalt|Link zum \S+-Inhalt|\S+-Inhalte erlauben|"
    r"Für die Darstellung von\b.{0,60}\bnutzen wir|"
    r"Wir benötigen Ihre (?:Zustimmung|Einwilligung)|Inhalt (?:laden|entsperren)|Dieser Inhalt (?:kann|ist|wird)|"
    r"An dieser Stelle (?:finden|befindet|ist)\b.{0,60}(?:Inhalt|Video|Medien)|"
    r"Mit (?:dem )?(?:Klick|Laden)\b.{0,80}(?:Datenschutz|akzeptier|YouTube|Inhalt))",
    re.I,
)
_PROMPT = re.compile(
    r"(?:Bitte (?:aktivieren|akzeptieren|erlauben) Sie (?:Java|.{0,20}Cookies)|JavaScript (?:ist|muss)|"
    r"Diese (?:Web)?[Ss]eite (?:verwendet|nutzt) Cookies|Wir (?:verwenden|nutzen|setzen) Cookies|"
    r"(?:Wie )?Hat (?:Ihnen|dir|euch) (?:dieser|der|diese|die) (?:Artikel|Beitrag|Seite|Text)\b|Ihre Meinung ist uns|"
    r"(?:Sie müssen|Du musst|Bitte)\b.{0,30}(?:einloggen|eingeloggt|(?:angemeldet|registriert) sein|"
    r"(?:anmelden|registrieren),? (?:um|oder)\b)|"
    r"Fehler (?:gefunden|entdeckt|auf)\b|(?:Inhaltliches )?Feedback\?|War (?:dieser|der) (?:Artikel|Beitrag) hilfreich|"
    r"Unterstützen Sie (?:uns|unsere)|(?:Unabhängiger|Kritischer|Guter) Journalismus (?:braucht|kostet)|"
    r"Abonnieren Sie|Newsletter (?:abonnieren|bestellen)|(?:Hier|Jetzt)\b.{0,30}\bNewsletter\b|"
    r"Jetzt (?:anmelden|abonnieren|spenden)|Folgen Sie uns|Folge uns|Beitrags-?Navigation|"
    r"Veröffentlicht (?:in|unter|von)\b|(?:Kategorien?|Schlagw(?:orte|örter)|Tags?|Themen|Stichw(?:orte|örter)):|"
    r"Kommentare (?:sind )?geschlossen|Alle Rechte vorbehalten|Original-Content von:|"
    r"(?:Anzeige|Werbung)\b.{0,20}(?:Affiliate|Partner)|\*?\s?(?:Affiliate|Werbe)-?Link|"
    r"Dieser Pressetext ist auch verfügbar|(?:Das|Die|Diese[sr]?) (?:Dokument|Datei|Pressemitteilung|Presseeinladung)\b"
    r".{0,40}(?:herunterladen|downloaden?|Download))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line that pages print around an article. `kind`: navigation, share, related or contact."""

    kind: str
    phrase: str
    source: str


@cache
def _phrases() -> dict[str, str]:
    return {line.phrase: line.kind for line in bundled_lexicon("page_lines", PageLine)}


def phrase_kind(text: str) -> str | None:
    """navigation, share, related or contact where the whole line is such a phrase."""
    return _phrases().get(bare(text).casefold()) if len(text) <= MAX_PHRASE else None


def bare(text: str) -> str:
    """A line without arrows, bullets and numbers in front of it and marks behind it."""
    text = text.rstrip(_END_MARKS)
    return text if text[:1].isalpha() else _BEGINNING.sub("", text)


def is_page_line(text: str) -> bool:
    """Navigation, sharing, counters, consent placeholders, newsletter prompts, lists of tags."""
    holds = text.__contains__
    if len(text) <= MAX_PHRASE:
        if _SYMBOLS.fullmatch(text) or phrase_kind(text) in ("navigation", "share"):
            return True
        if _COUNTER.fullmatch(text) or _AGENCY.fullmatch(text):
            return True
        if any(map(holds, _SHARE_SIGNS)) and _SHARE.fullmatch(text):
            return True
    if len(text) <= _MAX_MENU:
        if any(map(holds, _MENU_SIGNS)) and _is_menu(text):
            return True
        if any(map(holds, _WIDGET_SIGNS)) and _WIDGET.fullmatch(text):
            return True
        if ("mpressum" in text or "MPRESSUM" in text) and _LEGAL.fullmatch(text):
            return True
    if len(text) <= _MAX_CONSENT and any(map(holds, _CONSENT_SIGNS)) and _CONSENT.match(text):
        return True
    if len(text) <= _MAX_PROMPT:
        if _PROMPT.match(text) or ("ink" in text and _AFFILIATE.search(text)):
            return True
        if any(map(holds, _OFFER_SIGNS)) and _OWN_OFFERS.search(text):
            return True
    return _POSTED.match(text) is not None


def _is_menu(text: str) -> bool:
    parts = [part.strip("[] ") for part in _MENU_BORDER.split(text)]
    return len(parts) > 1 and any(map(phrase_kind, parts)) and all(len(part) <= _MAX_ENTRY for part in parts)
