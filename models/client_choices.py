"""What may be chosen about a person helped: where they came from, where they stand, how a case ends."""

from __future__ import annotations

from models.schema import Choice


class IdentityKind(Choice):
    """Which paper the number stands on."""

    cccd = "Căn cước công dân (12 số)", "Citizen card (12 digits)"
    cmnd = "Chứng minh nhân dân (9 số)", "Old identity card (9 digits)"


class ResidenceKind(Choice):
    """In what sense somebody lives at an address; permanent and temporary count alike (D3)."""

    permanent = "Thường trú", "Permanent"
    temporary = "Tạm trú", "Temporary"
    no_fixed = "Không có nơi cư trú ổn định", "No fixed residence"


class IntakeSource(Choice):
    """Who brought the person (D0: the ward police)."""

    police_handover = "Công an phường chuyển", "Handed over by the ward police"
    self = "Tự đến", "Came by themselves"
    family = "Gia đình", "Family"
    outreach = "Vận động", "Outreach"
    club = "Câu lạc bộ", "Club"
    health = "Cơ sở y tế", "Health facility"
    other_ward = "Chuyển từ xã, phường khác", "Transferred from another ward"


class Substance(Choice):
    """What is used (D2: from opiates to synthetic and mixed drugs)."""

    opioid = "Chất dạng thuốc phiện", "Opioid"
    ats = "Tổng hợp dạng ATS", "Amphetamine-type stimulant"
    ketamine_mdma = "Ketamine, MDMA", "Ketamine, MDMA"
    cannabis = "Cần sa", "Cannabis"
    synthetic_cannabinoid = "Cần sa tổng hợp", "Synthetic cannabinoid"
    mixed = "Hỗn hợp", "Mixed"
    other = "Khác", "Other"
    unknown = "Chưa rõ", "Unknown"


class Determination(Choice):
    """Whether dependence has been determined: a legal-medical act, never a screening."""

    yes = "Đã xác định nghiện", "Determined"
    no = "Xác định không nghiện", "Determined: not dependent"
    not_yet = "Chưa xác định", "Not yet determined"


class Employment(Choice):
    """Whether somebody works."""

    unemployed = "Chưa có việc làm", "Unemployed"
    unstable = "Việc làm không ổn định", "Unstable work"
    stable = "Việc làm ổn định", "Stable work"
    student = "Đang đi học", "Student"
    unknown = "Chưa rõ", "Unknown"


class HouseholdStatus(Choice):
    """How the commune classes the household."""

    normal = "Bình thường", "Ordinary"
    poor = "Hộ nghèo", "Poor"
    near_poor = "Hộ cận nghèo", "Near-poor"


class CaseStatus(Choice):
    """Where a case stands; moved by what is done for the person, closed and reopened by hand."""

    new = "Mới tiếp nhận", "New"
    counselling = "Đang tư vấn", "In counselling"
    screened = "Đã sàng lọc", "Screened"
    referred = "Đã chuyển gửi", "Referred"
    in_service = "Đang điều trị, học nghề", "In service"
    follow_up = "Theo dõi sau hỗ trợ", "Follow-up"
    waiting_info = "Chờ bổ sung", "Waiting for information"
    closed = "Kết thúc", "Closed"


class CloseReason(Choice):
    """Why a case was closed."""

    completed = "Hoàn thành", "Completed"
    moved = "Chuyển đi nơi khác", "Moved away"
    declined = "Từ chối hỗ trợ", "Declined"
    lost = "Mất liên lạc", "Lost to follow-up"
    deceased = "Qua đời", "Deceased"
    compulsory = "Cai nghiện bắt buộc", "Compulsory rehabilitation"
    imprisoned = "Chấp hành án", "Imprisoned"
    transferred = "Chuyển địa bàn", "Transferred"
    duplicate = "Hồ sơ trùng", "Duplicate"
    other = "Khác", "Other"
