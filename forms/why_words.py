"""The steps of an explanation in words: each question of the gate, and what decided its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from forms.access_words import CLASS_WORDS, KIND_WORDS, PLACE_WORDS, RIGHT_WORDS, rights_told
from forms.showing import shown
from forms.veils import Off
from forms.words import say, spoken
from models.access import CLEAR, Bound
from models.base import described
from models.explaining import Ask, Step
from models.schema import Kind

Said = Mapping[str, Any]


def told(step: Step) -> dict[str, Any]:
    """Put a step into words: {question, yes, reason}."""
    question, reason = SENTENCES[step.ask]
    return {"question": question(step.said), "yes": step.yes, "reason": reason(step.said)}


def _right_asked(said: Said) -> str:
    role, verb, table = spoken(said["role"].words), RIGHT_WORDS[said["right"]], spoken(said["model"].words)
    return say(
        f"Với bảng “{table}”, vai trò “{role}” có được {verb[0]} không?",
        f"With “{table}”, may the role “{role}” {verb[1]}?",
    )


def _right_reason(said: Said) -> str:
    kind = said["model"].holds
    held = rights_told(said["model"], said["role"])
    what = spoken(KIND_WORDS[kind])
    return say(
        f"Bảng chứa {what}; với bảng này vai trò được: {held}.", f"It holds {what}; the role may: {held}."
    )


def _bound_asked(_said: Said) -> str:
    return say(
        "Bản ghi này có thuộc phần tài khoản được xem không?", "Is the row within what the account sees?"
    )


def _bound_reason(said: Said) -> str:
    match said["bound"]:
        case Bound.NONE:
            return say(
                "Vai trò này không được xem bản ghi nào của bảng.", "The role sees no row of this table."
            )
        case Bound.OWN:
            return say("Mỗi người chỉ được xem tài khoản của mình.", "People see their own account only.")
        case Bound.SHARED:
            return say(
                "Mỗi người thấy khung nhìn của mình và những khung nhìn dành cho mình.",
                "People see their own views and those meant for them.",
            )
        case Bound.EVERY if said["everywhere"]:
            return say("Tài khoản này làm việc ở mọi địa bàn.", "The account works everywhere.")
        case Bound.EVERY:
            return say("Bảng này không chia theo địa bàn.", "The rows of this table belong to no area.")
    return _path_told(said)


def _path_told(said: Said) -> str:
    """Tell the links that were followed, the ward they end in, and who took it over."""
    links = said.get("links", [])
    names = [spoken(described(type(led.row))[led.name].words) for led in links]
    if not links or said["ward"] is None:
        lost = say("không dẫn tới địa bàn nào thấy được", "leads to no area in sight")
        return f"{' → '.join(names)}: {lost}." if names else f"{lost.capitalize()}."
    parts = [f"{' → '.join(names)}: {shown(said['ward'])}"]
    if said["heirs"]:
        heirs = " → ".join(shown(heir) for heir in said["heirs"])
        parts.append(say(f"nay thuộc {heirs}", f"taken over by {heirs}"))
    return "; ".join(parts) + "."


def _class_reason(said: Said) -> str:
    role, place = spoken(said["role"].words), spoken(PLACE_WORDS[said["place"]])
    if said["kind"] is Kind.VIEW:
        return say("Ai được xem khung nhìn thì thấy toàn bộ.", "Whoever is given a view sees all of it.")
    if said["clear"] and said["secrecy"] > CLEAR[said["role"]][said["place"]]:
        return say(f"Vai trò “{role}” quản lý cả bảng này.", f"The role “{role}” maintains this table.")
    here, most = CLASS_WORDS[said["secrecy"]], CLASS_WORDS[CLEAR[said["role"]][said["place"]]]
    return say(
        f"Trường thuộc loại {here[0]}; {place}, vai trò “{role}” thấy rõ đến loại {most[0]}.",
        f"The field is {here[1]}; {place} the role “{role}” sees clear up to {most[1]}.",
    )


def _write_reason(said: Said) -> str:
    role, verb = spoken(said["role"].words), RIGHT_WORDS[said["right"]]
    if said["own"]:
        return say(
            "Ai cũng đổi được mục này của tài khoản mình.", "Everybody may change this of their account."
        )
    if not (said["may"] or said["step"]):
        return say(
            f"Vai trò “{role}” không được {verb[0]} bảng này.", f"“{role}” may not {verb[1]} this table."
        )
    if said["model"].holds is Kind.VIEW:
        return say("Chỉ người lưu mới sửa được khung nhìn.", "Only whoever saved a view changes it.")
    if not said["within"]:
        return say("Bản ghi nằm ngoài địa bàn của tài khoản.", "The row lies outside the account’s area.")
    if not said["may"]:
        return say("Chỉ qua các bước xử lý.", "Only by the steps of its workflow.")
    return say(f"Vai trò “{role}” được {verb[0]}.", f"The role “{role}” may {verb[1]} it.")


def _form_reason(said: Said) -> str:
    rules = ", ".join(sorted({rule.code for rule in said["rules"]}))
    match said["off"]:
        case Off.UNTYPED:
            return say("Hệ thống tự ghi trường này.", "The product writes this field itself.")
        case Off.MASKED:
            return say("Trường này bị che đối với vai trò này.", "The field is masked for this role.")
        case Off.TELLING if rules:
            return say(
                f"Sửa trường này sẽ làm lộ trường đang che (quy tắc {rules}).",
                f"It would tell of a masked field ({rules}).",
            )
        case Off.TELLING:
            return say("Trường này dẫn tới hồ sơ của một người.", "It leads to somebody’s record.")
    if not said["opens"]:
        return say("Vai trò này không mở được biểu mẫu sửa.", "The role does not open the form.")
    return say("Nhập được trường này trên biểu mẫu.", "It is typed on the form.")


def _move_reason(said: Said) -> str:
    steps = ", ".join(f"“{spoken(step.words)}”" for step in said["mine"] or said["steps"])
    if said["mine"]:
        return say(f"Qua bước {steps}.", f"By the step {steps}.")
    return say(
        f"Chỉ các bước {steps} ghi trường này; hiện chưa đến bước đó hoặc vai trò này không được làm.",
        f"Only the steps {steps} write it; none is open now to this role.",
    )


def _rule_reason(said: Said) -> str:
    return " ".join(f"{rule.code}: {rule.sentence()}" for rule in said["rules"]) or say(
        "Không quy tắc nào chặn.", "No rule refuses it."
    )


def _kept_reason(said: Said) -> str:
    because = said["because"]
    return spoken(because) if because else say("Không có gì giữ lại.", "Nothing keeps it.")


def _always(vi: str, en: str) -> Callable[[Said], str]:
    return lambda _said: say(vi, en)


SENTENCES: dict[Ask, tuple[Callable[[Said], str], Callable[[Said], str]]] = {
    Ask.RIGHT: (_right_asked, _right_reason),
    Ask.BOUND: (_bound_asked, _bound_reason),
    Ask.LISTED: (
        _always("Trường có trong danh sách không?", "Does the field stand in the list?"),
        _always("Điều này được khai báo ngay tại cột của bảng.", "Said where the column is declared."),
    ),
    Ask.CLASS: (_always("Giá trị có được hiện rõ không?", "Is the value shown clear?"), _class_reason),
    Ask.LINK: (
        _always("Có được xem bản ghi mà trường dẫn tới không?", "May the row it leads to be seen?"),
        lambda said: spoken(said["model"].words) + ".",
    ),
    Ask.WRITE: (_always("Phân quyền có cho ghi không?", "Does the gate let it be written?"), _write_reason),
    Ask.KEPT: (_always("Bản ghi này có xóa được không?", "May the row be deleted at all?"), _kept_reason),
    Ask.FORM: (_always("Trường có trên biểu mẫu không?", "Does the field stand on the form?"), _form_reason),
    Ask.MOVE: (
        _always("Có bước xử lý nào ghi trường này không?", "Does a step of the workflow write it?"),
        _move_reason,
    ),
    Ask.RULE: (_always("Các quy tắc có cho sửa không?", "Do the rules let it be changed?"), _rule_reason),
}
