"""A page with one form: show it, and when it is valid do one act and go on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from thidua.web.core.access import Refused


@dataclass(frozen=True)
class FormPage:
    """What the page says: title, button, where it goes after (`back`), what was done, a lead-in."""

    title: Any
    button: Any
    back: str
    done: Any = ""
    intro: Any = ""
    template: str = "core/form_page.html"


def form_page(
    request: HttpRequest, form: forms.BaseForm, act: Callable[[], Any], page: FormPage
) -> HttpResponse:
    """Answer GET with the form; on a valid POST do `act` and go `back`.

    Whether the person may do this at all is asked before. What the act refuses because of what was
    entered stands above the form, so that nothing typed is lost. An act that returns a response (a
    slip to print) is answered with it.
    """
    if request.method == "POST" and form.is_valid():
        try:
            result = act()
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            if isinstance(result, HttpResponse):
                return result
            if page.done:
                messages.success(request, page.done)
            return redirect(page.back)
    return render(request, page.template, {"form": form, "page": page})
