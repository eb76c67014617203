"""The site as a WSGI application."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.web.config.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
