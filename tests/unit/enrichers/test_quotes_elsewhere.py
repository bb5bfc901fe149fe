"""Quotes in other languages than English: each form right once, and the traps of each."""

from __future__ import annotations

from time import perf_counter
from typing import cast

import pytest

from copydesk.schemas.article import Quote
from copydesk.service.enrichers.quotes import find_quotes
from copydesk.service.enrichers.speech_words import SPEECH
from copydesk.service.enrichers.story import Story
from tests.unit.articles import an_article

DE = "Die Brücke hält keinen weiteren Winter aus"
FR = "Le pont ne tiendra pas un hiver de plus"
ES = "El puente no aguantará otro invierno más"
IT = "Il ponte non reggerà un altro inverno"
PT = "A ponte não aguenta mais um inverno"
NL = "De brug houdt het geen winter meer vol"
SV = "Bron klarar inte en vinter till"
NO = "Broen tåler ikke en vinter til"
DA = "Broen holder ikke en vinter mere"
PL = "Most nie wytrzyma już kolejnej zimy"
RU = "Мост не переживет еще одну зиму"
TR = "Köprü bir kışa daha dayanmaz artık"


def quotes(body: str, language: str) -> list[Quote]:
    """Of an article with this body; each stands where it says."""
    found = cast("list[Quote]", find_quotes(Story(an_article(body_text=body, language=language)))["quotes"])
    assert all(body[quote.start : quote.end] == quote.text for quote in found)
    return found


@pytest.mark.parametrize(
    ("language", "body", "speaker"),
    [
        ("de", f"„{DE}“, sagte Monika Bergfeld am Montag.", "Monika Bergfeld"),
        ("de", f"„{DE}“, sagte Verkehrsministerin Monika Bergfeld.", "Monika Bergfeld"),
        ("de", f"»{DE}«, erklärte der Vorsitzende der Hafenpartei, Jürgen Bergfeld, in Köln.", "Jürgen Bergfeld"),
        ("de", f'Monika Bergfeld kam. "{DE}", so Bergfeld.', "Monika Bergfeld"),
        ("de", f"Monika Bergfeld, die Ministerin, sagte am Montag: „{DE}.“", "Monika Bergfeld"),
        ("de", f"Am Montag sagte Monika Bergfeld: „{DE}.“", "Monika Bergfeld"),
        ("de", f"„{DE}, ‚bitte sehr‘, so ist das“, sagte Monika Bergfeld.", "Monika Bergfeld"),
        ("de", "Man wolle „lieber heute als morgen damit anfangen“, sagte Monika Bergfeld.", "Monika Bergfeld"),
        ("fr", f"« {FR} », a déclaré Camille Durand à la presse.", "Camille Durand"),
        ("fr", f"«\xa0{FR}\xa0», a expliqué le maire de Brest, Jean-Luc Durand.", "Jean-Luc Durand"),
        ("fr", f"“{FR}”, affirme la ministre des Ports Camille Durand.", "Camille Durand"),
        ("fr", f"Camille Durand a ajouté : « {FR}. »", "Camille Durand"),
        ("es", f"«{ES}», dijo Lucía Herrero el lunes.", "Lucía Herrero"),
        ("es", f"“{ES}”, afirmó el alcalde de Cádiz, José Luis Herrero Vega.", "José Luis Herrero Vega"),
        ("es", f"Lucía Herrero llegó. Herrero declaró: “{ES}”.", "Lucía Herrero"),
        ("it", f"«{IT}», ha detto Chiara Bellini.", "Chiara Bellini"),
        ("it", f"“{IT}”, spiega il sindaco Matteo Bellini.", "Matteo Bellini"),
        ("it", f"Chiara Bellini ha dichiarato: «{IT}».", "Chiara Bellini"),
        ("pt", f"“{PT}”, disse Beatriz Carvalho da Costa.", "Beatriz Carvalho da Costa"),
        ("pt", f'"{PT}", afirmou o prefeito do Porto, Rafael Carvalho.', "Rafael Carvalho"),
        ("pt", f"Beatriz Carvalho afirmou: «{PT}».", "Beatriz Carvalho"),
        ("nl", f"„{NL}”, zegt Sanne van der Velde.", "Sanne van der Velde"),
        ("nl", f"‘{NL}’, aldus burgemeester Pieter Velde.", "Pieter Velde"),
        ("nl", f'Sanne Velde zei: "{NL}."', "Sanne Velde"),
        ("sv", f"”{SV}”, säger Annika Lindgren till tidningen.", "Annika Lindgren"),
        ("sv", f"– {SV}, säger hamnchefen Annika Lindgren.", "Annika Lindgren"),
        ("nb", f"– {NO}, sier Ingrid Strand Haugen.", "Ingrid Strand Haugen"),
        ("no", f"«{NO}», skriver statsråd Ingrid Haugen.", "Ingrid Haugen"),
        ("da", f"»{DA}«, siger Mette Holm Kjær.", "Mette Holm Kjær"),
        ("da", f"- {DA}, siger borgmester Mette Kjær.", "Mette Kjær"),
        ("pl", f"„{PL}” – powiedział Piotr Zalewski.", "Piotr Zalewski"),
        ("pl", f"– {PL} – podkreśliła minister Anna Zalewska.", "Anna Zalewska"),
        ("pl", f"Anna Zalewska powiedziała: „{PL}”.", "Anna Zalewska"),
        ("ru", f"«{RU}», — сказал Иван Воронин.", "Иван Воронин"),
        ("ru", f"«{RU}», — заявил представитель портовой компании Иван Воронин.", "Иван Воронин"),
        ("ru", f"— {RU}, — заявила министр Анна Воронина.", "Анна Воронина"),
        ("ru", f"Иван Петрович Воронин приехал. Воронин сообщил: «{RU}».", "Иван Петрович Воронин"),
        ("tr", f"Belediye Başkanı Mehmet Yıldız, “{TR}” dedi.", "Mehmet Yıldız"),
        ("tr", f'Ayşe Yıldız geldi. Yıldız, "{TR}" diye konuştu.', "Ayşe Yıldız"),
    ],
)
def test_who_says_it(language: str, body: str, speaker: str) -> None:
    """A named speaker behind the words or before them, by the fullest name."""
    assert [quote.speaker for quote in quotes(body, language)] == [speaker]


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("de", f"Monika Bergfeld kam. „{DE}“, sagte sie."),
        ("de", f"Monika Bergfeld kam. „{DE}“, sagte der Minister."),
        ("de", f"„{DE}“, sagte ein Sprecher von Ministerin Monika Bergfeld."),
        ("de", f"„{DE}“, sagte er über Monika Bergfeld."),
        ("de", f"Über Monika Bergfeld sagte er: „{DE}.“"),
        ("de", f"In dem Buch „{DE}“ schreibt Monika Bergfeld von Häfen."),
        ("de", f"Sein Buch „{DE}“, sagte Monika Bergfeld, sei gut."),
        ("es", f"Su libro «{ES}», dijo Lucía Herrero, es bueno."),
        ("de", "Von einer „Lösung“, sagte Monika Bergfeld, sei nichts zu sehen."),
        ("de", f"Monika Bergfeld und Jürgen Bergfeld kamen. „{DE}“, sagte Bergfeld."),
        ("de", f"Die Nordhafen Stiftung sagte: „{DE}.“"),
        ("de", f"„Er nannte es „{DE}“, sagte Monika Bergfeld."),
        ("fr", f"Camille Durand est là. « {FR} », a-t-elle déclaré."),
        ("fr", f"« {FR} », a déclaré le porte-parole du ministre Jean Durand."),
        ("fr", f"« {FR} », a déclaré le ministère."),
        ("fr", f"Le livre « {FR} » de Camille Durand est paru."),
        ("es", f"Lucía Herrero llegó. «{ES}», dijo la ministra."),
        ("es", f"«{ES}», dijo tras reunirse con Lucía Herrero."),
        ("es", f"A Lucía Herrero le dijo: «{ES}»."),
        ("es", f"«{ES}», dijo Naciones Unidas."),
        ("it", f"«{IT}», ha detto incontrando Chiara Bellini."),
        ("it", f"Nel libro «{IT}» ha scritto Chiara Bellini del porto."),
        ("pt", f"Beatriz Carvalho saiu. “{PT}”, disse ela."),
        ("nl", f"Sanne Velde kwam. „{NL}”, zegt ze."),
        ("sv", f"– {SV}, säger hon till Annika Lindgren."),
        ("no", f"– {NO}, sier han. Ingrid Haugen gikk."),
        ("da", f"»{DA}«, siger han til Mette Kjær."),
        ("pl", f"– {PL} – powiedział rzecznik. Piotr Zalewski wyszedł."),
        ("ru", f"«{RU}», — сказал он Ивану Воронину. Иван Воронин ушел."),
        ("ru", f"Книга «{RU}» вышла, сказал Иван Воронин."),
        ("tr", f"Ayşe Yıldız geldi. Bakanlık, “{TR}” dedi."),
    ],
)
def test_who_does_not(language: str, body: str) -> None:
    """No pronoun, no office alone, nobody spoken of or spoken to; no title of a work, no single word in marks."""
    assert quotes(body, language) == []


def test_where_it_stands() -> None:
    """The words are without marks and the spaces within them."""
    body = f"Bien. «\xa0{FR}\xa0», a déclaré Camille Durand."
    assert [(one.text, one.start) for one in quotes(body, "fr")] == [(FR, body.index(FR))]


@pytest.mark.parametrize("language", sorted(SPEECH))
@pytest.mark.parametrize(
    "form", ["{open}", "{open}Anna ", "Anna Berg ", "{open}x y z w v{close}, {verb} Anna Berg. ", "- x, ", "{verb} : "]
)
def test_a_megabyte(language: str, form: str) -> None:
    """Time grows with the text, and no further than what is read."""
    words = SPEECH[language]
    unit = form.format(open=words.marks[0][0], close=words.marks[0][1], verb=words.verbs[0])
    body = unit * (1_000_000 // len(unit))
    began = perf_counter()
    quotes(body, language)
    assert perf_counter() - began < 1
