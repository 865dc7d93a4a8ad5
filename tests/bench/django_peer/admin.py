"""The admin of the Django peer, set up as its documentation and that of django-import-export recommend."""

from django.contrib import admin
from import_export import fields, resources
from import_export.admin import ExportMixin
from import_export.widgets import ForeignKeyWidget

from tests.bench.django_peer.models import (
    Client,
    Coordinator,
    CounsellingSession,
    Referral,
    SupportGrant,
    Ward,
)

PAGE_ROWS = 50
LISTED = (
    "client_code", "case_status", "full_name", "birth_year", "ward", "client_group", "intake_on",
    "coordinator",
)  # fmt: skip


class ClientResource(resources.ModelResource):
    """The columns of the list, links by their names."""

    ward = fields.Field("ward", "ward", ForeignKeyWidget(Ward, "name"))
    coordinator = fields.Field("coordinator", "coordinator", ForeignKeyWidget(Coordinator, "full_name"))

    class Meta:
        model = Client
        fields = LISTED
        export_order = LISTED


@admin.register(Client)
class ClientAdmin(ExportMixin, admin.ModelAdmin):
    resource_classes = (ClientResource,)
    list_display = LISTED
    list_select_related = ("ward", "coordinator")
    list_filter = ("ward", "case_status", "intake_on", "gender")
    list_per_page = PAGE_ROWS
    search_fields = ("client_code", "full_name", "phone")
    show_full_result_count = False
    autocomplete_fields = ("ward", "permanent_ward", "coordinator")

    def get_export_queryset(self, request):
        return super().get_export_queryset(request).select_related("ward", "coordinator")


@admin.register(CounsellingSession)
class CounsellingSessionAdmin(ExportMixin, admin.ModelAdmin):
    list_display = ("audience", "client", "coordinator", "ward", "session_on", "mode", "outcome")
    list_select_related = ("client", "coordinator", "ward")
    list_filter = ("audience", "mode", "outcome", "session_on")
    list_per_page = PAGE_ROWS
    show_full_result_count = False
    autocomplete_fields = ("client", "coordinator", "ward")


@admin.register(Ward)
class WardAdmin(admin.ModelAdmin):
    list_display = ("gso_code", "name", "district_name", "valid_from", "valid_to")
    search_fields = ("gso_code", "name")


@admin.register(Coordinator)
class CoordinatorAdmin(admin.ModelAdmin):
    list_display = ("full_name", "position", "organisation")
    search_fields = ("full_name",)


@admin.register(Referral)
class ReferralAdmin(admin.ModelAdmin):
    list_display = ("client", "coordinator", "service", "referred_on", "status")
    list_select_related = ("client", "coordinator")
    autocomplete_fields = ("client", "coordinator")


@admin.register(SupportGrant)
class SupportGrantAdmin(admin.ModelAdmin):
    list_display = ("client", "grant_kind", "amount_vnd", "application_on", "status")
    list_select_related = ("client",)
    autocomplete_fields = ("client",)
