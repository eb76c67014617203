"""Addresses of rulebooks."""

from django.urls import path

from thidua.web.rulebooks.views import (
    comparing,
    deciding,
    inputs,
    items,
    reading,
    rehearsing,
    starting,
    targets,
    text,
    tree,
    versions,
)

app_name = "rulebooks"
EDITION = "rulebooks/editions/<int:edition>"
urlpatterns = [
    path("rulebooks/", reading.rulebook_list, name="list"),
    path("rulebooks/new/", starting.new_rulebook, name="new"),
    path("rulebooks/import/", starting.import_file, name="import"),
    path("rulebooks/import/accept/", starting.accept_import, name="accept-import"),
    path("rulebooks/import/table.xlsx", starting.blank_table, name="blank-table"),
    path(f"{EDITION}/", reading.edition_detail, name="detail"),
    path(f"{EDITION}/inputs/", reading.edition_inputs, name="inputs"),
    path(f"{EDITION}/findings/", reading.edition_findings, name="findings"),
    path(f"{EDITION}/print/", reading.edition_print, name="print"),
    path(f"{EDITION}/export/<slug:kind>/", reading.edition_export, name="export"),
    path(f"{EDITION}/targets/", targets.targets, name="targets"),
    path(f"{EDITION}/compare/", comparing.compare_editions, name="compare"),
    path(f"{EDITION}/rehearse/", rehearsing.rehearse_edition, name="rehearse"),
    path(f"{EDITION}/copy/", starting.copy_edition, name="copy"),
    path(f"{EDITION}/versions/", versions.version_list, name="versions"),
    path(f"{EDITION}/versions/<int:version>/", versions.version_detail, name="version"),
    path(f"{EDITION}/versions/<int:version>/restore/", versions.restore, name="restore"),
    path(f"{EDITION}/consult/", deciding.consult, name="consult"),
    path(f"{EDITION}/take-back/", deciding.take_back, name="take-back"),
    path(f"{EDITION}/withdraw/", deciding.withdraw, name="withdraw"),
    path(f"{EDITION}/adopt/", deciding.adopt, name="adopt"),
    path(f"{EDITION}/apply/", deciding.apply, name="apply"),
    path(f"{EDITION}/edit/", tree.edit_tree, name="edit"),
    path(f"{EDITION}/edit/settings/", tree.edit_settings, name="settings"),
    path(f"{EDITION}/edit/text/", text.edit_text, name="edit-text"),
    path(f"{EDITION}/edit/expression/", text.check_expression, name="expression"),
    path(f"{EDITION}/edit/add/", tree.add_item, name="add-item"),
    path(f"{EDITION}/edit/add/<path:parent>/", tree.add_item, name="add-item-in"),
    path(f"{EDITION}/edit/delete/<path:item>/", tree.delete_item, name="delete-item"),
    path(f"{EDITION}/edit/item/<path:item>/", items.edit_item, name="edit-item"),
    path(f"{EDITION}/edit/inputs/add/", inputs.edit_input, name="add-input"),
    path(f"{EDITION}/edit/inputs/<slug:code>/", inputs.edit_input, name="edit-input"),
    path(f"{EDITION}/edit/inputs/<slug:code>/delete/", inputs.delete_input, name="delete-input"),
]
