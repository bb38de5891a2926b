#!/usr/bin/env python3
"""Checks a file of ledger entries (`enishi ledger export`) without Enishi: Python's standard library and the openssl program.

    verify_ledger.py FILE [--key HEX] [--authorities PEM]

FILE names entries of a log, the signed checkpoint (C2SP signed-note, tlog-checkpoint) whose Merkle tree (RFC 6962, SHA-256) holds them, and
earlier checkpoints that it continues, and time stamps (RFC 3161) of checkpoints. The key is the installation's public Ed25519 key, which you
should have on paper; PEM holds the certificates of time-stamping authorities that you trust. Ends with 0 if everything in the file is
proved, with 1 and a reason if not.
"""
import argparse
import base64
import hashlib
import json
import subprocess
import sys
import tempfile

FORMAT = "enishi-ledger-bundle-1"
RECEIPT = "enishi-receipt-1"
# What stands before a raw Ed25519 public key in a SubjectPublicKeyInfo (RFC 8410).
SPKI = bytes.fromhex("302a300506032b6570032100")


class Unproven(Exception):
    """The file does not prove what it says."""


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def node(left, right):
    return sha256(b"\x01", left, right)


def raw(text, length=32):
    """Bytes of lower-case hexadecimal."""
    data = bytes.fromhex(text)
    if len(data) != length or data.hex() != text:
        raise Unproven("%r is not %d bytes in hexadecimal" % (text, length))
    return data


def unpacked(text):
    """Bytes of base64: one value has one text."""
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise Unproven("%r is not in base64" % text)
    return data


def openssl(command, **files):
    """Whether openssl ends well; each of `files` is written to a file, and `{name}` in the command is its path."""
    with tempfile.TemporaryDirectory() as folder:
        names = {name: "%s/%s" % (folder, name) for name in files}
        for name, data in files.items():
            with open(names[name], "wb") as file:
                file.write(data)
        command = ["openssl"] + [word.format(**names) for word in command.split()]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


def signed_by(key, message, signature):
    """Whether openssl accepts an Ed25519 signature."""
    command = "pkeyutl -verify -pubin -keyform DER -inkey {key} -rawin -in {message} -sigfile {signature}"
    return openssl(command, key=SPKI + key, message=message, signature=signature)


def check_stamp(number, stamp, notes, authorities):
    """One time stamp: of the checkpoint that it names, and signed by one of the authorities if there are any."""
    note, token = notes[stamp["checkpoint"]].encode(), unpacked(stamp["token"])
    if hashlib.sha256(note).digest() not in token:
        raise Unproven("time stamp %d is not one of the checkpoint that it names" % number)
    verify = "ts -verify -token_in -in {token} -data {note} -CAfile {trusted} -untrusted {trusted}"
    if authorities and not openssl(verify, token=token, note=note, trusted=authorities):
        raise Unproven("time stamp %d is not signed by one of the authorities" % number)


def open_note(note, origin, key):
    """The text of a signed note."""
    text, separator, signatures = note.rpartition("\n\n")
    if not separator:
        raise Unproven("a text without a signature")
    text += "\n"
    key_id = sha256(origin.encode(), b"\n\x01", key)[:4]
    for line in signatures.split("\n"):
        dash, _, rest = line.partition(" ")
        name, _, encoded = rest.rpartition(" ")
        if dash != "\u2014" or name != origin:
            continue
        blob = unpacked(encoded)
        if blob[:4] == key_id and len(blob) == 68 and signed_by(key, text.encode(), blob[4:]):
            break
    else:
        raise Unproven("a text that is not signed with the key")
    return text


def open_checkpoint(note, origin, key):
    """Size and root of a signed checkpoint."""
    lines = open_note(note, origin, key).split("\n")
    if len(lines) != 4 or lines[0] != origin or not lines[1].isdigit() or str(int(lines[1])) != lines[1]:
        raise Unproven("a signed text that is no checkpoint of this log")
    root = unpacked(lines[2])
    if len(root) != 32:
        raise Unproven("a checkpoint without a root")
    return int(lines[1]), root


def included(leaf, index, size, path):
    """The root that a path leads to (RFC 9162, 2.1.3.2)."""
    if index >= size:
        raise Unproven("entry %d lies outside of the tree" % index)
    place, last, reached = index, size - 1, leaf
    for step in path:
        if last == 0:
            raise Unproven("the path of entry %d is too long" % index)
        if place & 1 or place == last:
            reached = node(step, reached)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            reached = node(reached, step)
        place, last = place >> 1, last >> 1
    if last:
        raise Unproven("the path of entry %d is too short" % index)
    return reached


def continues(older, newer, path):
    """Whether the older tree is the beginning of the newer one (RFC 9162, 2.1.4.2)."""
    (old_size, old_root), (new_size, new_root) = older, newer
    if old_size == new_size:
        return not path and old_root == new_root
    if not 0 < old_size < new_size:
        return False
    path = list(path)
    if old_size & (old_size - 1) == 0:
        path.insert(0, old_root)
    if not path:
        return False
    place, last = old_size - 1, new_size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node(step, old), node(step, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node(new, step)
        place, last = place >> 1, last >> 1
    return last == 0 and old == old_root and new == new_root


def check(bundle, expected_key, authorities=None):
    if bundle.get("format") != FORMAT:
        raise Unproven("this is no bundle of ledger entries that this program knows")
    origin, key = bundle["origin"], raw(bundle["key"])
    if expected_key is not None and expected_key != bundle["key"]:
        raise Unproven("it is signed with the key %s, which is not the one that was expected" % bundle["key"])
    size, root = newest = open_checkpoint(bundle["checkpoint"], origin, key)
    for entry in bundle["entries"]:
        index, is_sealed = entry["index"], "sealed" in entry
        if is_sealed and ("payload" in entry or "salt" in entry):
            raise Unproven("entry %d is sealed and is not" % index)
        commitment = raw(entry["sealed"]) if is_sealed else sha256(raw(entry["salt"]), entry["payload"].encode())
        if included(sha256(b"\x00", commitment), index, size, [raw(step) for step in entry["path"]]) != root:
            raise Unproven("entry %d is not in the tree of the checkpoint" % index)
        if is_sealed:
            continue
        said = json.loads(entry["payload"])
        if said["seq"] != index + 1 or not origin.endswith("/ledger/" + said["log"].replace(":", "/")):
            raise Unproven("entry %d says of itself that it stands elsewhere" % index)
    for number, earlier in enumerate(bundle["earlier"], 1):
        older = open_checkpoint(earlier["checkpoint"], origin, key)
        if not continues(older, newest, [raw(step) for step in earlier["path"]]):
            raise Unproven("checkpoint %d names another history than the newest one" % number)
    notes = [bundle["checkpoint"]] + [earlier["checkpoint"] for earlier in bundle["earlier"]]
    for number, stamp in enumerate(bundle["time_stamps"]):
        check_stamp(number, stamp, notes, authorities)
    return size


def check_receipt(receipt, expected_key):
    """What a signed receipt says."""
    if expected_key not in (None, receipt["key"]):
        raise Unproven("it is signed with the key %s, which is not the one that was expected" % receipt["key"])
    if not receipt["origin"].endswith("/receipts"):
        raise Unproven("it is signed as something else than a receipt")
    return open_note(receipt["note"], receipt["origin"], raw(receipt["key"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--key", help="the public key on paper, in hexadecimal")
    parser.add_argument("--authorities", help="certificates of time-stamping authorities that you trust, in PEM")
    given = parser.parse_args()
    try:
        authorities = None
        if given.authorities:
            with open(given.authorities, "rb") as file:
                authorities = file.read()
        with open(given.file, encoding="utf-8") as file:
            bundle = json.load(file)
        if bundle.get("format") == RECEIPT:
            print(check_receipt(bundle, given.key))
            print("ok\t%s\tkey %s" % (bundle["origin"], bundle["key"]))
            return
        size = check(bundle, given.key, authorities)
    except (Unproven, OSError, ValueError, LookupError, TypeError, AttributeError) as fault:
        sys.exit("%s proves nothing: %s" % (given.file, fault))
    print("ok\t%d entries\t%s\t%d entries at the checkpoint, %d earlier checkpoints\tkey %s"
          % (len(bundle["entries"]), bundle["origin"], size, len(bundle["earlier"]), bundle["key"]))
    stamps = len(bundle["time_stamps"])
    if stamps and authorities:
        print("%d time stamps, each signed by one of the authorities; openssl ts -reply -token_in -text tells when" % stamps)
    elif stamps:
        print("%d time stamps: name the authorities that you trust with --authorities to have them checked" % stamps)
    if given.key is None:
        print("Compare the key with the one that you have on paper, or name that with --key.")


if __name__ == "__main__":
    main()
