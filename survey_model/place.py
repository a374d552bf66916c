"""The places that a resident can live in and a story can come from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from survey_model.faults import Fault, Faults
from survey_model.fields import Fields
from survey_model.text import Text
from survey_model.yaml_strings import Mapping, read_yaml_file

OUTSIDE = "outside"  # the answer of somebody who lives in another province


@dataclass(frozen=True)
class County:
    """A district, county or county-level city, by its six-digit code."""

    code: str
    name: Text


@dataclass(frozen=True)
class City:
    """A city with its counties; population of the census of 1 November 2020, in persons."""

    code: str
    name: Text
    population: int | None
    counties: tuple[County, ...]


@dataclass(frozen=True)
class Places:
    """The province and everything in it."""

    province: County
    cities: tuple[City, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that an answer about a place may have."""
        inner = [c for city in self.cities for c in (city.code, *(x.code for x in city.counties))]
        return (*inner, OUTSIDE)

    def find(self, code: str) -> County | City | None:
        """The province, city or county with this code, or None."""
        counties = [county for city in self.cities for county in city.counties]
        everything: list[County | City] = [self.province, *self.cities, *counties]
        return next((place for place in everything if place.code == code), None)

    def city_of(self, code: str) -> City | None:
        """The city that the code names or lies in, or None."""
        inside = (t for t in self.cities if code in (t.code, *(c.code for c in t.counties)))
        return next(inside, None)


def read_places(path: Path, shown_as: str | None = None) -> Places:
    """The places in content/data/places.yaml. Raises Faults."""
    file = shown_as or str(path)
    root = read_yaml_file(path, file)
    faults: list[Fault] = []
    if not isinstance(root, Mapping):
        raise Faults([Fault(file, 1, "文件不是“名称: 内容”的形式", "请照样例写")])
    fields = Fields(root, file, faults)
    province = fields.mapping("province")
    places = Places(
        _county(province) if province else County("", Text("", "")),
        tuple(_city(city) for city in fields.mappings("cities", needed=True)),
    )
    if len(set(places.codes)) != len(places.codes):
        fields.fault("有的地方代码写了两次", "请删去重复的地方")
    if faults:
        raise Faults(faults)
    return places


def _city(fields: Fields) -> City:
    population = fields.integer("population_2020")
    counties = tuple(_county(county) for county in fields.mappings("counties"))
    place = _county(fields)
    return City(place.code, place.name, population, counties)


def _county(fields: Fields) -> County:
    return County(fields.string("code"), fields.own_text())
