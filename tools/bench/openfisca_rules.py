# ruff: noqa: ANN001, ANN201, ANN202, PLR2004
# Written as countries write theirs: bare functions and the numbers of the law.
"""The rules of `national.py` written for openfisca-core by hand, one variable per rule.

Runs in `.venv-bench` as a worker: its argument is the folder of columns; every line `run` on standard
input scores all units and answers with the processor seconds it took; `save` writes the totals.
OpenFisca holds whole numbers as int32, so points are milli-points; only the total needs 64 bits inside.
"""

import sys
import time
from pathlib import Path

import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERIOD, MEMBERS, SECTIONS = "2025", 14, 10
WEIGHTS = (10, 5, 12)  # tenths
COMMON = 2520  # every number of remaining criteria, 1 to 9, divides it
UNIT = Entity("unit", "units", "Đơn vị", "")


def grown(v, t):
    base = np.where(2 * v < t, 0, 9000 * np.minimum(v, t))
    steps = np.clip((v - t) * 10 // np.maximum(t, 1), 0, 10)
    t = np.maximum(t, 1)
    return (np.minimum(base + 100 * steps * t, 10000 * t) + t // 2) // t


def ratio(v, t):
    t = np.maximum(t, 1)
    return (10000 * np.minimum(v, t) + t // 2) // t


def lower(v, t):
    v1 = np.maximum(v, 1)
    return np.where(v <= t, 10000, (10000 * t + v1 // 2) // v1)


def tiers(v):
    return np.select([v >= 1000, v >= 900, v >= 800, v >= 700, v >= 600], [10000, 8000, 6000, 4000, 1000], 0)


def rank(v, ok):
    own = np.ascontiguousarray(v.reshape(-1, MEMBERS).T)
    others = np.where(ok.reshape(-1, MEMBERS).T, own, -1)
    place = 1 + (others[:, None, :] > own[None, :, :]).sum(axis=0, dtype=np.int8)
    place = place.T.reshape(-1).astype(np.int32)
    return np.maximum(10000 - 500 * (place - 1), 0)


RULES = {
    "tiers": tiers,
    "reached": lambda v: np.where(v >= 50, 10000, 5000),
    "count": lambda v: np.minimum(500 * v, 10000),
    "lost": lambda v: 10000 - np.minimum(700 * v, 10000),
    "clean": lambda v: np.where(v == 0, 10000, 0),
    "extra": lambda v: np.minimum(250 * v, 1000),
}
WITH_TARGET = {"grown": grown, "ratio": ratio, "lower": lower}
KINDS = ("grown", "ratio", "tiers", "reached", "count", "lost", "rank", "lower", "clean")


def variable(name, formula=None):
    body = {"value_type": int, "entity": UNIT, "definition_period": DateUnit.YEAR, "label": name}
    if formula is not None:
        body["formula"] = formula
    return type(name, (Variable,), body)


def criterion(kind, x):
    """The points of one criterion: 0 unless a value was reported."""

    def formula(unit, period):
        v, ok = unit(x, period), unit(f"{x}_state", period) == 0
        if kind in WITH_TARGET:
            points = WITH_TARGET[kind](v, unit(f"{x}_target", period))
        else:
            points = rank(v, ok) if kind == "rank" else RULES[kind](v)
        return np.where(ok, points, 0)

    return variable(f"points_{x}", formula)


def section(number):
    def summed(unit, period):
        return sum(unit(f"points_{k}_{number}", period) for k in KINDS)

    def remaining(unit, period):
        return sum(unit(f"{k}_{number}_state", period) < 3 for k in KINDS)

    return [variable(f"sum_{number}", summed), variable(f"remaining_{number}", remaining)]


def total(unit, period):
    """Base × 1 / (2520 × 10): rescaled, capped at 88 points, weighted; bonus capped at 5; gates."""
    base = 0
    for number in range(SECTIONS):
        points = unit(f"sum_{number}", period).astype(np.int64)
        share = COMMON // np.maximum(unit(f"remaining_{number}", period), 1)
        base = base + np.minimum(points * 9 * share, 88000 * COMMON) * WEIGHTS[number % 3]
    bonus = np.minimum(sum(unit(f"points_extra_{n}", period) for n in range(SECTIONS)), 5000)
    below = COMMON * 10
    found = (base + bonus * np.int64(below) + below // 2) // below
    return np.where(unit("disqualified", period), 0, found)


def incomplete(unit, period):
    """Something is missing, or undefined because a target of 0 divides."""
    found = False
    for x in (f"{kind}_{n}" for n in range(SECTIONS) for kind in (*KINDS, "extra")):
        state = unit(f"{x}_state", period)
        found = found | ((state > 0) & (state < 3))
        if x.startswith(("grown", "ratio")):
            found = found | ((state == 0) & (unit(f"{x}_target", period) == 0))
    return found


def disqualified(unit, period):
    clean = [f"clean_{n}" for n in range(SECTIONS)]
    return np.any([(unit(x, period) > 4) & (unit(f"{x}_state", period) == 0) for x in clean], axis=0)


def system():
    found = TaxBenefitSystem([UNIT])
    for number in range(SECTIONS):
        for kind in (*KINDS, "extra"):
            x = f"{kind}_{number}"
            inputs = [x, f"{x}_state", *([f"{x}_target"] if kind in WITH_TARGET else [])]
            for name in inputs:
                found.add_variable(variable(name))
            found.add_variable(criterion(kind, x))
        for made in section(number):
            found.add_variable(made)
    found.add_variable(variable("disqualified", disqualified))
    found.add_variable(variable("total", total))
    found.add_variable(variable("incomplete", incomplete))
    return found


def inputs(folder):
    suffix = {"values": "", "targets": "_target", "states": "_state"}
    columns = {}
    for path in sorted(folder.glob("*-*.npy")):
        part, name = path.stem.split("-")
        columns[name + suffix[part]] = np.load(path).astype(np.int32)
    return columns


def main():
    folder = Path(sys.argv[1])
    columns, tbs = inputs(folder), system()
    count = len(next(iter(columns.values())))
    found = still_open = None
    print("ready", flush=True)
    for line in sys.stdin:
        if line.strip() == "save":
            np.save(folder / "openfisca_totals.npy", found.astype(np.int64))
            np.save(folder / "openfisca_complete.npy", still_open == 0)
            print("saved", flush=True)
            continue
        simulation = SimulationBuilder().build_default_simulation(tbs, count=count)
        for name, column in columns.items():
            simulation.set_input(name, PERIOD, column)
        start = time.process_time()
        found, still_open = simulation.calculate("total", PERIOD), simulation.calculate("incomplete", PERIOD)
        print(time.process_time() - start, flush=True)


if __name__ == "__main__":
    main()
