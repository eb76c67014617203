"""The demo's article on the conference of 18 December 2020: drafted by the product, two sentences added by a person.

Its facts are those that the public report states; sums of money and results are made up and say so.
"""

import datetime as dt

from thidua.web.accounts.models import User
from thidua.web.clusters.models import Cluster
from thidua.web.conferences.models import Conference
from thidua.web.core import clock
from thidua.web.demo import facts
from thidua.web.demo.charity import picture
from thidua.web.news import actions

PUBLISHED_ON = dt.date(2020, 12, 26)
NOTE = (
    "Dữ liệu minh họa: thời gian, nơi họp, khách mời, nội dung thi đua, hạn chế, quyết định và bốn số liệu của "
    "Bắc Kạn theo thông tin đã công bố; kết quả xếp hạng và số tiền là minh họa."
)
ADDED = (
    "Việc Bắc Kạn làm thử cách sát hạch cán bộ là điều các đơn vị khác trong cụm có thể tham khảo (minh họa)."
)
PICTURES = (
    ("Toàn cảnh hội nghị", "Hình vẽ minh họa thay cho ảnh toàn cảnh hội nghị"),
    ("Thông qua và ký kết Giao ước thi đua", "Hình vẽ minh họa thay cho ảnh các đơn vị ký giao ước"),
)


def add_article(cluster: Cluster, people: dict[str, User]) -> None:
    """The article is drafted, edited, given its pictures and published."""
    editor = people["thuky1"]
    clock.set_today(PUBLISHED_ON)
    conference = Conference.objects.get(cycle__cluster=cluster, cycle__year=2020)
    article = actions.draft_article(actor=editor, conference=conference)
    body = f"{article.body}\n\n{ADDED}\n\n> {NOTE}"
    text = actions.ArticleText(article.title, article.lead, body)
    article = actions.edit_article(actor=editor, article=article, text=text, version=article.version)
    for number, (caption, alt) in enumerate(PICTURES):
        photo = actions.NewPhoto(picture(number), alt, f"{caption} (hình vẽ minh họa, không phải ảnh chụp)")
        actions.add_photo(actor=editor, article=article, photo=photo)
    actions.publish_article(actor=editor, article=article)
    clock.set_today(facts.BUSINESS_DATE)
