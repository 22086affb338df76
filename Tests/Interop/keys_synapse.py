"""Keys and signatures: fedctl and Synapse's own libraries read each other's files."""

import base64
import json
import os

import signedjson.key
import signedjson.sign


def run(suite, homeserver, authority):
    trust = ("--ca", authority.certificate)
    folder = homeserver.folder
    own = os.path.join(folder, "made-by-fedctl.key")

    def fetch():
        result = suite.fedctl("keys", "fetch", homeserver.name, *trust)
        assert result.status == 0, result
        assert "ed25519:a_interop" in result.out and "good" in result.out, result

    def raw():
        result = suite.fedctl("keys", "fetch", homeserver.name, *trust, "--raw")
        assert result.status == 0, result
        saved = os.path.join(folder, "keys.json")
        with open(saved, "w") as file:
            file.write(result.out)
        verified = suite.fedctl("keys", "verify", saved)
        assert verified.status == 0, verified
        broken = result.out.replace(homeserver.name, "localhost:1")
        refused = suite.fedctl("keys", "verify", stdin=broken.encode())
        assert refused.status == 1, refused

    def show():
        result = suite.fedctl("keys", "show", homeserver.key_file)
        assert result.status == 0, result
        with open(homeserver.key_file) as file:
            key = signedjson.key.read_signing_keys(file)[0]
        public = signedjson.key.encode_verify_key_base64(signedjson.key.get_verify_key(key))
        assert public in result.out, result
        seed = signedjson.key.encode_signing_key_base64(key)
        assert seed not in result.out + result.err, "the seed was printed"

    def generated():
        result = suite.fedctl("keys", "generate", own)
        assert result.status == 0, result
        assert os.stat(own).st_mode & 0o777 == 0o600, oct(os.stat(own).st_mode)
        with open(own) as file:
            key = signedjson.key.read_signing_keys(file)[0]
        assert f"{key.alg}:{key.version}" in result.out, result
        again = suite.fedctl("keys", "generate", own)
        assert again.status == 65, again

    def signed_here():
        document = {"z": [1, {"é": "\u2028\u0007"}], "a": "\\\"", "unsigned": {"age": 1}}
        result = suite.fedctl(
            "json", "sign", "--as", "example.org", "--key", own,
            stdin=json.dumps(document).encode())
        assert result.status == 0, result
        with open(own) as file:
            key = signedjson.key.read_signing_keys(file)[0]
        verify = signedjson.key.get_verify_key(key)
        signedjson.sign.verify_signed_json(result.json(), "example.org", verify)

    def signed_there():
        with open(own) as file:
            key = signedjson.key.read_signing_keys(file)[0]
        public = signedjson.key.encode_verify_key_base64(signedjson.key.get_verify_key(key))
        document = signedjson.sign.sign_json({"n": 2**53 - 1, "s": "日本"}, "example.org", key)
        flag = f"example.org,{key.alg}:{key.version},{public}"
        text = json.dumps(document, indent=2).encode()
        result = suite.fedctl("json", "verify", "--verify-key", flag, stdin=text)
        assert result.status == 0, result
        wrong = text.replace(b"9007199254740991", b"9007199254740990")
        refused = suite.fedctl("json", "verify", "--verify-key", flag, stdin=wrong)
        assert refused.status == 1, refused

    def converted():
        pem = suite.fedctl("keys", "convert", own, "--to", "pkcs8")
        assert pem.status == 0, pem
        from cryptography.hazmat.primitives import serialization
        private = serialization.load_pem_private_key(pem.out.encode(), None)
        raw_seed = private.private_bytes_raw()
        with open(own) as file:
            key = signedjson.key.read_signing_keys(file)[0]
        assert base64.b64encode(raw_seed).decode().rstrip("=") == \
            signedjson.key.encode_signing_key_base64(key), "another seed"

    suite.claim("keys fetch reads and judges Synapse's key document", fetch)
    suite.claim("keys fetch --raw feeds keys verify, which refuses another name", raw)
    suite.claim("keys show reads Synapse's key file and prints no seed", show)
    suite.claim("keys generate makes a file that Synapse's library reads, once", generated)
    suite.claim("what json sign signs, signedjson verifies", signed_here)
    suite.claim("what signedjson signs, json verify verifies, and refuses when changed", signed_there)
    suite.claim("keys convert --to pkcs8 keeps the seed", converted)
