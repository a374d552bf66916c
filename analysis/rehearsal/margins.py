"""Age and sex by city as the census of 2020 published them; the province's where a city's are not.

Persons at the census moment of 1 November 2020. Sources: for the province the census bulletin no. 4
of the National Bureau of Statistics and the province's press conference of 13 May 2021; for a city
its own census bulletin, read in full for 宁波 and in reposts for the others. Populations of the
cities stand in content/data/places.yaml.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Sex:
    """Persons."""

    male: int
    female: int


@dataclass(frozen=True)
class Ages:
    """Persons; the oldest are among those of 60 and over."""

    from_15_to_59: int
    from_60: int
    from_65: int


PROVINCE_SEX = Sex(male=5216, female=4784)  # published as 52.16 and 47.84 per cent
PROVINCE_AGES = Ages(43_813_123, 12_072_684, 8_566_349)

SEX = {
    "330100": Sex(6_215_953, 5_720_057),  # 杭州
    "330200": Sex(4_905_769, 4_498_514),  # 宁波
    "330400": Sex(2_814_061, 2_586_807),  # 嘉兴
    "330500": Sex(1_746_438, 1_621_141),  # 湖州
    "330800": Sex(1_161_813, 1_114_371),  # 衢州
    "330900": Sex(611_522, 546_295),  # 舟山
    "331000": Sex(3_443_061, 3_179_827),  # 台州
}
AGES = {
    "330100": Ages(8_369_169, 2_013_297, 1_391_404),  # 杭州
    "330200": Ages(6_548_345, 1_702_566, 1_184_189),  # 宁波
    "330500": Ages(2_246_840, 718_721, 522_540),  # 湖州
}

# Years of age in each band of the questionnaire below 60. Assumption: every year holds as many
# people, and those of 15 to 17, who are not asked, are spread over the bands of the grown-up.
YEARS = {"a18": 7, "a25": 11, "a36": 10, "a46": 10, "a56": 4}


def genders(city: str) -> Mapping[str, float]:
    """Code of the item gender -> weight."""
    sex = SEX.get(city, PROVINCE_SEX)
    return {"f": sex.female, "m": sex.male}


def age_bands(city: str) -> Mapping[str, float]:
    """Code of the item age -> weight."""
    ages = AGES.get(city, PROVINCE_AGES)
    a_year = ages.from_15_to_59 / sum(YEARS.values())
    working = {band: a_year * years for band, years in YEARS.items()}
    return {**working, "a60": ages.from_60 - ages.from_65, "a65": ages.from_65}
