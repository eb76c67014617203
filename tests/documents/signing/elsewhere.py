"""What other programs do to a file we handed out: sign it in their own way, or worse."""

from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field, enumerate_sig_fields
from pyhanko.sign.signers import PdfSignatureMetadata

from thidua.documents.signing import open_key
from thidua.documents.signing._sign import SignerAt

SECRET = "bí mật"


def writer(pdf):
    return IncrementalPdfFileWriter(BytesIO(pdf))


def written(revision):
    out = BytesIO()
    revision.write(out)
    return out.getvalue()


def signed(pdf, field, p12, at, *, meanwhile=None, secret=SECRET):
    """Signed by another program: it asks nothing about the certificate, and makes the field if need be."""
    revision = writer(pdf)
    if meanwhile is not None:
        meanwhile(revision)
    metadata = PdfSignatureMetadata(field_name=field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    out = BytesIO()
    signer = SignerAt(at, metadata, open_key(p12, secret).signer)
    signer.sign_pdf(revision, existing_fields_only=False, output=out)
    return out.getvalue()


def add_text(revision, page=0):
    """Two more words on a page."""
    stream = generic.StreamObject(stream_data=b"q BT 100 100 Td ET Q 0 0 200 200 re f")
    revision.add_stream_to_page(page, revision.add_object(stream))


def add_page(revision):
    """One more page."""
    stream = revision.add_object(generic.StreamObject(stream_data=b"0 0 200 200 re f"))
    revision.insert_page(PageObject(contents=stream, media_box=(0, 0, 595, 842)))


def add_note(revision):
    """A note stuck over the first page."""
    page = revision.find_page_for_modification(0)[0].get_object()
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 300, 300))),
            pdf_name("/Contents"): generic.TextStringObject("Không phải"),
        }
    )
    marks = generic.ArrayObject([*page.get("/Annots", ()), revision.add_object(note)])
    page[pdf_name("/Annots")] = marks
    revision.update_container(page)


def add_field(revision, name="Thêm"):
    """One more empty field."""
    append_signature_field(revision, SigFieldSpec(name, on_page=0, box=(10, 10, 100, 60)))


def remove_signature(revision, name):
    """A field made empty again."""
    (found,) = (r for n, _v, r in enumerate_sig_fields(revision) if n == name)
    field = found.get_object()
    del field["/V"]
    revision.mark_update(found)


def paint_field(revision, name):
    """Somebody else's empty field made to look signed."""
    (found,) = (r for n, _v, r in enumerate_sig_fields(revision) if n == name)
    field = found.get_object()
    look = generic.StreamObject(stream_data=b"1 0 0 rg 0 0 50 50 re f")
    look[pdf_name("/Subtype")] = pdf_name("/Form")
    look[pdf_name("/BBox")] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 50, 50)))
    field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): revision.add_object(look)})
    revision.mark_update(found)


def move_field(revision, name):
    """A field moved to another place on the page."""
    (found,) = (r for n, _v, r in enumerate_sig_fields(revision) if n == name)
    field = found.get_object()
    field[pdf_name("/Rect")] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842)))
    revision.mark_update(found)


def changed(pdf, *acts):
    """The file with one more revision in which the acts happened."""
    revision = writer(pdf)
    for act in acts:
        act(revision)
    return written(revision)
