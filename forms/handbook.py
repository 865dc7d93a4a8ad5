"""The handbook: every rule in words, read from the forms, so that it cannot say anything else."""

from __future__ import annotations

from forms.base import FORMS, SchemaForm
from forms.rules import Rule, Severity
from forms.showing import shown
from forms.words import Language, say, speaking, spoken
from models.base import described
from models.facts import FACTS

LANGUAGES: tuple[Language, ...] = ("vi", "en")


def handbook(language: Language) -> str:
    """Write the handbook in one language, as Markdown."""
    with speaking(language):
        parts = [_opening(), *(_chapter(form) for form in FORMS.values() if form.rules), _leaks()]
    return "\n\n".join(parts) + "\n"


def _opening() -> str:
    title = say("# Sổ tay quy tắc", "# Handbook of rules")
    text = say(
        "Trang này do `flask handbook` viết ra từ chính các quy tắc trong `forms/`; sửa ở đó, đừng sửa ở đây.\n\n"
        "**Lỗi chặn**: không lưu được. **Cần xác nhận**: lưu được khi đánh dấu và ghi lý do; lý do được giữ lại và hết "
        "hiệu lực khi giá trị thay đổi. **Cảnh báo**: vẫn lưu và được liệt kê.",
        "`flask handbook` writes this page from the rules in `forms/` themselves; change them there, not here.\n\n"
        "**Error**: the row cannot be saved. **Confirm**: it can, once ticked and given a reason, which is kept and "
        "lapses when the value changes. **Warning**: saved, and listed.",
    )
    return f"{title}\n\n{text}"


def _chapter(form: type[SchemaForm]) -> str:
    heads = say("| Mã | Mức | Quy tắc | Trường | Nguồn |", "| Code | Severity | Rule | Fields | Source |")
    rows = [_line(form, each) for each in form.rules]
    return "\n".join(
        [
            f"## {spoken(form.model.words)} (`{form.model.__tablename__}`)",
            "",
            heads,
            "| --- | --- | --- | --- | --- |",
            *rows,
        ]
    )


def _line(form: type[SchemaForm], each: Rule) -> str:
    specs = described(form.model)
    fields = ", ".join(spoken(specs[name].words) if name in specs else name for name in each.fields)
    severity = (
        shown(each.severity)
        if isinstance(each.severity, Severity)
        else say("tùy người, tùy bước", "depends on person and step")
    )
    cells = (each.code, severity, each.sentence(), fields, each.source or "")
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _leaks() -> str:
    """List the facts that look past the gate: the only things a person may learn about rows they cannot see."""
    title = say("## Câu hỏi nhìn ra ngoài địa bàn", "## Questions that look outside one's area")
    names = sorted(name for name, fact in FACTS.items() if fact.looks_past)
    return "\n".join([title, "", *(f"- `{name}`" for name in names)])
