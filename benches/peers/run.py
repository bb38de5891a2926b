#!/usr/bin/env python3
"""Measures Enishi beside other search engines: the same listings, queries and load client, and ratios from the same minute.

    benches/peers/run.py PEERS index tantivy-cjk enishi --data DATA --work WORK --bench PEERBENCH --out RESULTS
    benches/peers/run.py PEERS load tantivy-cjk enishi --data DATA --work WORK --bench PEERBENCH --out RESULTS
    benches/peers/run.py PEERS report RESULTS NAME_OF_DATA

PEERS is the folder with the harness: bench.py with the other peers, gen_corpus.py that makes DATA, peerbench that asks. Enishi joins
them as `enishi` on SQLite and `enishi-postgres` on the empty database of --database-url, each with a second name (`enishi-stored`,
`enishi-postgres-stored`) for the same index. Other options are the harness's own. The reference, tantivy-cjk, is indexed first.

index   `migrate`, `demo` for its accounts, `import`, then `serve` until all is found and nothing is queued. Then a company publishes
        the first 50 texts of 150 words as its own needs, one after the other, and the queue matches each with all seeds.
load    Keywords as a member of that company: 20 hits, and all facets counted, which no other peer does. A need is its whole text
        searched about, each hit with its passage and what it shares; `-stored` asks for the page of its 20 best matches.

Of the listings, modality, area (as ICD-10 chapter), phase (as stage) and language become facets. All are of one organisation: no
query asks for another. Everything is on 127.0.0.1 and ends by itself. Standard library only.
"""
import argparse
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
parser.add_argument("harness", metavar="PEERS", type=Path)
parser.add_argument("step", choices=("index", "load", "list", "report"))
parser.add_argument("--enishi", type=Path, default=Path(__file__).resolve().parents[2] / "target/release/enishi")
parser.add_argument("--database-url", help="postgres://USER@HOST:PORT/NAME, for enishi-postgres")
OPTIONS, REST = parser.parse_known_args()
sys.dont_write_bytecode = True
sys.path.insert(0, str(OPTIONS.harness))
import bench  # noqa: E402
import gen_corpus  # noqa: E402

UNIVERSITY = "Tsukuyomi University"
COMPANY, LIAISON = "k.shinonome@akebono-pharma.example", "k.enikawa@liaison-office.example"
PASSWORD = "enishi-demo-2026"
ATTESTED = ("inventors_agree", "institution_agrees", "no_third_party_secret", "no_patient_data", "linter_checked")
CHECKED = ("title_not_enabling", "no_enabling_detail", "no_duplicate", "tiers_set", "expiry_set")
MATCHING = 'enishi_task_seconds_sum{kind="match_listing"}'
MATCHED = 50

# The vocabularies differ; what counts is that every code of the corpus has one of its own.
MODALITIES = dict(zip((key for key, _, _ in gen_corpus.MODALITIES), (
    "small_molecule antibody adc peptide nucleic_acid mrna gene_therapy_in_vivo gene_therapy_ex_vivo cell_regenerative vaccine "
    "other diagnostic_biomarker digital_therapeutic dds_formulation").split()))
AREAS = {area: f"icd10_{number:02}" for number, area in enumerate(gen_corpus.AREAS, 1)}
STAGES = dict(zip(gen_corpus.PHASES, (
    "basic target_identification lead_optimisation preclinical phase1 phase2_3 screening target_validation").split()))
FACETS = {"modality": ("modalities", MODALITIES), "area": ("icd10_chapters", AREAS), "phase": ("stage", STAGES)}


def seed(listing):
    """A listing as a line for `enishi import`."""
    languages = ("ja", "en") if listing["lang"] == "both" else (listing["lang"],)
    titles = listing["title"].split(" / ") if len(languages) > 1 else [listing["title"]]
    return {
        "_id": listing["id"], "title": dict(zip(languages, titles)), "text": dict(zip(languages, listing["body"].split("\n"))),
        "modalities": [MODALITIES[listing["modality"]]], "icd10_chapters": [AREAS[listing["area"]]], "stage": STAGES[listing["phase"]],
    }


def need(text):
    """A need with the very text that the other peers are asked; what else is required says nothing."""
    return {"visibility": "open", "content": {
        "title": {text["lang"]: str(text["id"])}, "problem": {text["lang"]: text["text"]}, "must_have": {text["lang"]: "-"},
        "disease_areas": ["cancer"], "stage_min": "basic", "stage_max": "phase2_3", "unfiled_acceptable": True,
        "partnership_types": ["joint_research"], "response_days": 14}}


class Member:
    """A signed-in member."""

    def __init__(self, host, email):
        self.host, self.token = host, ""
        self.token = self.call("POST", "/auth/sessions", {"email": email, "password": PASSWORD})[0]["access_token"]

    def call(self, method, path, body=None, seen=""):
        """The answer and its entity tag."""
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4()), "If-Match": seen}
        headers |= {"Authorization": f"Bearer {self.token}"} if self.token else {}
        body = json.dumps(body).encode() if body else None
        request = urllib.request.Request(f"http://{self.host}/api/v1{path}", body, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=600) as answer:
                return json.load(answer), answer.headers["ETag"]
        except urllib.error.HTTPError as error:
            sys.exit(f"{method} {path} -> {error.code} {error.read().decode()[:500]}")


class Enishi(bench.Peer):
    name, note = "enishi", "Enishi on SQLite, HTTP as a member, all facets counted; need = a text searched about"

    def url(self):
        return f"sqlite://{self.dir}/enishi.sqlite3"

    def rows(self, sql):
        with sqlite3.connect(f"file:{self.dir}/enishi.sqlite3?mode=ro", uri=True) as database:
            return database.execute(sql).fetchall()

    def database_bytes(self):
        return sum(bench.du(str(file)) for file in Path(self.dir).glob("enishi.sqlite3*"))

    # -- processes
    def env(self):
        settings = {
            "DATABASE__URL": self.url(), "SEARCH__DIRECTORY": f"{self.dir}/search", "MAIL__FILE__DIRECTORY": f"{self.dir}/mail",
            "AUTH__SIGNING_KEY_FILE": f"{self.dir}/signing-key.pem", "AUTH__ACCESS_TOKEN_MINUTES": "60"}
        return os.environ | {f"ENISHI_{name}": value for name, value in settings.items()}

    def command(self, *words):
        """Runs a command; its seconds and its peak of resident memory in MB."""
        begun = time.time()
        with open(f"{self.dir}/commands.log", "ab") as log:
            running = subprocess.Popen([OPTIONS.enishi, *words], stdout=log, stderr=log, env=self.env())
            _, status, usage = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        if running.returncode:
            sys.exit(f"{self.name}: {words[0]} -> {running.returncode}, see {self.dir}/commands.log")
        return time.time() - begun, usage.ru_maxrss // 1024

    def serve(self):
        """Serves until the index has followed every change and nothing is queued; the seconds until each."""
        port, begun = bench.free_port(), time.time()
        self.host = f"127.0.0.1:{port}"
        self.spawn([OPTIONS.enishi, "serve"], self.env() | {"ENISHI_SERVER__ADDRESS": self.host})
        self.wait_port(port)
        return [instant - begun for instant in self.wait_idle()]

    def start(self):
        self.serve()
        self.token = Member(self.host, COMPANY).token
        self.listings = {listing: int(number) for number, listing in self.rows("SELECT external_id, listing_id FROM import_keys")}
        self.needs = json.loads(Path(self.dir, "needs.json").read_text())

    def metrics(self):
        with urllib.request.urlopen(f"http://{self.host}/metrics", timeout=600) as answer:
            lines = answer.read().decode().splitlines()
        return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if line and line[0] != "#")}

    def wait_idle(self):
        """The instants at which the index had followed every change, and at which nothing was queued any more."""
        followed = None
        while True:
            now = self.metrics()
            if now['enishi_tasks{state="dead"}']:
                sys.exit(f"{self.name}: a task gave up, see {self.dir}/server.log")
            if not now["enishi_index_lag"]:
                followed = followed or time.time()
                if not now['enishi_tasks{state="ready"}'] + now['enishi_tasks{state="leased"}']:
                    return followed, time.time()
            time.sleep(0.1)

    def peak(self):
        return int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{self.proc.pid}/status").read_text())[1]) // 1024

    # -- index
    def index(self):
        shutil.rmtree(self.dir)
        os.makedirs(self.dir)
        count = text = 0
        with open(f"{self.dir}/import.jsonl", "w", encoding="utf-8") as file:
            for count, listing in enumerate(bench.lines(f"{self.a.data}/listings.jsonl"), 1):
                text += len((listing["title"] + listing["body"]).encode())
                file.write(json.dumps(seed(listing), ensure_ascii=False) + "\n")
        self.command("migrate")
        self.command("demo")
        if int(self.rows("SELECT count(*) FROM import_keys")[0][0]):
            sys.exit(f"{self.name}: the database is not empty")
        try:
            # What the demo has queued is done before anything is measured.
            self.serve()
            self.stop()
            imported, import_peak = self.command("import", f"{self.dir}/import.jsonl", "--organisation", UNIVERSITY)
            os.unlink(f"{self.dir}/import.jsonl")
            followed, idle = self.serve()
            found = Member(self.host, COMPANY).call("POST", "/search/seeds", {"limit": 1})[0]["total"]
            if found < count:
                sys.exit(f"{self.name}: {found} of {count} listings are found")
            return {
                "import_s": imported, "followed_s": followed, "idle_s": idle, "index_s": imported + followed,
                "listings_per_s": count / (imported + followed), "text_bytes": text, "bytes": bench.du(f"{self.dir}/search"),
                "table_bytes": self.database_bytes(), "import_peak_mb": import_peak, "memory": {"pss_mb": self.peak()},
                "matching": self.match()}
        finally:
            self.stop()

    def match(self):
        """Publishes the needs one by one; how long the task took that looks for the seeds of each."""
        company, liaison, needs, took = Member(self.host, COMPANY), Member(self.host, LIAISON), {}, []
        before = self.reference()
        for text in self.corpus.needs[:MATCHED]:
            begun, tag = company.call("POST", "/needs", need(text))
            path = f"/listings/{begun['id']}"
            company.call("POST", f"{path}/submit", {"attestations": dict.fromkeys(ATTESTED, True)}, tag)
            for decision in ({"decision": "approve", "checklist": dict.fromkeys(CHECKED, True)}, {"decision": "publish"}):
                self.wait_idle()
                spent = self.metrics().get(MATCHING, 0)
                liaison.call("POST", f"{path}/reviews", decision, liaison.call("GET", f"{path}/review")[1])
            self.wait_idle()
            took.append(1000 * (self.metrics()[MATCHING] - spent))
            needs[text["id"]] = begun["id"]
        Path(self.dir, "needs.json").write_text(json.dumps(needs))
        took.sort()
        return {"p50_ms": took[len(took) // 2], "p99_ms": took[len(took) * 99 // 100], "max_ms": took[-1],
                "mean_ms": sum(took) / len(took), "ref_before": before, "ref_after": self.reference()}

    def reference(self):
        return None if self.a.no_ref else bench.reference(self.a, self.corpus)

    # -- load
    def load_args(self):
        return ["http", self.host]

    def ask(self, method, path, body=None):
        """A line for the load client. It knows no headers: they ride behind the path, and what it writes after that is one more."""
        path = f"/api/v1{path} HTTP/1.1\r\nAuthorization: Bearer {self.token}\r\nX-Rest:"
        return {"m": method, "p": path, "b": json.dumps(body, ensure_ascii=False) if body else ""}

    def kw_req(self, q):
        text = " ".join(term if term.isascii() else f'"{term}"' for term in q["terms"])
        filters = {facet: [codes[q["filters"][name]]] for name, (facet, codes) in FACETS.items() if name in q["filters"]}
        return self.ask("POST", "/search/seeds", {"text": text, "filters": filters, "limit": 20})

    def need_req(self, n):
        return self.ask("POST", "/search/about", {"kind": "seed", "text": n["text"], "limit": 20})

    def ids(self, answer):
        """The demo's own listings are left out: nobody has graded them."""
        found = [item.get("other", item)["id"] for item in answer["items"]]
        return [self.listings[listing] for listing in found if listing in self.listings]

    def load(self):
        return {**super().load(), "peak_mb": self.peak()}


class Postgres(Enishi):
    name, note = "enishi-postgres", "the same on PostgreSQL (--database-url)"

    def url(self):
        return OPTIONS.database_url or sys.exit(f"{self.name}: name an empty database with --database-url")

    def rows(self, sql):
        return [line.split("|") for line in self.run(["psql", "-XAtq", "-c", sql, self.url()]).splitlines()]

    def database_bytes(self):
        return int(self.rows("SELECT pg_database_size(current_database())")[0][0])


class Stored:
    note, index = "the same index; need = the page of its stored matches", None

    def need_req(self, n):
        listing = self.needs.get(str(n["id"]))
        return self.ask("GET", f"/candidates?listing={listing}&limit=20") if listing else None


for base in (Enishi, Postgres):
    stored = type(f"{base.__name__}Stored", (Stored, base), {"name": f"{base.name}-stored", "store": base.name})
    bench.PEERS |= {base.name: base, stored.name: stored}


def figures(index, load):
    """What is told of a peer by column: a figure, and its multiple of the reference's before and after, if it depends on the minute."""
    keyword, matching = load.get("keyword", {}), index.get("matching", {})
    single, eight, asked = keyword.get("single", {}), keyword.get("c8", {}), load.get("need", {}).get("single", {})
    told = {
        "index s": (index.get("index_s"), {}, ""), "index MB": ((index.get("bytes") or 0) / 1e6, {}, ""),
        "peak MB": (index.get("memory", {}).get("pss_mb"), {}, ""), "need matched ms": (matching.get("p50_ms"), matching, "need_p50"),
        "p50 ms": (single.get("p50_ms"), load, "kw_p50"), "p99 ms": (single.get("p99_ms"), load, "kw_p99"),
        "searches/s of 8": (eight.get("qps"), load, "kw_qps8"), "CPU ms": (keyword.get("cpu_ms_per_query"), load, "kw_cpu"),
        "need ms": (asked.get("p50_ms"), load, "need_p50"),
    }
    for column, (value, measured, key) in told.items():
        reference = [measured[side][key] for side in ("ref_before", "ref_after") if measured.get(side)]
        if value:
            yield column, (value, value * len(reference) / sum(reference) if reference else None)


def grades(load, kind, grade):
    return ", ".join(f"{one[grade]:.2f}" for one in load.get(kind, {}).get("answers", {}).values()) or "–"


def row(*cells):
    print(f"| {' | '.join(cells)} |")


def report(results, data):
    newest = {(record["peer"], record["step"]): record for record in bench.lines(results) if record["data"] == data}
    found = {name: [newest.get((name, step), {}) for step in ("index", "load")] for name in bench.PEERS}
    table = {name: dict(figures(*both)) for name, both in found.items() if any(both)}
    columns = list(dict.fromkeys(column for cells in table.values() for column in cells))
    print(f"{data}: figures, and as multiples of tantivy-cjk in the same minute\n")
    row("", *columns, "recall@20", "nDCG@20")
    row(*["---"] * (len(columns) + 3))
    for name, cells in table.items():
        told = [cells.get(column, (None, None)) for column in columns]
        told = [(f"{value:.4g}" if value else "–") + (f" ({multiple:.3g})" if multiple else "") for value, multiple in told]
        row(name, *told, grades(found[name][1], "keyword", "recall20"), grades(found[name][1], "need", "ndcg20"))
    for own in (name for name in table if issubclass(bench.PEERS[name], Enishi)):
        print(f"\n{own}, as a multiple of\n")
        row("", *columns)
        row(*["---"] * (len(columns) + 1))
        for other in (name for name in table if not issubclass(bench.PEERS[name], Enishi)):
            pairs = [[table[one].get(column, (0, None)) for one in (own, other)] for column in columns]
            pairs = [[multiple or value for value, multiple in pair] for pair in pairs]
            row(other, *(f"{mine / theirs:.3g}" if mine and theirs else "–" for mine, theirs in pairs))


if OPTIONS.step == "report":
    report(*REST)
else:
    sys.argv = ["bench.py", OPTIONS.step, *REST]
    bench.main()
