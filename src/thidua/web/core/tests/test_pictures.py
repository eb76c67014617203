"""Photos are kept without the camera's data, no larger than needed, and shown in the width a page asks for."""

import io

import pytest
from django.test import RequestFactory
from PIL import Image

from thidua.web.core import files, pictures
from thidua.web.core.access import Refused

pytestmark = pytest.mark.django_db
TURNED = 6
GPS = 0x8825


def photo(width, height, kind="JPEG", mode="RGB", **options):
    exif = Image.Exif()
    exif[0x0112] = TURNED
    exif[0x010F] = "May anh rieng"
    exif.get_ifd(GPS)[1] = "N"
    out = io.BytesIO()
    drawn = Image.linear_gradient("L").resize((width, height)).convert(mode)
    drawn.save(out, kind, exif=exif, **options)
    return out.getvalue()


def opened(path):
    return Image.open(path, formats=["JPEG", "PNG"])


def test_a_large_photo_is_made_smaller_upright_and_forgets_its_camera():
    shot = photo(4000, 3000)
    assert b"May anh rieng" in shot
    kept = pictures.keep_picture(shot)
    content = files.path_of(kept.sha256).read_bytes()
    with opened(io.BytesIO(content)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((1920, 2560), {})
    assert b"May anh rieng" not in content


def test_a_small_photo_keeps_its_pixels():
    shot = photo(640, 480, quality=95)
    kept = pictures.keep_picture(shot)
    content = files.path_of(kept.sha256).read_bytes()
    with opened(io.BytesIO(content)) as picture, opened(io.BytesIO(shot)) as before:
        assert picture.tobytes() == before.tobytes()
        assert dict(picture.getexif()) == {0x0112: TURNED}
    assert b"May anh rieng" not in content


def test_a_large_png_stays_a_png_with_what_shines_through():
    kept = pictures.keep_picture(photo(3000, 10, "PNG", "RGBA"))
    with opened(files.path_of(kept.sha256)) as picture:
        assert (picture.format, picture.mode, max(picture.size)) == ("PNG", "RGBA", pictures.LONGEST)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7", "Chỉ nhận ảnh JPEG hoặc PNG."),
        (photo(64, 64)[:-20], "Tệp ảnh bị hỏng; hãy chọn tệp khác."),
        (b"\xff\xd8\xff" + b"\0" * 40, "Tệp ảnh bị hỏng; hãy chọn tệp khác."),
        (photo(9_000, 8_999, mode="L", quality=1), "Ảnh quá lớn. Hãy thu nhỏ ảnh rồi chọn lại."),
    ],
)
def test_what_is_no_picture_is_told(content, why):
    with pytest.raises(Refused, match=why):
        pictures.keep_picture(content)


def shown(kept, query):
    response = pictures.picture_response(RequestFactory().get(f"/{query}"), kept, "anh.jpg")
    with opened(io.BytesIO(b"".join(response.streaming_content))) as picture:
        response.close()
        return picture.size


def test_a_page_asks_for_a_width_and_no_other_is_made():
    kept = pictures.keep_picture(photo(2000, 1000))
    asked = ("?w=480", "?w=960", "", "?w=481", "?w=99999", "?w=x")
    turned = [(480, 960), (960, 1920), (2000, 1000), (2000, 1000), (2000, 1000), (2000, 1000)]
    assert [shown(kept, query) for query in asked] == turned
    small = pictures.keep_picture(photo(300, 200))
    assert pictures.at_width(small, 480) == files.path_of(small.sha256)
    made = pictures.at_width(kept, 480)
    made.unlink()
    assert shown(kept, "?w=480") == (480, 960)
    assert files.problem_with(kept) is None
