"""Known agencies and outlets: the usual name, the source IDs that are the outlet itself, and how stories in various
languages print it.

Only a name that means nothing else belongs here: no `Times`, `Post`, `Sun`, `Mirror`. A wrong source is worse than a
missing one.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet. Names are matched as printed, capitals too; a hyphen and a space are the same."""

    name: str
    source_ids: tuple[str, ...]
    """Publishers and dateline agencies, in lower case, that are this outlet."""
    printed: tuple[str, ...]


OUTLETS: tuple[Outlet, ...] = (
    Outlet(
        "Al Jazeera",
        ("aljazeera", "aljazeera-com", "al-jazeera"),
        (
            "Al Jazeera",
            "al Jazeera",
            "Aljazeera",
            "AlJazeera",
            "الجزيرة",
            "الجزیره",
            "الجزيره",
            "Аль Джазира",
            "Al Dschasira",
        ),
    ),
    Outlet(
        "Al Arabiya",
        ("alarabiya",),
        ("Al Arabiya", "al Arabiya", "قناة العربية", "العربية نت", "العربیه", "Аль Арабия"),
    ),
    Outlet("Al Mayadeen", ("almayadeen",), ("Al Mayadeen", "al Mayadeen", "الميادين", "المیادین")),
    Outlet("Al Manar", ("almanar",), ("Al Manar", "al Manar", "المنار")),
    Outlet("Al Alam", ("alalam",), ("Al Alam", "al Alam", "قناة العالم", "شبکه العالم")),
    Outlet("Reuters", ("reuters",), ("Reuters", "رويترز", "رویترز", "Рейтер", "路透社", "ロイター")),
    Outlet(
        "Associated Press",
        ("ap", "associated-press"),
        (
            "Associated Press",
            "AP",
            "أسوشيتد برس",
            "اسوشيتد برس",
            "آسوشیتدپرس",
            "اسوشیتدپرس",
            "Ассошиэйтед Пресс",
            "美联社",
        ),
    ),
    Outlet(
        "Agence France-Presse",
        ("afp",),
        ("Agence France Presse", "AFP", "فرانس برس", "فرانس پرس", "خبرگزاری فرانسه", "Франс Пресс", "法新社"),
    ),
    Outlet("dpa", ("dpa",), ("dpa", "Deutsche Presse Agentur", "Deutschen Presse Agentur")),
    Outlet("EFE", ("efe",), ("EFE",)),
    Outlet("ANSA", ("ansa",), ("ANSA", "Ansa")),
    Outlet("TASS", ("tass", "itar-tass"), ("TASS", "ITAR TASS", "ТАСС", "تاس", "تاس الروسية", "塔斯社")),
    Outlet("RIA Novosti", ("ria", "ria-novosti"), ("RIA Novosti", "RIA", "РИА Новости", "ریانووستی", "ريا نوفوستي")),
    Outlet("Interfax", ("interfax",), ("Interfax", "Интерфакс", "اینترفکس", "إنترفاكس")),
    Outlet("Sputnik", ("sputnik", "sputniknews"), ("Sputnik", "Спутник", "سبوتنيك", "اسپوتنیک")),
    Outlet("RT", ("rt", "rt-com"), ("Russia Today", "روسيا اليوم", "راشاتودی")),
    Outlet("Xinhua", ("xinhua",), ("Xinhua", "شينخوا", "شینهوا", "Синьхуа", "新华社", "新華社")),
    Outlet("Global Times", ("globaltimes",), ("Global Times", "گلوبال تایمز", "环球时报")),
    Outlet("CCTV", ("cctv",), ("CCTV",)),
    Outlet("Kyodo", ("kyodo", "kyodonews"), ("Kyodo News", "Kyodo", "کیودو", "共同通信")),
    Outlet("NHK", ("nhk",), ("NHK",)),
    Outlet("Nikkei", ("nikkei",), ("Nikkei",)),
    Outlet("Yonhap", ("yonhap",), ("Yonhap", "یونهاپ", "يونهاب", "연합뉴스")),
    Outlet("KCNA", ("kcna",), ("KCNA",)),
    Outlet("Press Trust of India", ("pti",), ("Press Trust of India", "PTI")),
    Outlet("Anadolu Agency", ("aa", "anadolu"), ("Anadolu Agency", "Anadolu", "آناتولی", "الأناضول", "Anadolu Ajansı")),
    Outlet("IRNA", ("irna",), ("IRNA", "ایرنا", "إرنا", "ارنا")),
    Outlet("ISNA", ("isna",), ("ISNA", "ایسنا", "إسنا")),
    Outlet(
        "Mehr News Agency",
        ("mehr", "mehrnews", "mna"),
        ("Mehr News Agency", "Mehr News", "خبرگزاری مهر", "مهر للأنباء"),
    ),
    Outlet(
        "Fars News Agency",
        ("fars", "farsnews", "fna"),
        ("Fars News Agency", "Fars News", "خبرگزاری فارس", "فارس للأنباء"),
    ),
    Outlet("Tasnim News Agency", ("tasnim", "tasnimnews"), ("Tasnim News Agency", "Tasnim", "تسنیم", "تسنيم")),
    Outlet("Press TV", ("presstv", "press-tv"), ("Press TV", "PressTV", "پرس تی وی", "برس تي في")),
    Outlet("IRIB", ("irib", "iribnews"), ("IRIB", "خبرگزاری صدا و سیما", "صدا و سیما")),
    Outlet("Young Journalists Club", ("yjc",), ("Young Journalists Club", "YJC", "باشگاه خبرنگاران جوان")),
    Outlet("Defa Press", ("defapress",), ("Defa Press", "defapress", "دفاع پرس")),
    Outlet("SANA", ("sana",), ("SANA", "سانا")),
    Outlet("Saudi Press Agency", ("spa",), ("Saudi Press Agency", "SPA", "وكالة الأنباء السعودية", "واس")),
    Outlet("KUNA", ("kuna",), ("KUNA", "كونا")),
    Outlet("WAM", ("wam",), ("WAM", "وكالة أنباء الإمارات")),
    Outlet("Petra", ("petra",), ("Petra News Agency", "بترا")),
    Outlet("MENA", ("mena",), ("Middle East News Agency", "وكالة أنباء الشرق الأوسط")),
    Outlet("Al-Masirah", ("almasirah",), ("Al Masirah", "al Masirah", "المسيرة", "المسیره")),
    Outlet("Shafaq News", ("shafaq",), ("Shafaq News", "شفق نيوز")),
    Outlet("Haaretz", ("haaretz",), ("Haaretz", "Ha'aretz", "هاآرتص", "هآرتس", "هاآرتس")),
    Outlet("The Jerusalem Post", ("jpost", "jerusalem-post"), ("Jerusalem Post",)),
    Outlet("The Times of Israel", ("timesofisrael",), ("Times of Israel",)),
    Outlet(
        "Yedioth Ahronoth",
        ("ynet", "ynetnews"),
        ("Yedioth Ahronoth", "Yediot Ahronot", "يديعوت أحرونوت", "یدیعوت آحارونوت"),
    ),
    Outlet("BBC", ("bbc", "bbc-com"), ("BBC", "بی بی سی", "بي بي سي", "Би би си")),
    Outlet("Sky News", ("sky-news", "skynews"), ("Sky News",)),
    Outlet("CNN", ("cnn", "cnn-com"), ("CNN", "سی ان ان", "سي إن إن")),
    Outlet("Fox News", ("foxnews",), ("Fox News", "فاکس نیوز", "فوكس نيوز")),
    Outlet("NBC News", ("nbcnews",), ("NBC News", "NBC")),
    Outlet("CBS News", ("cbsnews",), ("CBS News", "CBS")),
    Outlet("ABC News", ("abcnews",), ("ABC News",)),
    Outlet("CNBC", ("cnbc",), ("CNBC",)),
    Outlet("NPR", ("npr",), ("NPR", "National Public Radio")),
    Outlet("Bloomberg", ("bloomberg",), ("Bloomberg", "بلومبرگ", "بلومبرغ", "Блумберг")),
    Outlet(
        "The New York Times",
        ("nytimes", "new-york-times"),
        ("New York Times", "نیویورک تایمز", "نيويورك تايمز", "Нью Йорк Таймс"),
    ),
    Outlet(
        "The Washington Post", ("washingtonpost",), ("Washington Post", "واشنگتن پست", "واشنطن بوست", "Вашингтон Пост")
    ),
    Outlet(
        "The Wall Street Journal", ("wsj",), ("Wall Street Journal", "WSJ", "وال استریت ژورنال", "وول ستريت جورنال")
    ),
    Outlet("Los Angeles Times", ("latimes",), ("Los Angeles Times",)),
    Outlet("USA Today", ("usatoday",), ("USA Today",)),
    Outlet("Politico", ("politico", "politicoeu"), ("Politico", "پولیتیکو", "بوليتيكو")),
    Outlet("Axios", ("axios",), ("Axios", "آکسیوس", "أكسيوس")),
    Outlet("Financial Times", ("ft", "financialtimes"), ("Financial Times", "فایننشال تایمز", "فاينانشال تايمز")),
    Outlet(
        "The Guardian",
        ("theguardian", "guardian"),
        ("The Guardian", "Guardian newspaper", "روزنامه گاردین", "الغارديان", "الجارديان"),
    ),
    Outlet("The Daily Telegraph", ("telegraph",), ("Daily Telegraph",)),
    Outlet("Daily Mail", ("dailymail",), ("Daily Mail",)),
    Outlet("The Economist", ("economist",), ("The Economist",)),
    Outlet("Le Monde", ("lemonde", "le-monde"), ("Le Monde", "لوموند", "لو موند")),
    Outlet("Le Figaro", ("lefigaro", "figaro"), ("Le Figaro", "فیگارو", "لوفيغارو")),
    Outlet("Les Echos", ("lesechos",), ("Les Echos",)),
    Outlet("BFMTV", ("bfmtv",), ("BFMTV", "BFM TV")),
    Outlet("Franceinfo", ("franceinfo", "francetvinfo"), ("Franceinfo", "franceinfo", "France Info")),
    Outlet(
        "Der Spiegel",
        ("spiegel", "derspiegel"),
        ("Der Spiegel", "Spiegel Online", "„Spiegel“", '"Spiegel"', "»Spiegel«", "اشپیگل", "دير شبيغل", "Шпигель"),
    ),
    Outlet("Bild", ("bild",), ("Bild Zeitung", "«Bild»", "„Bild“", '"Bild"')),
    Outlet(
        "Frankfurter Allgemeine Zeitung",
        ("faz",),
        ("Frankfurter Allgemeine Zeitung", "Frankfurter Allgemeinen Zeitung", "Frankfurter Allgemeiner Zeitung", "FAZ"),
    ),
    Outlet(
        "Süddeutsche Zeitung",
        ("sz", "sueddeutsche"),
        ("Süddeutsche Zeitung", "Süddeutschen Zeitung", "Süddeutscher Zeitung"),
    ),
    Outlet("Die Welt", ("welt", "diewelt"), ("Die Welt", "دی ولت")),
    Outlet("Handelsblatt", ("handelsblatt",), ("Handelsblatt",)),
    Outlet("ARD", ("ard", "tagesschau"), ("ARD",)),
    Outlet("El País", ("elpais", "el-pais"), ("El País", "EL PAÍS")),
    Outlet("El Mundo", ("elmundo",), ("El Mundo",)),
    Outlet("Corriere della Sera", ("corriere", "corrieredellasera"), ("Corriere della Sera",)),
    Outlet("La Repubblica", ("repubblica",), ("La Repubblica",)),
    Outlet("Kommersant", ("kommersant",), ("Kommersant", "Коммерсантъ", "Коммерсант")),
    Outlet("Vedomosti", ("vedomosti",), ("Vedomosti", "Ведомости")),
    Outlet("Izvestia", ("izvestia",), ("Izvestia", "Известия")),
    Outlet("Dawn", ("dawn",), ("Dawn News", "Dawn newspaper")),
    Outlet("TOLOnews", ("tolonews",), ("TOLOnews", "TOLO News", "طلوع نیوز")),
)
