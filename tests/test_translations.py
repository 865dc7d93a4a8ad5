"""Every message of Flask-Admin and WTForms is said in our Vietnamese, and ours is the one that is heard."""

import re
from pathlib import Path

import flask_admin.translations
import pytest
import wtforms
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from flask import Flask
from flask_admin import babel as admin_babel
from flask_babel import Babel
from wtforms.i18n import messages_path
from wtforms.validators import InputRequired, Length

from admin import language
from forms.words import CATALOGUES, speaking, wtforms_translations

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%s|\{\w*\}|\\'")
OURS = {
    "admin": language.CATALOGUES / "vi" / "LC_MESSAGES" / "admin.po",
    "wtforms": CATALOGUES / "vi" / "LC_MESSAGES" / "wtforms.po",
}
THEIRS = {
    "admin": Path(*flask_admin.translations.__path__) / "vi" / "LC_MESSAGES" / "admin.po",
    "wtforms": Path(messages_path()) / "wtforms.pot",
}


def messages(path):
    """The messages of a catalogue by what they translate."""
    with path.open("rb") as file:
        catalogue = (read_mo if path.suffix == ".mo" else read_po)(file)
    return {_hashable(message.id): _hashable(message.string) for message in catalogue if message.id}


def _hashable(text):
    """A message as it is, its plural forms as a tuple."""
    return text if isinstance(text, str) else tuple(text)


def placeholders(text):
    """What a message leaves open, of all its plural forms."""
    forms = [text] if isinstance(text, str) else text
    return {found for form in forms for found in PLACEHOLDER.findall(form)}


@pytest.fixture
def request_in():
    """A request of an app whose panel speaks the language given."""
    language.install()

    def speak(asked):
        app = Flask(__name__)
        Babel(app, locale_selector=lambda: asked)
        return app.test_request_context()

    return speak


@pytest.mark.parametrize("domain", OURS)
def test_every_message_has_a_translation_with_the_same_places_to_fill(domain):
    ours, theirs = messages(OURS[domain]), messages(THEIRS[domain])
    assert ours.keys() == theirs.keys()
    for said, translated in ours.items():
        assert all([translated] if isinstance(translated, str) else translated), said
        assert placeholders(translated) == placeholders(said), said


@pytest.mark.parametrize("domain", OURS)
def test_the_compiled_catalogue_says_what_the_written_one_says(domain):
    written = messages(OURS[domain])
    assert messages(OURS[domain].with_suffix(".mo")) == written, f"pybabel compile -D {domain}"


def test_the_panel_speaks_our_vietnamese_not_that_of_flask_admin(request_in):
    with request_in("vi"):
        assert admin_babel.gettext("Record was successfully created.") == "Đã thêm bản ghi."
        deleted = "Record was successfully deleted.", "%(count)s records were successfully deleted."
        assert admin_babel.ngettext(*deleted, 2, count=2) == "Đã xóa 2 bản ghi."
        assert admin_babel.Translations().gettext("This field is required.") == "Hãy điền mục này."
    with request_in("en"):
        assert admin_babel.gettext("Record was successfully created.") == "Record was successfully created."
        assert admin_babel.Translations().gettext("This field is required.") == "This field is required."


def test_a_form_gives_its_messages_in_the_language_of_the_moment():
    class Visit(wtforms.Form):
        class Meta:
            def get_translations(self, _form):
                return wtforms_translations()

        place = wtforms.StringField(validators=[InputRequired()])
        note = wtforms.StringField(validators=[Length(max=1)])

    heard = {}
    for spoken in ("vi", "en"):
        with speaking(spoken):
            form = Visit(data={"note": "ab"})
            form.validate()
            heard[spoken] = form.place.errors[0], form.note.errors[0]
    assert heard["vi"] == ("Hãy điền mục này.", "Không quá 1 ký tự.")
    assert heard["en"] == ("This field is required.", "Field cannot be longer than 1 character.")
