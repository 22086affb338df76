#!/usr/bin/env python3
"""Makes documents/ again, byte for byte: needs the Python package 'cryptography'.

Every document is about the server 'domain' and is judged at 2026-11-22 12:00:00 UTC.
"""
import base64
import copy
import hashlib
import json
import os

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "documents")
NOW = 1795348800000
HOUR = 3600 * 1000
DAY = 24 * HOUR


class Key:
    def __init__(self, seed):
        self.seed = seed
        self.private = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self.private.public_key().public_bytes_raw()


def unpadded(data):
    return base64.b64encode(data).decode().rstrip("=")


def throwaway(name):
    return Key(hashlib.sha256(f"fedctl fixture: {name} throw-away seed".encode()).digest())


VECTOR = Key(base64.b64decode("YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA0="))
SECOND, THIRD = throwaway("second"), throwaway("third")


def canonical(value, **style):
    style = {"sort_keys": True, "separators": (",", ":"), "ensure_ascii": False} | style
    return json.dumps(value, **style).encode()


def signed_part(document):
    return {k: v for k, v in document.items() if k not in ("signatures", "unsigned")}


def signature(document, key, message=None):
    return unpadded(key.private.sign(canonical(signed_part(document)) if message is None else message))


def document(keys=None, **changes):
    keys = {"ed25519:1": VECTOR} if keys is None else keys
    return {
        "server_name": "domain",
        "verify_keys": {name: {"key": unpadded(key.public)} for name, key in keys.items()},
        "old_verify_keys": {},
        "valid_until_ts": NOW + 6 * DAY,
    } | changes


def signed(doc, keys=None, entity="domain", message=None):
    keys = {"ed25519:1": VECTOR} if keys is None else keys
    doc = copy.deepcopy(doc)
    names = {name: signature(doc, key, message) for name, key in keys.items()}
    doc.setdefault("signatures", {})[entity] = names
    return doc


def write(name, value):
    data = value if isinstance(value, bytes) else canonical(value)
    with open(os.path.join(FOLDER, name), "wb") as file:
        file.write(data)


def old(key, expired=NOW - 90 * DAY, **changes):
    return {"key": unpadded(key.public), "expired_ts": expired} | changes


TWO = {"ed25519:1": VECTOR, "ed25519:a_two": SECOND}
good = signed(document())

# Good ones, and those that only deserve a warning.
write("good.json", good)
write("good-with-old-key.json", signed(document(old_verify_keys={"ed25519:auto": old(THIRD)})))
write("good-two-keys.json", signed(document(TWO), TWO))
write("good-pretty-printed.json", json.dumps(good, indent=2).encode() + b"\n")
write("warn-float-in-unsigned.json", good | {"unsigned": {"age": 1.5}})
write("warn-second-key-did-not-sign.json", signed(document(TWO)))
padded = document(verify_keys={"ed25519:1": {"key": base64.b64encode(VECTOR.public).decode()}})
write("warn-padded-key.json", signed(padded))
pad = lambda text: text + "=" * (-len(text) % 4)
both = copy.deepcopy(good)
both["signatures"]["domain"]["ed25519:1"] = pad(both["signatures"]["domain"]["ed25519:1"])
write("warn-padded-signature.json", both)
# The public key of the vectors has neither '+' nor '/'; the one of this seed has.
SLASHED = next(k for k in (throwaway(f"slashed {n}") for n in range(99)) if "/" in unpadded(k.public))
slashes = {"ed25519:1": SLASHED}
safe = unpadded(SLASHED.public).replace("+", "-").replace("/", "_")
write("warn-url-safe-key.json", signed(document(verify_keys={"ed25519:1": {"key": safe}}), slashes))
write("warn-valid-for-half-an-hour.json", signed(document(valid_until_ts=NOW + HOUR // 2)))
write("warn-valid-for-thirty-days.json", signed(document(valid_until_ts=NOW + 30 * DAY)))
write("warn-microseconds.json", signed(document(valid_until_ts=(NOW + 6 * DAY) * 1000)))
write("warn-signed-by-unlisted-key.json", signed(document(), TWO))
write(
    "warn-signed-by-old-key.json",
    signed(
        document(old_verify_keys={"ed25519:auto": old(THIRD)}),
        {"ed25519:1": VECTOR, "ed25519:auto": THIRD},
    ),
)
notary = copy.deepcopy(good)
notary["signatures"]["notary.example"] = {"ed25519:n": signature(good, SECOND)}
write("warn-signed-by-notary-too.json", notary)
write(
    "warn-key-current-and-old.json",
    signed(document(old_verify_keys={"ed25519:1": old(VECTOR)})),
)
write(
    "bad-key-id-used-twice.json",
    signed(document(old_verify_keys={"ed25519:1": old(SECOND)})),
)
write("warn-old-key-expired-in-1970.json", signed(document(old_verify_keys={"ed25519:auto": old(THIRD, 0)})))
write("warn-negative-zero.json", canonical(signed(document(extra=0))).replace(b'"extra":0', b'"extra":-0'))

# The usual mistakes of signers.
unsigned = document(unsigned={"age": 1})
write("bad-unsigned-kept.json", signed(unsigned, message=canonical(unsigned)))
write("bad-signatures-kept.json", signed(document(), message=canonical(document(signatures={}))))
write(
    "bad-signatures-and-unsigned-kept.json",
    signed(unsigned, message=canonical(unsigned | {"signatures": {"domain": {}}})),
)
foreign = document(signatures={"other.example": {"ed25519:o": signature(document(), SECOND)}})
write("bad-signatures-of-others-kept.json", signed(foreign, message=canonical(foreign)))
write("bad-signed-with-padded-key.json", signed(document(), message=canonical(padded)))
write("bad-signed-unsorted.json", canonical(signed(document(), message=canonical(document(), sort_keys=False)), sort_keys=False))
write("bad-signed-with-spaces.json", signed(document(), message=json.dumps(document(), sort_keys=True).encode()))
write(
    "bad-signed-with-spaces-unsorted.json",
    canonical(signed(document(), message=json.dumps(document()).encode()), sort_keys=False),
)
pretty = json.dumps(document(), indent=4).encode()
write("bad-signed-as-sent.json", json.dumps(signed(document(), message=pretty), indent=4).encode())
write(
    "bad-signed-with-escaped-slashes.json",
    signed(document(slashes), slashes, message=canonical(document(slashes)).replace(b"/", b"\\/")),
)
write("bad-signed-hash.json", signed(document(), message=hashlib.sha256(canonical(document())).digest()))
floating = document(extra=1.5)
write("bad-float-signed-as-written.json", signed(floating))
swapped = signed(document(TWO), {"ed25519:1": SECOND, "ed25519:a_two": VECTOR})
write("bad-signatures-swapped.json", swapped)
write("bad-signed-by-another-key.json", signed(document(), {"ed25519:1": THIRD}))
write("bad-one-of-two-signatures.json", signed(document(TWO), {"ed25519:1": THIRD, "ed25519:a_two": SECOND}))
write("bad-changed-after-signing.json", good | {"valid_until_ts": NOW + 5 * DAY})
write("bad-signature-not-base64.json", good | {"signatures": {"domain": {"ed25519:1": "not base64!"}}})
write("bad-signature-too-short.json", good | {"signatures": {"domain": {"ed25519:1": unpadded(b"short")}}})
write("bad-not-signed.json", good | {"signatures": {}})
write("bad-signed-only-by-notary.json", notary | {"signatures": {"notary.example": notary["signatures"]["notary.example"]}})

# Fields.
write("bad-other-server.json", signed(document(server_name="other.example"), entity="other.example"))
write("bad-server-name-is-a-url.json", signed(document(server_name="https://domain/"), entity="https://domain/"))
write("bad-server-name-is-a-number.json", signed(document(server_name=7)))
write("bad-no-keys.json", signed(document({}), {}))
write("bad-no-keys-but-a-signature.json", signed(document({})))
write("bad-empty-object.json", {})
write("bad-verify-keys-is-a-list.json", signed(document(verify_keys=[])))
write("bad-key-id-with-dash.json", signed(document({"ed25519:a-b": VECTOR}), {"ed25519:a-b": VECTOR}))
write("bad-key-id-of-rsa.json", signed(document({"rsa:1": VECTOR}), {"rsa:1": VECTOR}))
write("bad-key-of-31-bytes.json", signed(document(verify_keys={"ed25519:1": {"key": unpadded(VECTOR.public[:31])}})))
write("bad-key-no-point.json", signed(document(verify_keys={"ed25519:1": {"key": unpadded(b"\x02" + bytes(31))}})))
write("bad-key-not-base64.json", signed(document(verify_keys={"ed25519:1": {"key": "é!"}})))
write("bad-key-is-a-string.json", signed(document(verify_keys={"ed25519:1": unpadded(VECTOR.public)})))
write("bad-valid-until-missing.json", signed({k: v for k, v in document().items() if k != "valid_until_ts"}))
write("bad-valid-until-in-seconds.json", signed(document(valid_until_ts=(NOW + 6 * DAY) // 1000)))
write("bad-valid-until-is-a-string.json", signed(document(valid_until_ts=str(NOW + DAY))))
write("bad-valid-until-in-the-past.json", signed(document(valid_until_ts=NOW - 3 * HOUR)))
write("bad-valid-until-is-a-float.json", canonical(signed(document())).replace(b"%d" % (NOW + 6 * DAY), b"%d.5" % (NOW + 6 * DAY)))
write("bad-old-key-without-expired-ts.json", signed(document(old_verify_keys={"ed25519:auto": {"key": unpadded(THIRD.public)}})))
write("bad-old-key-expired-in-seconds.json", signed(document(old_verify_keys={"ed25519:auto": old(THIRD, NOW // 1000)})))
write("bad-old-key-expires-in-the-future.json", signed(document(old_verify_keys={"ed25519:auto": old(THIRD, NOW + DAY)})))
write("bad-old-key-expired-ts-is-a-string.json", signed(document(old_verify_keys={"ed25519:auto": old(THIRD, "2019-05-06")})))
write("bad-old-key-without-key.json", signed(document(old_verify_keys={"ed25519:auto": {"expired_ts": NOW - DAY}})))
write("bad-old-keys-is-a-list.json", signed(document(old_verify_keys=["ed25519:auto"])))
write("bad-secret-as-old-key.json", signed(document(old_verify_keys={"ed25519:auto": {"key": unpadded(VECTOR.seed), "expired_ts": NOW - DAY}})))

write("bad-secret-as-current-key.json", signed(document(verify_keys={"ed25519:1": {"key": unpadded(VECTOR.seed)}})))

# No documents at all.
write("bad-html.json", b"<!DOCTYPE html>\n<html><body>502 Bad Gateway</body></html>\n")
write("bad-empty.json", b"")
write("bad-array.json", [good])
write("bad-truncated.json", canonical(good)[:120])
write("bad-repeated-member.json", canonical(good)[:-1] + b',"server_name":"domain"}')

# Answers of notaries.
write("../answers/notary-answer.json", {"server_keys": [notary, signed(document({"ed25519:1": SECOND}, server_name="other.example"), {"ed25519:1": SECOND}, "other.example")]})
write("../answers/notary-answer-with-bad-document.json", {"server_keys": [good | {"valid_until_ts": NOW + DAY}, notary]})
