"""Recipients and signatures, as the profile places them."""

from collections.abc import Iterator

from thidua.documents._blocks import Paper, Signer
from thidua.documents._kinds import MINUTES
from thidua.documents._profiles import Profile
from thidua.documents._runs import end_held, runs
from thidua.documents._sheet import Columns, Element, Line

TOGETHER = 2  # rows of signatures that stay on one page with each other and the recipients


def ending(paper: Paper, profile: Profile) -> Iterator[Element]:
    """One signature stands right of the recipients; several stand in pairs with the recipients below."""
    recipients = tuple(_recipients(paper, profile))
    signers = paper.signers
    if len(signers) == 1:
        yield Columns((0.5, 0.5), ((recipients, _signature(signers[0], "", profile)),))
        return
    labels = tuple(profile.rules["minutes"].values()) if paper.kind in MINUTES else ("", "")
    cells = [_signature(s, labels[min(n, 1)], profile) for n, s in enumerate(signers)]
    pairs = [(*cells[n : n + 2], ())[:2] for n in range(0, len(cells), 2)]
    for pair in pairs[:-TOGETHER]:
        yield Columns((0.5, 0.5), (pair,))
    last = tuple(pairs[-TOGETHER:])
    if recipients:
        last += ((recipients, ()),)
    if last:
        yield Columns((0.5, 0.5), last)


def _signature(signer: Signer, label: str, profile: Profile) -> tuple[Line, ...]:
    found = []
    title = signer.title or ("" if signer.authority else label)
    if signer.authority:
        prefix = profile.rules["prefixes"][signer.prefix] if signer.prefix else ""
        found.append(
            Line("sign_authority", runs(end_held(f"{prefix} {signer.authority.upper()}".strip(), 2)))
        )
    if title:
        found.append(
            Line("sign_title" if signer.authority else "sign_authority", runs(end_held(title.upper(), 2)))
        )
    if signer.note:
        found.append(Line("sign_note", runs(f"({signer.note})")))
    found.append(Line("sign_name", runs(signer.name or "")))
    return tuple(found)


def _recipients(paper: Paper, profile: Profile) -> Iterator[Line]:
    if not paper.recipients:
        return
    rule = profile.rules["recipients"]
    yield Line("recipients_label", runs(rule["label"]))
    for who in paper.recipients:
        yield Line("recipient", runs(f"- {who}{rule['end']}"))
    office = paper.issuer.office
    if paper.kind in MINUTES and profile.family == "state":
        office = "Hồ sơ"
    yield Line("recipient", runs(rule["keep"].format(office=office) if office else rule["keep_plain"]))
