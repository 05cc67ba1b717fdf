"""HTTP on the loopback in front of `openssl ocsp`, whose own server listens on every interface.

usage: ocsp_front.py PORT REQUESTS COMMAND…   (0: any port, no limit)
One process per request also means that a revocation shows in the next answer.
"""

import base64
import binascii
import http.server
import subprocess
import sys
import urllib.parse

MALFORMED = bytes.fromhex("30030a0101")


class Responder(http.server.BaseHTTPRequestHandler):
    timeout = 10  # a silent client must not hold the only thread
    answered = 0
    openssl = ()

    def do_POST(self):
        self.answer(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    def do_GET(self):
        try:
            self.answer(base64.b64decode(urllib.parse.unquote(self.path[1:])))
        except binascii.Error:
            self.answer(b"")

    def answer(self, request):
        done = subprocess.run(self.openssl, input=request, capture_output=True)
        if done.returncode:
            sys.stderr.write(done.stderr.decode(errors="replace"))
        body = done.stdout if not done.returncode and done.stdout else MALFORMED
        self.send_response(200)
        self.send_header("Content-Type", "application/ocsp-response")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        Responder.answered += 1

    def log_message(self, *_):
        pass


def main():
    port, limit = int(sys.argv[1]), int(sys.argv[2])
    Responder.openssl = sys.argv[3:]
    with http.server.HTTPServer(("127.0.0.1", port), Responder) as server:
        print(f"http://127.0.0.1:{server.server_port}", flush=True)
        while not limit or Responder.answered < limit:
            server.handle_request()


try:
    main()
except KeyboardInterrupt:
    pass
except OSError as error:
    sys.exit(f"rehearsal-ca: cannot listen: {error}")
