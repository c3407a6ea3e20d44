"""Lines that pages print around and between the paragraphs of an article and that are nobody's text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pressextract.lexicon.tables import bundled_lexicon

_MAX_PHRASE = 60
_MAX_PROMPT = 320
#: A menu in one line (`Kommentarfeed | Kommentare geschlossen | Trackback`) and an entry of it.
_MAX_MENU, _MAX_ENTRY = 160, 40
_MENU_SIGNS = (" | ", " · ", " • ", "] [")
#: One of these is in what the pattern for files and switches matches; a look for them spares the pattern.
_WIDGET_SIGNS = ("B", "PDF", "DOC", "XLS", "pdf", "doc", "xls", "blenden", "klappen")
_MENU_BORDER = re.compile(r"\s[|·•]\s|\]\s\[")
_BEGINNING = re.compile(r"^[\W\d]+")
_END_MARKS = " :.!?>»›→…|-"
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
_SHARE = re.compile(
    r"(?=.*\b(?:Artikel|Beitrag|Seite|Meldung|News|Inhalt|Freunden?|anderen|Facebook|Twitter|WhatsApp|E-?Mail)\b)"
    r"(?:(?:\S+ ){0,7}(?:teilen|weiterempfehlen|weitersagen|teilen/\S+)[?!:.]?|"
    r"(?:Teilen|Teile|Weitersagen|Empfehlen|Folgen Sie)\b.{0,50})",
    re.I,
)
#: Lines made of symbols only: bullets, arrows, rules; an emoticon is the author's.
_SYMBOLS = re.compile(r"[\s|·•»«›‹<>→←↑↓▲▼△▽×✕+*_=~–—-]+")
_LEGAL = re.compile(r"(?=.*\bimpressum\b)(?=.*\b(?:datenschutz|agb|nutzungsbedingungen|copyright|kontakt)).*", re.I)
_SUBSCRIPTION = re.compile(
    r"(?:\bnewsletter\b|\bwhats-?app\b|\bpush-?(?:nachrichten|mitteilungen)\b)"
    r"(?=.*\b(?:abonnieren|anmelden|anmeldung|kostenlos|folg\w*|sichern|bestellen|jetzt|hier)\b)|"
    r"\b(?:abonniere?n?|anmelden|kostenlos|folg(?:e|st|en|t)|jetzt|hier)\b.*(?:\bnewsletter\b|\bwhats-?app\b)|"
    r"\bnewsletter-?(?:anmeldung|abo)|\bkostenlos (?:testen|abonnieren)\b",
    re.I,
)
#: Files for download and switches of the page.
_WIDGET = re.compile(
    r".{0,80}[(\[,|•·–-]\s*(?:(?:PDF|DOCX?|XLSX?|ZIP|JPE?G|PNG|MP[34])\b\s*[,|;:–-]?\s*)?\d+(?:[.,]\d+)?\s?[kKMG]i?[bB]\b.{0,20}|"
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
_COUNTER = re.compile(
    r"(?:Lesezeit|Lesedauer|Aufrufe|Zugriffe|Hits|Views|Kommentare)\s*:?\s*(?:ca\.\s*)?[\d.,<>]+(?:\s*Min.*)?|"
    r"(?:ca\.\s*)?[\d.]+\s(?:(?:Min\.?|Minuten?)(?:\s(?:Lesezeit|Lesedauer))?|Kommentare?|Aufrufe|Views|Zugriffe|Bewertungen)",
    re.I,
)
_PROMPT = re.compile(
    r"(?:Externer Inhalt|Empfohlener (?:redaktioneller|externer) Inhalt|Um diesen Inhalt|Zum Aktivieren|Ihr Browser|"
    r".{0,60}\beinverstanden, dass mir\b.{0,60}Inhalte?\b|(?:Externen?|Redaktionellen?) Inhalte? (?:anzeigen|laden)|"
    r"Personenbezogene Daten können|Damit können personenbezogene Daten|.{0,40}\bKlick für den Datenschutz|"
    r"An dieser Stelle findest du\b.{0,60}Inhalt|Link zum \S+-Inhalt|\S+-Inhalte erlauben|"
    r"Für die Darstellung von\b.{0,60}\bnutzen wir|"
    r"Wir benötigen Ihre (?:Zustimmung|Einwilligung)|Inhalt (?:laden|entsperren)|Dieser Inhalt (?:kann|ist|wird)|"
    r"An dieser Stelle (?:finden|befindet|ist)\b.{0,60}(?:Inhalt|Video|Medien)|"
    r"Mit (?:dem )?(?:Klick|Laden)\b.{0,80}(?:Datenschutz|akzeptier|YouTube|Inhalt)|"
    r"Bitte (?:aktivieren|akzeptieren|erlauben) Sie (?:Java|.{0,20}Cookies)|JavaScript (?:ist|muss)|"
    r"Diese (?:Web)?[Ss]eite (?:verwendet|nutzt) Cookies|Wir (?:verwenden|nutzen|setzen) Cookies|"
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
    return _phrases().get(_bare(text).casefold()) if len(text) <= _MAX_PHRASE else None


def _bare(text: str) -> str:
    """A line without arrows, bullets and numbers in front of it and marks behind it."""
    text = text.rstrip(_END_MARKS)
    return text if text[:1].isalpha() else _BEGINNING.sub("", text)


def announces_other_pages(text: str) -> bool:
    """`Weitere Meldungen`, `Das könnte Sie auch interessieren`: what follows is teasers for other pages."""
    return len(text) <= _MAX_PHRASE and _OTHER_PAGES.fullmatch(_bare(text)) is not None


def announces_links(text: str) -> bool:
    """`Weitere Informationen`, `Downloads`: what follows is links, or a paragraph of the article."""
    return len(text) <= _MAX_PHRASE and _MORE.fullmatch(_bare(text)) is not None


def announces_subscription(text: str) -> bool:
    """`Unser Newsletter: jetzt kostenlos anmelden`: what follows praises it."""
    return len(text) <= _MAX_ENTRY * 2 and _SUBSCRIPTION.search(text) is not None


def is_page_line(text: str) -> bool:
    """Navigation, sharing, counters, consent placeholders, newsletter prompts, lists of tags."""
    if len(text) <= _MAX_PHRASE:
        if _SYMBOLS.fullmatch(text) or phrase_kind(text) in ("navigation", "share"):
            return True
        if _COUNTER.fullmatch(text) or _AGENCY.fullmatch(text) or _SHARE.fullmatch(text):
            return True
    if len(text) <= _MAX_MENU:
        if any(sign in text for sign in _MENU_SIGNS) and _is_menu(text):
            return True
        if any(sign in text for sign in _WIDGET_SIGNS) and _WIDGET.fullmatch(text):
            return True
        if ("mpressum" in text or "MPRESSUM" in text) and _LEGAL.fullmatch(text):
            return True
    if len(text) <= _MAX_PROMPT and (_PROMPT.match(text) or ("ink" in text and _AFFILIATE.search(text))):
        return True
    return _POSTED.match(text) is not None


def _is_menu(text: str) -> bool:
    parts = [part.strip("[] ") for part in _MENU_BORDER.split(text)]
    return len(parts) > 1 and any(map(phrase_kind, parts)) and all(len(part) <= _MAX_ENTRY for part in parts)
