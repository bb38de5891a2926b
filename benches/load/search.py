#!/usr/bin/env python3
"""Searches a running Enishi as one member with several clients and prints latency percentiles and throughput.

    benches/load/search.py --base http://127.0.0.1:8080 --email ADDRESS --password PASSWORD --queries FILE [--requests 1000] [--clients 8]

FILE holds one query a line, or JSON Lines with a member `title` or `text` (the first words of it are taken). Only loopback addresses are
accepted; the run ends by itself. Standard library only.
"""
import argparse
import http.client
import json
import random
import threading
import time
import urllib.parse


def queries(path, seed):
    found = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.strip()
            if line.startswith("{"):
                row = json.loads(line)
                line = row.get("title") or row.get("text") or ""
            if line:
                found.append(line)
    dice = random.Random(seed)
    dice.shuffle(found)
    # A person types a few words, not a whole title: a stretch of 2 to 8 characters for Japanese, 1 to 3 words else.
    def shorten(text):
        words = text.split()
        if len(words) > 2:
            start = dice.randrange(len(words))
            return " ".join(words[start:start + dice.randint(1, 3)])
        start = dice.randrange(max(1, len(text) - 8))
        return text[start:start + dice.randint(2, 8)]
    return [shorten(text) for text in found]


class Client:
    def __init__(self, base):
        self.connection = http.client.HTTPConnection(base.hostname, base.port or 80, timeout=60)

    def post(self, path, body, token=None):
        headers = {"content-type": "application/json"}
        if token:
            headers["authorization"] = "Bearer " + token
        self.connection.request("POST", "/api/v1" + path, json.dumps(body), headers)
        answer = self.connection.getresponse()
        data = answer.read()
        return answer.status, data


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="http://127.0.0.1:8080")
    parser.add_argument("--email", required=True)
    parser.add_argument("--password", required=True)
    parser.add_argument("--queries", required=True)
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    base = urllib.parse.urlparse(args.base)
    if base.hostname not in ("127.0.0.1", "localhost", "::1"):
        parser.error("--base must be an address of this machine")
    status, data = Client(base).post("/auth/sessions", {"email": args.email, "password": args.password})
    if status != 201:
        parser.error(f"signing in was answered {status}: {data.decode()[:200]}")
    token = json.loads(data)["access_token"]
    todo = queries(args.queries, args.seed)
    if not todo:
        parser.error("--queries holds no query")
    todo = [todo[number % len(todo)] for number in range(args.requests)]
    lock, times, faults, hits = threading.Lock(), [], [], []

    def work():
        client = Client(base)
        while True:
            with lock:
                if not todo:
                    return
                text = todo.pop()
            begun = time.perf_counter()
            status, data = client.post("/search/seeds", {"text": text}, token)
            took = time.perf_counter() - begun
            with lock:
                times.append(took)
                if status == 200:
                    hits.append(json.loads(data)["total"])
                else:
                    faults.append(status)

    begun = time.perf_counter()
    threads = [threading.Thread(target=work) for _ in range(args.clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total = time.perf_counter() - begun
    times.sort()

    def percentile(share):
        return times[min(len(times) - 1, int(len(times) * share))] * 1000

    found = sum(1 for count in hits if count)
    print(f"{len(times)} searches, {args.clients} clients: {len(times) / total:.0f}/s, "
          f"p50 {percentile(.5):.1f} ms, p90 {percentile(.9):.1f} ms, p99 {percentile(.99):.1f} ms, "
          f"{found} with hits, {len(faults)} refused")


if __name__ == "__main__":
    main()
