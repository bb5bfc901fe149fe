"""quotes and people in Chinese and Japanese, which part no words: only a name that begins with a frequent surname, or has a dot within,
beside an office. In Chinese the office stands before it, in Japanese behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from copydesk.schemas.article import Person, Quote

LEAST_CHARACTERS, _LONGEST = 8, 1500

_HAN = r"\u4e00-\u9fff"
_ZH_SURNAMES = (
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫朱胡郭何林罗羅郑鄭梁谢謝宋唐许許邓鄧韩韓冯馮曹彭肖萧蕭田董潘袁蔡蒋蔣余杜叶葉程魏苏蘇吕呂丁沈姚卢盧姜崔"
    "钟鍾谭譚陆陸汪范石廖贾賈韦韋付邹鄒孟熊秦邱侯江尹薛闫阎雷龙龍陶贺賀毛郝顾顧龚龔邵钱錢赖賴洪莫孔习習瞿栗温耿华華马馬"
)
_ZH_WORDS = (
    "许多|许可|許多|許可|何时|何以|何处|何种|何必|何况|何時|周末|周年|周边|周围|周[一二三四五六日内前]|石油|石化|江苏|江西|江山|江北|江南|华东|华北|华南|华盛|華盛|"
    "田间|程度|程序|毛利|林业|林業|罗马|贺信|贺电|谢谢|陆续|陸續|陆军|洪水|洪涝|莫斯|莫过|龙头|雷达|温度|温州|温和|马上|馬上|马来|馬來|黄金|黄河|黄色|"
    "宋代|唐代|韩国|韓國|韩方|沈阳|苏州|苏联|郑州|徐州|顾问|顧問|顾客|石家|杜绝|余年|余名|余人|余下|孔子|孟子|叶片|胡同|钱包|钟头|张家|秦皇|付出|付款|华为|"
    "华裔|华人|华商|范围|范例|姜文|王府|何等|龙江|林区|林间|贾斯|雷同|孙子|程式|林林"
)
_ZH_TITLES = (
    "发言人|總統|总统|总理|總理|主席|部长|部長|市长|市長|省长|省長|州长|州長|书记|書記|教授|主任|院长|院長|所长|所長|局长|局長|司长|司長|处长|處長|董事长|"
    "董事長|总裁|總裁|首席执行官|执行长|執行長|总经理|總經理|校长|校長|律师|律師|研究员|研究員|医生|醫師|会长|會長|秘书长|秘書長|议员|議員|立委|大使|公使|司令|"
    "导演|導演|演员|演員|教练|教練|设计师|設計師|科学家|科學家|负责人|負責人|理事长|理事長|国务卿|國務卿|外长|外長|防长|防長|财长|首相|总监|總監|馆长|館長|队长|隊長|"
    "博士|工程师|工程師|经济学家|經濟學家|分析师|分析師|创始人|創辦人|院士|發言人"
)
_ZH_VERBS = "表示|指出|强调|強調|认为|認為|回应称|回應稱|介绍说|介绍称|解释说|解釋說|补充说|告诉记者|对记者说|坦言|透露|写道|寫道|呼吁|呼籲|说道|說道|说|說|称|稱"
_ZH_BETWEEN = "(?:还|還|也|则|則|日前|随后|隨後|近日|今天|昨天|当天|再次|同时|同時){0,2}"
_ZH_DOTTED = rf"(?:(?!{_ZH_TITLES})[{_HAN}]){{1,5}}"
_ZH_PART = rf"(?:(?!{_ZH_WORDS})[{_ZH_SURNAMES}][{_HAN}]{{1,2}}?|{_ZH_DOTTED}(?:[·•・]{_ZH_DOTTED}){{1,3}}?)"
_ZH_FOLLOWS = rf"{_ZH_BETWEEN}(?:{_ZH_VERBS})|[在就对對向，、。（(；]|接受|针对|針對"

_JA_SURNAMES = (
    "佐藤|鈴木|高橋|田中|伊藤|渡辺|渡邊|山本|中村|小林|加藤|吉田|山田|佐々木|山口|松本|井上|木村|斎藤|斉藤|齋藤|清水|山崎|池田|橋本|阿部|石川|山下|中島|石井|"
    "小川|前田|岡田|長谷川|藤田|後藤|近藤|村上|遠藤|青木|坂本|福田|太田|西村|藤井|金子|藤原|岡本|三浦|中野|中川|原田|松田|竹内|小野|田村|中山|和田|石田|森田|"
    "上田|内田|柴田|酒井|宮崎|横山|高木|安藤|宮本|大野|小島|谷口|今井|工藤|高田|増田|丸山|杉山|村田|大塚|新井|小山|平野|藤本|河野|上野|野口|武田|松井|菅原|岩崎|"
    "久保|木下|佐野|野村|松尾|菊地|菊池|市川|杉本|古川|大西|島田|水野|桜井|高野|渡部|吉川|山内|西田|飯田|西川|小松|北村|安田|五十嵐|川口|平田|中田|久保田|"
    "服部|岩田|土屋|福島|本田|樋口|秋山|田口|永井|山中|中西|吉村|川上|石原|大橋|松岡|馬場|浜田|森本|星野|矢野|浅野|大島|松下|吉岡|小池|野田|荒井|熊谷|黒田|"
    "岸田|石破|安倍|麻生|高市|小泉|茂木|枝野|玉木|植田|豊田"
)
_JA_TITLES = (
    "氏|さん|首相|総理|大統領|副大統領|官房長官|長官|外相|財務相|防衛相|経産相|厚労相|国交相|大臣|知事|市長|町長|村長|区長|議員|代表|幹事長|委員長|社長|副社長|会長|"
    "取締役|専務|教授|准教授|名誉教授|監督|選手|投手|総裁|理事長|院長|所長|署長|学長|校長|弁護士|医師|研究員|報道官|議長|総長|最高経営責任者"
)
_JA_VERBS = (
    "述べ|語っ|語り|語る|話し|話す|コメントし|強調し|指摘し|説明し|発言し|訴え|明らかにし|答え|批判し|主張し|投稿し"
)
_JA_GIVEN = rf"(?:(?![県市都府区町村駅社店院局課支技研半])[{_HAN}ぁ-ん]){{1,3}}?"
_JA_PART = (
    rf"(?:(?<![{_HAN}])(?:{_JA_SURNAMES}){_JA_GIVEN}|(?<![ァ-ヶー・])[ァ-ヶー]{{2,12}}(?:・[ァ-ヶー]{{1,12}}){{1,3}})"
)


@dataclass(frozen=True, slots=True)
class _Forms:
    """Expressions of one language, `who` for a full name and `words` for what is said."""

    named: str
    """A full name beside an office."""
    told: tuple[str, ...]
    """Words, and the full name that says them; of some, only where `named` has found the name elsewhere."""


_ZH_SAYS = rf"(?:（[^（）\n]{{1,40}}）)?(?:{_ZH_BETWEEN}|(?:在|就|对|對|向|接受|针对|針對)[^，。：:“”「」\n]{{1,40}}?)(?:{_ZH_VERBS})"
_ZH_MARKED = rf"(?:“(?P<words>[^“”\n]{{1,{_LONGEST}}})”|「(?P<others>[^「」\n]{{1,{_LONGEST}}})」)"
_ZH_BEHIND = rf"(?:(?<=[，。！？]”)|(?<=[，。！？]」)|(?<=[”」])，)(?:[^，。：:“”「」\n]{{0,30}}(?:{_ZH_TITLES}))?(?P<who>{_ZH_PART})"

DENSE: dict[str, _Forms] = {
    "zh": _Forms(
        named=rf"(?:{_ZH_TITLES})(?P<who>{_ZH_PART})(?={_ZH_FOLLOWS})",
        told=(
            rf"(?:{_ZH_TITLES}|(?<=[，。；！？”」\n])|^)(?P<who>{_ZH_PART}){_ZH_SAYS}，?[：:] ?{_ZH_MARKED}",
            rf"{_ZH_MARKED}{_ZH_BEHIND}{_ZH_BETWEEN}(?:{_ZH_VERBS})(?=[，。：:\n]|$)",
        ),
    ),
    "ja": _Forms(
        named=rf"(?P<who>{_JA_PART})(?:{_JA_TITLES})",
        told=(
            rf"(?P<who>{_JA_PART})(?:{_JA_TITLES})(?:（[^（）\n]{{1,30}}）)?[はがも](?:[^「」。\n]{{0,40}}[、で])?"
            rf"「(?P<words>[^「」\n]{{1,{_LONGEST}}})」(?:などと|と)[^「」。、\n]{{0,12}}?(?:{_JA_VERBS})",
        ),
    ),
}


def quotes_dense(text: str, language: str) -> Iterator[Quote]:
    """The quotes of a text in one of `DENSE`, in order."""
    named = set(_named(text, language))
    found = [one for form in _told(language) for one in form.finditer(text)] if named else []
    for one in sorted(found, key=lambda each: each.start()):
        group = next(group for group in ("words", "others") if one.groupdict().get(group) is not None)
        if one["who"] in named and len(one[group]) >= LEAST_CHARACTERS:
            yield Quote(text=one[group], speaker=one["who"], start=one.start(group), end=one.end(group))


def people_dense(text: str, language: str) -> Iterator[Person]:
    """The people of a text in one of `DENSE`, in order of first mention."""
    for name in dict.fromkeys(_named(text, language)):
        yield Person(name=name, count=text.count(name))


def _named(text: str, language: str) -> list[str]:
    return [found["who"] for found in _names(language).finditer(text)]


@cache
def _names(language: str) -> re.Pattern[str]:
    return re.compile(DENSE[language].named)


@cache
def _told(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form, re.MULTILINE) for form in DENSE[language].told)
