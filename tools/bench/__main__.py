"""`make bench`: every figure beside its peer, one line each; exit 1 when a bar is missed.

`python -m tools.bench engine` (or `papers`, `pages`, `signing`, `ballots`, `live`) measures one part.
"""

import sys
from collections.abc import Callable, Iterator

from tools.bench import ballots, engine, pages, papers, signing, watchers
from tools.bench.figures import Figure, load_average

PARTS: dict[str, tuple[Callable[[], Iterator[Figure]], ...]] = {
    "engine": (engine.national_figures, engine.cluster_figures, engine.growth_figures),
    "papers": (papers.figures,),
    "pages": (pages.figures,),
    "signing": (signing.figures,),
    "ballots": (ballots.figures,),
    "live": (watchers.figures,),
}


def main(names: list[str]) -> int:
    unknown = [n for n in names if n not in PARTS]
    if unknown:
        print(f"Unknown part: {', '.join(unknown)}. Parts: {', '.join(PARTS)}")
        return 2
    print(f"# {load_average()}; bars are ratios or processor time, other figures are indicative")
    good = True
    for name in names or PARTS:
        for part in PARTS[name]:
            for figure in part():
                print(figure.line(), flush=True)
                good &= figure.good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
