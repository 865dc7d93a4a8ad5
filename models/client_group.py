"""The groups of people the law and the programmes know, named once for every table that sorts by them."""

from __future__ import annotations

from models.schema import Choice


class ClientGroup(Choice):
    """Under which heading a person came; relatives and residents are not people who use drugs."""

    admin_sanction = "Bị xử phạt hành chính do sử dụng trái phép", "Administratively sanctioned for use"
    community_rehab = "Đang cai nghiện tại gia đình, cộng đồng", "In home or community rehabilitation"
    post_rehab = "Đang quản lý sau cai", "Under post-rehabilitation management"
    methadone = "Đang điều trị methadone", "On methadone treatment"
    voluntary = "Có nhu cầu cai nghiện tự nguyện", "Wants voluntary rehabilitation"
    ever_user = "Đã từng sử dụng", "Has used drugs"
    urine_positive = "Dương tính, chưa xác định nghiện", "Positive test, dependence not determined"
    completed_home = (
        "Đã hoàn thành cai nghiện tại gia đình, cộng đồng",
        "Completed home or community rehabilitation",
    )
    completed_facility = "Đã hoàn thành cai nghiện tại cơ sở", "Completed rehabilitation in a facility"
    relative = "Thân nhân", "Relative"
    resident = "Người dân quan tâm", "Interested resident"
    at_risk = "Có nguy cơ (câu lạc bộ)", "At risk (club)"
    managed_user = "Có sử dụng, đang trong diện quản lý", "Uses drugs, under management"
    facility_rehab_voluntary = "Đang cai nghiện tự nguyện tại cơ sở", "In voluntary facility rehabilitation"
    facility_rehab_compulsory = "Đang cai nghiện bắt buộc tại cơ sở", "In compulsory facility rehabilitation"


NOT_USERS = frozenset({ClientGroup.relative, ClientGroup.resident})
"""Groups whose people are helped because of somebody else (D3, B5 and B6)."""
