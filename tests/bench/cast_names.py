"""Who asks our panel for what; the peers know only one kind of person."""

COORDINATOR, SUPERVISOR, ADMINISTRATOR = "lan", "hoa", "an"
EVERYWHERE = "mai"
"""A coordinator of every ward, made for the bench: searches and sorts what the peers show anybody."""

ACCOUNTS = {
    "list_middle": ADMINISTRATOR,
    "list_next": ADMINISTRATOR,
    "list_previous": ADMINISTRATOR,
    "search_hits": EVERYWHERE,
    "search_none": EVERYWHERE,
    "sort_name": EVERYWHERE,
    "edit_form": COORDINATOR,
    "create_form": COORDINATOR,
    "look_up": EVERYWHERE,
    "look_up_none": EVERYWHERE,
    "save": COORDINATOR,
    "list_as_lan": COORDINATOR,
    "list_as_an": ADMINISTRATOR,
    "list_as_mai": EVERYWHERE,
    "search_as_lan": COORDINATOR,
    "csv_all": ADMINISTRATOR,
    "sheet": ADMINISTRATOR,
}
"""Who has the rows and the right for it; everything else is asked by the supervisor of a province."""
