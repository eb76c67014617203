"""How every Django form looks: one renderer gives widgets, labels, hints and errors their classes.

`{{ form }}` draws the whole form with a summary of what to mend; `{{ form.name.as_field_group }}`
draws one field. No form and no template names a class or an aria attribute for a widget.
"""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

from thidua.web.core.written import DAY_SHAPE

CHECKS = (forms.CheckboxInput, forms.CheckboxSelectMultiple, forms.RadioSelect)
EXTRA = {forms.NumberInput: "form-control-number", forms.DateInput: "form-control-date"}


def widget_classes(widget: forms.Widget) -> str:
    """The classes a widget carries besides those its field asks for."""
    if widget.is_hidden:
        return ""
    if isinstance(widget, CHECKS):
        return "form-check-input"
    if isinstance(widget, forms.Select):
        return "form-select"
    return " ".join(["form-control", *(c for kind, c in EXTRA.items() if isinstance(widget, kind))])


class OfficeBoundField(forms.BoundField):
    """A field whose widget looks right and is tied to its hint and its errors."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Django's attributes with our classes in front of those of the field's author."""
        widget = widget or self.field.widget
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        classes = f"{widget_classes(widget)} {built.get('class') or widget.attrs.get('class', '')}".strip()
        if classes:
            built["class"] = classes
        if widget.attrs.get("placeholder") == self.label:
            built["placeholder"] = False  # a label says it already
        if isinstance(widget, forms.DateInput):
            built.setdefault("placeholder", DAY_SHAPE)
            built.setdefault("autocomplete", "off")
        return built

    @property
    def is_check(self) -> bool:
        """True for a single check box: its label stands behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput)


class OfficeRenderer(TemplatesSetting):
    """The site's form renderer (setting FORM_RENDERER)."""

    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"
    bound_field_class = OfficeBoundField
