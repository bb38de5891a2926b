#!/usr/bin/env python3
"""Searches a running Enishi as one member with several clients and prints latency percentiles and throughput.

    benches/load/search.py --base http://127.0.0.1:8080 --email ADDRESS --password PASSWORD --queries FILE [--requests 1000] [--clients 8]

FILE holds one query a line, or JSON Lines with a member `title` or `text` (the first words of it are taken). Only loopback addresses are
accepted; the run ends by itself. Standard library only. Each client is a process of its own that does nothing with an answer but count:
what a client waits for, or works on, is not the server's time.
"""
import argparse
import json
import multiprocessing
import random
import re
import socket
import time
import urllib.parse

TOTAL = re.compile(rb'"total":(\d+)')
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


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
    """Speaks just enough HTTP/1.1 to one server over one connection. A full client takes as long for an answer as the server."""

    def __init__(self, base):
        self.host = f"{base.hostname}:{base.port or 80}"
        self.connection = socket.create_connection((base.hostname, base.port or 80), timeout=60)
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def post(self, path, body, token=None):
        body = json.dumps(body).encode()
        head = f"POST /api/v1{path} HTTP/1.1\r\nhost: {self.host}\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n"
        if token:
            head += f"authorization: Bearer {token}\r\n"
        self.connection.sendall(head.encode() + b"\r\n" + body)
        data = b""
        while b"\r\n\r\n" not in data:
            data += self.receive()
        head, _, data = data.partition(b"\r\n\r\n")
        parts, missing = [data], int(LENGTH.search(head)[1]) - len(data)
        while missing > 0:
            parts.append(self.receive())
            missing -= len(parts[-1])
        return int(head.split(b" ", 2)[1]), b"".join(parts)

    def receive(self):
        data = self.connection.recv(1 << 18)
        if not data:
            raise ConnectionError("the server closed the connection")
        return data


def prepare(started, base, token):
    """What a client has at hand."""
    global start, client, bearer
    start, client, bearer = started, Client(base), token


def ask_all(todo):
    """Seconds, status and number of hits of one search after the other."""
    start.wait()
    answers = []
    for text in todo:
        begun = time.perf_counter()
        status, data = client.post("/search/seeds", {"text": text}, bearer)
        took = time.perf_counter() - begun
        # Each hit has none of its own.
        total = TOTAL.search(data)
        answers.append((took, status, int(total[1]) if total else 0))
    return answers


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
    started = multiprocessing.Barrier(args.clients + 1)
    with multiprocessing.Pool(args.clients, initializer=prepare, initargs=(started, base, token)) as pool:
        # One share a client: nobody takes another's before its own is done, as all are as long.
        shares = [todo[number::args.clients] for number in range(args.clients)]
        running = pool.map_async(ask_all, shares, chunksize=1)
        started.wait()
        begun = time.perf_counter()
        answers = [answer for share in running.get() for answer in share]
        total = time.perf_counter() - begun
    times = [took for took, _, _ in answers]
    faults = [status for _, status, _ in answers if status != 200]
    found = sum(1 for _, _, hits in answers if hits)
    times.sort()

    def percentile(share):
        return times[min(len(times) - 1, int(len(times) * share))] * 1000

    print(f"{len(times)} searches, {args.clients} clients: {len(times) / total:.0f}/s, "
          f"p50 {percentile(.5):.1f} ms, p90 {percentile(.9):.1f} ms, p99 {percentile(.99):.1f} ms, "
          f"{found} with hits, {len(faults)} refused")


if __name__ == "__main__":
    main()
