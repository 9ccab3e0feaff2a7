"""Calls a WhatsApp user and hangs up when they answer: python3 place_call.py [wa_id]

For `ramal sandbox --no-media`, where any valid SDP will do. Python 3, standard library only.
"""
import hashlib
import hmac
import json
import os
import queue
import sys
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

SANDBOX = os.environ.get("SANDBOX", "http://127.0.0.1:8090")
GRAPH = SANDBOX + "/v24.0/700000000000001"  # in production https://graph.facebook.com/v24.0/{your phone number id}
TOKEN = os.environ.get("TOKEN", "sandbox-token")
APP_SECRET = os.environ.get("APP_SECRET", "sandbox-secret")
VERIFY_TOKEN = os.environ.get("VERIFY_TOKEN", "sandbox-verify")
USER = sys.argv[1] if len(sys.argv) > 1 else "5511900000001"  # a magic user: has allowed calls, and answers

# A real caller makes this with its WebRTC stack. SDP has CRLF line ends.
OFFER = "\r\n".join([
    "v=0",
    "o=- 1 2 IN IP4 127.0.0.1",
    "s=-",
    "t=0 0",
    "a=group:BUNDLE 0",
    "m=audio 9 UDP/TLS/RTP/SAVPF 111 126",
    "c=IN IP4 0.0.0.0",
    "a=candidate:1 1 udp 2130706431 127.0.0.1 50000 typ host",
    "a=ice-ufrag:abcdefgh",
    "a=ice-pwd:abcdefghijklmnopqrstuvwx",
    "a=fingerprint:sha-256 " + ":".join(["AB"] * 32),
    "a=setup:actpass",
    "a=mid:0",
    "a=sendrecv",
    "a=rtcp-mux",
    "a=rtpmap:111 opus/48000/2",
    "a=rtpmap:126 telephone-event/8000",
    "",
])

events = queue.Queue()


def say(line):
    print(line, flush=True)


def post(url, body):
    headers = {"Authorization": "Bearer " + TOKEN, "Content-Type": "application/json"}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, json.dumps(body).encode(), headers)) as res:
            return json.load(res)
    except urllib.error.HTTPError as refused:
        sys.exit(f"{url}: {refused.code} {refused.read().decode()}")


class Receiver(BaseHTTPRequestHandler):
    def do_GET(self):
        """Meta's handshake."""
        query = parse_qs(urlsplit(self.path).query)
        known = query.get("hub.verify_token") == [VERIFY_TOKEN]
        self.send_response(200 if known else 403)
        self.end_headers()
        if known:
            self.wfile.write(query["hub.challenge"][0].encode())

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        want = "sha256=" + hmac.new(APP_SECRET.encode(), body, hashlib.sha256).hexdigest()
        signed = hmac.compare_digest(want, self.headers.get("X-Hub-Signature-256", ""))
        if signed:  # first kept, then answered, then handled: in the order in which they came
            keep(json.loads(body))
        self.send_response(200 if signed else 401)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def keep(envelope):
    for entry in envelope["entry"]:
        for change in entry["changes"]:
            value = change["value"]
            for status in value.get("statuses", []):
                if status.get("type") == "call":
                    events.put((status["status"], status))
            for call in value.get("calls", []):
                events.put((call["event"], call))


def happened(what, item):
    if what == "connect":  # a real caller gives it to its WebRTC stack
        session = item["session"]
        say(f"connect: an SDP {session['sdp_type']} of {len(session['sdp'])} characters")
    elif what == "RINGING":
        say("ringing")
    elif what == "ACCEPTED":  # the pick-up; connect was not
        say("accepted")
        post(GRAPH + "/calls", {"messaging_product": "whatsapp", "call_id": item["id"], "action": "terminate"})
    elif what == "REJECTED":
        say("rejected")
    elif what == "terminate":
        after = f" after {item['duration']} s" if "duration" in item else ""
        say(f"terminate: {item['status']}{after}")


receiver = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
threading.Thread(target=receiver.serve_forever, daemon=True).start()
post(SANDBOX + "/sandbox/webhook", {"url": f"http://127.0.0.1:{receiver.server_port}/webhook"})
post(GRAPH + "/settings", {"calling": {"status": "ENABLED"}})
answer = post(GRAPH + "/calls", {
    "messaging_product": "whatsapp",
    "to": USER,
    "action": "connect",
    "session": {"sdp_type": "offer", "sdp": OFFER},
})
say(f"calling {USER}: {answer['calls'][0]['id']}")
what = None
while what != "terminate":
    what, item = events.get()
    happened(what, item)
receiver.shutdown()
