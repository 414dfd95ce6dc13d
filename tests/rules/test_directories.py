"""Who serves an address, and how a clerk finds an office, an akim or a centre."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.rules.directories import Area, Directories, Entry, area_of, area_of_entry, fold, search
from shared.runtime.catalogue import Catalogue, load

RUSSIAN, KAZAKH, AKMOLA = "almaty-2012-349/07", "almaty-2012-420/01", "akmola-2011-a-11-491/01"
LETTERS = st.text(
    alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюяёіқәғңөұүһ -«».,0123456789", max_size=60
)


@cache
def the_catalogue() -> Catalogue:
    return load()


@cache
def directories(key: str) -> Directories:
    return the_catalogue().directories(key)


def an_entry(name: str, address: str | None = None, n: int = 1) -> Entry:
    return Entry(n=n, name=name, address=address, email=None, phone=None, schedule=None)


def an_area(code: str, ru: str, kk: str) -> Area:
    return Area(code=code, region="somewhere", ru=ru, kk=kk)


TALGAR = an_area("talgar", "Талгарский район", "Талғар ауданы")
UIGUR = an_area("uigur", "Уйгурский район", "Ұйғыр ауданы")
TALDYKORGAN = an_area("taldykorgan", "город Талдыкорган", "Талдықорған қаласы")
AREAS = (TALGAR, UIGUR, TALDYKORGAN)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Талгарский район, с. Панфилово", TALGAR),
        ("отдел Талгарского района", TALGAR),
        ("Талғар ауданының бөлімі", TALGAR),
        ("г.Талгар, ул. Абая", TALGAR),
        ("Ұйғыр аудандық филиалы", UIGUR),
        ("г. Талдыкорган, ул. Талгарская, 5", TALDYKORGAN),
        ("Талдыкорганский городской филиал", TALDYKORGAN),
        ("Талдықорған қаласы", TALDYKORGAN),
        ("Талгарский район и Уйгурский район", None),
        ("с. Чунджа", None),
        ("", None),
    ],
)
def test_an_area_is_recognised_in_both_languages(text: str, area: Area | None):
    assert area_of(text, AREAS) == area


@pytest.mark.parametrize("key", [RUSSIAN, KAZAKH, AKMOLA, "akmola-2011-a-11-491/03"])
def test_every_printed_line_lies_in_an_area(key: str):
    known = directories(key)

    for entry in (*known.offices, *known.akims, *known.centres):
        assert area_of_entry(entry, known.areas) is not None, entry


@pytest.mark.parametrize("key", [RUSSIAN, KAZAKH, AKMOLA])
def test_every_area_has_one_office(key: str):
    known = directories(key)

    served = {area.code: known.competent_for(area.ru) for area in known.areas}

    offices = [each.office for each in served.values() if each is not None]
    assert len({office.n for office in offices if office}) == len(known.areas) == 19


@pytest.mark.parametrize(
    ("address", "office", "akim", "centre"),
    [
        (
            "Талгарский район, с. Панфилово, ул. Абая, 3",
            "Талгарского",
            "Панфиловский",
            "Талгарский",
        ),
        (
            "Талғар ауданы, Белбұлақ ауылы, Абай көшесі 5",
            "Талгарского",
            "Бельбулакский",
            "Талгарский",
        ),
        ("Уйгурский район, с. Чунджа, ул. Мира, 2", "Уйгурского", None, "Уйгурский"),
        ("г. Талдыкорган, ул. Абая", "г.Талдыкорган", None, "Талдыкорганский"),
    ],
)
def test_an_address_has_its_office_its_akim_and_its_centre(
    address: str, office: str, akim: str | None, centre: str
):
    served = directories(RUSSIAN).competent_for(address)

    assert served is not None
    assert served.office is not None
    assert served.office.name.endswith(office) or office in served.office.name
    assert (served.akim.name.split()[0] if served.akim else None) == akim
    assert served.centres[0].name.startswith(centre)


def test_where_the_office_stands_the_akim_takes_no_papers():
    served = directories(AKMOLA).competent_for("Ақкөл ауданы, Ақкөл қаласы, Бейбітшілік көшесі, 1")

    assert served is not None
    assert served.office is not None
    assert served.akim is None


def test_in_a_village_the_akim_takes_them():
    served = directories(AKMOLA).competent_for("Ақкөл ауданы, Урюпинка селосы")

    assert served is not None
    assert served.akim is not None
    assert "Урюпинка" in served.akim.name


def test_an_address_that_names_no_area_has_nobody():
    assert directories(RUSSIAN).competent_for("ул. Абая, 3") is None


def test_most_akims_are_found_by_the_address_that_is_printed_beside_them():
    known = directories(RUSSIAN)

    served = [
        (akim, known.competent_for(f"{akim.district}, {akim.address}")) for akim in known.akims
    ]

    # The rest are printed with another settlement's address, or stand where the office stands.
    found = [akim for akim, each in served if each and each.akim == akim]
    assert len(found) >= 230


@pytest.mark.parametrize(
    ("key", "part", "name"),
    [
        (RUSSIAN, "Талғар", "Отдел занятости и социальных программ Талгарского района"),
        (RUSSIAN, "талгар", "Отдел занятости и социальных программ Талгарского района"),
        (RUSSIAN, "Ұйғыр", "Отдел занятости и социальных программ Уйгурского района"),
        (RUSSIAN, "Іле", "Отдел занятости и социальных программ Илийского района"),
        (
            KAZAKH,
            "Уйгурский",
            "Ұйғыр ауданының жұмыспен қамту және әлеуметтік бағдарламалар бөлімі",
        ),
    ],
)
def test_a_part_of_a_name_finds_it_in_either_language(key: str, part: str, name: str):
    known = directories(key)

    assert name in [entry.name for entry in search(known.offices, part, known.areas)]


@given(LETTERS)
def test_folding_twice_is_folding_once(text: str):
    assert fold(fold(text)) == fold(text)


@given(LETTERS)
def test_kazakh_letters_fold_to_their_neighbours(text: str):
    neighbours = str.maketrans("іқәғңөұүһё", "икагноуухе")

    assert fold(text) == fold(text.lower().translate(neighbours))


@given(st.data())
def test_any_part_of_a_printed_name_finds_it(data: st.DataObject):
    entry = data.draw(st.sampled_from(directories(RUSSIAN).akims))
    start = data.draw(st.integers(0, len(entry.name) - 1))
    end = data.draw(st.integers(start + 1, len(entry.name)))

    assert entry in search(directories(RUSSIAN).akims, entry.name[start:end])


@given(st.text("абайтлгр ", max_size=8), st.text("абайтлгр ", max_size=4))
def test_more_words_never_find_more(part: str, further: str):
    akims = directories(RUSSIAN).akims

    wide, narrow = search(akims, part), search(akims, f"{part} {further}")

    assert set(narrow) <= set(wide)


@given(st.lists(LETTERS.filter(str.strip), max_size=6), LETTERS)
def test_a_search_keeps_the_order_of_the_print(names: list[str], part: str):
    entries = [an_entry(name, n=n) for n, name in enumerate(names)]

    found = [entry.n for entry in search(entries, part)]

    assert found == sorted(found)
