"""The handbook: every rule in words, read from the forms, so that it cannot say anything else."""

from __future__ import annotations

from forms.base import FORMS, SchemaForm
from forms.handbook_rights import QUESTIONS, questions, rights
from forms.rules import Rule, Severity
from forms.showing import shown
from forms.words import Language, say, speaking, spoken
from models.base import described
from models.schema import VND


def handbook(language: Language) -> str:
    """Write the handbook in one language, as Markdown."""
    with speaking(language):
        chapters = (_chapter(form) for form in FORMS.values() if form.rules)
        parts = [_opening(), rights(), questions(), *chapters, _leaks()]
    return "\n\n".join(parts) + "\n"


def _opening() -> str:
    title = say("# Sổ tay quy tắc", "# Handbook of rules")
    text = say(
        "Trang này do `flask handbook` viết ra từ chính các quy tắc trong `forms/`: sửa ở đó. "
        "Chỗ trong ‹ngoặc› được điền khi quy tắc lên tiếng.\n\n"
        "**Lỗi chặn**: không lưu được. **Cần xác nhận**: lưu được khi đánh dấu và ghi lý do; lý do được giữ "
        "lại và hết hiệu lực khi giá trị thay đổi. **Cảnh báo**: vẫn lưu và được liệt kê.",
        "`flask handbook` writes this page from the rules in `forms/`: change them there, not here. "
        "What stands in ‹brackets› is filled in when the rule speaks.\n\n"
        "**Error**: the row cannot be saved. **Confirm**: it can, once ticked and given a reason, which is "
        "kept and lapses when the value changes. **Warning**: saved, and listed.",
    )
    return f"{title}\n\n{text}"


def _chapter(form: type[SchemaForm]) -> str:
    lines = [
        f"## {spoken(form.model.words)} (`{form.model.__tablename__}`)",
        "",
        say("| Mã | Mức | Quy tắc | Trường | Nguồn |", "| Code | Severity | Rule | Fields | Source |"),
        "| --- | --- | --- | --- | --- |",
        *(_line(form, each) for each in form.rules),
    ]
    return "\n".join(lines)


def _line(form: type[SchemaForm], each: Rule) -> str:
    labels = labels_of(form)
    fields = ", ".join(labels[name] for name in each.fields if name in labels)
    cells = (each.code, _weight(each), said(form, each), fields, each.source)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _weight(each: Rule) -> str:
    if isinstance(each.severity, Severity):
        return shown(each.severity)
    return say("tùy người, tùy bước", "depends on person and step")


def labels_of(form: type[SchemaForm]) -> dict[str, str]:
    """Say what each value a person may type is called."""
    return {name: spoken(spec.words) for name, spec in {**described(form.model), **form.beside}.items()}


def said(form: type[SchemaForm], each: Rule) -> str:
    """Say a rule when there is no row: a blank tells what will stand there."""
    blanks = dict.fromkeys(form.computed, say("‹hệ thống điền›", "‹filled in›")) | labels_of(form)
    blanks = {name: text if text.startswith("‹") else f"‹{text.lower()}›" for name, text in blanks.items()}
    amount, number = say("‹số tiền›", "‹amount›"), say("‹số›", "‹number›")
    return each.sentence(blanks | {fact.name: amount if fact.unit is VND else number for fact in each.facts})


def _leaks() -> str:
    """List the rules that look past the gate: all that a person may learn about rows they cannot see."""
    title = say("## Quy tắc nhìn ra ngoài địa bàn", "## Rules that look outside one's area")
    text = say(
        "Chỉ những quy tắc này đếm cả hồ sơ mà người nhập không xem được; không quy tắc nào nêu tên hồ sơ.",
        "Only these rules count records the writer cannot see as well; none of them names a record.",
    )
    rules = (
        each
        for form in (*FORMS.values(), *QUESTIONS)
        for each in form.rules
        if any(fact.looks_past for fact in each.facts)
    )
    return "\n".join([title, "", text, "", *sorted({f"- `{each.code}` ({_asked(each)})" for each in rules})])


def _asked(each: Rule) -> str:
    return ", ".join(f"`{fact.name}`" for fact in each.facts if fact.looks_past)
