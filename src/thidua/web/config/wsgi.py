"""The site as a WSGI application, with the way to the ballot box in front of it."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.web.config.settings")

from django.core.wsgi import get_wsgi_application

site = get_wsgi_application()

from thidua.web.ballots.doorway import before  # noqa: E402 - the features are ready now

application = before(site)
