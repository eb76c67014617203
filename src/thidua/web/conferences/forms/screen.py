"""Forms of the big screen and of its control page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from thidua.web.conferences import hall
from thidua.web.conferences.models import AgendaItem, Conference, Photo, Screen
from thidua.web.votes.models import Vote


class GreetingForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """The line and the picture of the welcome."""

    class Meta:
        model = Screen
        fields = ("message", "picture")
        help_texts = {
            "message": gettext_lazy("Ví dụ: Nghỉ giải lao đến 9 giờ 45."),
            "picture": gettext_lazy("Chọn trong ảnh của hội nghị; để trống thì chỉ có chữ."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["picture"]
        field.queryset = Photo.objects.filter(conference=self.instance.conference).exclude(file=None)


class ScreenLinkForm(forms.Form):
    """Which computer the link is for."""

    name = forms.CharField(
        label=gettext_lazy("Máy nào"),
        max_length=100,
        help_text=gettext_lazy("Ví dụ: Máy chiếu hội trường tầng 2."),
    )


class HoldVoteForm(forms.Form):
    """A draft vote of the cluster, and the item under which it is held."""

    vote = forms.ModelChoiceField(label=gettext_lazy("Cuộc biểu quyết"), queryset=Vote.objects.none())
    item = forms.ModelChoiceField(
        label=gettext_lazy("Nội dung chương trình"),
        queryset=AgendaItem.objects.none(),
        required=False,
        help_text=gettext_lazy("Để trống khi không thuộc nội dung nào."),
    )

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        votes: Any = self.fields["vote"]
        items: Any = self.fields["item"]
        votes.queryset = hall.free_drafts(conference)
        items.queryset = conference.items.order_by("position", "pk")
