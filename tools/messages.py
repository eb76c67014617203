"""Translations without GNU gettext: collect source strings, name the untranslated, compile catalogues.

    python -m tools.messages collect [FEATURE …]   write a feature's source strings into its locale/en/LC_MESSAGES/django.po
    python -m tools.messages missing [FEATURE …]   list strings without English; exit code 1 if there are any
    python -m tools.messages compile               write django.mo beside every django.po that changed

Source strings are Vietnamese. A string of `core` is shared: other features do not repeat it. The folder
`locale/vi` of the site holds only texts of other packages (allauth, Django) that come in English.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from django.template.base import DebugLexer, TokenType
from django.utils.text import smart_split
from django.utils.translation import trim_whitespace
from tools.catalogues import compile_changed

WEB = Path(__file__).resolve().parents[1] / "src" / "thidua" / "web"
ONE = {"gettext", "gettext_lazy", "gettext_noop", "_"}
MANY = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
QUOTED = re.compile(r"""_\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*\)""")
Found = tuple[str | None, str, str | None]
"""Context, singular, plural."""


def in_python(source: str) -> Iterator[Found]:
    """The strings that a Python file hands to gettext."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if name in ONE and texts:
            yield None, texts[0], None
        elif name in MANY and len(texts) > 1:
            yield None, texts[0], texts[1]
        elif name in CONTEXT and len(texts) > 1:
            yield texts[0], texts[1], None


def in_template(source: str) -> Iterator[Found]:
    """The strings that a template translates: translate, blocktranslate, _("…") anywhere in a tag."""
    tokens = iter(DebugLexer(source).tokenize())
    for token in tokens:
        if token.token_type not in {TokenType.BLOCK, TokenType.VAR}:
            continue
        for match in QUOTED.finditer(token.contents):
            yield None, unquoted(match[1]).replace("%", "%%"), None
        bits = list(smart_split(token.contents))
        if bits[:1] in (["translate"], ["trans"]) and bits[1][0] in "\"'":
            context = unquoted(bits[bits.index("context") + 1]) if "context" in bits else None
            yield context, unquoted(bits[1].split("|")[0]).replace("%", "%%"), None
        elif bits[:1] in (["blocktranslate"], ["blocktrans"]):
            yield block(bits, tokens)


def block(bits: list[str], tokens: Iterator[object]) -> Found:
    """One blocktranslate, read up to its end."""
    parts: list[list[str]] = [[]]
    for token in tokens:
        kind, text = token.token_type, token.contents
        if kind == TokenType.BLOCK and text.startswith("end"):
            break
        if kind == TokenType.BLOCK and text.split()[0] == "plural":
            parts.append([])
        else:
            parts[-1].append(f"%({text})s" if kind == TokenType.VAR else text.replace("%", "%%"))
    texts = ["".join(p) for p in parts]
    if "trimmed" in bits:
        texts = [trim_whitespace(t) for t in texts]
    context = unquoted(bits[bits.index("context") + 1]) if "context" in bits else None
    return context, texts[0], texts[1] if len(texts) > 1 else None


def unquoted(text: str) -> str:
    """The inside of a quoted template argument."""
    return text[1:-1].replace(f"\\{text[0]}", text[0])


def features() -> list[Path]:
    """The folders that hold source strings, `core` first since its strings are shared."""
    folders = sorted(p for p in WEB.iterdir() if (p / "__init__.py").exists())
    return sorted(folders, key=lambda p: p.name != "core")


def strings_of(feature: Path) -> dict[Found, set[str]]:
    """The source strings of one feature with the files that use them."""
    found: dict[Found, set[str]] = {}
    files = [p for p in feature.rglob("*") if not {"tests", "migrations", "static"} & set(p.parts)]
    for path in sorted(files):
        if path.suffix == ".py":
            strings = in_python(path.read_text(encoding="utf-8"))
        elif path.suffix in {".html", ".txt"}:
            strings = in_template(path.read_text(encoding="utf-8"))
        else:
            continue
        for string in strings:
            found.setdefault(string, set()).add(str(path.relative_to(feature)))
    counted = {(context, text) for context, text, plural in found if plural}
    return {s: where for s, where in found.items() if s[2] or s[:2] not in counted}


def wanted(names: list[str]) -> Iterator[tuple[Path, dict[Found, set[str]]]]:
    """The catalogue file of each named feature (none named: all) and the strings that belong in it."""
    shared: set[Found] = set()
    for feature in features():
        strings = strings_of(feature)
        if feature.name == "core":
            shared = set(strings)
        else:
            strings = {s: where for s, where in strings.items() if s not in shared}
        if not names or feature.name in names:
            yield feature / "locale/en/LC_MESSAGES/django.po", strings


def catalogue(path: Path) -> polib.POFile:
    """The catalogue as it stands, or an empty one."""
    if path.exists():
        return polib.pofile(str(path), wrapwidth=110)
    file = polib.POFile(wrapwidth=110)
    file.metadata = {
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return file


def collect(names: list[str]) -> int:
    """Rewrite the features' catalogues: new strings empty, old translations kept, unused strings dropped."""
    for path, strings in wanted(names):
        if not strings and not path.exists():
            continue
        old = catalogue(path)
        known = {(e.msgctxt, e.msgid, e.msgid_plural or None): e for e in old}
        new = catalogue(Path("none"))
        new.metadata = old.metadata
        for string in sorted(strings, key=lambda s: (s[1], s[0] or "")):
            context, text, plural = string
            entry = known.get(string) or polib.POEntry(
                msgctxt=context,
                msgid=text,
                msgid_plural=plural or "",
                msgstr_plural={0: "", 1: ""} if plural else {},
            )
            entry.occurrences = [(where, "") for where in sorted(strings[string])]
            entry.flags = ["python-format"] if re.search(r"%\(\w+\)s", text) else []
            new.append(entry)
        path.parent.mkdir(parents=True, exist_ok=True)
        new.save(str(path))
    return 0


def untranslated(names: list[str]) -> list[str]:
    """`feature: string` for every source string without an English translation."""
    found = []
    for path, strings in wanted(names):
        done = {(e.msgctxt, e.msgid, e.msgid_plural or None) for e in catalogue(path) if e.translated()}
        found += [f"{path.parents[3].name}: {s[1]}" for s in sorted(set(strings) - done, key=lambda s: s[1])]
    return found


def missing(names: list[str]) -> int:
    """Print the untranslated strings."""
    found = untranslated(names)
    print("\n".join(found) or "Mọi chuỗi đã có tiếng Anh / every string has its English.")
    return bool(found)


def compile_all(_names: list[str]) -> int:
    """Write every django.mo that is missing or old."""
    return compile_changed(WEB)


if __name__ == "__main__":
    sys.exit({"collect": collect, "missing": missing, "compile": compile_all}[sys.argv[1]](sys.argv[2:]))
