"""The child process that opens a workbook or Parquet file from a stranger. Run by path, never imported.

Bytes come in on standard input, JSON goes out on standard output: `{"sheets": […]}` or
`{"refused": code, "values": {…}}`. Before anything parses the file for its content its archive is
inflated under a cap and every XML part is walked with expat, so that what the fast reader cannot
survive (a cell at XFD1048576 makes it abort) is refused here. Whatever still goes wrong ends only
this process. Nothing of the package is imported: the child starts in milliseconds.
"""

import datetime as dt
import io
import json
import resource
import sys
import zipfile
from typing import Any
from xml.parsers import expat

CHUNK = 1 << 16
PERCENT_FORMATS = {9, 10}
FORBIDDEN_PARTS = {
    "vbaproject": "macros",
    "xl/externallinks/": "external_links",
    "xl/embeddings/": "embedded_objects",
    "xl/activex/": "embedded_objects",
    "xl/macrosheets/": "macros",
    "xl/querytables/": "external_links",
    "xl/connections": "external_links",
}
FORBIDDEN_KINDS = ("externalLink", "oleObject", "attachedTemplate", "connections", "vbaProject")
OLD_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0"


class RefusedError(Exception):
    """The file is not read; `code` names why."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.values = code, values


class _Part:
    """Walks one XML part; a document type, an entity or broken XML refuses the file."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def _doctype(self, *_: Any) -> None:
        raise RefusedError("xml_entities", part=self.name)

    def feed(self, chunk: bytes, *, last: bool) -> None:
        try:
            self.parser.Parse(chunk, last)
        except expat.ExpatError as error:
            raise RefusedError("broken", detail=f"{self.name}: {error}") from None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


class _Collected(_Part):
    """Keeps the attributes of the elements of a small part."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.found: list[tuple[str, dict[str, str]]] = []
        self.inside: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.inside.append(_local(tag))
        plain = {_local(k): v for k, v in attributes.items()}
        self.found.append(("/".join(self.inside[-2:]), plain))

    def end(self, tag: str) -> None:  # noqa: ARG002
        self.inside.pop()


class _SheetPart(_Part):
    """Walks a worksheet: refuses cells beyond the limits, remembers cells that need care."""

    def __init__(self, name: str, limits: dict[str, int]) -> None:
        super().__init__(name)
        self.limits = limits
        self.row = self.column = self.cells = 0
        self.style = ""
        self.formula = self.value = False
        self.kind = ""
        self.styles: dict[str, list[str]] = {}
        self.marks: dict[str, str] = {}

    def _within(self, row: int, column: int) -> None:
        if row > self.limits["rows"] or column > self.limits["columns"]:
            raise RefusedError(
                "too_far", row=row, column=column, rows=self.limits["rows"], columns=self.limits["columns"]
            )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match _local(tag):
            case "dimension":
                self._within(*_address(attributes.get("ref", "A1").rpartition(":")[2]))
            case "row":
                self.row = int(attributes.get("r") or self.row + 1)
                self.column = 0
                self._within(self.row, 1)
            case "c":
                self._cell(attributes)
            case "f":
                self.formula = True
            case "v" | "is":
                self.value = True

    def _cell(self, attributes: dict[str, str]) -> None:
        where = attributes.get("r")
        if where:
            self.row, self.column = _address(where)
        else:
            self.column += 1
        self._within(self.row, self.column)
        self.cells += 1
        if self.cells > self.limits["cells"]:
            raise RefusedError("too_many_cells", most=self.limits["cells"])
        self.style, self.kind = attributes.get("s", ""), attributes.get("t", "")
        self.formula = self.value = False

    def end(self, tag: str) -> None:
        if _local(tag) != "c":
            return
        key = f"{self.row},{self.column}"
        if self.kind == "e":
            self.marks[key] = "error"
        elif self.formula and not self.value:
            self.marks[key] = "formula"
        elif self.value and self.style and not self.kind:
            self.styles.setdefault(self.style, []).append(key)


def _address(text: str) -> tuple[int, int]:
    """`D14` -> (14, 4)."""
    letters = text.strip("$").rstrip("0123456789").rstrip("$")
    digits = text.strip("$")[len(letters) :].lstrip("$")
    if (
        not letters.isascii()
        or not letters.isalpha()
        or not digits.isdecimal()
        or len(text) > len("XFD1048576$$")
    ):
        raise RefusedError("broken", detail=f"cell address {text[:20]}")
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits), column


def scan(content: bytes, limits: dict[str, int]) -> dict[str, dict[str, str]]:
    """Refuse what must not be opened; give the cells that need care by name of the sheet."""
    if content[:4] == OLD_OR_ENCRYPTED:
        raise RefusedError("encrypted_or_old")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_names(archive, limits)
            return _walk_parts(archive, limits)
    except (
        zipfile.BadZipFile,
        EOFError,
        NotImplementedError,
        UnicodeError,
        ValueError,
        zlib_error(),
    ) as error:
        raise RefusedError("broken", detail=str(error)[:200]) from None


def zlib_error() -> type[Exception]:
    """The error of a damaged stream."""
    import zlib  # noqa: PLC0415 - only its error is wanted

    return zlib.error


def _check_names(archive: zipfile.ZipFile, limits: dict[str, int]) -> None:
    entries = archive.infolist()
    names = {e.filename for e in entries}
    if len(entries) > limits["entries"]:
        raise RefusedError("too_many_parts", count=len(entries), most=limits["entries"])
    if len(names) != len(entries):
        raise RefusedError("broken", detail="a part twice")
    for entry in entries:
        _check_entry(entry)
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise RefusedError("not_xlsx")


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if name.startswith("/") or ".." in name.split("/") or any(sign in name for sign in "\\\0:"):
        raise RefusedError("bad_path", part=name[:100])
    if entry.flag_bits & 1:
        raise RefusedError("encrypted_or_old")
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise RefusedError("broken", detail="unknown compression")
    for piece, code in FORBIDDEN_PARTS.items():
        if piece in name.lower():
            raise RefusedError(code, part=name[:100])


def _walk_parts(archive: zipfile.ZipFile, limits: dict[str, int]) -> dict[str, dict[str, str]]:
    inflated = cells = 0
    sheets: dict[str, _SheetPart] = {}
    small: dict[str, _Collected] = {}
    for entry in archive.infolist():
        part = _part_for(entry.filename, limits, sheets, small)
        with archive.open(entry) as stream:
            while chunk := stream.read(CHUNK):
                inflated += len(chunk)
                if inflated > limits["inflated"]:
                    raise RefusedError("zip_bomb", most=limits["inflated"] >> 20)
                if part:
                    part.feed(chunk, last=False)
        if part:
            part.feed(b"", last=True)
        cells = sum(s.cells for s in sheets.values())
        if cells > limits["cells"]:
            raise RefusedError("too_many_cells", most=limits["cells"])
    return _by_sheet_name(sheets, small, limits)


def _part_for(
    name: str, limits: dict[str, int], sheets: dict[str, _SheetPart], small: dict[str, _Collected]
) -> _Part | None:
    if name.startswith("xl/worksheets/") and name.endswith(".xml"):
        sheets[name] = _SheetPart(name, limits)
        return sheets[name]
    if name.endswith(".rels") or name in {"xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"}:
        small[name] = _Collected(name)
        return small[name]
    return _Part(name) if name.lower().endswith((".xml", ".vml")) else None


def _by_sheet_name(
    sheets: dict[str, _SheetPart], small: dict[str, _Collected], limits: dict[str, int]
) -> dict[str, dict[str, str]]:
    for name, read in small.items():
        for tag, attributes in read.found:
            _check_relation(name, tag, attributes)
    targets = (
        {
            a.get("Id"): a.get("Target", "").removeprefix("/xl/").removeprefix("./")
            for _, a in small["xl/_rels/workbook.xml.rels"].found
        }
        if "xl/_rels/workbook.xml.rels" in small
        else {}
    )
    percent = _percent_styles(small.get("xl/styles.xml"))
    named = [a for tag, a in small["xl/workbook.xml"].found if tag == "sheets/sheet"]
    if len(named) > limits["sheets"]:
        raise RefusedError("too_many_sheets", count=len(named), most=limits["sheets"])
    found = {}
    for sheet in named:
        part = sheets.get("xl/" + targets.get(sheet.get("id"), ""))
        if part is None:
            continue
        for style in percent & part.styles.keys():
            part.marks.update(dict.fromkeys(part.styles[style], "percent"))
        found[sheet.get("name", "")] = part.marks
    return found


def _check_relation(name: str, tag: str, attributes: dict[str, str]) -> None:
    kind = attributes.get("Type", "").rpartition("/")[2]
    if name == "[Content_Types].xml":
        if "macroEnabled" in attributes.get("ContentType", ""):
            raise RefusedError("macros", part=name)
    elif tag.endswith("Relationship") and (
        kind in FORBIDDEN_KINDS or (attributes.get("TargetMode") == "External" and kind != "hyperlink")
    ):
        raise RefusedError("external_links" if "vba" not in kind else "macros", part=name)


def _percent_styles(part: _Collected | None) -> set[str]:
    if part is None:
        return set()
    formats = {
        a.get("numFmtId"): "%" in a.get("formatCode", "") for tag, a in part.found if tag == "numFmts/numFmt"
    }
    cells = [a.get("numFmtId", "0") for tag, a in part.found if tag == "cellXfs/xf"]
    return {
        str(index)
        for index, number in enumerate(cells)
        if formats.get(number, number.isdecimal() and int(number) in PERCENT_FORMATS)
    }


def read_workbook(content: bytes, limits: dict[str, int]) -> list[dict[str, Any]]:
    """Every sheet with its rows from A1 on."""
    marks = scan(content, limits)
    import python_calamine as calamine  # noqa: PLC0415 - only after the scan

    try:
        book = calamine.load_workbook(io.BytesIO(content))
    except Exception as error:  # noqa: BLE001 - a foreign parser; any failure means the file is unreadable
        raise RefusedError("broken", detail=str(error)[:200]) from None
    sheets, letters = [], 0
    for metadata in book.sheets_metadata:
        if metadata.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(metadata.name)
        rows = []
        for row in sheet.to_python(skip_empty_area=False):
            rows.append([_plain(v) for v in row])
            letters += sum(len(v) for v in row if isinstance(v, str))
            if letters > limits["inflated"]:
                raise RefusedError("too_much_text", most=limits["inflated"] >> 20)
        sheets.append(
            {
                "name": metadata.name,
                "visible": metadata.visible == calamine.SheetVisibleEnum.Visible,
                "rows": rows,
                "marks": marks.get(metadata.name, {}),
            }
        )
    return sheets


def read_parquet(content: bytes, limits: dict[str, int]) -> list[dict[str, Any]]:
    """One sheet: the names of the columns, then the rows."""
    import pyarrow as pa  # noqa: PLC0415 - slow
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        file = pq.ParquetFile(io.BytesIO(content))
        columns, rows = file.metadata.num_columns, file.metadata.num_rows
        if rows > limits["rows"] or columns > limits["columns"]:
            raise RefusedError(
                "too_far", row=rows, column=columns, rows=limits["rows"], columns=limits["columns"]
            )
        if rows * columns > limits["cells"]:
            raise RefusedError("too_many_cells", most=limits["cells"])
        table = file.read(use_threads=False)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise RefusedError("broken", detail=str(error)[:200]) from None
    values = [[_plain(v) for v in column.to_pylist()] for column in table.columns]
    return [
        {"name": "", "visible": True, "marks": {},
         "rows": [list(table.column_names), *(list(r) for r in zip(*values, strict=True))]}
    ]  # fmt: skip


def _plain(value: Any) -> Any:
    """A cell as JSON: empty is null, a date carries its tag."""
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        return {"date": value.date().isoformat()}
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    if isinstance(value, bool | int | float | str):
        return value if not isinstance(value, int) or isinstance(value, bool) else {"number": str(value)}
    return {"number" if type(value).__name__ == "Decimal" else "other": str(value)}


def main() -> int:
    """Read standard input as `argv[1]` (xlsx or parquet) under the limits in `argv[2]`."""
    limits: dict[str, int] = json.loads(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"]))
    content = sys.stdin.buffer.read()
    try:
        read = read_parquet if sys.argv[1] == "parquet" else read_workbook
        answer: dict[str, Any] = {"sheets": read(content, limits)}
    except RefusedError as refused:
        answer = {"refused": refused.code, "values": refused.values}
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
