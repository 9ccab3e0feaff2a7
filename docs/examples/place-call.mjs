// Calls a WhatsApp user and hangs up when they answer: node place-call.mjs [wa_id]
// For `ramal sandbox --no-media`, where any valid SDP will do. Node.js 20, no packages.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const sandbox = process.env.SANDBOX ?? "http://127.0.0.1:8090";
const graph = `${sandbox}/v24.0/700000000000001`; // in production https://graph.facebook.com/v24.0/{your phone number id}
const token = process.env.TOKEN ?? "sandbox-token";
const appSecret = process.env.APP_SECRET ?? "sandbox-secret";
const verifyToken = process.env.VERIFY_TOKEN ?? "sandbox-verify";
const user = process.argv[2] ?? "5511900000001"; // a magic user: has allowed calls, and answers

// A real caller makes this with its WebRTC stack.
const offer = `v=0
o=- 1 2 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0
m=audio 9 UDP/TLS/RTP/SAVPF 111 126
c=IN IP4 0.0.0.0
a=candidate:1 1 udp 2130706431 127.0.0.1 50000 typ host
a=ice-ufrag:abcdefgh
a=ice-pwd:abcdefghijklmnopqrstuvwx
a=fingerprint:sha-256 ${Array(32).fill("AB").join(":")}
a=setup:actpass
a=mid:0
a=sendrecv
a=rtcp-mux
a=rtpmap:111 opus/48000/2
a=rtpmap:126 telephone-event/8000
`.replaceAll("\n", "\r\n"); // the line ends of SDP

async function post(url, body) {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const res = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  const answer = await res.json();
  if (!res.ok) throw new Error(`${url}: ${res.status} ${answer.error?.error_data?.details ?? JSON.stringify(answer)}`);
  return answer;
}

function signed(req, body) {
  const want = Buffer.from(`sha256=${createHmac("sha256", appSecret).update(body).digest("hex")}`);
  const got = Buffer.from(req.headers["x-hub-signature-256"] ?? "");
  return want.length === got.length && timingSafeEqual(want, got);
}

const receiver = createServer(async (req, res) => {
  const query = new URL(req.url, "http://localhost").searchParams;
  if (req.method === "GET") {
    const known = query.get("hub.verify_token") === verifyToken;
    res.writeHead(known ? 200 : 403).end(known ? query.get("hub.challenge") : "");
    return;
  }
  const parts = [];
  for await (const part of req) parts.push(part);
  const body = Buffer.concat(parts);
  if (!signed(req, body)) {
    res.writeHead(401).end();
    return;
  }
  res.writeHead(200).end();
  for (const { changes } of JSON.parse(body).entry) {
    for (const { value } of changes) {
      for (const status of value.statuses ?? []) if (status.type === "call") await happened(status.status, status);
      for (const call of value.calls ?? []) await happened(call.event, call);
    }
  }
});

async function happened(what, { id, session, status, duration }) {
  switch (what) {
    case "connect":
      console.log(`connect: an SDP ${session.sdp_type} of ${session.sdp.length} characters`);
      break; // a real caller gives it to its WebRTC stack
    case "RINGING":
      console.log("ringing");
      break;
    case "ACCEPTED": // the pick-up; connect was not
      console.log("accepted");
      await post(`${graph}/calls`, { messaging_product: "whatsapp", call_id: id, action: "terminate" });
      break;
    case "REJECTED":
      console.log("rejected");
      break;
    case "terminate":
      console.log(`terminate: ${status}${duration === undefined ? "" : ` after ${duration} s`}`);
      receiver.close();
      receiver.closeAllConnections();
  }
}

receiver.listen(0, "127.0.0.1", async () => {
  await post(`${sandbox}/sandbox/webhook`, { url: `http://127.0.0.1:${receiver.address().port}/webhook` });
  await post(`${graph}/settings`, { calling: { status: "ENABLED" } });
  const { calls } = await post(`${graph}/calls`, {
    messaging_product: "whatsapp",
    to: user,
    action: "connect",
    session: { sdp_type: "offer", sdp: offer },
  });
  console.log(`calling ${user}: ${calls[0].id}`);
});
