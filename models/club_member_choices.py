"""What may be chosen about a club member: why they came, who helps, how it stands, why they left."""

from __future__ import annotations

from models.schema import Choice


class JoinReason(Choice):
    """Why somebody joined (D4: people under sanction, and people at risk)."""

    sanctioned_user = "Đã bị xử lý vi phạm hành chính", "Administratively sanctioned"
    at_risk = "Có nguy cơ", "At risk"


class AssignedOrganisation(Choice):
    """Which association the assigned officer comes from."""

    hoi_ccb = "Hội Cựu chiến binh", "Veterans' association"
    hoi_phu_nu = "Hội Liên hiệp Phụ nữ", "Women's union"
    doan_tn = "Đoàn Thanh niên", "Youth union"
    mttq = "Mặt trận Tổ quốc", "Fatherland Front"
    cong_an = "Công an", "Police"
    khac = "Khác", "Other"


class SchoolStatus(Choice):
    """Whether a young member goes to school."""

    in_school = "Đang đi học", "In school"
    dropped_out = "Đã nghỉ học", "Left school early"
    finished = "Đã học xong", "Finished school"
    unknown = "Chưa rõ", "Unknown"


class MemberStatus(Choice):
    """Where a membership stands."""

    open = "Đang sinh hoạt", "Open"
    paused = "Tạm nghỉ", "Paused"
    left = "Đã ra khỏi câu lạc bộ", "Left"


class LeaveReason(Choice):
    """Why a membership ended."""

    progress = "Tiến bộ, ra khỏi câu lạc bộ", "Made progress"
    moved = "Chuyển đi nơi khác", "Moved away"
    rehab = "Đi cai nghiện", "Entered rehabilitation"
    dropped = "Tự nghỉ", "Dropped out"
    deceased = "Qua đời", "Deceased"
    other = "Khác", "Other"
