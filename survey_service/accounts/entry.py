"""The page at which a person comes in, drawn the same from wherever they were sent there."""

from __future__ import annotations

from survey_service.accounts import carried, frame, visit
from survey_service.accounts.carried import Carried
from survey_service.accounts.forms import SignInForm
from survey_service.accounts.passkeys import options_to_sign_in


def sign_in_page(
    form: SignInForm, to: dict[str, str], way: Carried | None = None, **told: object
) -> str:
    """Login and password, and a passkey where there can be one.

    `to` names the page to go to afterwards; `way` carries what was typed there.
    """
    place = visit.passkey_place()
    challenge = visit.room().challenges.new(visit.current().browser)
    options = options_to_sign_in(place, challenge) if place else None
    key = {"challenge": challenge, "options": options} if place else None
    going = {"next": to, "carried": way or carried.on_the_way()}
    return frame.show("desk/sign_in.html", form=form, passkey=key, **going, **told)
