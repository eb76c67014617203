"""Compiles translations, in a checkout and while a wheel is built: Django reads only compiled catalogues."""

import struct
from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCatalogues(BuildHookInterface):  # type: ignore[type-arg]
    """A wheel carries the compiled form of every catalogue in it; without it no English and no allauth text."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Compile before the files of the wheel are gathered."""
        compile_changed(Path(self.root) / "src")


def compile_changed(folder: Path) -> int:
    """Write django.mo beside every django.po below the folder that is newer."""
    for po in sorted(folder.rglob("LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            mo.write_bytes(compiled(polib.pofile(str(po))))
    return 0


def compiled(file: polib.POFile) -> bytes:
    """The catalogue in GNU's binary form: a head, two tables of (length, offset), then the texts.

    polib's own writer lost its place in a catalogue with plurals.
    """
    texts = {"": "".join(f"{key}: {value}\n" for key, value in file.metadata.items())}
    for entry in file.translated_entries():
        context = f"{entry.msgctxt}\4" if entry.msgctxt else ""
        if entry.msgid_plural:
            forms = [entry.msgstr_plural[number] for number in sorted(entry.msgstr_plural)]
            texts[f"{context}{entry.msgid}\0{entry.msgid_plural}"] = "\0".join(forms)
        else:
            texts[context + entry.msgid] = entry.msgstr
    pairs = sorted((source.encode(), text.encode()) for source, text in texts.items())
    sources, targets = [p[0] for p in pairs], [p[1] for p in pairs]
    head, row = 28, 8
    tables, data = b"", b""
    for text in [*sources, *targets]:
        tables += struct.pack("<2I", len(text), head + 2 * row * len(pairs) + len(data))
        data += text + b"\0"
    second = head + row * len(pairs)
    return struct.pack("<7I", 0x950412DE, 0, len(pairs), head, second, 0, second) + tables + data
