"""What an entry of the record of everything says beside its row, in words."""

from __future__ import annotations

from typing import Any

from forms.access_words import CLASS_WORDS
from forms.showing import shown
from forms.words import put_number, spoken
from models.base import Model, described
from models.schema import Words

SAID: dict[str, Words] = {
    "page": ("Trang", "Page"),
    "clear": ("Hiện rõ loại", "Shown clear"),
    "rows": ("Số dòng", "Rows"),
    "columns": ("Cột", "Columns"),
    "filter": ("Điều kiện lọc", "Filter"),
    "by": ("Đếm theo", "Counted by"),
    "exported": ("Số biên nhận của lần xuất", "Receipt of the export"),
    "batch": ("Đợt sửa hàng loạt", "Bulk edit"),
    "undoes": ("Hoàn tác đợt", "Undoes"),
    "whole": ("Đã gửi trọn tệp", "Sent whole"),
    "sha256": ("Mã băm của tệp", "Hash of the file"),
    "dry": ("Chỉ kiểm tra thử", "Checked only"),
    "failed": ("Số dòng không lưu được", "Rows that cannot be saved"),
    "doubts": ("Số điểm được nêu", "Points raised"),
    "rules": ("Quy tắc đã chặn", "Rules that refused"),
    "others": ("Chỉ các phiên khác", "The other sessions only"),
    "state": ("Trạng thái", "State"),
    "of": ("Thời điểm của bản sao lưu", "Moment of the backup"),
}
"""What the keys of an entry are called; one that is not here is shown as it is kept."""

STATES: dict[str, Words] = {
    "on": ("đã bật", "switched on"),
    "off": ("đã tắt", "switched off"),
    "reset": ("đã đặt lại", "reset"),
}

PAGES: dict[str, Words] = {
    "details": ("hồ sơ", "record"),
    "history": ("lịch sử", "history"),
    "edit": ("sửa", "edit"),
    "restore": ("khôi phục", "restore"),
    "reveal": ("hiện thông tin", "reveal"),
    "delete": ("xóa", "delete"),
    "purge": ("xóa vĩnh viễn", "delete for ever"),
    "move": ("bước xử lý", "step"),
    "index": ("danh sách", "list"),
    "create": ("thêm mới", "new"),
    "bulk": ("sửa hàng loạt", "bulk edit"),
    "batches": ("sửa hàng loạt", "bulk edit"),
    "export": ("xuất tệp", "file"),
    "search": ("tìm kiếm", "search"),
    "lookup": ("tra cứu", "look-up"),
    "trash": ("thùng rác", "trash"),
    "load": ("nhập tệp", "load a file"),
    "locked": ("tài khoản bị khóa", "locked accounts"),
    "why": ("tôi được xem gì", "what may I see"),
}
CLASSES = {secrecy.name.lower(): words for secrecy, words in CLASS_WORDS.items()}
_WORDS = {"page": PAGES, "clear": CLASSES, "state": STATES}


def said_in_words(said: dict[str, Any], model: type[Model] | None = None) -> list[tuple[str, str]]:
    """List what was said as pairs (what, how much); columns of a table are called as people know them."""
    columns = {} if model is None else {name: spec.words for name, spec in described(model).items()}
    known = _WORDS | {"columns": columns, "by": columns}
    pairs = (
        (spoken(SAID[key]) if key in SAID else key, _value(known.get(key, {}), said[key])) for key in said
    )
    return [(what, much) for what, much in pairs if much]


def _value(known: dict[str, Words], value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_value(known, each) for each in value)
    if isinstance(value, str) and value in known:
        return spoken(known[value])
    return put_number(value) if isinstance(value, int) and not isinstance(value, bool) else shown(value)
