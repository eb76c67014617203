"""What the audit page calls the acts of articles and their details."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core import audit_names

ACTIONS = {
    "news.article.draft": _("Soạn nháp tin, bài từ hội nghị"),
    "news.article.edit": _("Sửa tin, bài"),
    "news.article.publish": _("Đăng tin, bài"),
    "news.article.correct": _("Đính chính tin, bài"),
    "news.article.withdraw": _("Gỡ tin, bài"),
    "news.photo.add": _("Thêm ảnh vào tin, bài"),
    "news.photo.remove": _("Bỏ ảnh khỏi tin, bài"),
}
WORDS = {"embargo_until": _("Không hiện trước lúc")}

audit_names.register("news", actions=ACTIONS, words=WORDS)
