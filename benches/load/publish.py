#!/usr/bin/env python3
"""Publishes seeds one after the other on a running Enishi and prints how long each takes to be found, and to be a candidate of both sides.

    benches/load/publish.py --base http://127.0.0.1:8080 --researcher ADDRESS --company ADDRESS --liaison ADDRESS --password PASSWORD \\
        --texts FILE [--count 20] [--saved-searches 0]

FILE holds JSON Lines with a member `text`; each text becomes a need of the company, published first, and then a seed of the researcher, so
that they surely meet. The researcher's institution asks for no review of its own and no second pair of eyes. Time runs from the answer to
the liaison's publication. With --saved-searches the company's member first keeps so many of them (the server's saved_searches.per_member
must allow it), made of words of the texts. Only loopback addresses are accepted. Standard library only.
"""
import argparse
import json
import random
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

ATTESTED = ("inventors_agree", "institution_agrees", "no_third_party_secret", "no_patient_data", "linter_checked")
CHECKED = {"/needs": ("title_not_enabling", "no_enabling_detail", "no_duplicate", "tiers_set", "expiry_set")}
CHECKED["/seeds"] = (*CHECKED["/needs"], "differentiation_present", "missing_data_listed")
LONGEST = 60
LONGEST_TEXT = 900


class Member:
    """A signed-in member."""

    def __init__(self, base, email, password):
        self.base, self.token = base, None
        self.token = self.call("POST", "/auth/sessions", {"email": email, "password": password})[0]["access_token"]

    def call(self, method, path, body=None, seen=""):
        """The answer and its entity tag."""
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4()), "If-Match": seen}
        headers |= {"Authorization": f"Bearer {self.token}"} if self.token else {}
        body = json.dumps(body).encode() if body else None
        request = urllib.request.Request(f"{self.base}/api/v1{path}", body, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer), answer.headers["ETag"]
        except urllib.error.HTTPError as error:
            raise SystemExit(f"{method} {path} -> {error.code} {error.read().decode()[:500]}") from error


def language_of(text):
    return "ja" if any("\u3040" <= ch <= "\u9fff" for ch in text) else "en"


def seed(title, text):
    language = language_of(text)
    says = {language: "-"}
    return {"content": {
        "title": {language: title}, "summary": {language: title}, "problem": {language: text}, "mechanism": says, "unmet_need": says,
        "differentiation": says, "missing_data": says, "next_experiment": says, "indication": says, "competitors": ["-"],
        "disease_areas": ["cancer"], "icd10_chapters": ["icd10_02"], "modalities": ["antibody"], "stage_min": "basic",
        "stage_max": "preclinical", "research_nature": "product_development", "approval_class": "drug", "target_class": "cytokine_growth_factor", "administration_route": "subcutaneous",
        "ip_status": "filed_unpublished", "collaboration_sought": ["joint_research"], "researcher": {"name": {language: "-"}},
        "tlo_contact": "-"}}


def need(title, text):
    language = language_of(text)
    return {"visibility": "open", "content": {
        "title": {language: title}, "problem": {language: text}, "must_have": {language: "-"}, "disease_areas": ["cancer"],
        "stage_min": "basic", "stage_max": "phase2_3", "unfiled_acceptable": True, "partnership_types": ["joint_research"],
        "response_days": 14}}


def publish(owner, liaison, path, body):
    """Takes a listing to its publication; its id, and when the publication was answered."""
    begun, tag = owner.call("POST", path, body)
    listing = begun["id"]
    owner.call("POST", f"/listings/{listing}/submit", {"attestations": dict.fromkeys(ATTESTED, True)}, tag)
    reviewed = f"/listings/{listing}/review"
    for decision in ({"decision": "approve", "checklist": dict.fromkeys(CHECKED[path], True)}, {"decision": "publish"}):
        liaison.call("POST", f"{reviewed}s", decision, liaison.call("GET", reviewed)[1])
    return listing, time.monotonic()


def wait(is_there, since):
    """Milliseconds until something is there."""
    while not is_there():
        if time.monotonic() - since > LONGEST:
            raise SystemExit(f"not there after {LONGEST} s")
        time.sleep(0.01)
    return 1000 * (time.monotonic() - since)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="http://127.0.0.1:8080")
    for name in ("researcher", "company", "liaison", "password", "texts"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--saved-searches", type=int, default=0)
    args = parser.parse_args()
    if urllib.parse.urlparse(args.base).hostname not in ("127.0.0.1", "localhost", "::1"):
        parser.error("--base must be an address of this machine")
    researcher, company, liaison = (Member(args.base, who, args.password) for who in (args.researcher, args.company, args.liaison))
    with open(args.texts, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"][:LONGEST_TEXT] for line in lines]
    dice = random.Random(1)
    for number in range(args.saved_searches):
        words = dice.choice(texts).split()
        text = " ".join(dice.sample(words, min(2, len(words))))[:40]
        company.call("POST", "/saved-searches", {"name": f"{number}", "kind": "seed", "text": text, "alerts": "off"})
    found, matched = [], []
    for text in texts[:args.count]:
        word = f"q{uuid.uuid4().hex[:12]}"
        wanted, since = publish(company, liaison, "/needs", need(word, text))
        offered, since = publish(researcher, liaison, "/seeds", seed(f"{word} x", text))
        found.append(wait(lambda: company.call("POST", "/search/seeds", {"text": word, "limit": 1})[0]["total"], since))

        def lists(member, own, other):
            items = member.call("GET", f"/candidates?listing={own}&limit=100")[0]["items"]
            return any(item["other"]["id"] == other for item in items)

        matched.append(wait(lambda: lists(company, wanted, offered) and lists(researcher, offered, wanted), since))
    for name, times in (("found", found), ("candidate of both sides", matched)):
        times.sort()
        print(f"{len(times)} published, {name}: median {times[len(times) // 2]:.0f} ms, longest {times[-1]:.0f} ms")


if __name__ == "__main__":
    main()
