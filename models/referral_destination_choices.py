"""What may be chosen about a facility: its type, who runs it, what it offers, how exact a number is."""

from __future__ import annotations

from models.schema import Choice


class DestinationType(Choice):
    """What sort of place somebody is referred to; persons referred are counted by it (D0)."""

    health_centre = "Trung tâm Y tế", "Health centre"
    ward_health_station = "Trạm Y tế", "Ward health station"
    methadone_facility = "Cơ sở điều trị methadone", "Methadone treatment facility"
    methadone_dispensing = "Điểm cấp phát methadone", "Methadone dispensing point"
    psychiatric_hospital = "Bệnh viện Tâm thần", "Psychiatric hospital"
    rehab_centre = "Cơ sở cai nghiện", "Rehabilitation centre"
    cdc = "Trung tâm Kiểm soát bệnh tật", "Centre for disease control"
    hiv_centre = "Trung tâm Phòng, chống HIV/AIDS", "HIV/AIDS centre"
    legal_aid = "Trợ giúp pháp lý, cán bộ Tư pháp", "Legal aid, justice officer"
    vocational = "Cơ sở dạy nghề", "Vocational training"
    employment = "Trung tâm Dịch vụ việc làm", "Employment service"
    credit = "Ngân hàng Chính sách xã hội, vay vốn", "Social policy bank, credit"
    ngo = "Tổ chức xã hội", "Non-governmental organisation"
    club = "Câu lạc bộ", "Club"


class ManagingAgency(Choice):
    """Which sector a facility belongs to; rehabilitation went to the police on 2025-03-01."""

    y_te = "Y tế", "Health"
    cong_an = "Công an", "Police"
    ldtbxh_cu = "Lao động - Thương binh và Xã hội (cũ)", "Labour and social affairs (former)"
    noi_vu = "Nội vụ", "Home affairs"
    tu_phap = "Tư pháp", "Justice"
    khac = "Khác", "Other"


class Service(Choice):
    """What a facility offers and somebody may be referred for."""

    detox = "Cắt cơn, giải độc", "Detoxification"
    home_rehab = "Cai nghiện tại gia đình, cộng đồng", "Home- or community-based rehabilitation"
    voluntary_rehab = "Cai nghiện tự nguyện tại cơ sở", "Voluntary rehabilitation in a facility"
    compulsory_rehab = "Cai nghiện bắt buộc tại cơ sở", "Compulsory rehabilitation in a facility"
    mmt = "Điều trị thay thế bằng methadone", "Methadone maintenance treatment"
    psychiatry = "Điều trị tâm thần", "Psychiatric treatment"
    screening = "Sàng lọc", "Screening"
    counselling = "Tư vấn", "Counselling"
    legal = "Trợ giúp pháp lý", "Legal aid"
    training = "Dạy nghề", "Vocational training"
    job = "Giới thiệu việc làm", "Job placement"
    loan = "Vay vốn", "Loan"


TREATMENTS = frozenset(
    {
        Service.detox,
        Service.home_rehab,
        Service.voluntary_rehab,
        Service.compulsory_rehab,
        Service.mmt,
        Service.psychiatry,
    }
)
"""Services that treat: a screening comes first, and two kinds at a time are doubted."""

FOR_ANYBODY = frozenset({Service.counselling, Service.legal, Service.training, Service.job})
"""Services that relatives and residents may be referred to (D3, groups B5 and B6)."""


class ValueQualifier(Choice):
    """How exact a published number is: “hơn 1,3 nghìn” is never printed as 1.300."""

    exact = "Chính xác", "Exact"
    approx = "Khoảng", "About"
    more_than = "Hơn", "More than"
    less_than = "Dưới", "Less than"
    at_least = "Từ … trở lên", "At least"
