"""What tables and columns mean, in German, for people who read them in Excel; the schema has the English.

A column stands under its name where it means the same in every table, else under `table.column`.
"""

from __future__ import annotations

TABLES: dict[str, str] = {
    "articles": "eine Zeile je Pressemitteilung (ohne den Volltext, für den eine Zelle zu klein ist)",
    "people": "eine Zeile je Nennung einer Person mit Namen",
    "ministries": "eine Zeile je Nennung einer obersten Behörde: Bund, Land oder ein anderer Staat",
    "organisations": "eine Zeile je Nennung einer anderen Organisation: Unternehmen, Behörde, Verband, Partei …",
    "places": "eine Zeile je Nennung eines Ortes, auch abgeleiteter Adjektive (Magdeburger)",
    "counts": "eine Zeile je Mengenangabe: Anzahl, Geld, Prozent, Anteil, Maß, Dauer",
    "initiatives": "eine Zeile je Nennung eines Vorhabens mit Namen: Programm, Projekt, Netzwerk, Strategie …",
    "quotes": "eine Zeile je wörtlicher Rede in Anführungszeichen",
    "entities": "eine Zeile je Person, Ministerium, Organisation, Ort, Vorhaben: wie oft und wann genannt",
    "issues": "eine Zeile je Seite, aus der kein Artikel wurde (lost), und je Zweifel an einem Artikel (doubt)",
}

COLUMNS: dict[str, str] = {
    # in jedem Blatt mit Nennungen
    "article_id": "der Artikel, siehe Blatt articles",
    "entity_id": "wer oder was gemeint ist, im ganzen Bestand gleich, siehe Blatt entities; Mengen haben keine",
    "field": "wo die Nennung steht: title, subtitle oder text",
    "start": "erstes Zeichen der Nennung in diesem Feld, gezählt ab 0",
    "end": "erstes Zeichen nach der Nennung",
    "text": "die Nennung, wie sie dort steht",
    "sentence": "der Satz, in dem die Nennung beginnt",
    "source": "was sie gefunden hat: Modell, Regel, Lexikon oder eigene Liste",
    "confidence": "wie sicher das ist, nach Art des Belegs: high, medium, low",
    "name": "Normalform des Namens, ohne Genitiv-s",
    "abbreviation": "übliche Abkürzung",
    "person_id": "die Person innerhalb des Artikels; spätere Nachnamen haben die des vollen Namens",
    # articles
    "articles.article_id": "Kennung des Artikels, in jedem Lauf gleich",
    "source_id": "Kennung der Seite oder des Datensatzes, sonst ihr Pfad ohne Endung",
    "input": "Datei, bei Datensätzen auch Zeile, aus der der Artikel stammt",
    "url": "Adresse der Seite",
    "publisher": "wer die Mitteilung herausgibt",
    "title": "Überschrift, ohne den Namen der Website",
    "subtitle": "Dachzeile oder Unterzeile",
    "lead": "Vorspann; auch der Anfang des Textes",
    "language": "Sprache des Textes (ISO 639-1)",
    "published": "Tag der Veröffentlichung",
    "published_source": "wo dieser Tag gefunden wurde",
    "modified": "Tag der letzten Änderung, wie ihn die Seite nennt",
    "fetched": "Tag, an dem die Seite geholt wurde, soweit ein Webarchiv ihn nennt",
    "press_number": "Nummer der Mitteilung, etwa 12/2020",
    "dateline": "Ort der Ortsmarke (Berlin, 12. Mai 2020 –)",
    "embargo_until": "Ende der Sperrfrist, Ortszeit",
    "authors": "Autorinnen und Autoren, wie die Seite sie nennt",
    "contact_name": "Pressekontakt: Name",
    "contact_phone": "Pressekontakt: Telefon, wie es dort steht",
    "contact_email": "Pressekontakt: E-Mail",
    "boilerplate": "was der Herausgeber am Ende über sich selbst sagt (Über …)",
    "keywords": "Schlagworte der Seite",
    "image_captions": "Bildunterschriften",
    "image_credits": "Bildnachweise ohne ©",
    "n_words": "Wörter des Textes",
    "sha256": "Prüfsumme des Textes (SHA-256)",
    "duplicate_of": "article_id des zuerst veröffentlichten Artikels mit gleichem oder fast gleichem Text",
    "duplicate_similarity": "wie ähnlich beide Texte sind; 1 = gleich",
    "revision_of": "article_id der ersten Fassung unter derselben Adresse, wo ein Webarchiv eine spätere enthält",
    "extra": "weitere Angaben des Datensatzes, als JSON",
    # people
    "people.name": "voller Name, soweit der Artikel ihn nennt, ohne Genitiv-s",
    "given_name": "Vornamen",
    "family_name": "Familienname mit Namenszusätzen (von der Leyen)",
    "academic_title": "akademischer Grad an dieser Stelle: Dr., Prof. Dr.",
    "role": "Amt oder Funktion an dieser Stelle, wie sie dort steht",
    "organisation": "Organisation, mit der der Satz die Person verbindet",
    "party": "Partei an dieser Stelle",
    # ministries
    "ministry_id": "Schlüssel des Ministeriums in seiner Wahlperiode; leer, wenn es mehrdeutig bleibt",
    "ministries.name": "amtlicher Name am Tag des Artikels; sonst der Name, wie er dort steht",
    "level": "bund, land oder foreign (anderer Staat)",
    "ministries.land": "Land, Kanton oder anderer Staat",
    # organisations
    "organisation_id": "die Organisation: gleiche Normalform, gleiche Kennung",
    # places
    "place_id": "Kennung des Ortes: ags_ und Gemeindeschlüssel, land_, kreis_, country_ …",
    "places.name": "Normalform: Magdeburg für Magdeburger",
    "places.kind": "Art: Staat (country), Land (state), Region, Kreis (district), Gemeinde (municipality), Ortsteil"
    " (quarter), Straße (street), Gewässer (water), Gebäude oder Anlage (facility), anderes (other)",
    "land": "Bundesland, in dem der Ort liegt",
    "country": "Staat (ISO 3166-1)",
    "ags": "amtlicher Schlüssel: Gemeinde 8, Kreis 5, Land 2 Stellen; Text, damit die führende Null bleibt",
    "lat": "geografische Breite in Grad Nord (WGS 84)",
    "lon": "geografische Länge in Grad Ost (WGS 84)",
    "derived": "WAHR, wenn die Nennung ein abgeleitetes Adjektiv ist (Magdeburger)",
    "nested": "WAHR, wenn die Nennung Teil eines längeren Namens ist (Universität Leipzig)",
    "refers_to": "Ort, den eine Umschreibung meint: Magdeburg für Landeshauptstadt Sachsen-Anhalts",
    # counts
    "value": "die Zahl, Wörter und Größen aufgelöst (3,5 Millionen = 3500000); bei Spannen das untere Ende",
    "value_max": "oberes Ende einer Spanne",
    "bound": "genau (exact), etwa (about), fast (almost), gut (above), mehr als (more_than), weniger als (less_than),"
    " mindestens (at_least), höchstens (at_most), Spanne (range), unbestimmt (vague)",
    "counts.kind": "Anzahl (count), Geld (money), Prozent (percent), Anteil (fraction), Vielfaches (multiple), Maß"
    " (measure), Dauer (duration)",
    "unit": "Währung (ISO), Einheit (SI), percent, permille, percentage_point",
    "noun": "was gezählt wird, wie es dort steht",
    "of": "wovon die Menge ein Teil ist oder woraus sie besteht",
    # initiatives
    "initiative_id": "das Vorhaben: gleiche Normalform, gleiche Kennung",
    "initiatives.kind": "Programm, Initiative, Netzwerk, Projekt, Strategie, Bündnis (alliance), Plattform, Kampagne,"
    " Wettbewerb (competition), Plan, Fonds (fund), Zentrum (centre)",
    "initiatives.abbreviation": "Abkürzung, die der Artikel in Klammern nennt",
    # quotes
    "speaker": "wer spricht: voller Name, sonst das Amt",
    "quotes.person_id": "die sprechende Person, siehe Blatt people",
    "quotes.text": "die wörtliche Rede, ohne Anführungszeichen",
    # entities
    "entities.entity_id": "Kennung im ganzen Bestand",
    "label": "PERSON, MINISTRY, ORG, PLACE oder INITIATIVE",
    "entities.name": "die häufigste Normalform",
    "n_mentions": "Nennungen im ganzen Bestand",
    "n_articles": "Artikel mit einer Nennung",
    "first_published": "Tag des ersten datierten Artikels mit einer Nennung",
    "last_published": "Tag des letzten",
    # issues
    "issues.article_id": "der Artikel, an dem gezweifelt wird; leer, wenn die Seite verloren ist",
    "issues.kind": "lost (aus der Seite wurde kein Artikel) oder doubt (Zweifel; der Artikel ist da)",
    "code": "festes Wort für den Grund",
    "message": "was gefunden wurde",
    "stage": "welcher Teil von pressextract es meldet",
}


def meaning(table: str, column: str) -> str:
    """What a column means.

    Raises:
        KeyError: nothing is written about it; a test sees that this does not happen.
    """
    return COLUMNS.get(f"{table}.{column}") or COLUMNS[column]
