"""A help page behind every screen: each route a person opens has a topic, each topic its texts."""

import pytest
from django.template.loader import get_template
from django.urls import reverse

from tests.project.test_house_rules import ROUTES
from thidua.web.core import help_topics

NOT_A_SCREEN = {"core:health", "set_language", "mfa_login_webauthn", "mfa_download_recovery_codes"}
TOPICS = help_topics.topics()
SCREENS = sorted({name for name, _converters in ROUTES} - NOT_A_SCREEN)


def test_there_are_topics_and_screens():
    assert TOPICS
    assert SCREENS


@pytest.mark.parametrize("route", SCREENS)
def test_every_screen_has_a_help_page_of_its_own(route):
    explicit = help_topics.topic_for(route) != help_topics.DEFAULT or route.startswith("home:")
    assert explicit, f"register a help topic for {route} (docs/developers/reference/look.md)"


@pytest.mark.parametrize("topic", TOPICS, ids=lambda t: t.slug)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_topic_is_written_in_both_languages(topic, language):
    assert get_template(f"help/{language}/{topic.slug}.html")


@pytest.mark.django_db
@pytest.mark.parametrize("topic", TOPICS, ids=lambda t: t.slug)
def test_every_topic_opens_for_a_stranger(client, topic):
    response = client.get(reverse("home:help-topic", args=[topic.slug]))
    assert response.status_code == 200
    assert str(topic.title) in response.content.decode()


@pytest.mark.django_db
def test_an_unknown_topic_is_not_found(client):
    assert client.get("/help/khong-co/").status_code == 404
