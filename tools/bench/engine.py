"""Figures of the rules engine: the national load beside its peers, one cluster, one explanation, growth."""

import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
from tools.bench import c_rules, national
from tools.bench.figures import Figure, median_ms, processor_ms

from thidua.rules import Data, LiveGroup, Rulebook, State, UnitData, Value, explain, score
from thidua.rules.columns import score_columns

ROOT = Path(__file__).resolve().parents[2]
PEER = ROOT / ".venv-bench" / "bin" / "python"
UNITS, ROUNDS = 100_002, 7
GROWTH = (14, 1_008, 10_010, UNITS)


class OpenFisca:
    """The worker that scores the same columns in its own process and environment."""

    def __init__(self, folder: Path) -> None:
        command = [str(PEER), str(ROOT / "tools" / "bench" / "openfisca_rules.py"), str(folder)]
        self.folder = folder
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=folder
        )
        self.ask("")

    def ask(self, line: str) -> str:
        """One answer of the worker; "" only waits for it to be ready."""
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("the worker has no pipes")
        if line:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def ms(self) -> float:
        """Processor milliseconds of one scoring."""
        return float(self.ask("run")) * 1000

    def results(self) -> tuple[np.ndarray, np.ndarray]:
        """Totals and completeness of the last scoring."""
        self.ask("save")
        return np.load(self.folder / "openfisca_totals.npy"), np.load(self.folder / "openfisca_complete.npy")

    def stop(self) -> None:
        """End the worker."""
        self.process.communicate()


def national_figures() -> Iterator[Figure]:
    """Ours, OpenFisca's and C's pass over ten million cells, taking turns, totals compared first."""
    rulebook, load = national.rulebook(), national.load(UNITS)
    columns = load.columns()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        load.save(folder)
        peer = OpenFisca(folder) if PEER.exists() else None
        c = c_rules.CRules(load, folder) if c_rules.there() else None
        _must_agree(rulebook, load, peer, c)
        ours, theirs, ceiling = [], [], []
        for _round in range(ROUNDS):
            ours.append(processor_ms(lambda: score_columns(rulebook, columns)))
            theirs += [peer.ms()] if peer else []
            ceiling += [processor_ms(c.run)] if c else []
        if peer:
            peer.stop()
    own = statistics.median(ours)
    yield Figure("score_10m_ms", own, "ms", note=f"{UNITS:,} units × 100 criteria, processor time")
    if theirs:
        their = statistics.median(theirs)
        note = f"OpenFisca {their:.0f} ms"
        yield Figure("score_10m_vs_openfisca", their / own, "×", 1.5, at_most=False, note=note)
    if ceiling:
        lowest = statistics.median(ceiling)
        yield Figure("score_10m_vs_c", own / lowest, "×", 4, note=f"C {lowest:.0f} ms")
    else:
        print("# gcc is not on this machine: score_10m_vs_c not measured")


def _must_agree(
    rulebook: Rulebook, load: national.Load, peer: OpenFisca | None, c: c_rules.CRules | None
) -> None:
    """Every way gives the same totals, and the first units the exact ones; else nothing is worth timing."""
    found = score_columns(rulebook, load.columns())
    if found.reasons:
        raise SystemExit(f"the national load left the fast way: {found.reasons}")
    if c:
        c.run()
        if (c.totals != found.totals).any() or (c.complete != found.complete).any():
            raise SystemExit("C and numpy disagree")
    if peer:
        peer.ms()
        totals, complete = peer.results()
        if (totals != found.totals).any() or (complete != found.complete).any():
            raise SystemExit("OpenFisca and numpy disagree")
    units = cluster(rulebook, load)
    exact = score(rulebook, Data(tuple(units)))
    if [exact.unit(u.code).total * 1000 for u in units] != found.totals[: len(units)].tolist():
        raise SystemExit("the exact evaluator and numpy disagree")


def cluster(rulebook: Rulebook, load: national.Load) -> list[UnitData]:
    """The first cluster of the load as plain data."""

    def value(name: str, row: int) -> Value:
        state = State(int(load.states[name][row]))
        if state != State.VALUE:
            return Value(state=state)
        return Value(Fraction(int(load.values[name][row]), 10 ** rulebook.input_by_id[name].places))

    return [
        UnitData(
            code=f"{row:02}",
            values={name: value(name, row) for name in load.values},
            targets={name: Fraction(int(t[row])) for name, t in load.targets.items()},
        )
        for row in range(national.MEMBERS)
    ]


def cluster_figures() -> Iterator[Figure]:
    """One number changes: how long until the cluster's totals stand; how long an explanation takes."""
    rulebook = national.rulebook()
    units = cluster(rulebook, national.load(national.MEMBERS))
    live = LiveGroup(rulebook, units)
    if not live.generated:
        raise SystemExit("the cluster left the generated code")
    times = {}
    for name in ("rank_0", "grown_3"):
        changes = iter(range(10_000))

        def change(name: str = name, changes: Iterator[int] = changes) -> None:
            unit = units[5]
            value = Value(Fraction(1000 + next(changes)))
            live.put(replace(unit, values={**unit.values, name: value}), [name])

        times[name] = median_ms(change, 200)
    note = f"{national.MEMBERS} units × 100 criteria, a ranked number; any other {times['grown_3']:.3f} ms"
    yield Figure("rescore_cluster_ms", times["rank_0"], "ms", 1, note=note)
    data = Data(tuple(units))
    known = score(rulebook, data)
    spent = median_ms(lambda: explain(rulebook, data, "03", known), 15)
    yield Figure("explain_unit_ms", spent, "ms", 20, note="the cluster's result known, as on a page")


def growth_figures() -> Iterator[Figure]:
    """From one cluster to the nation: time must grow no faster than the number of units."""
    rulebook = national.rulebook()
    times = {}
    for units in GROWTH:
        columns = national.load(units).columns()
        times[units] = median_ms(lambda c=columns: score_columns(rulebook, c), 5)
    first, last = GROWTH[0], GROWTH[-1]
    note = ", ".join(f"{n:,}: {ms:.1f} ms" for n, ms in times.items())
    value = (times[last] / times[first]) / (last / first)
    yield Figure("growth_14_to_100000", value, "× linear", 1, note=note)
