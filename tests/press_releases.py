"""Fourteen press releases of an invented ministry of an invented Land; people and events are made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Release:
    """What a press office writes; a page is made of it elsewhere."""

    number: int
    published: date
    slug: str
    title: str
    text: str

    @property
    def path(self) -> str:
        return f"/presse/2024/{self.number:02}-{self.slug}.html"


#: Oldest first. Each has its own people, places, counts and quotes, so that no two are near-duplicates.
RELEASES = (
    Release(
        1,
        date(2024, 1, 15),
        "elbquerung-magdeburg",
        "20 Millionen Euro für die neue Elbquerung in Magdeburg",
        """Das Ministerium für Wege und Brücken fördert den Bau einer Rad- und Fußgängerbrücke über die Elbe in Magdeburg mit 20 Millionen Euro. Ministerin Dr. Helga Brandner (CDU) übergab den Bescheid am Montag im Alten Rathaus an Oberbürgermeister Jens Kortmann (parteilos).

„Wer heute vom Stadtpark nach Buckau will, fährt vier Kilometer Umweg. Damit ist 2027 Schluss“, sagte Brandner bei der Übergabe. Die Brücke wird 312 Meter lang und sechs Meter breit.

Weitere 8,5 Millionen Euro kommen vom Bundesministerium für Digitales und Verkehr aus dem Sonderprogramm „Stadt und Land“. Die Stadt trägt einen Eigenanteil von zehn Prozent.""",
    ),
    Release(
        2,
        date(2024, 2, 6),
        "glatteis-streusalz",
        "Winterdienst verbraucht doppelt so viel Salz wie im Vorjahr",
        """Der Winterdienst hat seit November 41.000 Tonnen Streusalz auf die Landesstraßen gebracht, doppelt so viel wie im Winter davor. Das teilte Staatssekretär Olaf Wittekind (FDP) am Dienstag im Verkehrsausschuss des Landtags mit.

Besonders im Harz waren die Räumfahrzeuge fast täglich unterwegs: Die Meisterei Elbingerode zählte 63 Einsatztage. „Unsere Leute sind um drei Uhr nachts aufgestanden, damit um sechs der Schulbus fährt“, so Wittekind.

Die Lager in Halberstadt und Sangerhausen werden bis Ende Februar wieder aufgefüllt. Engpässe seien nicht zu befürchten, erklärte die Leiterin der Landesstraßenbehörde, Petra Nordhoff.

Der Abgeordnete Murat Yildiz (Bündnis 90/Die Grünen) regte an, auf Radwegen Sole statt Splitt zu erproben.""",
    ),
    Release(
        3,
        date(2024, 3, 4),
        "faehre-aken",
        "Fähre Aken nimmt nach Niedrigwasser den Betrieb wieder auf",
        """Nach elf Wochen Zwangspause setzt die Gierseilfähre in Aken seit heute wieder über. Der Pegel der Elbe war im Dezember auf 47 Zentimeter gefallen, für das 60 Jahre alte Schiff zu wenig.

Fährmann Dieter Lüdecke begrüßte am Morgen als erste Fahrgäste eine Schulklasse aus Köthen. „Ohne Fähre sind es 38 Kilometer bis zur nächsten Brücke“, erinnerte Abteilungsleiterin Sabine Truckenbrodt aus dem Ministerium für Wege und Brücken.

Das Land hat in der Pause den Anleger für 640.000 Euro vertieft. Die Arbeiten leitete das Wasserstraßen- und Schifffahrtsamt Elbe.""",
    ),
    Release(
        4,
        date(2024, 3, 21),
        "azubis-strassenwaerter",
        "36 junge Leute werden Straßenwärterin und Straßenwärter",
        """So viele wie noch nie: 36 Auszubildende beginnen im August bei den Straßenmeistereien des Landes, darunter neun Frauen. Auf die Stellen hatten sich 412 Bewerberinnen und Bewerber gemeldet.

„Der Beruf ist krisenfest, draußen und besser bezahlt, als viele glauben“, warb Ministerin Dr. Helga Brandner (CDU) auf der Ausbildungsmesse in Stendal. Der Vorsitzende der Gewerkschaft für Straße und Verkehr, Ralf Immenroth, nannte die Zahl „einen Anfang, aber noch keine Trendwende“.

Gelernt wird drei Jahre lang im Wechsel zwischen der Berufsschule in Bernburg und einer der 27 Meistereien. Das Bundesministerium für Bildung und Forschung unterstützt die überbetriebliche Werkstatt mit 1,2 Millionen Euro.""",
    ),
    Release(
        5,
        date(2024, 4, 18),
        "brueckenpruefung-drohnen",
        "Drohnen prüfen Talbrücken: Pilotprojekt im Selketal gestartet",
        """Risse, Rost und Moos aus der Luft erkennen: Im Selketal fliegen seit Donnerstag zwei Drohnen die 74 Meter hohe Talbrücke Mägdesprung ab. Bislang mussten sich Prüferinnen und Prüfer dafür abseilen.

Entwickelt hat das Verfahren die Hochschule Harz in Wernigerode. Projektleiterin Prof. Dr. Annegret Solbach rechnet vor: „Eine Prüfung dauert nun zwei Tage statt zwei Wochen, und niemand muss die Straße sperren.“

Die Initiative Brücke 4.0 läuft bis 2026 und umfasst 15 Bauwerke. Digitalministerin Lydia Hagenow (SPD) kündigte an, die Bilddaten offen bereitzustellen. Das Bundesministerium für Wirtschaft und Klimaschutz gibt 3,4 Millionen Euro dazu.""",
    ),
    Release(
        6,
        date(2024, 5, 13),
        "radweg-unstrut",
        "Unstrutradweg zwischen Laucha und Freyburg ist fertig",
        """Zwischen Laucha und Freyburg können Ausflügler jetzt durchgehend am Wasser radeln. Die letzten 5,7 Kilometer des Unstrutradwegs haben Landrat Götz Ullmann (CDU) und Staatssekretär Olaf Wittekind (FDP) am Montag freigegeben.

Gekostet hat der Abschnitt 4,1 Millionen Euro, wovon das Land drei Viertel übernommen hat. Entlang der Weinberge entstanden acht Rastplätze und 22 Ladepunkte für Elektroräder.

„Im Sommer zählen wir hier bis zu 1.800 Radfahrende am Tag“, freut sich die Geschäftsführerin des Tourismusverbands Saale-Unstrut, Kerstin Malchow. Winzer Emil Haubold hofft auf volle Straußwirtschaften.""",
    ),
    Release(
        7,
        date(2024, 6, 11),
        "hochwasser-sofortprogramm",
        "Nach dem Hochwasser: Sofortprogramm für unterspülte Straßen",
        """Das Kabinett hat am Dienstag ein Sofortprogramm über 15 Millionen Euro beschlossen. Damit werden Straßen und Durchlässe instand gesetzt, die das Hochwasser an der Helme zu Pfingsten beschädigt hat.

Betroffen sind 29 Streckenabschnitte, sieben davon bleiben gesperrt. In Berga und Kelbra richten Pioniere der Bundeswehr Behelfsbrücken ein; das Bundesministerium der Verteidigung hat die Amtshilfe bis September zugesagt.

„Wir fragen jetzt nicht nach Zuständigkeiten, wir schütten Kies“, sagte Ministerpräsident Konrad Velten (CDU). Die Oppositionsführerin Ines Rademacher (Die Linke) forderte, auch Feldwege der Gemeinden einzubeziehen.

Anträge nimmt die Investitionsbank ab dem 1. Juli entgegen.""",
    ),
    Release(
        8,
        date(2024, 7, 2),
        "schulwege-zebrastreifen",
        "Sichere Schulwege: 120 neue Zebrastreifen bis zum Herbst",
        """Rechtzeitig zum Schuljahr bekommen Grundschulen 120 zusätzliche Fußgängerüberwege. Das haben Ministerin Dr. Helga Brandner (CDU) und Bildungsminister Thilo Ackermann (SPD) in der Grundschule Am Lerchenberg in Halle vorgestellt.

Kinder hatten zuvor 900 gefährliche Stellen auf Karten markiert. „Ich habe aufgeschrieben, wo die Autos nie anhalten“, berichtete die neunjährige Schülersprecherin Mia Okafor.

Ein Überweg kostet im Schnitt 18.000 Euro. Bezahlt wird er je zur Hälfte vom Land und von den Kommunen; die Deutsche Verkehrswacht schult 250 Lotsinnen und Lotsen.""",
    ),
    Release(
        9,
        date(2024, 8, 8),
        "alleen-nachpflanzung",
        "Alleen im Klimawandel: Land pflanzt 5.000 Bäume nach",
        """Linden, Ulmen und Elsbeeren sollen die Lücken schließen, die drei trockene Sommer gerissen haben. Im Herbst pflanzt das Land 5.000 junge Bäume entlang von Landes- und Bundesstraßen, vor allem in der Altmark.

Botanikerin Dr. Wiebke Sander vom Helmholtz-Zentrum für Umweltforschung hat die Arten ausgesucht. „Die Rosskastanie hat an der Straße keine Zukunft, die Elsbeere schon“, urteilt sie.

Umweltministerin Franziska Dormann (Bündnis 90/Die Grünen) stellt dafür 2,75 Millionen Euro aus der Ersatzgeldkasse bereit. Patenschaften vermittelt der Verein Allee lebt in Salzwedel; 340 Familien haben sich schon gemeldet.""",
    ),
    Release(
        10,
        date(2024, 9, 3),
        "schwertransporte-genehmigung",
        "Schwertransporte: Genehmigung künftig in fünf statt dreißig Tagen",
        """Wer ein Windradblatt oder einen Transformator über die Straße bringt, wartet ab Oktober höchstens fünf Arbeitstage auf die Erlaubnis. Bisher waren es im Mittel 30.

Möglich macht das ein gemeinsames Rechenzentrum mit Niedersachsen und Brandenburg, das die Tragfähigkeit von 2.300 Brücken kennt. Die Autobahn GmbH des Bundes liefert ihre Daten zu.

„Die Energiewende fährt nachts mit 60 Metern Länge durch Dessau. Sie darf nicht am Papier scheitern“, erklärte Staatssekretär Olaf Wittekind (FDP). Spediteurin Jolanta Pawlak aus Zerbst sprach von einer „Befreiung nach zehn Jahren“.

Im vergangenen Jahr gingen 11.600 Anträge ein.""",
    ),
    Release(
        11,
        date(2024, 9, 26),
        "laermschutz-naumburg",
        "Flüsterasphalt für die Ortsdurchfahrt Naumburg",
        """Anwohnerinnen und Anwohner der Kösener Straße in Naumburg sollen besser schlafen: Auf 1,9 Kilometern wird ab Donnerstag lärmmindernder Asphalt eingebaut. Gemessen wurden dort nachts bis zu 64 Dezibel.

Der Belag schluckt nach Angaben der Bundesanstalt für Straßenwesen rund fünf Dezibel. „Das Ohr empfindet das, als wäre ein Drittel der Autos verschwunden“, erläuterte Referatsleiter Hannes Quandt.

Bürgermeisterin Ruth Elvers (SPD) dankte der Bürgerinitiative Leise Saale, die 3.100 Unterschriften gesammelt hatte. Das Bundesministerium für Umwelt, Naturschutz, nukleare Sicherheit und Verbraucherschutz beteiligt sich mit 700.000 Euro.""",
    ),
    Release(
        12,
        date(2024, 10, 17),
        "historische-steinbruecke",
        "Steinerne Brücke in Quedlinburg erhält Preis für Denkmalpflege",
        """Für die Rettung der mittelalterlichen Steinbrücke über die Bode ist die Stadt Quedlinburg am Donnerstag mit dem Ingenieurpreis Denkmal ausgezeichnet worden. Die Urkunde ist mit 25.000 Euro verbunden.

Steinmetzmeister Ludger Fries und sein Team hatten 1.460 Sandsteinquader einzeln ausgebaut, nummeriert und wieder versetzt. „Kein Stein liegt anders als im Jahr 1310“, lobte Jurypräsidentin Prof. Dr. Carola Weidlich von der Bauhaus-Universität Weimar.

Kulturstaatsminister Arndt Seelig (CDU) würdigte die Zusammenarbeit mit der Deutschen Stiftung Denkmalschutz. Autos dürfen die Brücke nicht mehr befahren, Fuhrwerke im Advent schon.""",
    ),
    Release(
        13,
        date(2024, 11, 14),
        "landesstrassen-bericht",
        "Zustandsbericht: Jede vierte Landesstraße muss saniert werden",
        """Von den 4.080 Kilometern Landesstraße sind 26 Prozent in schlechtem oder sehr schlechtem Zustand. Das geht aus dem Bericht hervor, den Ministerin Dr. Helga Brandner (CDU) dem Landtag zugeleitet hat.

Am schlechtesten schneidet der Landkreis Mansfeld-Südharz ab, am besten das Jerichower Land. „Wir haben zwei Jahrzehnte lang geflickt. Nun müssen wir bauen“, mahnte Brandner.

Die Regierung will die Mittel bis 2028 auf 110 Millionen Euro im Jahr anheben. Haushaltspolitiker Bernd Sassnick (AfD) bezweifelte, dass die Planungsämter das Geld verbauen können; Rechnungshofpräsidentin Gudrun Tille verlangte eine Rangliste nach Nutzen.""",
    ),
    Release(
        14,
        date(2024, 12, 9),
        "rufbus-altmark",
        "Rufbusse in der Altmark fahren ab Januar auch am Wochenende",
        """Am Telefon oder per App bestellt, an der Milchbank abgeholt: Die 19 Rufbuslinien der Altmark verkehren vom 4. Januar an samstags und sonntags bis 23 Uhr. Das Angebot erreicht 86 Dörfer zwischen Osterburg, Gardelegen und Havelberg.

Finanziert wird die Ausweitung mit 5,2 Millionen Euro aus Regionalisierungsmitteln. Verkehrsplaner Sven Ohlendorf erwartet 140.000 Fahrgäste im ersten Jahr.

„Meine Enkel können nun ins Kino und kommen auch wieder heim“, sagte Ortsvorsteherin Hannelore Pieper (Freie Wähler) bei der Vorstellung in Kalbe. Der Landesbeauftragte für Menschen mit Behinderungen, Timo Reuschel, hob hervor, dass alle Fahrzeuge eine Rampe haben.""",
    ),
)
#: Newest first, as feeds and listings have them.
NEWEST = tuple(reversed(RELEASES))
