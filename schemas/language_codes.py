"""The languages that there are, by their codes: those that CLDR names. https://cldr.unicode.org"""

from __future__ import annotations

_SHORT = """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el
    en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it
    iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt
    my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk
    sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi
    yo za zh zu
"""
_LONG = """
    ace ach ada ady aeb afh agq ain akk akz ale aln alt ang ann anp apc arc arn aro arp arq ars arw ary arz asa
    ase ast atj avk awa bal ban bar bas bax bbc bbj bej bem bew bez bfd bfq bgc bgn bho bik bin bjn bkm bla blo
    blt bpy bqi bra brh brx bss bua bug bum byn byv cad car cay cch ccp ceb cgg chb chg chk chm chn cho chp chr
    chy cic ckb clc cop cps crg crh crj crk crl crm crr crs csb csw dak dar dav del den dgr din dje doi dsb dtp
    dua dum dyo dyu dzg ebu efi egl egy eka elx enm esu ewo ext fan fat fil fit fon frc frm fro frp frr frs fur
    gaa gag gan gay gba gbz gez gil glk gmh goh gon gor got grb grc gsw guc gur guz gwi hai hak haw hax hif hil
    hit hmn hnj hsb hsn hup hur iba ibb ikt ilo inh izh jam jbo jgo jmc jpr jrb jut kaa kab kac kaj kam kaw kbd
    kbl kcg kde kea ken kfo kgp kha kho khq khw kiu kkj kln kmb koi kok kos kpe krc kri krj krl kru ksb ksf ksh
    kum kut kwk kxv lad lag lah lam lez lfn lij lil liv lkt lld lmo lol lou loz lrc lsm ltg lua lui lun luo lus
    luy lzh lzz mad maf mag mai mak man mas mde mdf mdr men mer mfe mga mgh mgo mhn mic min mnc mni moe moh mos
    mrj mua mus mwl mwr mwv mye myv mzn nap naq nds new nia niu njo nmg nnh nog non nov nqo nso nus nwc nym nyn
    nyo nzi ojb ojc ojs ojw oka osa ota pag pal pam pap pau pcd pcm pdc pdt peo pfl phn pis pms pnt pon pqm prg
    pro quc qug raj rap rar rgn rhg rif rof rom rtm rue rug rup rwk sad sah sam saq sas sat saz sba sbp scn sco
    sdc sdh see seh sei sel ses sga sgs shi shn shu sid skr slh sli sly sma smj smn sms snk sog srn srr ssy stq
    str suk sus sux swb syc syr szl tce tcy tem teo ter tet tgx tht tig tiv tkl tkr tlh tli tly tmh tog tok tpi
    tru trv trw tsd tsi ttm ttt tum tvl twq tyv tzm udm uga umb vai vec vep vls vmf vmw vot vro vun wae wal war
    was wbp wuu xal xmf xnr xog yao yap yav ybb yrl yue zap zbl zea zen zgh zun zza
"""
# `eng` is `en`: where both are, BCP 47 has the short code alone. Three letters and then two.
_SHORTER = """
    aaraa abkab adpdz afraf akaak albsq alssq amham araar arbar argan armhy asmas avaav aveae aymay ayray azeaz
    azjaz bakba bambm baqeu belbe benbn bisbi bodbo bosbs brebr bulbg burmy catca cescs chach chece chizh chucu
    chvcv clssa cmnzh corkw cosco crecr cwdcr cymcy czecs danda deude divdv drhmn dutnl dzodz ekket ellel engen
    epoeo eskik estet euseu eweee faofo fasfa fatak fijfj finfi frafr frefr fryfy fucff fulff gazom geoka gerde
    glagd glega glggl glvgv greel grngn guggn gujgu hatht hauha hebhe herhz hinhi hmoho hrvhr hunhu hyehy iboig
    iceis idoio iiiii ikeiu ikuiu ileie inaia indid ipkik islis itait javjv jpnja kalkl kankn kasks katka kaukr
    kazkk khkmn khmkm kikki kinrw kirky kmrku knckr kngkg komkv konkg korko kpvkv kuakj kurku laolo latla lavlv
    limli linln litlt ltzlb lublu luglg lvslv macmk mahmh malml maomi marmr mayms mkdmk mlgmg mltmt molro monmn
    mrimi msams myamy nauna navnv nblnr ndend ndong nepne nldnl nnonn nobnb norno npine nyany ocioc ojgoj ojioj
    orior ormom oryor ossos panpa pbups perfa pesfa plipi pltmg polpl porpt prpgu pusps quequ quzqu rohrm ronro
    rumro runrn rusru sagsg sansa sccsr scrhr sinsi slksk slosk slvsl smese smosm snasn sndsd somso sotst spaes
    sqisq srcsc srdsc srpsr sswss sunsu swasw swesv swhsw tahty tamta tattt telte tgktg thath tibbo tirti tonto
    tsntn tsots tuktk turtr twiak uigug ukruk urdur uzbuz uznuz venve vievi volvo welcy wlnwa wolwo xhoxh yddyi
    yidyi yoryo zhaza zhozh zsmms zulzu zybza
"""

LANGUAGES = frozenset((*_SHORT.split(), *_LONG.split()))
"""ISO 639's codes as BCP 47 writes them: of two letters where there are two, else of three."""

SHORTER = {pair[:3]: pair[3:] for pair in _SHORTER.split()}
"""The code of two letters for each of three that has one."""
