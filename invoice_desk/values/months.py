"""The names of months in Arabic, English and French, in both calendars, with the spellings in use."""

from __future__ import annotations

from enum import StrEnum

from invoice_desk.values.calendars import Calendar
from invoice_desk.values.words import fold


class MonthStyle(StrEnum):
    """A set of twelve month names."""

    ENGLISH = "english"
    FRENCH = "french"
    GULF = "gulf"  # Egypt and the Gulf: يناير
    LEVANT = "levant"  # Syria, Lebanon, Jordan, Palestine, Iraq: كانون الثاني
    MAGHREB = "maghreb"  # Tunisia, Algeria: جانفي
    MOROCCO = "morocco"  # غشت
    HIJRI = "hijri"  # محرم
    HIJRI_LATIN = "hijri_latin"  # Muharram

    @property
    def calendar(self) -> Calendar:
        """The calendar to which these names belong."""
        is_hijri = self in {MonthStyle.HIJRI, MonthStyle.HIJRI_LATIN}
        return Calendar.HIJRI if is_hijri else Calendar.GREGORIAN


# January or Muharram first; the Gregorian ones as in CLDR (en, fr, ar, ar-LB, ar-TN, ar-MA).
_FULL = {
    MonthStyle.ENGLISH: "January|February|March|April|May|June"
    "|July|August|September|October|November|December",
    MonthStyle.FRENCH: "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    MonthStyle.GULF: "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    MonthStyle.LEVANT: "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران"
    "|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول",
    MonthStyle.MAGHREB: "جانفي|فيفري|مارس|أفريل|ماي|جوان|جويلية|أوت|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    MonthStyle.MOROCCO: "يناير|فبراير|مارس|أبريل|ماي|يونيو|يوليوز|غشت|شتنبر|أكتوبر|نونبر|دجنبر",
    MonthStyle.HIJRI: "محرم|صفر|ربيع الأول|ربيع الآخر|جمادى الأولى|جمادى الآخرة"
    "|رجب|شعبان|رمضان|شوال|ذو القعدة|ذو الحجة",
    MonthStyle.HIJRI_LATIN: "Muharram|Safar|Rabi al-Awwal|Rabi al-Thani|Jumada al-Ula|Jumada al-Akhira"
    "|Rajab|Shaban|Ramadan|Shawwal|Dhu al-Qidah|Dhu al-Hijjah",
}

# Further spellings and abbreviations of each month in turn, compared after folding: أ is ا, ة is ه, é is e.
_FURTHER = {
    Calendar.GREGORIAN: (
        "jan|janv|ينائر|كانون ثاني|كانون ثان",
        "feb|févr|fév|فبرائر|فيفرييه",
        "mar",
        "apr|avr|إبريل",
        "مايه|ايار|نوار",
        "jun|يونيه|يونية|جوين",
        "jul|juil|يوليه|يولية|جويلي",
        "aug|اغسطوس|أوغسطس|اوغست",
        "sep|sept|ستمبر|سبتنبر|شتمبر",
        "oct|تشرين أول|اوكتوبر|أكتوبير|اكطوبر",
        "nov|تشرين ثاني|تشرين ثان|نوفنبر|نونمبر",
        "dec|déc|كانون أول|دسمبر|دجمبر|ديسنبر",
    ),
    Calendar.HIJRI: (
        "المحرم|محرم الحرام|muharam|moharram|mouharram|mouharam",
        "صفر الخير|safer|çafar",
        "ربيع أول|ربيع الاولى|rabi i|rabi al awal"
        "|rabi ul awwal|rabi ul awal"
        "|rabia al awal|rabi el aouel|rabia al aoual",
        "ربيع الثاني|ربيع ثاني|ربيع ثان|ربيع آخر|rabi ii|rabi al akhir|rabi ul thani|rabi us sani"
        "|rabia al thani|rabi eth thani|rabia ath thani|rabi ath thani",
        "جمادى الأول|جمادى أولى|جماد الأول|جماد الأولى|جماد أول|jumada i|jumada al awwal|jumada al oula"
        "|joumada al oula|joumada el oula|jumada ul ula",
        "جمادى الثانية|جمادى الثاني|جمادى الآخر|جماد الثاني|جماد الثانية|جماد الآخر|جماد ثاني|jumada ii"
        "|jumada al thani|jumada al thaniya"
        "|jumada al akhirah|joumada al thania|joumada eth thania|jumada ath thani",
        "رجب المرجب|rajeb|redjeb|radjab",
        "شعبان المعظم|shaaban|chaabane|chaaban",
        "رمضان المبارك|ramadhan|ramadane|ramazan",
        "شوال المكرم|shawal|chawwal|chawal|chaoual",
        "ذي القعدة|ذو قعدة|ذوالقعدة|القعدة|dhul qidah|dhul qadah|dhul qada|dhu al qadah|dhu al qida"
        "|dhou al qida|zul qadah|dhul qaada",
        "ذي الحجة|ذو حجة|ذوالحجة|الحجة|dhul hijjah"
        "|dhul hijja|dhu al hijja|dhou al hijja|zul hijjah|zul hijja",
    ),
}


def month_name(month: int, style: MonthStyle) -> str:
    """Return the full name of month 1 to 12 (Muharram is 1 in the Hijri styles)."""
    return _FULL[style].split("|")[month - 1]


def month_spellings(calendar: Calendar) -> dict[str, int]:
    """Return every known spelling in `calendar`, folded and with blanks for hyphens, to its month 1 to 12."""
    spellings: dict[str, int] = {}
    for style in MonthStyle:
        if style.calendar is calendar:
            spellings |= _numbered(_FULL[style].split("|"))
    for number, names in enumerate(_FURTHER[calendar], start=1):
        spellings |= dict.fromkeys(map(_plain, names.split("|")), number)
    return spellings


def _numbered(names: list[str]) -> dict[str, int]:
    return {_plain(name): number for number, name in enumerate(names, start=1)}


def _plain(name: str) -> str:
    return fold(name).replace("-", " ")
