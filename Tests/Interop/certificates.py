"""Throw-away certificates for the servers of the suite, made with the openssl command."""

import os
import subprocess


def _openssl(*arguments):
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)


class Authority:
    """A certificate authority that lives as long as its folder."""

    def __init__(self, folder):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        self.key = os.path.join(folder, "ca.key")
        self.certificate = os.path.join(folder, "ca.pem")
        _openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-keyout", self.key, "-out", self.certificate, "-days", "30",
            "-subj", "/CN=fedctl interop CA",
            "-addext", "basicConstraints=critical,CA:TRUE",
            "-addext", "keyUsage=critical,keyCertSign,cRLSign")

    def issue(self, name, alternatives, days=30, issuer_url=None):
        """A leaf for `alternatives` (such as DNS:localhost), which with 0 days has expired at once, and
        which may say where its issuer's certificate is; returns the paths of certificate and key."""
        base = os.path.join(self.folder, name)
        more = []
        if issuer_url:
            more = ["-addext", "authorityInfoAccess=caIssuers;URI:" + issuer_url]
        _openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-keyout", base + ".key", "-out", base + ".csr", "-subj", "/CN=" + name,
            "-addext", "subjectAltName=" + ",".join(alternatives),
            "-addext", "extendedKeyUsage=serverAuth", *more)
        _openssl(
            "x509", "-req", "-in", base + ".csr", "-CA", self.certificate, "-CAkey", self.key,
            "-CAcreateserial", "-out", base + ".pem", "-days", str(days),
            "-copy_extensions", "copy")
        return base + ".pem", base + ".key"

    def intermediate(self, name):
        """An authority of its own, whose certificate this one issued."""
        base = os.path.join(self.folder, name)
        _openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-keyout", base + ".key", "-out", base + ".csr", "-subj", "/CN=fedctl interop " + name,
            "-addext", "basicConstraints=critical,CA:TRUE",
            "-addext", "keyUsage=critical,keyCertSign,cRLSign")
        _openssl(
            "x509", "-req", "-in", base + ".csr", "-CA", self.certificate, "-CAkey", self.key,
            "-CAcreateserial", "-out", base + ".pem", "-days", "30", "-copy_extensions", "copy")
        between = object.__new__(Authority)
        between.folder, between.key, between.certificate = self.folder, base + ".key", base + ".pem"
        return between
