"""The pages with one form, as the core draws them."""

from thidua.web.core.form_page import FormPage, form_page

__all__ = ["FormPage", "form_page"]
