"""What the gate's own terms are called: rights, kinds of table, classes of value, places."""

from __future__ import annotations

from collections.abc import Iterable

from forms.words import say, spoken
from models.access import Person, Place, Right, Role, may
from models.base import Model
from models.schema import Kind, Secrecy, Words

RIGHT_WORDS: dict[Right, Words] = {
    Right.VIEW: ("xem", "see"),
    Right.COUNT: ("đếm", "count"),
    Right.CREATE: ("thêm", "add"),
    Right.EDIT: ("sửa", "change"),
    Right.DELETE: ("xóa", "delete"),
    Right.EXPORT: ("xuất tệp", "export"),
    Right.LOAD: ("nhập tệp", "load"),
    Right.RESTORE: ("khôi phục", "restore"),
    Right.PURGE: ("xóa vĩnh viễn", "delete for ever"),
    Right.REVEAL: ("hiện thông tin đang che", "reveal what is masked"),
}
KIND_WORDS: dict[Kind, Words] = {
    Kind.REFERENCE: ("danh mục", "reference data"),
    Kind.CASE: ("hồ sơ về người được hỗ trợ", "records about people"),
    Kind.ACCOUNT: ("tài khoản", "accounts"),
    Kind.RECORD: ("ghi chép do hệ thống tự viết", "records the product writes itself"),
    Kind.VIEW: ("khung nhìn mỗi người lưu cho mình", "views people keep for themselves"),
}
CLASS_WORDS: dict[Secrecy, Words] = {
    Secrecy.PUBLIC: ("công khai trong nội bộ", "public"),
    Secrecy.PERSONAL: ("cá nhân", "personal"),
    Secrecy.SENSITIVE: ("nhạy cảm", "sensitive"),
}
PLACE_WORDS: dict[Place, Words] = {
    Place.LIST: ("trong danh sách", "in lists"),
    Place.RECORD: ("trên trang của hồ sơ", "on the record’s own page"),
    Place.REVEALED: ("trên trang của hồ sơ khi đã hiện", "on the record’s own page once revealed"),
}


def rights_told(model: type[Model], role: Role) -> str:
    """List what a role may do with a table, in the order of the rights."""
    return listed(right for right in Right if may(Person(role), right, model))


def listed(rights: Iterable[Right]) -> str:
    """Put rights into words, in their own order whatever order they come in."""
    held = set(rights)
    told = (spoken(words) for right, words in RIGHT_WORDS.items() if right in held)
    return ", ".join(told) or say("không được làm gì", "nothing")
