"""Words that the enrichers `quotes` and `people` go by in Persian and Arabic, whose script has no capitals: a name is known by
its given name, by what may stand before it and by what ends it. Spelt as `spelt_alike` leaves them.
"""

from __future__ import annotations

from dataclasses import dataclass

from copydesk.service.core.text.spelling import fold


@dataclass(frozen=True, slots=True)
class UncasedWords:
    """How texts of one language name people and tell who says what."""

    verbs: str
    """An expression for forms of `said`."""
    is_verb_first: bool
    """The verb opens the sentence, the speaker is behind it; or the speaker opens it and the verb closes it."""
    given: frozenset[str]
    """Given names that are hardly ever other words."""
    joins: frozenset[str]
    """What joins two words of a name: `bin`."""
    titles: frozenset[str]
    """What stands right before a name."""
    offices: frozenset[str]
    """First words of an office, `spokesman`; with a name right behind them, or behind the whole office."""
    stops: frozenset[str]
    """Words behind which no part of the name comes."""
    pronouns: frozenset[str]
    named_for: frozenset[str]
    """What stands before the name of a street, a school or a saint that has a person's."""
    openings: frozenset[str] = frozenset()
    """What may open a sentence before its subject."""
    ands: frozenset[str] = frozenset()
    """What joins a name to another word: then two speak, or it is spoken of."""
    stop_letter: str = ""
    """With it begin words that are no part of a name: the preposition `to` is written as one with them."""


_ALEFS = str.maketrans("أإآٱ", "اااا")


def spelt_alike(text: str, language: str) -> str:
    """One form of letters that are interchanged, position by position; in Arabic `علي` is a name and `على` is none."""
    return text.translate(_ALEFS) if language == "ar" else fold(text)


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


def _arabic(text: str) -> frozenset[str]:
    return frozenset(text.translate(_ALEFS).split())


_FA_OFFICES = (
    "رئیس رییس وزیر معاون نماینده عضو سخنگوی سخنگو استاد مدیر مدیرعامل دبیر دبیرکل فرمانده سرمربی مربی بازیگر کارگردان نویسنده "
    "تحلیلگر کارشناس فعال شهردار استاندار فرماندار سفیر مشاور دادستان وکیل پژوهشگر روزنامه خواننده بازیکن مهاجم دروازه مدافع "
    "هافبک کاپیتان نایب سناتور رهبر پزشک قائم سرپرست دندانپزشک حقوقدان مجری شاعر داور داماد دختر پسر بنیانگذار نامزد دستیار سردبیر"
)

UNCASED: dict[str, UncasedWords] = {
    "fa": UncasedWords(
        verbs=(
            r"(?:گفت|گفته|افزود|افزوده|نوشت|نوشته|(?:اظهار|تصریح|تاکید|تأکید|بیان|اعلام|اضافه|عنوان|خاطرنشان|خاطر نشان|مطرح|ابراز|"
            r"تشریح) (?:کرد|کرده|داشت|داشته|نمود)|(?:یادآور|متذکر|مدعی) شد|ادامه داد|توضیح داد|پاسخ داد|هشدار داد)(?: (?:است|بود|که))?"
        ),
        is_verb_first=False,
        given=_words(
            "علی محمد حسن حسین رضا مهدی احمد محمود حمید سعید جواد محمدجواد محمدباقر ابراهیم اسماعیل اسحاق عباس اکبر اصغر ناصر "
            "مصطفی مجتبی صادق جعفر کاظم امیرحسین امیرعلی علیرضا غلامرضا حمیدرضا محمدرضا محسن مسعود منصور یوسف یحیی موسی "
            "عیسی داوود سلیمان نعمت بهرام بیژن پرویز فرهاد فریدون کیانوش کیومرث داریوش کورش کوروش سیروس شهرام بهزاد بهنام آرش "
            "پژمان سینا کامران کاوه سیامک سیاوش شاهین وحید فرزاد فرشاد مجید عبدالله عبدالناصر "
            "عبدالباری عبدالرضا نصرالله هاشم حشمت غلامحسین محمدعلی محمدحسین فاطمه زهرا مریم معصومه زینب لیلا لیلی سارا "
            "نرگس مینا شهیندخت طیبه سمیه نسرین مهناز گلشیفته "
            "دونالد جو باراک هیلاری مایک جیمز رابرت جرج جورج کریس برنی الیزابت آنگلا امانوئل ولادیمیر سرگئی رجب بنیامین بشار نیکولاس "
            "بوریس ترزا جوزپ فدریکا آنتونیو ژوزه زلاتکو برانکو خاویر لیونل کریستیانو یورگن پپ استیو الکساندر آنجلا مارک لیندسی نانسی "
            "عادل لیا سامارندو ابوالفضل سیدمحمد محمدمهدی حسام‌الدین عبدالکریم برایان رافائل کاترین دیوید پیتر مایکل ریچارد ویلیام توماس ارنا آنتونی آدم"
        ),
        joins=_words("بن ابن"),
        titles=_words(
            "دکتر مهندس سید سیده سردار سرهنگ سرتیپ سرلشکر امیر دریادار سرگرد آقای خانم جناب آیت‌الله الله حجت‌الاسلام والمسلمین "
            "الاسلام‌والمسلمین حاج پروفسور شیخ ملا ژنرال جمهور رئیس‌جمهور رئیس رییس خارجه بهداشت کشور استاد"
        ),
        offices=_words(_FA_OFFICES),
        stops=_words(
            "در با از به نیز هم که را و تا بر برای همچنین ضمن پس پیش طی درباره خطاب گفت افزود نوشت اظهار تصریح تاکید تأکید بیان اعلام "
            "اضافه عنوان خاطرنشان خاطر یادآور ادامه توضیح پاسخ هشدار است بود شد کرد داد می روز امروز دیروز صبح چندی اما این آن هر بین "
            "برگزار منتشر آغاز انجام شکست دارد دارند داشت باشد باشند بودند شود نشود شدند خواهد رفت آمد کردم کردند نسبت وجود انسان مردم خود علنی است هستند نیست جمهور اول سابق پیشین فعلی اسبق ایرانی آمریکایی "
            + _FA_OFFICES
        ),
        pronouns=_words("او وی ایشان آنها آنان"),
        openings=_words("همچنین اما البته سپس همین سرانجام"),
        ands=_words("و را هم‌چنین که"),
        named_for=_words(
            "امام شهید خیابان دانشگاه بیمارستان حضرت مسجد میدان ورزشگاه فیلم بنیاد شرکت جایزه بلوار پل روستای شهرستان کوچه مدرسه "
            "امامزاده حرم مرقد به از با برای و توسط علیه درباره پدر مادر برادر خواهر همسر فرزند پسر دختر دفتر سخنان اظهارات"
        ),
    ),
    "ar": UncasedWords(
        verbs=(
            r"[وف]?(?:قال|قالت|صرح|صرحت|اكد|اكدت|اضاف|اضافت|اوضح|اوضحت|اعلن|اعلنت|كتب|كتبت|ذكر|اشار|تابع|تابعت|شدد|شددت|علق|علقت)"
        ),
        is_verb_first=True,
        given=_arabic(
            "محمد أحمد علي حسن حسين محمود إبراهيم إسماعيل خالد عمر عمرو يوسف مصطفى طارق سامح سامي سمير سعد سعيد سلطان فيصل فهد تركي "
            "عبد عبدالله عبدالرحمن عبدالعزيز عبدالفتاح عبدالمجيد عبداللطيف ناصر نبيل نبيه نجيب نواف نوري هادي هاني هشام وليد ياسر ياسين "
            "يحيى أيمن أنور أشرف أمين أسامة بشار بدر بندر جمال حيدر حمد رامي رياض زياد صالح صلاح عادل عصام عماد فؤاد قيس كمال ماجد "
            "مازن مروان منصور موسى مقتدى برهم مصعب نزار سارة فاطمة مريم ليلى نادية هدى هند رانيا دونالد جو إيمانويل فلاديمير سيرغي "
            "بنيامين رجب أنطونيو أنتوني جوزيب أولاف"
        ),
        joins=_arabic("بن ابن أبو أبي آل عبد نصر"),
        titles=_arabic(
            "الرئيس الوزير السيد السيدة الدكتور الدكتورة الشيخ الأمير الملك الفريق اللواء العميد العقيد الأستاذ المهندس النائب النائبة "
            "السفير المستشار القاضي الإعلامي الفنان الفنانة الكاتب الكاتبة المدرب اللاعب"
        ),
        offices=_arabic(
            "الرئيس الوزير رئيس رئيسة وزير وزيرة المتحدث المتحدثة الناطق الناطقة مدير مديرة نائب أمين الأمين محافظ سفير السفير قائد "
            "مستشار عضو زعيم مفتي الدكتور الدكتورة السيد الشيخ الملك الأمير اللواء النائب المستشار المدرب مدرب ممثل ممثلة مبعوث المبعوث"
        ),
        stops=_arabic(
            "في على من إلى عن مع خلال إن أن إنه إنها بعد قبل اليوم أمس الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت حول عبر ضمن "
            "الذي التي بأن أنه أنها بشأن عقب أثناء إنّ أنّ قائلا قائلة مساء صباح يوم رئيس وزير مدير المتحدث الناطق عضو نائب قوله هذا"
        ),
        pronouns=_arabic("هو هي إنه هم"),
        named_for=_arabic("شارع جامعة مسجد مستشفى ميدان مدرسة مطار ملعب قصر مدينة النبي الإمام"),
        stop_letter="ل",
    ),
}
