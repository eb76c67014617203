"""The audit chain: linked, append-only, and every kind of tampering is told."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from thidua.web.core import audit
from thidua.web.core.models import AuditEntry


@pytest.fixture
def officer(db):
    return get_user_model().objects.create(username="canbo", full_name="Cán bộ")


def record_three(officer):
    for action in ("a.b.one", "a.b.two", "a.b.three"):
        with transaction.atomic():
            audit.record(action, actor=officer, of=officer, before={"x": 1}, after={"x": 2})


def test_three_acts_form_one_unbroken_chain(officer):
    record_three(officer)
    entries = list(AuditEntry.objects.order_by("pk"))
    assert [e.previous for e in entries] == [audit.GENESIS, entries[0].digest, entries[1].digest]
    assert list(audit.broken_links()) == []


@pytest.mark.django_db(transaction=True)
def test_a_line_outside_the_transaction_of_its_act_is_refused():
    user = get_user_model().objects.create(username="ngoai", full_name="Ngoài giao dịch")
    with pytest.raises(transaction.TransactionManagementError):
        audit.record("a.b.one", actor=user, of=user)
    assert AuditEntry.objects.count() == 0


def test_a_changed_entry_is_told(officer):
    record_three(officer)
    second = AuditEntry.objects.order_by("pk")[1]
    AuditEntry.objects.filter(pk=second.pk).update(actor_name="Người khác")
    assert list(audit.broken_links()) == [f"Dòng nhật ký {second.pk}: nội dung đã bị sửa"]


def test_a_removed_entry_is_told(officer):
    record_three(officer)
    second = AuditEntry.objects.order_by("pk")[1]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_auditentry WHERE id = %s", [second.pk])
    assert list(audit.broken_links()) == [
        f"Dòng nhật ký {second.pk + 1}: không nối với dòng trước (thiếu hoặc chèn dòng)"
    ]


def test_an_entry_is_neither_saved_again_nor_deleted(officer):
    record_three(officer)
    entry = AuditEntry.objects.first()
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()
