"""The rules of `national.py` as one pass in C, compiled when the benchmark runs: the practical ceiling."""

import ctypes
import shutil
import subprocess
from pathlib import Path

import numpy as np
from tools.bench import national

HEAD = """
#include <stdint.h>
typedef int64_t i;
static inline i min(i a, i b) { return a < b ? a : b; }
static inline i max(i a, i b) { return a > b ? a : b; }
static inline i clip(i a, i lo, i hi) { return min(max(a, lo), hi); }
static inline i rounded(i n, i d) { return (n + d / 2) / d; }
static inline i below(i a, i b) { i q = a / b; return q - (a % b < 0); }
void score(i clusters, const i **v, const i **t, const int8_t **s, i *total, uint8_t *complete) {
  for (i c = 0; c < clusters; c++) {
    i rank[SECTIONS][14];
    for (int k = 0; k < SECTIONS; k++) {
      const i *x = v[k * 10 + 6] + c * 14; const int8_t *st = s[k * 10 + 6] + c * 14;
      for (int a = 0; a < 14; a++) {
        i r = 1;
        for (int b = 0; b < 14; b++) r += (st[b] == 0) & (x[b] > x[a]);
        rank[k][a] = r;
      }
    }
    for (int m = 0; m < 14; m++) {
      i u = c * 14 + m, base = 0, bonus = 0; int gone = 0, done = 1;
      for (int k = 0; k < SECTIONS; k++) {
        i sum = 0, left = 0, p, x, y; int8_t st;
BODY
        left = max(left, 1);
        base += min(sum * 9 * (2520 / left), 88000LL * 2520) * weight[k % 3];
      }
      i found = (base + min(bonus, 5000) * 25200 + 12600) / 25200;
      total[u] = gone ? 0 : found; complete[u] = done;
    }
  }
}
"""
POINTS = {
    "grown": "y = T; if (!y) { st = st ? st : 1; p = 0; } else p = rounded(min((2 * x < y ? 0 : 9000 * min(x, y))"
    " + 100 * clip(below((x - y) * 10, y), 0, 10) * y, 10000 * y), y);",
    "ratio": "y = T; if (!y) { st = st ? st : 1; p = 0; } else p = rounded(10000 * min(x, y), y);",
    "tiers": "p = x >= 1000 ? 10000 : x >= 900 ? 8000 : x >= 800 ? 6000 : x >= 700 ? 4000 : x >= 600 ? 1000 : 0;",
    "reached": "p = x >= 50 ? 10000 : 5000;",
    "count": "p = min(500 * x, 10000);",
    "lost": "p = 10000 - min(700 * x, 10000);",
    "rank": "p = max(10000 - 500 * (rank[k][m] - 1), 0);",
    "lower": "y = T; p = x <= y ? 10000 : rounded(10000 * y, x);",
    "clean": "p = x == 0 ? 10000 : 0; gone |= (st == 0) & (x > 4);",
    "extra": "p = min(250 * x, 1000);",
}


def source() -> str:
    """The C program."""
    lines = []
    targets = [k for k in national.KINDS if k in national.WITH_TARGET]
    for at, kind in enumerate(national.KINDS):
        points = POINTS[kind]
        if kind in targets:
            points = points.replace("T", f"t[k * {len(targets)} + {targets.index(kind)}][u]")
        lines.append(f"        x = v[k * 10 + {at}][u]; st = s[k * 10 + {at}][u]; {points}")
        into = "bonus" if kind == "extra" else "sum"
        lines.append(f"        if (st == 0) {into} += p; done &= st == 0 || st >= 3;")
        if kind != "extra":
            lines.append("        left += st < 3;")
    weights = ", ".join(str(int(float(w) * 10)) for w in national.WEIGHTS)
    head = f"#define SECTIONS {national.SECTIONS}\nstatic const long long weight[] = {{{weights}}};\n"
    return head + HEAD.replace("BODY", "\n".join(lines))


class CRules:
    """The compiled program over the columns of a load."""

    def __init__(self, load: national.Load, folder: Path) -> None:
        file, library = folder / "rules.c", folder / "rules.so"
        file.write_text(source())
        subprocess.run(
            ["gcc", "-O3", "-march=native", "-shared", "-fPIC", "-o", str(library), str(file)], check=True
        )
        self.function = ctypes.CDLL(str(library)).score
        self.units = len(load.groups)
        self.totals = np.empty(self.units, np.int64)
        self.complete = np.empty(self.units, np.uint8)
        names = national.names()
        self.kept = load
        self.arguments = (
            ctypes.c_int64(self.units // national.MEMBERS),
            _pointers([load.values[n] for n in names]),
            _pointers([load.targets[n] for n in names if n in load.targets]),
            _pointers([load.states[n] for n in names]),
            ctypes.c_void_p(self.totals.ctypes.data),
            ctypes.c_void_p(self.complete.ctypes.data),
        )

    def run(self) -> None:
        """Score every unit."""
        self.function(*self.arguments)


def _pointers(columns: list[np.ndarray]) -> ctypes.Array:
    return (ctypes.c_void_p * len(columns))(*(c.ctypes.data for c in columns))


def there() -> bool:
    """True when this machine has a C compiler."""
    return shutil.which("gcc") is not None
