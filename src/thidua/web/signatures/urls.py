"""Addresses of signing: rounds, a unit's signing page, certificates, and checking by anybody."""

from django.urls import path

from thidua.web.signatures.views import certificates, handover, rounds, signing, verifying

app_name = "signatures"
SIGN = "signing/sign/<int:signer>"
urlpatterns = [
    path("signing/", rounds.rounds, name="rounds"),
    path("signing/<int:round>/", rounds.progress_page, name="round"),
    path("signing/<int:round>/paper/", rounds.paper, name="paper"),
    path("signing/<int:round>/cancel/", rounds.cancel, name="cancel"),
    path(f"{SIGN}/", signing.sign_page, name="sign"),
    path(f"{SIGN}/here/", signing.sign_here, name="sign-here"),
    path(f"{SIGN}/upload/", signing.sign_upload, name="sign-upload"),
    path(f"{SIGN}/device/", signing.start_device, name="start-device"),
    path(f"{SIGN}/vgca/", signing.start_vgca, name="start-vgca"),
    path("signing/sessions/<int:session>/", signing.session_page, name="session"),
    path("signing/agent/<str:token>/", handover.agent, name="agent"),
    path("signing/handover/<str:token>/paper.pdf", handover.handover_paper, name="handover-paper"),
    path("signing/handover/<str:token>/", handover.handover, name="handover"),
    path("signing/certificates/", certificates.certificates, name="certificates"),
    path("signing/certificates/<int:unit>/add/", certificates.certificate_add, name="certificate-add"),
    path("signing/certificates/<int:unit>/key-file/", certificates.key_file_add, name="key-file-add"),
    path(
        "signing/certificates/<int:certificate>/revoke/",
        certificates.certificate_revoke,
        name="certificate-revoke",
    ),
    path("verify/", verifying.verify, name="verify"),
    path("verify/<str:code>/", verifying.verify_code, name="verify-code"),
]
