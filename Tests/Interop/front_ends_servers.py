"""Real web servers before a homeserver, each as one or more processes without root's rights on free ports.

Every server knows the same scenes: `right`, and one wrong way for each of the others. A scene is a port.
"""

import getpass
import os
import shutil
import socket
import subprocess
import time

from homeserver import free_port

SCENES = ["right", "host", "chain", "name", "expired", "characters", "routes", "size"]


class Certificates:
    """The certificate and key of every scene, and both in one file, as HAProxy wants it."""

    def __init__(self, authority):
        names = ["DNS:localhost", "DNS:broken.test"]
        between = authority.intermediate("intermediate")
        leaf, key = between.issue("front", names)
        with open(leaf) as first, open(between.certificate) as second:
            whole = first.read() + second.read()
        chain = leaf + ".chain"
        with open(chain, "w") as file:
            file.write(whole)
        good = (chain, key)
        self.pairs = {scene: good for scene in SCENES}
        # Nobody listens where the issuer is said to be.
        self.pairs["chain"] = between.issue(
            "alone", names, issuer_url="http://127.0.0.1:1/issuer.der")
        self.pairs["name"] = authority.issue("other", ["DNS:other.example"])
        self.pairs["expired"] = authority.issue("expired", names, days=0)
        self.bundles = {}
        for scene, (certificate, private_key) in self.pairs.items():
            bundle = os.path.join(os.path.dirname(certificate), f"bundle-{scene}.pem")
            with open(bundle, "w") as file:
                for part in (certificate, private_key):
                    with open(part) as source:
                        file.write(source.read())
            self.bundles[scene] = bundle
        for folder, _, files in os.walk(os.path.dirname(chain)):
            for file in files:
                os.chmod(os.path.join(folder, file), 0o644)


class NameServer:
    """dnsmasq, in which broken.test has an address that answers and one that does not."""

    def __enter__(self):
        port = free_port()
        self.address = f"127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [_program("dnsmasq"), "--keep-in-foreground", "--no-resolv", "--no-hosts",
             "--conf-file=/dev/null", "--bind-interfaces", "--listen-address=127.0.0.1",
             f"--port={port}", "--pid-file=", "--user=" + getpass.getuser(),
             "--address=/broken.test/127.0.0.1", "--address=/broken.test/::1"],
            stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


class FrontEnd:
    """One web server: its configuration and its processes."""

    title = ""

    def __init__(self, folder, certificates, upstream):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        os.chmod(folder, 0o777)
        self.certificates = certificates
        self.upstream = f"127.0.0.1:{upstream}"
        self.ports = {scene: free_port() for scene in SCENES}
        self.processes = []

    def __enter__(self):
        try:
            self.start()
            for scene, port in self.ports.items():
                self.wait(scene, port)
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, *_):
        for process in self.processes:
            if process.poll() is None:
                process.terminate()
        for process in self.processes:
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w") as file:
            file.write(text)
        return path

    def spawn(self, *command, **variables):
        with open(os.path.join(self.folder, "output.log"), "ab") as output:
            self.processes.append(subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                env={**os.environ, **variables}))

    def wait(self, scene, port):
        end = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                return
            except OSError:
                if time.monotonic() > end or any(p.poll() is not None for p in self.processes):
                    with open(os.path.join(self.folder, "output.log"), errors="replace") as log:
                        raise RuntimeError(
                            f"{self.title} does not answer for '{scene}': {log.read()[-1500:]}")
                time.sleep(0.05)


class Nginx(FrontEnd):
    title = "nginx"

    def start(self):
        servers = []
        for scene, port in self.ports.items():
            certificate, key = self.certificates.pairs[scene]
            path = "/_matrix/federation/" if scene == "routes" else "/_matrix/"
            behind = "/_matrix/" if scene == "characters" else ""
            host = 'if ($http_host ~ ":") { return 404; }' if scene == "host" else ""
            size = "" if scene == "size" else "client_max_body_size 50M;"
            servers.append(f"""
            server {{
                listen 127.0.0.1:{port} ssl http2; server_name localhost; {host} {size}
                ssl_certificate {certificate}; ssl_certificate_key {key};
                location {path} {{ proxy_pass http://{self.upstream}{behind}; }}
            }}""")
        folder = self.folder
        user = "user root;" if os.geteuid() == 0 else ""
        temporary = " ".join(
            f"{kind}_temp_path {folder}/{kind};"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        configuration = self.write("nginx.conf", f"""
            {user} daemon off; pid {folder}/pid; error_log {folder}/error.log;
            worker_processes 1; events {{}}
            http {{ access_log off; {temporary} {"".join(servers)} }}""")
        self.spawn(_program("nginx"), "-c", configuration, "-e", f"{folder}/error.log")


class Apache(FrontEnd):
    title = "Apache"

    def start(self):
        hosts = []
        for scene, port in self.ports.items():
            certificate, key = self.certificates.pairs[scene]
            path = "/_matrix/federation" if scene == "routes" else "/_matrix"
            plain = scene == "characters"
            slashes = "" if plain else "AllowEncodedSlashes NoDecode"
            host = """RewriteEngine On
                RewriteCond %{HTTP_HOST} ":"
                RewriteRule ^ - [R=404]""" if scene == "host" else ""
            size = "LimitRequestBody 1000000" if scene == "size" else ""
            hosts.append(f"""
            Listen 127.0.0.1:{port}
            <VirtualHost 127.0.0.1:{port}>
                ServerName localhost
                SSLEngine on
                SSLCertificateFile {certificate}
                SSLCertificateKeyFile {key}
                {slashes}
                {host}
                {size}
                ProxyPass {path} http://{self.upstream}{path} {"" if plain else "nocanon"}
            </VirtualHost>""")
        modules = "\n".join(
            f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so"
            for name in ("mpm_event", "authz_core", "ssl", "proxy", "proxy_http", "rewrite"))
        user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
        configuration = self.write("apache.conf", f"""
            ServerRoot {self.folder}
            ServerName localhost
            PidFile {self.folder}/pid
            DefaultRuntimeDir {self.folder}
            Mutex file:{self.folder}
            ErrorLog {self.folder}/error.log
            {user}
            {modules}
            DocumentRoot {self.folder}
            """.replace("\n            ", "\n") + "".join(hosts))
        self.spawn(_program("apache2"), "-f", configuration, "-DFOREGROUND")


class HAProxy(FrontEnd):
    title = "HAProxy"

    def start(self):
        parts = []
        for scene, port in self.ports.items():
            path = "/_matrix/federation" if scene == "routes" else "/_matrix"
            host = "{ hdr(host) -i localhost }" if scene == "host" else ""
            rule = {
                "characters": "http-request deny if { path -m sub -i %2f }",
                "size": "http-request deny deny_status 413 if "
                        "{ req.hdr(content-length) -m int gt 1000000 }",
            }.get(scene, "")
            parts.append(f"""
frontend {scene}
    bind 127.0.0.1:{port} ssl crt {self.certificates.bundles[scene]}
    {rule}
    use_backend matrix if {{ path_beg {path} }} {host}
""")
        configuration = self.write("haproxy.cfg", f"""
global
    stats socket {self.folder}/stats
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s
{"".join(parts)}
backend matrix
    server synapse {self.upstream}
""")
        self.spawn(_program("haproxy"), "-db", "-f", configuration)


class Caddy(FrontEnd):
    title = "Caddy"

    def start(self):
        sites = []
        for scene, port in self.ports.items():
            certificate, key = self.certificates.pairs[scene]
            path = "/_matrix/federation/*" if scene == "routes" else "/_matrix/*"
            rule = {
                "host": "@port header Host *:*\n    respond @port 404",
                "characters": "@slash expression `{http.request.uri}.contains(\"%2F\")`\n"
                              "    respond @slash 400",
                "size": "request_body { \n max_size 1MB \n }",
            }.get(scene, "")
            sites.append(f"""
https://localhost:{port} {{
    bind 127.0.0.1
    tls {certificate} {key}
    {rule}
    reverse_proxy {path} {self.upstream}
}}
""")
        configuration = self.write("Caddyfile", f"""
{{
    admin off
    auto_https disable_certs
    skip_install_trust
    default_sni localhost
    storage file_system {self.folder}
}}
{"".join(sites)}""")
        self.spawn(
            _program("caddy"), "run", "--adapter", "caddyfile", "--config", configuration,
            HOME=self.folder, XDG_CONFIG_HOME=self.folder, XDG_DATA_HOME=self.folder)


class Lighttpd(FrontEnd):
    title = "lighttpd"

    def start(self):
        # How paths are parsed is a setting of the whole process.
        self._process([scene for scene in SCENES if scene != "characters"], """
server.http-parseopts = (
    "url-path-2f-decode" => "disable", "url-path-2f-reject" => "disable",
    "url-ctrls-reject" => "disable", "url-normalize" => "disable")
""")
        self._process(["characters"], "")

    def _process(self, scenes, options):
        sockets = []
        for scene in scenes:
            certificate, key = self.certificates.pairs[scene]
            path = "^/_matrix/federation/" if scene == "routes" else "^/_matrix/"
            forward = f"""proxy.server = ( "" => ( (
            "host" => "127.0.0.1", "port" => {self.upstream.split(":")[1]} ) ) )"""
            forward = f'$HTTP["url"] =~ "{path}" {{ {forward} }}'
            if scene == "host":
                forward = f'$HTTP["host"] == "localhost:{self.ports[scene]}" {{ {forward} }}'
            size = "server.max-request-size = 1000" if scene == "size" else ""
            sockets.append(f"""
$SERVER["socket"] == "127.0.0.1:{self.ports[scene]}" {{
    ssl.engine = "enable"
    ssl.pemfile = "{certificate}"
    ssl.privkey = "{key}"
    {size}
    {forward}
}}
""")
        name = scenes[0]
        configuration = self.write(f"lighttpd-{name}.conf", f"""
server.modules = ( "mod_openssl", "mod_proxy" )
server.document-root = "{self.folder}"
server.bind = "127.0.0.1"
server.port = {free_port()}
server.errorlog = "{self.folder}/error-{name}.log"
{options}
{"".join(sockets)}""")
        self.spawn(_program("lighttpd"), "-D", "-f", configuration)


ALL = [Nginx, Apache, HAProxy, Caddy, Lighttpd]


def _program(name):
    path = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if path is None:
        raise RuntimeError(f"{name} is not installed: make interop-packages")
    return path
