"""Behind the proxy that ends https: whose address counts, and that browsers are told to stay with https."""

import os
import subprocess
import sys

import pytest

ASKED = """
import django; django.setup()
from allauth.core.internal.httpkit import get_client_ip
from django.test import RequestFactory
request = RequestFactory(SERVER_NAME="testserver").get(
    "/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="10.1.2.3", HTTP_X_FORWARDED_PROTO="https"
)
print(get_client_ip(request), request.is_secure())
"""


@pytest.mark.parametrize(("https", "told"), [("1", "10.1.2.3 True"), ("", "127.0.0.1 False")])
def test_only_a_site_behind_https_believes_what_a_proxy_says(tmp_path, https, told):
    environment = {
        **os.environ,
        "THIDUA_HOME": str(tmp_path),
        "THIDUA_HTTPS": https,
        "DJANGO_SETTINGS_MODULE": "thidua.web.config.settings",
    }
    ran = subprocess.run(
        [sys.executable, "-c", ASKED], env=environment, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == told
