// Takes webhooks and prints one line for each thing that happened: node receive.mjs [port]
// It answers Meta's handshake, and refuses what is not signed with the app secret. Node.js 20, no packages.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const verifyToken = process.env.VERIFY_TOKEN ?? "sandbox-verify";
const appSecret = process.env.APP_SECRET ?? "sandbox-secret";

const server = createServer(async (req, res) => {
  const query = new URL(req.url, "http://localhost").searchParams;
  if (req.method === "GET") {
    const known = query.get("hub.mode") === "subscribe" && query.get("hub.verify_token") === verifyToken;
    res.writeHead(known ? 200 : 403).end(known ? query.get("hub.challenge") : "");
    return;
  }
  const parts = [];
  for await (const part of req) parts.push(part);
  const body = Buffer.concat(parts); // the bytes as they came: JSON that is written again has another signature
  const want = Buffer.from(`sha256=${createHmac("sha256", appSecret).update(body).digest("hex")}`);
  const got = Buffer.from(req.headers["x-hub-signature-256"] ?? "");
  if (want.length !== got.length || !timingSafeEqual(want, got)) {
    res.writeHead(401).end();
    return;
  }
  res.writeHead(200).end(); // answer first: what is not answered soon comes again
  for (const { changes } of JSON.parse(body).entry) {
    for (const { field, value } of changes) {
      for (const call of value.calls ?? []) console.log(field, call.event, call.id, call.status ?? "");
      for (const status of value.statuses ?? []) console.log(field, status.status, status.id);
      for (const message of value.messages ?? []) console.log(field, message.type, message.id, message.text?.body ?? "");
    }
  }
});

server.listen(Number(process.argv[2] ?? 3000), "127.0.0.1", () => {
  console.log(`taking webhooks at http://127.0.0.1:${server.address().port}/webhook`);
});
