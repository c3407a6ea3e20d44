"""The parliaments of the Länder: their sites have one issuer each; the text is found the generic way."""

from __future__ import annotations

from pressextract.cleaning.rules.site import Rules

#: Host and name of each parliament.
_PARLIAMENTS = {
    "landtag-bw.de": "Landtag von Baden-Württemberg",
    "bayern.landtag.de": "Bayerischer Landtag",
    "parlament-berlin.de": "Abgeordnetenhaus von Berlin",
    "landtag.brandenburg.de": "Landtag Brandenburg",
    "bremische-buergerschaft.de": "Bremische Bürgerschaft",
    "hamburgische-buergerschaft.de": "Hamburgische Bürgerschaft",
    "hessischer-landtag.de": "Hessischer Landtag",
    "landtag-mv.de": "Landtag Mecklenburg-Vorpommern",
    "landtag-niedersachsen.de": "Niedersächsischer Landtag",
    "landtag.nrw.de": "Landtag Nordrhein-Westfalen",
    "landtag.rlp.de": "Landtag Rheinland-Pfalz",
    "landtag-saar.de": "Landtag des Saarlandes",
    "landtag.sachsen.de": "Sächsischer Landtag",
    "landtag.sachsen-anhalt.de": "Landtag von Sachsen-Anhalt",
    "landtag.ltsh.de": "Schleswig-Holsteinischer Landtag",
    "thueringer-landtag.de": "Thüringer Landtag",
}

RULES = tuple(Rules(name=f"landtage.{host}", hosts=(host,), issuer=issuer) for host, issuer in _PARLIAMENTS.items())
