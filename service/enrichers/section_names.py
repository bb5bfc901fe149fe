"""What newsrooms call their sections, by the Media Topic that all of a section is about. A name that says less than that,
`News`, `World`, `Panorama`, is not here.
"""

from __future__ import annotations

# fmt: off
SECTION_NAMES: dict[str, tuple[str, ...]] = {
    "01000000": (
        "entertainment", "arts", "arts & culture", "art & culture", "culture & arts", "showbiz", "arts and culture", "feuilleton", "kultur", "culture", "cultura",
        "kultura", "культура", "فرهنگ", "فرهنگی", "فرهنگی و هنری", "فرهنگ و هنر", "فرهنگی هنری", "ثقافة", "kültür sanat", "文化", "娱乐", "cultuur",
    ),
    "02000000": ("crime", "law", "crime & justice", "crime and justice", "justiz", "faits divers", "sucesos", "cronaca nera", "криминал", "происшествия и криминал", "حقوقی و قضایی", "قضایی"),
    "04000000": (
        "business", "economy", "finance", "markets", "money", "companies & markets", "business & economy", "business and economy", "wirtschaft", "finanzen", "économie",
        "economie", "economía", "finanzas", "economia", "ekonomi", "ekonomia", "gospodarka", "erhverv", "næringsliv", "talous", "экономика", "бизнес", "финансы", "اقتصاد",
        "اقتصادی", "إقتصاد", "财经", "財經", "経済", "경제",
    ),
    "05000000": ("education", "bildung", "éducation", "educación", "educação", "istruzione", "onderwijs", "utbildning", "образование", "آموزش", "آموزش و پرورش", "تعليم", "教育", "pendidikan", "eğitim"),
    "06000000": ("environment", "umwelt", "environnement", "medio ambiente", "meio ambiente", "ambiente", "milieu", "miljö", "экология", "محیط زیست", "بيئة", "环境"),
    "07000000": ("health", "healthcare", "health news", "healthcare news", "gesundheit", "santé", "salud", "saúde", "salute", "gezondheid", "hälsa", "sundhed", "terveys", "здоровье", "медицина", "سلامت", "بهداشت و درمان", "صحة", "健康", "sağlık", "zdrowie"),
    "10000000": ("lifestyle", "life & style", "leben", "style", "leisure", "freizeit", "styles", "образ жизни", "سبک زندگی"),
    "11000000": (
        "politics", "federal politics", "us politics", "uk politics", "politik", "innenpolitik", "politique", "política", "politica", "politiek", "polityka", "politiikka",
        "политика", "سیاست", "سیاسی", "سياسة", "政治", "정치", "siyaset", "politika",
    ),
    "12000000": ("religion", "religión", "religião", "kirche", "религия", "دین و اندیشه", "قرآن و عترت", "قرآنی"),
    "13000000": (
        "science", "technology", "tech", "sci-tech", "science & technology", "science and technology", "wissenschaft", "wissen", "technik", "sciences", "technologie", "ciencia", "tecnología", "tecnologia",
        "scienza", "wetenschap", "vetenskap", "teknik", "наука", "технологии", "наука и технологии", "علم و فناوری", "علمی", "فناوری", "علوم وتكنولوجيا", "科技", "科学", "teknoloji",
    ),
    "14000000": ("society", "gesellschaft", "société", "sociedad", "sociedade", "societat", "samfund", "samhälle", "общество", "اجتماعی", "جامعه", "مجتمع", "社会", "사회"),
    "15000000": (
        "sport", "sports", "deporte", "deportes", "el deporte", "desporto", "esporte", "esportes", "esports & sport", "urheilu", "спорт", "ورزش", "ورزشی", "رياضة", "体育", "體育", "スポーツ", "스포츠",
        "spor", "sporza",
    ),
    "16000000": ("دفاعی", "جهاد و مقاومت", "دفاعی و امنیتی"),
    "17000000": ("weather", "wetter", "météo", "tiempo", "tempo", "meteo", "weer", "väder", "погода", "هواشناسی", "طقس"),
    "20001065": ("football news", "soccer", "fußball", "fussball", "calcio", "fútbol", "футбол", "فوتبال", "كرة القدم"),
    "20000418": ("climate", "climate change", "klima", "climat"),
    "20000574": ("elections", "election", "wahlen", "élections", "elecciones", "выборы", "انتخابات"),
    "20000563": ("travel", "reise", "reisen", "voyage", "voyages", "viajes", "viagem", "viaggi", "reizen", "туризм", "گردشگری", "سفر", "travel & tourism"),
    "20000296": ("cars", "motoring", "autos", "auto", "automobile", "motor", "авто"),
    "20000241": ("property", "real estate", "immobilien", "immobilier", "недвижимость", "مسکن"),
    "20000011": ("fashion", "mode", "moda", "мода"),
    "20000018": ("music", "musik", "musique", "música", "musica", "музыка", "موسیقی"),
    "20000005": ("movies", "film", "films", "cinema", "kino", "cinéma", "cine", "кино", "سینما"),
    "20000051": ("tv", "television", "fernsehen", "télévision", "televisión", "televisione"),
    "20000013": ("books", "bücher", "livres", "libros", "libri", "книги", "کتاب"),
    "20000029": ("theatre", "theater", "théâtre", "teatro", "театр", "تئاتر", "سینما و تئاتر"),
    "20000548": ("gaming", "games", "video games", "videospiele", "jeux vidéo"),
}
# fmt: on
