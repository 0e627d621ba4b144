"""The kind of an instrument: said again only where its title does not say it."""

import pytest

from mgi_report.document.assets import Assets
from mgi_report.document.kinds import Kinds
from mgi_report.document.language import read_language


@pytest.mark.parametrize(
    ("tag", "title", "kind"),
    [
        ("en", "Aliens Control Act", "Act"),
        ("en", "Business Licensing and Registration Regulations", "Regulation"),
        ("en", "POLICIES on Work", "policy"),
        ("en", "Framework for an Act", "Framework Act"),
        ("fr", "Règlements sur les licences", "Règlement"),
        ("fr-CA", "Les lois du travail", "Loi"),
        ("es", "Sistema y Procedimientos Operativos", "Procedimiento"),
        ("es", "Leyes de Extranjería", "Ley"),
        ("pt", "Estratégias Municipais", "Estratégia"),
        ("ru", "Изменения в Законы о труде", "Закон"),
        ("ar", "السياسة الوطنية للمغتربين", "سياسة"),
        ("ar", "لوائح ترخيص الأعمال وتسجيلها", "لائحة"),
        ("ar", "نظام الإحالة الوطني وإجراءات التشغيل", "إجراء"),
        ("ar", "القوانين", "قانون"),
    ],
)
def test_a_title_says_its_kind(tag: str, title: str, kind: str) -> None:
    assert Kinds.of(read_language(tag, Assets())).says(title, kind)


@pytest.mark.parametrize(
    ("tag", "title", "kind"),
    [
        ("en", "Luật Cư trú", "Đạo luật"),
        ("en", "Reactivation Code", "Act"),
        ("en", "Instructions regulating Labour", "Regulation"),
        ("en", "Policing Code", "Policy"),
        ("en", "Act on Work", "Framework Act"),
        ("fr", "Code du travail", "Loi"),
        ("es", "Código del Trabajo", "Ley"),
        ("pt", "Código do Trabalho", "Lei"),
        ("ru", "Стратегия миграции", "Закон"),
        ("ar", "دستور البلاد", "قانون"),
    ],
)
def test_a_title_does_not_say_its_kind(tag: str, title: str, kind: str) -> None:
    assert not Kinds.of(read_language(tag, Assets())).says(title, kind)
