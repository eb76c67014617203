"""What must always hold of rounds of signing; each yields one sentence per violation."""

from collections.abc import Iterator

from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from thidua.documents.signing import SigningError, fields
from thidua.web.core import files
from thidua.web.core.invariants import invariant
from thidua.web.signatures.models import RoundSigner, SigningRound
from thidua.web.signatures.queries import bytes_of

Signed = RoundSigner.State.SIGNED


@invariant("signatures.own_certificate", _("Mỗi chữ ký số dùng chứng thư đã đăng ký của chính đơn vị ký"))
def own_certificate() -> Iterator[str]:
    """Nobody signed with another unit's certificate."""
    for row in RoundSigner.objects.filter(state=Signed).exclude(certificate__unit_id=F("unit_id")):
        yield f"«{row}» ký bằng chứng thư của đơn vị khác"


@invariant("signatures.finished_means_all", _("Đợt ký kết thúc khi và chỉ khi mọi đơn vị đã ký"))
def finished_means_all() -> Iterator[str]:
    """A finished round has every signature; an open one lacks some."""
    waiting = Count("signers", filter=Q(signers__state=RoundSigner.State.WAITING))
    for row in SigningRound.objects.annotate(waiting=waiting):
        finished = row.state == SigningRound.State.FINISHED
        if row.state != SigningRound.State.CANCELLED and finished != (row.waiting == 0):
            yield f"Đợt ký «{row}»: trạng thái không khớp số đơn vị đã ký"


@invariant(
    "signatures.file_bears_them", _("Tệp của đợt ký có đúng những chữ ký đã ghi nhận, trên đúng bản gốc")
)
def file_bears_them() -> Iterator[str]:
    """The current file begins with the original and is signed in exactly the fields recorded as signed."""
    for row in SigningRound.objects.select_related("original", "current").prefetch_related("signers"):
        if any(not files.path_of(f.sha256).is_file() for f in (row.original, row.current)):
            yield f"Đợt ký «{row}»: tệp không còn trên đĩa"
            continue
        current = bytes_of(row.current)
        if not current.startswith(bytes_of(row.original)):
            yield f"Đợt ký «{row}»: tệp hiện tại không bắt đầu bằng bản gốc"
        told = {s.field_name for s in row.signers.all() if s.state == Signed}
        try:
            found = {f.name for f in fields(current) if f.signed}
        except SigningError as error:
            yield f"Đợt ký «{row}»: {error.sentence()}"
            continue
        if told != found:
            names = ", ".join(sorted(told ^ found))
            yield f"Đợt ký «{row}»: chữ ký trong tệp khác với ghi nhận ở ô {names}"
