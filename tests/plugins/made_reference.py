"""What the articles of the small site may name: places, topics, bylines, charts."""

from __future__ import annotations

from textwrap import dedent, indent

PLACES = """\
province: {code: '330000', zh: 甲省, en: Province}
cities:
- code: '330100'
  zh: 甲市
  en: City
  population_2020: '1000'
  counties: [{code: '330102', zh: 乙区, en: District, kind: district}]
"""
TOPICS = """\
- {id: tests, zh: 样例, en: Samples, note: {zh: 甲和乙做的事。, en: What A and B did.}}
"""
BYLINES = """\
- {id: somebody, zh: 甲, en: 甲}
"""
NEXT_STEPS = """\
steps:
- band: under_18
  title: {zh: 未满18, en: Under 18}
  text: {zh: 读一读, en: Read}
  link: {href: /register/, zh: 怎样登记, en: How to register}
note: {zh: 各地不同, en: Rules differ}
sources: [paper]
"""


def _chart(name: str, kind: str, rows: str) -> str:
    head = (
        f"- id: {name}\n  kind: {kind}\n  title: {{zh: 图{name}, en: Chart {name}}}\n"
        "  desc: {zh: 说明, en: Description}\n  unit: {zh: 人, en: people}\n"
        "  note: {zh: 附注, en: Note}\n  rows:\n"
    )
    return head + indent(dedent(rows).strip(), "  ") + "\n"


CHARTS = (
    _chart(
        "goals",
        "targets",
        """
        - label: {zh: 甲, en: A}
          value: '40.7'
          target: '50'
          as_of: 2024-01
          approx: yes
          source: study
        """,
    )
    + _chart(
        "two",
        "pair",
        """
        - {label: {zh: 全部, en: All}, value: '82460', as_of: 2024-01, source: study}
        - {label: {zh: 其中, en: Part}, value: '8958', as_of: 2024-01, source: paper}
        """,
    )
    + _chart(
        "each",
        "marks",
        """
        - {label: {zh: 全部, en: All}, value: '63', as_of: 2024-01, source: study}
        - {label: {zh: 其中, en: Part}, value: '27', as_of: 2024-01, source: study}
        """,
    )
    + _chart(
        "years",
        "line",
        """
        - {label: {zh: 2019年, en: '2019'}, value: '10', as_of: '2019', source: study}
        - {label: {zh: 2024年, en: '2024'}, value: '20', as_of: '2024', source: study,
           lower_bound: yes}
        """,
    )
)
REGISTER = """\
cn:
- {as_of: 2021-05-01, donations: '300', source: paper}
- {as_of: 2019-03, as_of_text: {zh: 2019年春, en: spring 2019}, donations: '100',
   records: '5000', lower_bound: [records], source: study}
- {as_of: 2022-01-02, donations_2021: '40', source: study}
world:
- {as_of: 2020, registered: '7000', source: study}
"""
COMPARATORS = """\
- item: k_bones
  study: {zh: 甲地居民, en: Residents of A}
  n: '500'
  stat: {zh: 说对的, en: said it right}
  value_percent: '30'
  upper_bound: yes
  source_note: {zh: =1+1, en: =1+1}
  source: study
- item: k_bones
  study: {zh: 乙地学生, en: Students of B}
  n: ''
  stat: {zh: 没有出处的, en: without a source}
  value_percent: '77.7'
  source_note: {zh: 样例, en: Sample}
  source: ''
"""
