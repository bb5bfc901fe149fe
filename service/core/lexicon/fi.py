"""Finnish: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from copydesk.service.core.lexicon.model import DatelineWords, Lexicon, PageWords, SignalWords

FI = Lexicon(
    language="fi",
    months={
        "tammikuuta": 1, "tammi": 1, "tammikuu": 1,
        "helmikuuta": 2, "helmi": 2, "helmikuu": 2,
        "maaliskuuta": 3, "maalis": 3, "maaliskuu": 3,
        "huhtikuuta": 4, "huhti": 4, "huhtikuu": 4,
        "toukokuuta": 5, "touko": 5, "toukokuu": 5,
        "kesäkuuta": 6, "kesä": 6, "kesäkuu": 6,
        "heinäkuuta": 7, "heinä": 7, "heinäkuu": 7,
        "elokuuta": 8, "elo": 8, "elokuu": 8,
        "syyskuuta": 9, "syys": 9, "syyskuu": 9,
        "lokakuuta": 10, "loka": 10, "lokakuu": 10,
        "marraskuuta": 11, "marras": 11, "marraskuu": 11,
        "joulukuuta": 12, "joulu": 12, "joulukuu": 12,
    },
    weekdays={
        "maanantaina": 0, "maanantai": 0,
        "tiistaina": 1, "tiistai": 1,
        "keskiviikkona": 2, "keskiviikko": 2,
        "torstaina": 3, "torstai": 3,
        "perjantaina": 4, "perjantai": 4,
        "lauantaina": 5, "lauantai": 5,
        "sunnuntai": 6,
    },
    published_labels=("julkaistu",),
    updated_labels=("päivitetty", "viimeksi päivitetty", "muokattu"),
    time_words=("klo", "kello"),
    today_words=("tänään",),
    yesterday_words=("eilen",),
    ago=("# sitten",),
    minute_words=("minuutti", "minuuttia", "min"),
    hour_words=("tunti", "tuntia", "t", "h"),
    day_words=("päivä", "päivää", "pv"),
    tags_labels=("aiheet", "avainsanat", "asiasanat"),
    byline_words=("teksti", "kirjoittaja", "toimittaja"),
    related_labels=("lue myös", "lue lisää", "luetuimmat", "mainos",),
    boilerplate=("lue myös:", "kaikki oikeudet pidätetään",),
    credit_words=("kuva",),
    datelines=DatelineWords(small=("ja",)),
    page=PageWords(
        no_sections=(
            "uutiset",
        ),
        sold=(
            "vain tilaajille", "oletko jo tilaaja",
        ),
    ),
    signals=SignalWords(
        update=("päivitetty", "päivitys", "uusi versio",),
        correction=("korjaus", "oikaisu", "korjattu",),
        kill=("juttu perutaan", "juttu poistetaan",),
        kill_alone=("peruttu", "perutaan",),
        advisory=("toimituksille", "huom toimitukset",),
        embargo=("embargo", "julkaisuvapaa", "vapaa julkaistavaksi", "ei julki ennen",),
    ),
)
