#!/usr/bin/env python3
"""Measures search and matching on every judged collection below a folder, and prints one table.

    benches/quality/run.py COLLECTIONS                          all of them
    benches/quality/run.py COLLECTIONS --only nanbyo --limit 50 a quick look

A collection is a folder with corpus.jsonl, queries.jsonl and qrels.tsv or qrels/*.tsv. Other files queries_*.jsonl are asked
with the same judgments. Where queries are documents (with `self`, or longer than a search takes) they are matched, else
searched. A folder with corpus_ja.jsonl and corpus_en.jsonl, in which the same project is PROJECT-ja and PROJECT-en, is asked
across the languages: each text in one language must find its project in the other.

Matching is measured twice: as shipped, and without the threshold ("order"), which tells whether the order is wrong or only
too little is shown. Figures stand beside those of the run before. Builds the program first.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

LONGEST_SEARCH = 1000
REPOSITORY = Path(__file__).resolve().parents[2]


def build(release):
    """The program, and nothing else on the way."""
    subprocess.run(["cargo", "build", "--locked", "--bin", "enishi"] + ["--release"] * release, cwd=REPOSITORY, check=True)
    target = Path(os.environ.get("CARGO_TARGET_DIR", "target"))
    return REPOSITORY / target / ("release" if release else "debug") / "enishi"


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def is_matched(queries):
    """Whether the queries are documents."""
    return any("self" in query or len(query["text"]) > LONGEST_SEARCH for query in lines(queries))


def languages(folder, scratch):
    """The two runs across languages of a folder with one corpus for each."""
    known = {one: lines(folder / f"corpus_{one}.jsonl") for one in ("ja", "en")}
    for asked, found in (("ja", "en"), ("en", "ja")):
        ids = {document["_id"] for document in known[found]}
        pairs = [(document, document["_id"].removesuffix(asked) + found) for document in known[asked]]
        pairs = [(document, other) for document, other in pairs if other in ids and document["text"].strip()]
        queries, qrels = scratch / f"{folder.name}-{asked}.jsonl", scratch / f"{folder.name}-{asked}.tsv"
        with open(queries, "w", encoding="utf-8") as file:
            for document, _ in pairs:
                query = {"_id": document["_id"], "title": document.get("title") or "", "text": document["text"]}
                file.write(json.dumps(query, ensure_ascii=False) + "\n")
        qrels.write_text("".join(f"{document['_id']}\t{other}\t1\n" for document, other in pairs), encoding="utf-8")
        yield f"{folder.name} {asked}>{found}", folder / f"corpus_{found}.jsonl", queries, qrels, "match"


def collections(root, scratch):
    """Name, corpus, queries, judgments and mode of everything that can be asked, in a stable order."""
    for folder in sorted(path for path in root.iterdir() if path.is_dir()):
        if all((folder / f"corpus_{one}.jsonl").exists() for one in ("ja", "en")):
            yield from languages(folder, scratch)
        tables = sorted(folder.glob("qrels.tsv")) + sorted(folder.glob("qrels/*.tsv"))
        # A set for development is smaller than one for training.
        tables = [table for table in tables if table.stem == "dev"] or tables
        asked = sorted(folder.glob("queries*.jsonl"))
        mode = "match" if any(is_matched(queries) for queries in asked) else "search"
        for queries in asked if tables and (folder / "corpus.jsonl").exists() else []:
            variant = queries.stem.removeprefix("queries").replace("_", " ")
            yield folder.name + variant, folder / "corpus.jsonl", queries, tables[0], mode


def last(record, name, mode, since=0):
    """The last run of a collection that was recorded after a place in the file."""
    if not record.exists():
        return None
    runs = [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()[since:]]
    runs = [run for run in runs if (run["corpus"], run["mode"]) == (name, mode)]
    return runs[-1] if runs else None


def cells(run, before):
    figures = [f"{run[name]['mean']:.3f}" for name in ("ndcg_10", "recall_100", "mrr")]
    figures[0] += f" ({run['ndcg_10']['low']:.3f}-{run['ndcg_10']['high']:.3f})"
    comparable = before and before["queries"] == run["queries"]
    change = f"{run['ndcg_10']['mean'] - before['ndcg_10']['mean']:+.3f}" if comparable else ""
    return [run["corpus"], run["mode"], str(run["queries"]), figures[0], change, *figures[1:], f"{run['p50_ms']:.0f}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("collections", type=Path, help="folder with a folder for each collection")
    parser.add_argument("--only", metavar="TEXT", default="", help="only collections with this in their name")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N queries of each")
    parser.add_argument("--record", type=Path, default=Path("var/quality.jsonl"), help="file of runs (default: %(default)s)")
    parser.add_argument("--release", action="store_true", help="build with all optimisations: for figures of speed")
    parser.add_argument("--program", type=Path, help="measure this program instead of building one")
    options = parser.parse_args()
    program = options.program or build(options.release)
    options.record.parent.mkdir(parents=True, exist_ok=True)
    rows = [["collection", "mode", "queries", "nDCG@10 (95 %)", "change", "R@100", "MRR", "ms"]]
    failed = False
    with tempfile.TemporaryDirectory() as scratch:
        for name, corpus, queries, qrels, mode in collections(options.collections, Path(scratch)):
            if options.only not in name:
                continue
            for label, more in [(name, []), (f"{name} (order)", ["--threshold", "0"])][: 2 if mode == "match" else 1]:
                before = last(options.record, label, mode)
                since = len(options.record.read_text(encoding="utf-8").splitlines()) if options.record.exists() else 0
                command = [program, "eval", "--corpus", corpus, "--queries", queries, "--qrels", qrels, "--mode", mode]
                command += ["--name", label, "--record", options.record, *more]
                command += ["--limit", str(options.limit)] if options.limit else []
                print(f"{label} …", file=sys.stderr, flush=True)
                subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
                run = last(options.record, label, mode, since)
                failed |= run is None
                rows.append(cells(run, before) if run else [label, mode, "failed", "", "", "", "", ""])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
