"""Words that tell what is no person where a byline is looked for: agencies and desks, a page's buttons and sections,
places.

A page has room for all of them beside its date, in the place where others print the author's name.
"""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.service.core.text.spelling import key


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(key, words))


# fmt: off
ORGANISATION_WORDS = _keys((
    # en
    "agency", "agencies", "agence", "bureau", "desk", "newsdesk", "newsroom", "news", "newswire", "wire", "wires", "service", "services", "media", "press",
    "team", "staff", "editorial", "online", "digital", "network", "broadcasting", "radio", "television", "tv", "newspaper", "newspapers", "magazine",
    "gazette", "tribune", "herald", "chronicle", "journal", "post", "times", "telegraph", "observer", "express", "daily", "weekly", "today", "our",
    "university", "institute", "foundation", "ministry", "department", "government", "council", "committee", "association", "office", "publications",
    "reuters", "bloomberg", "getty",
    # legal forms of companies
    "inc", "ltd", "llc", "llp", "plc", "corp", "corporation", "company", "group", "holdings", "gmbh",
    "asa", "oyj", "a/s", "n.v", "b.v", "pvt", "limited", "technologies", "robotics", "pharmaceuticals", "bank",
    # de, nl, nb, sv, da
    "redaktion", "onlineredaktion", "redaktionsteam", "redaktionsnetzwerk", "nachrichten", "zeitung", "tageblatt", "presse", "agentur", "agenturen",
    "redactie", "onze", "redaksjonen", "redaktionen", "redaksjon", "nyhetsbyrå", "nyheter", "nyheder",
    # fr, es, pt, it, ca, ro
    "rédaction", "la rédaction", "redacción", "agencia", "agencias", "noticias", "prensa", "redação", "agência", "agências", "notícias", "redazione",
    "agenzia", "agenzie", "notizie", "redacció", "redacția", "redactia", "știri", "equipo", "equipe", "équipe", "diario", "jornal", "giornale", "periódico",
    # ru, uk, bg, pl, cs, sk, hu, sr, tr, el
    "редакция", "редакція", "агентство", "агенція", "новости", "новини", "служба", "пресс-служба", "redakcja", "redakce", "redakcia", "redakcija",
    "agencja", "agentura", "wiadomości", "zprávy", "szerkesztőség", "hírek", "редакција", "агенција", "haber", "haberleri", "merkezi", "ajansı", "servisi",
    "gazetesi", "σύνταξης", "σύνταξη",
    # id, ms, vi, fil, sw
    "redaksi", "berita", "kantor", "wartawan", "biro", "pemberita", "tòa", "báo", "balita", "mwandishi wetu", "wetu",
    # ar, fa, ur, hi, bn
    "وکالات", "وکالة", "تحریر", "التحریر", "مواقع", "متابعات", "وکالةالانباء", "تحریریه", "خبرگزاری", "گروه", "سرویس", "ویب", "ڈیسک", "نیوز", "رپورٹر",
    "डेस्क", "न्यूज़", "न्यूज", "टीम", "ब्यूरो", "एजेंसी", "संवाददाता", "ডেস্ক", "নিউজ", "প্রতিবেদক", "নিজস্ব", "সংবাদদাতা",
))
"""A part of a byline with one of these among its first words names no person: `Harbour News Service`, `Redacción
Norte`.
"""

SURNAMES = _keys(("daily", "weekly", "today", "bank", "herald", "post"))
"""Those of them that people are called by too."""

COMPANY_FORMS = frozenset((
    "AS", "AB", "AG", "SE", "SA", "NV", "BV", "KG", "Inc", "Inc.", "Ltd", "Ltd.", "LLC", "PLC", "plc", "GmbH", "Corp",
    "Corp.",
))
"""As printed: legal forms that stand behind a company's name."""

ORGANISATIONS = _keys((
    "al jazeera", "al arabiya", "al mayadeen", "sky news", "france 24", "deutsche welle", "voice of america", "radio free europe", "associated press",
    "europa press", "le monde", "le figaro", "le progrès", "la presse", "la repubblica", "la stampa", "la nación", "la vanguardia", "el país", "el mundo",
    "washington post", "new york", "huffington post", "jerusalem post", "jakarta post", "bangkok post", "denver post",
    "der spiegel", "die zeit", "il post", "het parool", "the conversation", "daily mail", "getty images", "press trust",
))
"""Names of outlets that are spelt as people's are."""

PAGE_WORDS = _keys((
    # en: buttons
    "share", "print", "save", "saved", "listen", "watch", "follow", "subscribe", "comment", "comments", "email", "copy", "links",
    "tweet", "facebook", "twitter", "whatsapp", "telegram", "instagram", "linkedin", "reddit", "youtube", "google", "login", "click",
    "download", "install", "more", "view", "views", "show", "hide", "open", "menu", "search", "skip", "next", "previous",
    "advertisement", "advertising", "ads", "policy", "privacy", "cookie", "cookies", "terms", "contact", "about", "font", "size", "text", "article",
    "articles", "story", "stories", "image", "images", "photo", "photos", "picture", "pictures", "video", "videos", "gallery", "podcast", "audio",
    "breaking", "latest", "exclusive", "featured", "trending", "popular", "related", "recommended", "sponsored", "updated", "published", "posted",
    "newsletter", "newsletters", "issue", "representative", "representational", "credit", "source", "points", "summary", "materials", "premium",
    "later", "choices", "updates", "update", "bookmark", "bookmarks", "gift", "account", "settings", "english", "edition", "guest", "column", "briefing",
    "explainer", "editor's", "editors'", "subscriber", "subscribers", "subscription", "options", "loading", "transcript", "highlights", "overview",
    # en: sections
    "world", "international", "national", "local", "regional", "politics", "society", "business", "economy", "finance", "markets", "sport", "sports",
    "football", "culture", "entertainment", "lifestyle", "opinion", "editorials", "science", "technology", "health", "education", "travel",
    "weather", "crime", "environment", "climate", "energy", "elections", "estate", "court", "league", "championship", "council", "city", "county", "village",
    "minister", "archive", "special", "report", "reports", "analysis", "interview",
    # de, nl, nb, sv, da
    "alle", "meldungen", "meldung", "artikel", "teilen", "drucken", "vorlesen", "werbung", "startseite", "politik", "wirtschaft",
    "gesellschaft", "kultur", "wissen", "panorama", "sportnachrichten", "kommentare", "bilder", "symbolbild", "foto", "fotos", "lesezeit",
    "delen", "binnenland", "buitenland", "annons", "annonse", "kommentarer", "nieuws",
    "oben", "thema", "themen", "abo", "abonnenten", "anmelden", "newsticker", "liveticker", "artikkel", "artikkelen", "artikeln", "prenumeranter",
    "abonnenter", "opslaan", "abonnees", "lyssna", "lytt", "nyhetsbrev",
    # fr, es, pt, it, ro, ca
    "partager", "imprimer", "enregistrer", "écouter", "publicité", "abonnés", "abonnement", "temps", "article", "articles", "accueil", "réagir", "offrir",
    "suscriptores", "suscriptor", "suscríbete", "última", "último", "últimas", "hora", "español", "tiempo", "lectura", "noticia", "portada", "assinantes",
    "assine", "tempo", "leitura", "matéria", "abbonati", "abbonamento", "lettura", "articolo", "société", "économie", "politique", "lecture", "commentaires",
    "compartir", "guardar", "imprimir", "escuchar", "leer", "publicidad", "sociedad", "economía", "política", "deportes", "cultura", "comentarios", "imagen",
    "compartilhar", "compartilhe", "salvar", "ouvir", "ouça", "publicidade", "sociedade", "economia", "esporte", "esportes", "mundo", "imagem",
    "condividi", "stampa", "ascolta", "leggi", "pubblicità", "società", "cronaca", "esteri", "commenti", "distribuie", "citește", "comentarii",
    # ru, uk, pl, cs, hu, tr
    "поделиться", "читать", "реклама", "общество", "политика", "экономика", "спорт", "культура", "происшествия", "комментарии", "фото", "видео", "новость",
    "главное", "сегодня", "подписаться", "подписка", "позже", "минут", "головне", "сьогодні", "підписатися", "хвилин", "dnia", "później", "subskrybuj",
    "главная", "поділитися", "читати", "суспільство", "політика", "економіка", "культура", "переглядів", "udostępnij", "drukuj", "czytaj", "reklama",
    "komentarze", "zdjęcie", "sdílet", "číst", "komentáře", "megosztás", "hirdetés", "haberin", "devamı", "devamını", "paylaş", "yazdır", "reklam",
    "yorumlar", "yorum", "fotoğraf", "gündem", "ekonomi", "siyaset", "spor", "abone", "takip", "güncel",
    "sayfa", "dakika", "okuma", "süresi", "giriş", "kaydet",
    # id, vi, sw
    "bagikan", "baca", "simpan", "cetak", "iklan", "zaidi", "endelea",
    # ar, fa, ur, hi, bn
    "شارک", "مشارکة", "طباعة", "حفظ", "اقرا", "المزید", "صورة", "ارشیفیة", "تعلیقات", "اشتراک", "نظرات", "نظر", "چاپ", "عکس", "استانها", "سیاسی", "اجتماعی",
    "اقتصادی", "فرهنگی", "ورزشی", "شیئر", "مزید", "تبصرے", "فوٹو", "फॉलो", "शेयर", "पढ़ें", "ফলো", "করুন", "শেয়ার", "মন্তব্য",
    # ja, ko, zh
    "シェア", "共有", "保存", "印刷", "공유", "댓글", "인쇄", "요약", "기사내용", "글자크기조정", "글자크기", "스크랩", "分享", "打印", "收藏", "评论", "評論",
))
"""What buttons, boxes and sections are called."""

PLACES = _keys((
    "north korea", "south korea", "saudi arabia", "united states", "united kingdom", "united nations", "united arab emirates", "new zealand", "south africa",
    "sri lanka", "hong kong", "costa rica", "puerto rico", "el salvador", "sierra leone", "burkina faso", "ivory coast", "czech republic", "cape verde",
    "papua new guinea", "south sudan", "equatorial guinea", "guinea bissau", "dominican republic", "central african republic", "vatican city", "san marino",
    "middle east", "north america", "south america", "latin america", "central america", "central asia", "south asia", "east asia", "southeast asia",
    "asia pacific", "european union", "west bank", "gaza strip", "northern ireland", "new york", "new delhi", "new jersey", "new mexico", "new hampshire",
    "new orleans", "new south wales", "north carolina", "south carolina", "north dakota", "south dakota", "west virginia", "rhode island", "los angeles",
    "las vegas", "san francisco", "san diego", "san antonio", "san jose", "santa fe", "salt lake city", "kansas city", "oklahoma city", "mexico city",
    "buenos aires", "rio de janeiro", "são paulo", "sao paulo", "santo domingo", "guatemala city", "panama city", "kuala lumpur", "phnom penh", "tel aviv",
    "abu dhabi", "kuwait city", "addis ababa", "cape town", "port elizabeth", "port harcourt", "dar es salaam", "andhra pradesh", "uttar pradesh",
    "madhya pradesh", "himachal pradesh", "arunachal pradesh", "tamil nadu", "west bengal", "navi mumbai", "british columbia", "nova scotia",
    "west africa", "east africa", "north africa", "central africa", "western europe", "eastern europe", "white house", "downing street", "wall street",
    "capitol hill", "big tech", "real estate", "good morning", "long read", "quick read", "fact check", "ho chi minh city", "são tomé",
    "tierra del fuego", "castilla la mancha", "país vasco", "islas baleares", "vereinigte staaten", "états unis", "arabie saoudite", "corea del norte",
    "corea del sur", "estados unidos", "nueva york", "reino unido", "arabia saudí", "coreia do sul", "coreia do norte", "reino unido", "stati uniti",
    "regno unito", "nuova york", "hà nội", "đà nẵng", "cần thơ", "hải phòng", "bắc kinh", "hàn quốc", "hoa kỳ", "việt nam", "jawa barat", "jawa tengah",
    "jawa timur", "korea selatan", "korea utara", "arab saudi", "amerika serikat", "güney kore", "kuzey kore", "suudi arabistan", "южная корея",
    "северная корея", "саудовская аравия", "нижний новгород", "кривий ріг", "івано франківськ",
))
"""Countries, cities, and other names and titles of several words, which are spelt as people's names are."""
# fmt: on
