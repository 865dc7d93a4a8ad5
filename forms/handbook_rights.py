"""The handbook's pages on who may do what, read from the gate, and on what is asked before it is done."""

from __future__ import annotations

from datetime import timedelta

from forms.access_words import CLASS_WORDS, KIND_WORDS, PLACE_WORDS, listed
from forms.base import SchemaForm
from forms.deletion import DeletionForm, PurgeForm
from forms.exporting import ExportForm
from forms.revealing import RevealForm
from forms.words import say, spoken
from models.access import CLEAR, RIGHTS, Role
from models.reveal import LASTS
from models.schema import Kind, Words

QUESTIONS: dict[type[SchemaForm], Words] = {
    RevealForm: ("Hiện thông tin đang che", "Revealing what is masked"),
    DeletionForm: ("Xóa vào thùng rác", "Deleting into the trash"),
    ExportForm: ("Xuất tệp có thông tin cá nhân", "Exporting personal data"),
    PurgeForm: ("Xóa vĩnh viễn khỏi thùng rác", "Deleting for ever from the trash"),
}
"""What is asked about a row of any table before a thing is done with it."""

VIEWS: Words = (
    (
        "Khung nhìn đã lưu là của người lưu; chỉ quản trị và lãnh đạo, giám sát chia sẻ được với người khác; "
        "quản trị xóa được khung nhìn người khác đã chia sẻ."
    ),
    (
        "A saved view is its owner's; only administrators and supervisors share theirs; an administrator may "
        "delete what somebody else shares."
    ),
)


def rights() -> str:
    """Write who may do what with which kind of table, and what each role sees clear where."""
    title = say("## Ai được làm gì (`models/access.py`)", "## Who may do what (`models/access.py`)")
    sees = say(
        "Mỗi vai trò thấy rõ đến loại nào; phần còn lại bị che.",
        "Up to which class each role sees values clear; the rest is masked.",
    )
    minutes = LASTS // timedelta(minutes=1)
    own = say(
        "Quản trị thấy rõ toàn bộ danh mục và tài khoản. Muốn hiện thông tin đang che của một hồ sơ phải ghi "
        f"lý do; thông tin chỉ hiện cho người yêu cầu, trong {minutes} phút, có số biên nhận, và được che "
        "lại khi người đó đăng nhập lần sau. "
        "Nhật ký dành cho quản trị và giám sát; giám sát chỉ đọc phần về địa bàn của mình.",
        "Administrators see reference data and accounts whole. Having a masked record shown takes a reason; "
        f"it is shown to whoever asked alone, for {minutes} minutes, under a receipt number, and closes with "
        "the next sign-in. "
        "The audit record is for administrators and supervisors, who read of their own area only.",
    )
    may = _table(
        {spoken(KIND_WORDS[kind]): [held(kind, role) for role in Role] for kind in RIGHTS},
    )
    clear = _table(
        {
            spoken(words): [spoken(CLASS_WORDS[CLEAR[role][place]]) for role in Role]
            for place, words in PLACE_WORDS.items()
        }
    )
    return f"{title}\n\n{may}\n\n{sees}\n\n{clear}\n\n{own} {spoken(VIEWS)}"


def questions() -> str:
    """Write what must be true of the answers to those questions."""
    lines = [
        say("## Hỏi trước khi làm (`forms/deletion.py`)", "## Asked first (`forms/deletion.py`)"),
        "",
        say("| Việc | Mã | Quy tắc |", "| What | Code | Rule |"),
        "| --- | --- | --- |",
        *(
            f"| {spoken(words)} | {each.code} | {each.sentence()} |"
            for form, words in QUESTIONS.items()
            for each in form.rules
        ),
    ]
    return "\n".join(lines)


def held(kind: Kind, role: Role) -> str:
    """List what a role may do with a kind of table, in the order of the rights."""
    return listed(RIGHTS[kind][role])


def _table(rows: dict[str, list[str]]) -> str:
    """Lay out one line a thing and one column a role."""
    heads = [spoken(role.words) for role in Role]
    lines = [f"|  | {' | '.join(heads)} |", "| --- " * (len(heads) + 1) + "|"]
    return "\n".join([*lines, *(f"| {name} | {' | '.join(said)} |" for name, said in rows.items())])
