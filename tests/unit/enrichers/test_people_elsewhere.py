"""People in other languages than English: whom a text names, where a rule is sure."""

from __future__ import annotations

from time import perf_counter

import pytest

from copydesk.service.enrichers.speech_words import SPEECH
from tests.unit.enrichers.test_people import people


@pytest.mark.parametrize(
    ("language", "body", "found"),
    [
        ("de", "Die Verkehrsministerin Monika Bergfeld kam.", [("Monika Bergfeld", 1)]),
        ("de", "Jürgen Bergfeld sprach. Die Fähre, sagte Bergfeld, ist alt.", [("Jürgen Bergfeld", 2)]),
        ("de", "Jürgen Bergfelds Fähre. Jürgen Bergfeld kam, Bergfeld ging.", [("Jürgen Bergfeld", 2)]),
        ("fr", "Le président Jean-Luc Durand est arrivé.", [("Jean-Luc Durand", 1)]),
        ("fr", "Camille Le Goff parle. Selon Goff, tout va bien.", [("Camille Le Goff", 2)]),
        ("es", "La alcaldesa Lucía Herrero Vega llegó; Herrero habló.", [("Lucía Herrero Vega", 2)]),
        ("it", "Il sindaco Matteo Bellini ha parlato.", [("Matteo Bellini", 1)]),
        ("pt", "A ministra Beatriz Carvalho da Costa saiu.", [("Beatriz Carvalho da Costa", 1)]),
        ("nl", "Burgemeester Pieter van der Velde kwam.", [("Pieter van der Velde", 1)]),
        ("sv", "Statsminister Annika Lindgren kom.", [("Annika Lindgren", 1)]),
        ("no", "Statsråd Ingrid Strand Haugen kom. Haugen gikk.", [("Ingrid Strand Haugen", 2)]),
        ("da", "Borgmester Mette Holm Kjær kom.", [("Mette Holm Kjær", 1)]),
        ("pl", "Premier Anna Zalewska przyjechała.", [("Anna Zalewska", 1)]),
        ("ru", "Министр Иван Воронин приехал. Воронин выступил.", [("Иван Воронин", 2)]),
        ("tr", "Cumhurbaşkanı Mehmet Yıldız geldi.", [("Mehmet Yıldız", 1)]),
        # A title and something else, a street, a school, a city; a form that is not the first; no rule that is sure.
        ("de", "Der Präsident Deutscher Häfen sprach. Die Monika Bergfeld Stiftung. Bergfeld schwieg.", []),
        ("de", "Minister Paris Verona. Jürgen Bergfeld kam, und Jürgen Bergfeld ging.", []),
        ("fr", "Rue Camille Durand. La rue Durand est fermée.", []),
        ("es", "El estadio Lucía Herrero abrió. El Herrero es grande.", []),
        ("it", "Il presidente Banca Nazionale. Via Matteo Bellini: la Bellini chiude.", []),
        ("pt", "O presidente Câmara Municipal saiu. Segundo Carvalho, sim. Carvalho voltou.", []),
        ("nl", "De voorzitter Raad van State kwam.", []),
        ("sv", "Ordförande Röda Korset kom.", []),
        ("no", "Leder Norges Bank kom.", []),
        ("da", "Formand Dansk Industri kom.", []),
        ("pl", "Rozmowa z ministrem Piotrem Zalewskim. Ulica Anna Zalewska, dom Zalewska.", []),
        ("ru", "Встреча с президентом Иваном Ворониным. Улица Иван Воронин.", []),
        ("ru", "Роман Толстого вышел. Без Толстого никак.", []),
        ("tr", "Genel Müdürü Türk Hava geldi.", []),
    ],
)
def test_what_is_sure(language: str, body: str, found: list[tuple[str, int]]) -> None:
    """A title before a full name, or the surname again; in the first case, and not what is named for somebody."""
    assert people(body, language=language) == found


@pytest.mark.parametrize("language", sorted(SPEECH))
@pytest.mark.parametrize("unit", ["Anna ", "Anna Berg. Berg ", "Anna de la ", "Al-Anna-", "Иван Петров Петров "])
def test_a_megabyte(language: str, unit: str) -> None:
    """Time grows with the text, and no further than what is read."""
    body = unit * (1_000_000 // len(unit))
    began = perf_counter()
    people(body, language=language)
    assert perf_counter() - began < 1
