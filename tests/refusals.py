"""What a reader of typed text answers when it does not read: its sentence, or its proposal."""

from collections.abc import Callable

import pytest

from forms.reading import Proposed, Unreadable

Reader = Callable[[str], object]


def refusal(read: Reader, typed: str) -> str:
    """Give the sentence with which a reader refuses without proposing anything."""
    with pytest.raises(Unreadable) as refused:
        read(typed)
    assert not isinstance(refused.value, Proposed)
    return refused.value.words[0]


def proposal(read: Reader, typed: str) -> tuple[str, str]:
    """Give what a reader proposes instead of what was typed, and its question; check that it can be read."""
    with pytest.raises(Proposed) as asked:
        read(typed)
    assert read(asked.value.proposal) is not None
    return asked.value.proposal, asked.value.words[0]
