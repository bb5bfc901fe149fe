"""Words that the enrichers `quotes` and `people` go by in the languages with capitals beside English. Adding one is one
entry of `SPEECH`.

Verbs are forms of which the speaker is the subject; what may mean something else beside a name is left out.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """How texts of one language tell who says what, and what stands before people's names."""

    marks: tuple[str, ...]
    """Opening and closing mark, as two characters."""
    verbs: tuple[str, ...]
    """Forms of `said`, with their auxiliaries."""
    titles: frozenset[str]
    """What stands before a full name, small and without a stop."""
    title_endings: tuple[str, ...] = ()
    """What such words end with where compounds are one word: `Verkehrsminister`."""
    adverbs: frozenset[str] = frozenset()
    """What may stand between verb and name."""
    links: frozenset[str] = frozenset()
    """What stands before somebody who is not the one who speaks: prepositions, articles of the genitive, `and`."""
    articles: frozenset[str] = frozenset()
    """No part of a name is one of these, nor of the links and pronouns, with a capital or without."""
    pronouns: frozenset[str] = frozenset()
    """Behind the verb, somebody speaks who is not named."""
    dashes: str = ""
    """Of paragraphs that open with a dash and are speech: an expression for what parts the words and the verb."""
    closings: tuple[str, ...] = ()
    """Verbs right behind the words whose speaker stands before them: `Ada Lovelace, "..." dedi`."""
    surnames: int = 2
    """So many words of a name are surnames, at most."""
    has_joined_surnames: bool = False
    """A particle may join two: `Carvalho da Costa`; elsewhere it is a preposition there."""
    given: frozenset[str] = frozenset()
    """Given names that the language's own table lacks."""
    other_cases: tuple[str, ...] = ()
    """What surnames end with in other cases than the first, and hardly any in it."""
    is_inflected: bool = False
    """Names have cases: another language's given name may be a case of one of this."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _verbs(text: str) -> tuple[str, ...]:
    return tuple(verb.strip() for verb in text.split("|"))


SPEECH: dict[str, SpeechWords] = {
    "de": SpeechWords(
        marks=("„“", "„”", '„"', "»«", "«»", "“”", '""'),
        verbs=_verbs(
            "sagte|sagt|erklärte|erklärt|betonte|betont|meinte|meint|ergänzte|ergänzt|berichtete|berichtet|kritisierte|kritisiert|"
            "forderte|fordert|warnte|warnt|erläuterte|erläutert|äußerte|schrieb|schreibt|mahnte|mahnt|lobte|versicherte|"
            "versichert|bestätigte|bestätigt|erzählte|erzählt|resümierte|resümiert|antwortete|antwortet|fragte|fragt|"
            "unterstrich|unterstreicht|freute sich|freut sich|so"
        ),
        titles=_words(
            "herr frau dr prof professor professorin präsident präsidentin kanzler kanzlerin minister ministerin senator senatorin "
            "landrat landrätin vorsitzender vorsitzende chef chefin trainer trainerin pastor pastorin pfarrer pfarrerin bischof "
            "bischöfin kardinal papst könig königin prinz prinzessin autor autorin regisseur regisseurin schauspieler sänger "
            "sängerin anwalt anwältin richter richterin abgeordneter abgeordnete experte expertin ökonom ökonomin dekan dekanin"
        ),
        title_endings=(
            "präsident",
            "präsidentin",
            "kanzler",
            "kanzlerin",
            "minister",
            "ministerin",
            "senator",
            "senatorin",
            "meister",
            "meisterin",
            "rat",
            "rätin",
            "sprecher",
            "sprecherin",
            "vorsitzender",
            "vorsitzende",
            "chef",
            "chefin",
            "leiter",
            "leiterin",
            "direktor",
            "direktorin",
            "führer",
            "führerin",
            "trainer",
            "trainerin",
            "politiker",
            "politikerin",
            "forscher",
            "forscherin",
            "experte",
            "expertin",
            "anwalt",
            "anwältin",
            "richter",
            "richterin",
            "sekretär",
            "sekretärin",
            "schauspieler",
            "schauspielerin",
            "ökonom",
            "ökonomin",
            "redakteur",
            "redakteurin",
            "schafter",
            "schafterin",
            "kommissar",
            "kommissarin",
            "abgeordneter",
            "abgeordnete",
            "schützer",
            "schützerin",
            "historiker",
            "historikerin",
            "steller",
            "stellerin",
            "bischof",
            "pfarrer",
            "pfarrerin",
            "manager",
            "managerin",
            "gründer",
            "gründerin",
            "wissenschaftler",
            "wissenschaftlerin",
            "beauftragter",
            "beauftragte",
            "kandidat",
            "kandidatin",
        ),
        adverbs=_words("auch dann dazu gestern heute weiter am ebenfalls"),
        links=_words("von vom der des den dem und oder mit über an für bei zu zum zur laut gegen nach wie als um auf"),
        articles=_words("der die das ein eine einer eines einem einen kein keine vor mit ohne seit bis"),
        pronouns=_words("er sie es ich wir man dieser diese jener"),
        surnames=1,
    ),
    "nl": SpeechWords(
        marks=("“”", "„”", "‘’", '""', "«»"),
        verbs=_verbs(
            "zegt|zei|aldus|vertelt|vertelde|verklaarde|verklaart|stelt|stelde|schrijft|schreef|benadrukt|benadrukte|waarschuwt|"
            "waarschuwde|reageert|reageerde|vindt|antwoordt|antwoordde|legt uit|voegt toe|laat weten|liet weten"
        ),
        titles=_words(
            "meneer mevrouw dr prof professor president premier minister staatssecretaris burgemeester wethouder gedeputeerde "
            "woordvoerder woordvoerster voorzitter directeur trainer coach schrijver schrijfster acteur actrice zanger zangeres "
            "kamerlid commissaris koning koningin prins prinses bisschop paus generaal kolonel hoogleraar onderzoeker advocaat "
            "advocate rechter burgemeester lijsttrekker"
        ),
        title_endings=("minister", "president", "woordvoerder", "voorzitter", "directeur", "leider", "lid", "trainer"),
        adverbs=_words("ook gisteren vandaag dan"),
        links=_words("van en of met over aan voor bij tegen door namens volgens om op in"),
        articles=_words("de het een geen"),
        pronouns=_words("hij zij ze hij ik we wij men het deze"),
    ),
    "sv": SpeechWords(
        marks=("””", "“”", "»«", "»»", '""', "«»"),
        verbs=_verbs(
            "säger|sade|sa|berättar|berättade|skriver|skrev|förklarar|förklarade|menar|menade|uppger|uppgav|tillägger|konstaterar|"
            "betonar|betonade|varnar|svarar|svarade"
        ),
        titles=_words(
            "herr fru doktor professor president statsminister minister talesperson talesman presstalesperson ordförande "
            "partiledare generalsekreterare direktör vd chef tränare författare författaren skådespelaren artisten forskare "
            "forskaren statsministern presidenten ministern kung kungen drottning prins prinsessan biskop påven åklagare "
            "åklagaren kommissarie landshövding kommunalråd regionråd överläkare"
        ),
        title_endings=(
            "minister",
            "ministern",
            "chef",
            "chefen",
            "talesperson",
            "talespersonen",
            "ledare",
            "ledaren",
            "ordförande",
            "ordföranden",
            "direktör",
            "direktören",
            "tränare",
            "tränaren",
            "forskare",
            "forskaren",
            "läkare",
            "läkaren",
        ),
        adverbs=_words("också vidare då"),
        links=_words("av och eller med om till för hos från mot enligt åt på i"),
        articles=_words("en ett den det de"),
        pronouns=_words("han hon hen de jag vi man den det"),
        dashes=r"(?:,|(?<=[!?.]))\s",
    ),
    "no": SpeechWords(
        marks=("«»", "””", "“”", '""', "„“", "»«"),
        verbs=_verbs(
            "sier|sa|forteller|fortalte|skriver|skrev|forklarer|forklarte|mener|mente|uttaler|uttalte|understreker|understreket|"
            "påpeker|påpekte|advarer|svarer|svarte|legger til|opplyser|opplyste"
        ),
        titles=_words(
            "doktor professor president statsminister minister statsråd talsperson talsmann pressetalsmann leder partileder "
            "generalsekretær direktør sjef trener forfatter skuespiller artist forsker statsministeren presidenten ministeren konge "
            "kong dronning prins prinsesse biskop pave pave advokat politiadvokat ordfører byrådsleder fylkesmann kommunikasjonssjef"
        ),
        title_endings=(
            "minister",
            "ministeren",
            "sjef",
            "sjefen",
            "talsperson",
            "leder",
            "lederen",
            "direktør",
            "direktøren",
            "trener",
            "treneren",
            "forsker",
            "forskeren",
            "advokat",
            "rådgiver",
            "ansvarlig",
            "ordfører",
        ),
        adverbs=_words("også videre da"),
        links=_words("av og eller med om til for hos fra mot ifølge på i"),
        articles=_words("en et ei den det de"),
        pronouns=_words("han hun de jeg vi man den det hen"),
        dashes=r"(?:,|(?<=[!?.]))\s",
        given=_words("Jonas Erna Siv Trygve Støre Knut Gro Audun Bjørnar Marit Ingvild Kjersti Geir Sylvi Ola"),
    ),
    "da": SpeechWords(
        marks=("»«", "”“", "””", "“”", '""', "„“", "«»"),
        verbs=_verbs(
            "siger|sagde|fortæller|fortalte|skriver|skrev|forklarer|forklarede|mener|mente|udtaler|udtalte|understreger|"
            "understregede|påpeger|påpegede|advarer|svarer|svarede|tilføjer|oplyser|oplyste|lyder det fra"
        ),
        titles=_words(
            "doktor professor præsident statsminister minister talsmand talsperson pressetalsmand formand forkvinde partileder "
            "generalsekretær direktør chef træner forfatter skuespiller forsker statsministeren præsidenten ministeren konge kong "
            "dronning prins prinsesse biskop pave advokat borgmester politiinspektør vicepolitiinspektør lektor"
        ),
        title_endings=(
            "minister",
            "ministeren",
            "chef",
            "chefen",
            "talsperson",
            "talsmand",
            "leder",
            "lederen",
            "direktør",
            "direktøren",
            "træner",
            "træneren",
            "forsker",
            "forskeren",
            "advokat",
            "formand",
            "inspektør",
            "ordfører",
            "økonom",
            "borgmester",
        ),
        adverbs=_words("også videre da"),
        links=_words("af og eller med om til for hos fra mod ifølge på i"),
        articles=_words("en et den det de"),
        pronouns=_words("han hun de jeg vi man den det"),
        dashes=r"(?:,|(?<=[!?.]))\s",
    ),
    "fr": SpeechWords(
        marks=("«»", "“”", '""'),
        verbs=_verbs(
            "a déclaré|a affirmé|a expliqué|a ajouté|a dit|a indiqué|a estimé|a souligné|a assuré|a précisé|a écrit|a répondu|"
            "a annoncé|a lancé|a rappelé|a confié|a insisté|a martelé|a poursuivi|a conclu|a reconnu|a dénoncé|a regretté|a averti|"
            "a réagi|a commenté|a tweeté|déclare|déclarait|affirme|affirmait|explique|expliquait|ajoute|ajoutait|dit|disait|"
            "indique|estime|estimait|souligne|assure|précise|écrit|répond|lance|rappelle|confie|insiste|martèle|poursuit|conclut|"
            "reconnaît|dénonce|regrette|raconte|témoigne|s'exclame|s’exclame|se réjouit|s'indigne|s’indigne|s'inquiète|"
            "s’inquiète|juge|résume|prévient|détaille|commente|observe|note"
        ),
        titles=_words(
            "m mme mlle monsieur madame dr docteur pr professeur professeure président présidente premier ministre ministre "
            "secrétaire sénateur sénatrice député députée maire adjoint adjointe préfet préfète porte-parole directeur directrice "
            "général générale chef cheffe patron patronne avocat avocate procureur procureure juge évêque cardinal pape archevêque "
            "roi reine prince princesse écrivain écrivaine auteur auteure autrice réalisateur réalisatrice acteur actrice comédien "
            "comédienne chanteur chanteuse entraîneur sélectionneur historien historienne économiste sociologue politologue "
            "chercheur chercheuse ambassadeur ambassadrice colonel capitaine commissaire fondateur fondatrice responsable délégué "
            "déléguée eurodéputé eurodéputée candidat candidate me maître"
        ),
        adverbs=_words("aussi hier ensuite encore également lundi mardi mercredi jeudi vendredi samedi dimanche"),
        links=_words("de du des d' et ou à au aux avec par pour sur chez contre selon dans"),
        articles=_words("le la les un une ce cette son sa ses"),
        pronouns=_words("il elle on ils elles je nous-t-il -t-elle ce celui celle"),
    ),
    "es": SpeechWords(
        marks=("«»", "“”", '""'),
        verbs=_verbs(
            "dijo|dice|declaró|afirmó|afirma|explicó|explica|añadió|añade|aseguró|asegura|señaló|señala|indicó|indica|manifestó|"
            "sostuvo|sostiene|expresó|expresa|comentó|comenta|subrayó|subraya|destacó|destaca|advirtió|advierte|precisó|recordó|"
            "recuerda|agregó|agrega|insistió|insiste|concluyó|concluye|respondió|responde|escribió|escribe|reconoció|reconoce|"
            "lamentó|lamenta|denunció|denuncia|apuntó|apunta|detalló|detalla|cuenta|contó|relató|relata|ha dicho|ha declarado|"
            "ha afirmado|ha explicado|ha añadido|ha asegurado|ha señalado|ha indicado|ha manifestado|ha subrayado|ha destacado|"
            "ha advertido|ha insistido|ha lamentado|ha recordado|ha apuntado|ha remarcado"
        ),
        titles=_words(
            "señor señora sr sra don doña d dr dra doctor doctora profesor profesora presidente presidenta expresidente primer "
            "ministro ministra primera canciller secretario secretaria senador senadora diputado diputada alcalde alcaldesa "
            "gobernador gobernadora concejal concejala consejero consejera portavoz vocero vocera director directora gerente jefe "
            "jefa abogado abogada fiscal juez jueza obispo arzobispo cardenal papa padre rey reina príncipe princesa escritor "
            "escritora autor autora actor actriz cantante entrenador técnico seleccionador historiador historiadora economista "
            "investigador investigadora embajador embajadora general mayor coronel capitán comisario comisaria fundador fundadora líder "
            "periodista candidato candidata vicepresidente vicepresidenta mandatario coordinador coordinadora rector rectora"
        ),
        adverbs=_words("hoy ayer también además entonces luego"),
        links=_words("de del y e o u a al ante con por para sobre en contra según tras entre que"),
        articles=_words("el la los las un una su sus este esta"),
        pronouns=_words("él ella ellos se yo este esta"),
        given=_words("Luiz Lula Andrés Claudia Gustavo Nicolás Javier Gabriel Dina Daniel Nayib Díaz"),
    ),
    "pt": SpeechWords(
        marks=("“”", "«»", '""'),
        verbs=_verbs(
            "disse|diz|declarou|afirmou|afirma|explicou|explica|acrescentou|acrescenta|garantiu|garante|salientou|salienta|"
            "sublinhou|sublinha|destacou|destaca|ressaltou|ressalta|alertou|alerta|lembrou|lembra|escreveu|escreve|respondeu|"
            "responde|comentou|comenta|concluiu|conclui|contou|conta|referiu|refere|frisou|frisa|lamentou|lamenta|completou|"
            "defendeu|defende|criticou|apontou|aponta|adiantou|adianta|observou|observa|avaliou|avalia|argumentou"
        ),
        titles=_words(
            "senhor senhora sr sra dom dona dr dra doutor doutora professor professora presidente ex-presidente primeiro-ministro "
            "primeira-ministra ministro ministra secretário secretária senador senadora deputado deputada prefeito prefeita "
            "governador governadora vereador vereadora porta-voz diretor diretora gerente chefe advogado advogada procurador "
            "procuradora juiz juíza bispo arcebispo cardeal papa padre rei rainha príncipe princesa escritor escritora autor "
            "autora ator atriz cantor cantora treinador treinadora técnico historiador historiadora economista pesquisador "
            "pesquisadora investigador investigadora embaixador embaixadora general major coronel capitão delegado delegada fundador "
            "fundadora líder candidato candidata vice-presidente coordenador coordenadora reitor reitora jornalista"
        ),
        adverbs=_words("hoje ontem também ainda então"),
        links=_words("de do da dos das e ou a ao à com por para sobre em contra segundo que"),
        articles=_words("o os as um uma seu sua no na"),
        pronouns=_words("ele ela eles se eu este esta"),
        has_joined_surnames=True,
        given=_words(
            "Luiz Inácio Lula Jair Geraldo Simone Marina Ciro Gilberto Fernando Alexandre Dilma António Aníbal Luís"
        ),
    ),
    "it": SpeechWords(
        marks=("«»", "“”", '""'),
        verbs=_verbs(
            "ha detto|ha dichiarato|ha affermato|ha spiegato|ha aggiunto|ha sottolineato|ha scritto|ha commentato|ha ricordato|"
            "ha assicurato|ha concluso|ha risposto|ha raccontato|ha precisato|ha annunciato|ha ribadito|ha osservato|disse|dice|"
            "dichiara|afferma|spiega|aggiunge|sottolinea|scrive|commenta|ricorda|assicura|conclude|risponde|racconta|precisa|"
            "annuncia|ribadisce|osserva|avverte|attacca|replica|continua|prosegue|sostiene"
        ),
        titles=_words(
            "signor signora sig dott dottor dottoressa prof professor professoressa presidente premier primo ministro ministro "
            "ministra cancelliere segretario segretaria senatore senatrice deputato deputata onorevole sindaco sindaca governatore "
            "assessore assessora consigliere consigliera portavoce direttore direttrice capo avvocato avvocata procuratore giudice "
            "vescovo arcivescovo cardinale papa padre don re regina principe principessa scrittore scrittrice autore autrice "
            "regista attore attrice cantante allenatore tecnico storico storica economista ricercatore ricercatrice ambasciatore "
            "ambasciatrice generale colonnello capitano commissario fondatore fondatrice leader candidato candidata "
            "vicepresidente coordinatore coordinatrice rettore rettrice giornalista vicepremier ad amministratore delegato"
        ),
        adverbs=_words("anche ieri oggi poi ancora infine"),
        links=_words("di del della dello dei delle degli e ed o a al alla ad con da dal per su in contro secondo che"),
        articles=_words("il lo la i gli le un una suo sua"),
        pronouns=_words("lui lei egli ella loro io si"),
    ),
    "pl": SpeechWords(
        marks=("„”", "«»", "“”", '""', "„“", '„"'),
        verbs=_verbs(
            "powiedział|powiedziała|mówi|mówił|mówiła|dodał|dodała|dodaje|podkreślił|podkreśliła|podkreśla|stwierdził|stwierdziła|"
            "stwierdza|ocenił|oceniła|ocenia|zaznaczył|zaznaczyła|zaznacza|wyjaśnił|wyjaśniła|wyjaśnia|poinformował|poinformowała|"
            "informuje|napisał|napisała|pisze|oświadczył|oświadczyła|tłumaczył|tłumaczyła|tłumaczy|zapewnił|zapewniła|zapewnia|"
            "przyznał|przyznała|przyznaje|przekonywał|przekonywała|przekonuje|skomentował|skomentowała|komentuje|zauważył|"
            "zauważyła|zauważa|wskazał|wskazała|wskazuje|przekazał|przekazała|odpowiedział|odpowiedziała|odpowiada|opowiada"
        ),
        titles=_words(
            "pan pani dr prof profesor prezydent premier wicepremier minister wiceminister poseł posłanka senator marszałek "
            "wicemarszałek burmistrz wójt starosta wojewoda rzecznik rzeczniczka prezes wiceprezes dyrektor dyrektorka szef szefowa "
            "przewodniczący przewodnicząca lider liderka trener biskup arcybiskup kardynał papież ksiądz ks generał gen pułkownik "
            "płk kapitan król królowa książę pisarz pisarka aktor aktorka reżyser reżyserka historyk ekonomista ekonomistka "
            "ambasador adwokat mecenas sędzia prokurator komisarz europoseł europosłanka kandydat kandydatka radny radna"
        ),
        adverbs=_words("też także również w tym"),
        links=_words("z ze i oraz lub do od dla o przez przy w na po u"),
        pronouns=_words("on ona oni ja my pan"),
        dashes=r"\s[-–—]\s",
        given=_words(
            "Donald Jarosław Andrzej Mateusz Rafał Szymon Władysław Radosław Sławomir Zbigniew Krzysztof Bartłomiej Włodzimierz "
            "Ryszard Leszek Lech Bronisław Beata Elżbieta Małgorzata Barbara Agnieszka Joanna Ewa Hanna Mariusz Przemysław Adam "
            "Jan Józef Stanisław Tadeusz Wojciech Marek Marcin Piotr Paweł Tomasz Michał Grzegorz Jacek Jerzy Łukasz Maciej "
            "Kamil Dariusz Robert Roman Waldemar Witold Zdzisław Mirosław Wiesław Bogdan Henryk Cezary Artur Anna Maria Katarzyna "
            "Magdalena Monika Krystyna Danuta Teresa Zofia Halina Irena Dorota Iwona Jolanta Grażyna Olga Izabela Urszula "
            "Emmanuel Joe Olaf Viktor Boris Ursula"
        ),
        other_cases=("iego", "iemu", "owi"),
        is_inflected=True,
    ),
    "ru": SpeechWords(
        marks=("«»", "„“", '""', "“”"),
        verbs=_verbs(
            "сказал|сказала|говорит|заявил|заявила|заявляет|отметил|отметила|отмечает|подчеркнул|подчеркнула|подчеркивает|добавил|"
            "добавила|добавляет|пояснил|пояснила|поясняет|объяснил|объяснила|объясняет|рассказал|рассказала|рассказывает|сообщил|"
            "сообщила|сообщает|написал|написала|пишет|уточнил|уточнила|напомнил|напомнила|считает|ответил|ответила|признался|"
            "призналась|предупредил|предупредила|констатировал|констатировала|резюмировал|резюмировала|прокомментировал|"
            "прокомментировала|указал|указала|процитировал|цитирует"
        ),
        titles=_words(
            "господин госпожа доктор профессор президент экс-президент премьер премьер-министр министр вице-премьер канцлер "
            "секретарь пресс-секретарь сенатор депутат губернатор мэр вице-мэр глава замглавы спикер председатель зампред "
            "заместитель директор гендиректор руководитель начальник лидер тренер адвокат прокурор судья епископ митрополит "
            "патриарх папа генерал полковник майор капитан король королева принц принцесса писатель писательница актер актриса "
            "режиссер певец певица историк экономист политолог эксперт аналитик ученый посол представитель представительница "
            "уполномоченный омбудсмен кандидат ректор академик основатель вице-президент"
        ),
        adverbs=_words("также ранее сегодня вчера"),
        links=_words("и или с со о об к ко у от для за на в по при про"),
        pronouns=_words("он она они я мы"),
        dashes=r"(?:,|(?<=[!?…]))\s[-–—]\s",
        given=_words(
            "Дональд Джо Эммануэль Олаф Ангела Реджеп Виктор Рамзан Эльвира Джеймс Джон Урсула Ален Али Владимир Максим"
        ),
        other_cases=("ого", "его", "ому", "ему", "овым", "евым", "ёвым", "иным"),
        is_inflected=True,
    ),
    "tr": SpeechWords(
        marks=("“”", '""', "«»", "''"),
        verbs=_verbs(
            "söyledi|dedi|şöyle konuştu|şunları söyledi|şunları kaydetti|şu ifadeleri kullandı|açıklamasında bulundu"
        ),
        titles=_words(
            "sayın cumhurbaşkanı başbakan bakan bakanı başkanı başkan vali valisi milletvekili genel sözcüsü sekreteri müdürü "
            "doktor dr prof profesör doç lideri yardımcısı büyükelçisi komutanı yazar oyuncu yönetmen şarkıcı avukat savcı"
        ),
        closings=_verbs(
            "dedi|diye konuştu|ifadelerini kullandı|ifadesini kullandı|şeklinde konuştu|değerlendirmesinde bulundu"
        ),
        links=_words("ve ile veya"),
        given=_words(
            "Recep Tayyip Kemal Ekrem Mansur Devlet Özgür Hakan Mehmet Ali Ahmet Numan Meral Ayşe Fatma Emine Mustafa "
            "Hüseyin İbrahim Hasan İsmail Osman Murat Yusuf Ömer Süleyman Mahmut Fahrettin Mevlüt Binali Selahattin Zeynep Elif"
        ),
        is_inflected=True,
    ),
}
SPEECH["nb"] = SPEECH["nn"] = SPEECH["no"]
