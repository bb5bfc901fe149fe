"""Polish: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from copydesk.service.core.lexicon.model import BylineWords, ClosingWords, DatelineWords, Lexicon, NameWords, PageWords

PL = Lexicon(
    language="pl",
    months={
        "stycznia": 1, "sty": 1, "styczeń": 1,
        "lutego": 2, "lut": 2, "luty": 2,
        "marca": 3, "mar": 3, "marzec": 3,
        "kwietnia": 4, "kwi": 4, "kwiecień": 4,
        "maja": 5, "maj": 5,
        "czerwca": 6, "cze": 6, "czerwiec": 6,
        "lipca": 7, "lip": 7, "lipiec": 7,
        "sierpnia": 8, "sie": 8, "sierpień": 8,
        "września": 9, "wrz": 9, "wrzesień": 9,
        "października": 10, "paź": 10, "październik": 10,
        "listopada": 11, "lis": 11, "listopad": 11,
        "grudnia": 12, "gru": 12, "grudzień": 12,
    },
    weekdays={
        "poniedziałek": 0, "pon": 0,
        "wtorek": 1, "wt": 1,
        "środa": 2, "śr": 2,
        "czwartek": 3, "czw": 3,
        "piątek": 4, "pt": 4,
        "sobota": 5, "sob": 5,
        "niedziela": 6, "niedz": 6,
    },
    headline_labels=("tytuł",),
    published_labels=("publikacja", "opublikowano", "data publikacji", "opublikowany", "opublikowana", "data utworzenia", "data dodania", "publikowane"),
    updated_labels=("aktualizacja", "aktualizowano", "zaktualizowano", "ostatnia aktualizacja", "data aktualizacji", "zmodyfikowano"),
    tags_labels=("tagi", "tematy", "słowa kluczowe"),
    time_words=("o", "godz", "o godz", "godzina", "g"),
    today_words=("dziś", "dzisiaj"),
    yesterday_words=("wczoraj",),
    ago=("# temu",),
    minute_words=("minuta", "minutę", "minuty", "minut", "min"),
    hour_words=("godzina", "godzinę", "godziny", "godzin", "godz", "g", "h"),
    day_words=("dzień", "dni"),
    byline_words=("autor", "oprac", "przez", "napisane przez", "autorka", "autorzy", "opracowanie"),
    comment_labels=("komentarze", "skomentuj"),
    related_labels=("czytaj także", "czytaj też", "zobacz także", "zobacz też", "najczęściej czytane", "polecane", "reklama", "udostępnij", "najnowsze"),
    boilerplate=("czytaj także:", "wszelkie prawa zastrzeżone", "polityka prywatności", "zapisz się", "czytaj też:", "zobacz także:", "zobacz też:", "śledź nas na"),
    credit_words=("fot", "foto", "zdjęcie", "źródło"),
    role_words=("dziennikarz", "redaktor", "korespondent", "redakcja"),
    names=NameWords(
        organisations=("redakcja", "agencja", "wiadomości"),
    ),
    bylines=BylineWords(ands=("i",), withs=("z",)),
    closings=ClosingWords(farewells=("koniec",), desk=("opracowanie", "opr", "źródło")),
    datelines=DatelineWords(
        kickers=("pilne", "wideo", "zdjęcia", "tylko", "u", "nas"),
        small=("nad", "pod"),
    ),
    page=PageWords(
        no_sections=(
            "wiadomości", "artykuły", "aktualności",
        ),
        sold=(
            "aby czytać dalej", "pozostało … tekstu", "tylko dla prenumeratorów", "masz już prenumeratę",
        ),
        adverts=("reklama",),
        errors=("nie znaleziono strony", "strona nie została znaleziona"),
        consents=("zaufani partnerzy", "danych osobowych", "akceptuję wszystkie"),
        furniture=(
            "dnia", "później", "subskrybuj", "udostępnij", "drukuj", "czytaj", "reklama", "komentarze", "zdjęcie",
        ),
    ),
)
