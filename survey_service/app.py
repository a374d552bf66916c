"""The application: what is made once at start, and the headers on every answer."""

from __future__ import annotations

import logging

from flask import Flask, Response
from flask.sessions import SessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix

from survey_service import config as settings
from survey_service import db, errors, health, mail, schema
from survey_service.accounts import room as accounts_room
from survey_service.accounts import routes as accounts_routes
from survey_service.accounts import visit
from survey_service.answering import routes
from survey_service.answering.refusing import plain_page
from survey_service.answering.room import furnish
from survey_service.config import Config
from survey_service.db import Database
from survey_service.pages import Pages

log = logging.getLogger(__name__)

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class NoSession(SessionInterface):
    """Nobody is recognised again, so no cookie is ever set."""

    def open_session(self, app: Flask, _request: object) -> None:
        """No session; Flask puts an empty one in its place that refuses to be written."""


def create_app(config: Config | None = None) -> Flask:
    """The service, with its store brought up to date and every questionnaire's form built.

    Raises Faults where a questionnaire cannot be used, SchemaNewer where the store is ahead.
    """
    config = config or settings.from_environment()
    app = Flask("survey_service", static_folder=None, template_folder=None)
    app.session_interface = NoSession()
    app.config.update(
        MAX_CONTENT_LENGTH=settings.LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=settings.LARGEST_BODY,
        MAX_FORM_PARTS=settings.MOST_KEYS,
        TRUSTED_HOSTS=list(config.trusted_hosts),
    )
    pages = Pages(config)
    database = open_database(config)
    app.extensions[health.DATABASE] = database
    app.extensions[routes.ROOM] = furnish(config, database, pages)
    app.register_blueprint(health.bp)
    app.register_blueprint(routes.bp)
    _open_the_desk(app, config, database, pages)
    errors.register(app, lambda refusal: plain_page(pages, refusal, routes.language_asked()))
    app.after_request(_with_headers)
    if config.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.proxies, x_proto=config.proxies)  # type: ignore[method-assign]
    return app


def open_database(config: Config) -> Database:
    """The store of these settings, in the shape this release expects."""
    database = Database(config.database_url, config.data / "writer.lock")
    warning = db.warn_of_old_sqlite() if database.is_sqlite else None
    if warning:
        log.warning(warning)
    try:
        schema.migrate(database)
    except schema.SchemaNewer:
        database.close()
        raise
    return database


def _open_the_desk(app: Flask, config: Config, database: Database, pages: Pages) -> None:
    app.extensions[visit.ROOM] = accounts_room.furnish(config, database, pages)
    for bp in accounts_routes.BLUEPRINTS:
        app.register_blueprint(bp)
    if config.smtp_url:
        server = mail.MailServer(config.smtp_url, config.mail_from)
        app.extensions[mail.POSTMAN] = mail.Postman(database, server)
        app.extensions[mail.POSTMAN].start()


def _with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
