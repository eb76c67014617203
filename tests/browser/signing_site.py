"""Run as a program by the browser tests: an empty site gets two units, their leaders, an open signing round."""

import json

import django


def main():
    django.setup()
    from thidua.web.signatures.tests.world import PASSPHRASE, signing_world

    w = signing_world()
    for who in (w.leader, w.leader_b, w.secretary):
        who.set_password("mat-khau-dai-2026")
        who.save()
    return {
        "round": w.round.pk, "sign_a": w.sign_a.pk, "sign_b": w.sign_b.pk, "code": w.round.code,
        "key_b": w.cert_b.fingerprint, "passphrase": PASSPHRASE,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(main()))
