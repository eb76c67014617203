"""Every finding's sentence: code → (Vietnamese, English). Values stand in braces."""

FILE = {
    "file.not_pdf": ("Tệp này không phải tệp PDF.", "This file is not a PDF."),
    "file.too_big": (
        "Tệp lớn hơn mức cho phép {limit} MB.",
        "The file is larger than the {limit} MB allowed.",
    ),
    "file.encrypted": (
        "Tệp PDF đặt mật khẩu hoặc mã hóa nên không kiểm tra được chữ ký.",
        "The PDF is encrypted or asks for a password; its signatures cannot be checked.",
    ),
    "file.unreadable": (
        "Tệp PDF bị hỏng hoặc có cấu trúc bất thường nên không đọc được.",
        "The PDF is damaged or oddly built and cannot be read.",
    ),
    "file.too_hard": (
        "Tệp PDF quá phức tạp: kiểm tra đã dừng vì vượt mức thời gian hoặc bộ nhớ cho phép.",
        "The PDF is too complicated: the check was stopped at its limit of time or memory.",
    ),
    "file.no_signature": ("Tệp PDF này chưa có chữ ký số nào.", "This PDF bears no digital signature."),
    "file.empty_field": ("Ô ký «{field}» chưa có chữ ký.", "The field “{field}” is not signed."),
    "file.appended": (
        "Sau chữ ký cuối cùng, tệp còn được ghi thêm nội dung.",
        "Something was added to the file after the last signature.",
    ),
}

SIGNATURE = {
    "signature.broken": (
        "Phần đã ký bị sửa: nội dung không còn đúng như lúc ký.",
        "What was signed has been altered: the content is not what it was when signed.",
    ),
    "signature.forged": (
        "Giá trị chữ ký không do khóa của chứng thư này tạo ra.",
        "The signature was not made by the key of this certificate.",
    ),
    "signature.unreadable": (
        "Dữ liệu chữ ký bị hỏng, không đọc được.",
        "The signature's data is damaged and cannot be read.",
    ),
    "signature.unsupported": (
        "Loại chữ ký này ({kind}) không kiểm tra được ở đây.",
        "This kind of signature ({kind}) cannot be checked here.",
    ),
    "signature.malformed": (
        "Chữ ký không đúng chuẩn: {detail}",
        "The signature does not follow the standard: {detail}",
    ),
    "signature.padding": (
        "Chỗ dành cho dữ liệu chữ ký có nội dung lạ, không được chữ ký bảo vệ.",
        "The room for the signature's data holds something else, which the signature does not protect.",
    ),
    "signature.part": (
        "Chữ ký chỉ bảo vệ một phần của tệp.",
        "The signature protects only part of the file.",
    ),
    "signature.extra": (
        "Ô ký này được thêm vào sau khi văn bản đã có chữ ký; nó không thuộc các ô ký ban đầu.",
        "This field was added after the paper had been signed; it is not one of the original fields.",
    ),
    "signature.unexpected": (
        "Ô ký này không nằm trong danh sách ô ký của văn bản.",
        "This field is not one of the paper's fields.",
    ),
    "time.claimed": (
        "Thời gian ký do máy của người ký ghi, không có dấu thời gian của bên thứ ba.",
        "The time of signing comes from the signer's own clock; no third party vouches for it.",
    ),
    "time.missing": ("Chữ ký không ghi thời gian ký.", "The signature states no time."),
    "time.future": (
        "Thời gian ký ({time}) sau thời điểm kiểm tra.",
        "The time of signing ({time}) is later than the check.",
    ),
    "time.stamp_broken": (
        "Dấu thời gian trong chữ ký không hợp lệ.",
        "The timestamp in the signature is not valid.",
    ),
    "time.stamp_untrusted": (
        "Dấu thời gian do nơi không có trong danh sách tin cậy cấp.",
        "The timestamp comes from an authority that is not trusted here.",
    ),
    "since.signatures": (
        "Sau chữ ký này chỉ có thêm {count} chữ ký khác.",
        "Since this signature only {count} further signatures were added.",
    ),
    "since.maintenance": (
        "Sau chữ ký này chỉ có thêm dữ liệu lưu giữ lâu dài.",
        "Since this signature only data for long keeping was added.",
    ),
    "changed.pages": (
        "Sau khi ký, văn bản có thêm hoặc bớt trang: lúc ký {before} trang, nay {after} trang.",
        "Pages were added or removed after signing: {before} pages then, {after} now.",
    ),
    "changed.page": (
        "Sau khi ký, nội dung hiển thị bị sửa ở trang {pages}.",
        "What page {pages} shows was changed after signing.",
    ),
    "changed.other": (
        "Sau khi ký, văn bản bị sửa ngoài phạm vi ký số cho phép.",
        "The paper was changed after signing beyond what signing needs.",
    ),
}

CERTIFICATE = {
    "certificate.unknown_root": (
        "Chứng thư do nơi không có trong danh sách tin cậy cấp: «{issuer}».",
        "The certificate comes from an authority that is not trusted here: “{issuer}”.",
    ),
    "certificate.expired": (
        "Chứng thư đã hết hạn ({until}) trước thời điểm ký.",
        "The certificate had expired ({until}) before the signing.",
    ),
    "certificate.expired_since": (
        "Chứng thư hết hạn ngày {until}, sau thời gian ký đã ghi; không có dấu thời gian chứng minh thời gian ký đó.",
        "The certificate expired on {until}, after the stated time of signing; no timestamp proves that time.",
    ),
    "certificate.issuer_expired": (
        "Chứng thư của nơi cấp đã hết hạn.",
        "The certificate of the issuing authority has expired.",
    ),
    "certificate.not_yet": (
        "Chứng thư chưa có hiệu lực (từ {since}).",
        "The certificate is not valid yet (from {since}).",
    ),
    "certificate.revoked": (
        "Chứng thư đã bị thu hồi từ {since}.",
        "The certificate was revoked on {since}.",
    ),
    "certificate.issuer_revoked": (
        "Chứng thư của nơi cấp đã bị thu hồi từ {since}.",
        "The issuing authority's certificate was revoked on {since}.",
    ),
    "certificate.wrong_use": (
        "Chứng thư không được cấp để ký văn bản.",
        "The certificate was not issued for signing papers.",
    ),
    "certificate.weak": (
        "Chữ ký dùng thuật toán đã bị coi là yếu.",
        "The signature uses an algorithm that is considered weak.",
    ),
    "certificate.other": (
        "Không xác nhận được chứng thư ({detail}).",
        "The certificate could not be confirmed ({detail}).",
    ),
    "certificate.not_judged": (
        "Chưa xét chứng thư vì bản thân chữ ký không đúng.",
        "The certificate was not judged because the signature itself does not hold.",
    ),
    "certificate.test": (
        "Chứng thư THỬ NGHIỆM: không có giá trị pháp lý.",
        "A TEST certificate: it has no legal force.",
    ),
    "certificate.not_checked": (
        "Chưa đối chiếu danh sách thu hồi: không có danh sách còn hiệu lực của nơi cấp.",
        "Revocation was not checked: no current list of the issuing authority is at hand.",
    ),
}

KEY = {
    "key.unreadable": (
        "Tệp chứng thư số không đọc được hoặc sai mật khẩu.",
        "The certificate file cannot be read, or the passphrase is wrong.",
    ),
    "key.no_key": (
        "Tệp chứng thư số không có khóa bí mật hoặc không có chứng thư.",
        "The certificate file holds no private key or no certificate.",
    ),
    "key.kind": (
        "Loại khóa của chứng thư không dùng được: cần RSA từ 2048 bit hoặc ECDSA từ 256 bit.",
        "This kind of key cannot be used: RSA of 2048 bits or more, or ECDSA of 256 or more, is needed.",
    ),
    "key.not_now": (
        "Chứng thư chỉ dùng được từ {since} đến {until}.",
        "The certificate is valid only from {since} to {until}.",
    ),
    "key.digest": ("Mã băm SHA-256 phải dài 32 byte.", "A SHA-256 digest is 32 bytes long."),
    "key.not_a_certificate": ("Tệp không phải chứng thư số.", "This file is not a certificate."),
}

SIGNING = {
    "field.unknown": ("Văn bản không có ô ký «{field}».", "The paper has no field “{field}”."),
    "field.taken": ("Ô ký «{field}» đã có chữ ký.", "The field “{field}” is signed already."),
    "field.exists": ("Văn bản đã có ô «{field}».", "The paper already has a field “{field}”."),
    "field.page": ("Văn bản không có trang {page}.", "The paper has no page {page}."),
    "field.box": (
        "Khung của ô ký «{field}» nằm ngoài trang hoặc quá nhỏ.",
        "The box of field “{field}” lies outside the page or is too small.",
    ),
    "field.too_late": (
        "Không thêm được ô ký: văn bản đã có chữ ký.",
        "Fields can no longer be added: the paper has been signed.",
    ),
    "sign.no_zone": ("Thời gian ký phải có múi giờ.", "The time of signing needs a time zone."),
    "sign.refused": ("Không ký được tệp này: {detail}", "This file could not be signed: {detail}"),
    "finish.outdated": (
        "Văn bản đã thay đổi từ lúc chuẩn bị ký (có người vừa ký trước); xin chuẩn bị ký lại.",
        "The paper changed since signing was prepared (somebody signed first); please start again.",
    ),
    "finish.wrong_signature": (
        "Giá trị chữ ký gửi về không khớp với chứng thư và nội dung cần ký.",
        "The signature sent back does not fit the certificate and what was to be signed.",
    ),
    "finish.too_long": (
        "Giá trị chữ ký gửi về dài hơn chỗ đã dành.",
        "The signature sent back is longer than the room kept for it.",
    ),
}

UPLOAD = {
    "upload.unchanged": (
        "Tệp tải lên giống hệt tệp đã phát: chưa có chữ ký mới.",
        "The uploaded file is the one handed out: it has no new signature.",
    ),
    "upload.other_bytes": (
        "Tệp tải lên không phải bản đã phát có ký thêm: phần đầu tệp đã bị ghi lại hoặc là văn bản khác.",
        "The uploaded file is not the one handed out plus a signature: it was rewritten or is another paper.",
    ),
    "upload.no_signature": (
        "Tệp tải lên có thêm nội dung nhưng không có chữ ký mới.",
        "Something was added to the file, but no new signature.",
    ),
    "upload.too_many": (
        "Tệp tải lên có {count} chữ ký mới; chỉ nhận đúng một.",
        "The uploaded file has {count} new signatures; exactly one is accepted.",
    ),
    "upload.timestamp_only": (
        "Tệp tải lên chỉ có thêm dấu thời gian, không có chữ ký.",
        "Only a timestamp was added to the file, not a signature.",
    ),
    "upload.signature_gone": (
        "Tệp tải lên làm mất chữ ký đã có ở ô «{field}».",
        "The uploaded file lost the signature in field “{field}”.",
    ),
    "upload.wrong_field": (
        "Chữ ký nằm ở ô «{found}», không phải ô «{expected}» của đơn vị.",
        "The signature is in field “{found}”, not in the unit's field “{expected}”.",
    ),
    "upload.extra_field": (
        "Tệp tải lên có thêm ô ký ngoài các ô đã tạo.",
        "The uploaded file has fields beyond those that were made.",
    ),
    "upload.added_after": (
        "Tệp tải lên có phần không được chữ ký mới bảo vệ.",
        "Part of the uploaded file is not protected by the new signature.",
    ),
    "upload.content_changed": (
        "Ngoài chữ ký, tệp tải lên còn sửa nội dung văn bản.",
        "Besides the signature, the uploaded file changes the paper.",
    ),
}

AUTHORITY = {
    "authority.no_names": (
        "Chưa có đơn vị nào để cấp chứng thư thử nghiệm.",
        "There is no unit to make a test certificate for.",
    ),
    "authority.same_name": (
        "Tên đơn vị «{name}» bị trùng hoặc không dùng được.",
        "The unit “{name}” stands twice or cannot be used.",
    ),
    "authority.days": (
        "Số ngày hiệu lực phải từ 1 đến {most}.",
        "The days of validity must be from 1 to {most}.",
    ),
    "authority.not_issuer": (
        "Chứng thư này không do nơi cấp thử nghiệm này cấp.",
        "This certificate was not issued by this test authority.",
    ),
}

VGCA = {
    "vgca.unreadable": (
        "Phần mềm ký số trả lời không đúng dạng.",
        "The signing program's answer cannot be understood.",
    ),
    "vgca.refused": (
        "Phần mềm ký số báo lỗi (mã {status}): {detail}",
        "The signing program reports an error (code {status}): {detail}",
    ),
    "vgca.function": (
        "Không có lệnh ký «{name}».",
        "There is no signing function “{name}”.",
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {
    **FILE, **SIGNATURE, **CERTIFICATE, **KEY, **SIGNING, **UPLOAD, **AUTHORITY, **VGCA,
}  # fmt: skip
