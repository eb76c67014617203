"""Addresses of articles: `news/` for everybody, `articles/` for the editors."""

from django.urls import path

from thidua.web.news.views import desk, fund, public

app_name = "news"
ARTICLE = "articles/<int:article>"
urlpatterns = [
    path("news/", public.index, name="index"),
    path("news/feed.xml", public.feed, name="feed"),
    path("news/sitemap.xml", public.sitemap, name="sitemap"),
    path("news/fund/<int:cluster>/<int:year>/", fund.statement, name="fund"),
    path("news/fund/<int:cluster>/<int:year>/<str:sha256>/", fund.photo, name="fund-photo"),
    path("news/<str:key>/", public.article, name="article"),
    path("news/<str:key>/photos/<int:photo>/", public.photo, name="photo"),
    path("articles/", desk.desk, name="desk"),
    path("articles/draft/<int:conference>/", desk.draft, name="draft"),
    path(f"{ARTICLE}/", desk.edit_page, name="edit-page"),
    path(f"{ARTICLE}/edit/", desk.edit, name="edit"),
    path(f"{ARTICLE}/publish/", desk.publish, name="publish"),
    path(f"{ARTICLE}/correct/", desk.correct, name="correct"),
    path(f"{ARTICLE}/withdraw/", desk.withdraw, name="withdraw"),
    path(f"{ARTICLE}/photos/add/", desk.photo_add, name="photo-add"),
    path("articles/photos/<int:photo>/remove/", desk.photo_remove, name="photo-remove"),
    path("articles/photos/<int:photo>/file/", desk.photo_file, name="photo-file"),
]
