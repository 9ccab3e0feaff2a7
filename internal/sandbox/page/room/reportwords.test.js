import assert from "node:assert/strict";
import test from "node:test";
import { facts, lossOf, outcome, worst } from "./reportwords.js";

const media = (more) => ({
  ice_connected_ms: 40,
  dtls_connected_ms: 90,
  first_media_after_accept_ms: 120,
  ssrc_count: 1,
  early_media_packets: 0,
  packets_received: 500,
  packets_lost: 0,
  rtcp_received: 9,
  packets_sent: 500,
  ice_role_conflicts: 0,
  phone_joined: true,
  ...more,
});
const of = (more, call) => facts({ state: "ended", picked_up_unix: 5, media: media(more), ...call });
const marks = (list) => list.map((one) => one.mark).join(" ");

test("a call that went well has nothing but good facts", () => {
  assert.equal(marks(of({})), "good good good good");
});

// Meta: Calling API, Integration examples and Troubleshooting.
test("each thing that garbles or cuts calls is told, with its weight", () => {
  for (const [more, mark, words] of [
    [{ ice_connected_ms: undefined, dtls_connected_ms: undefined }, "bad", /ICE/],
    [{ dtls_connected_ms: undefined }, "bad", /DTLS/],
    [{ first_media_after_accept_ms: undefined, packets_received: 0 }, "bad", /never/],
    [{ first_media_after_accept_ms: 4000 }, "warn", /4 s/],
    [{ first_media_after_accept_ms: -300 }, "warn", /before/],
    [{ early_media_packets: 7 }, "warn", /7 packets/],
    [{ ssrc_count: 2 }, "bad", /2 streams/],
    [{ packets_lost: 25 }, "warn", /4\.8 %/],
    [{ packets_lost: 500 }, "bad", /50 %/],
    [{ rtcp_received: 0 }, "warn", /RTCP/],
    [{ packets_not_negotiated: 3 }, "warn", /3 packets had a payload type/],
    [{ ice_role_conflicts: 1 }, "bad", /controlling/],
  ]) {
    const found = of(more).filter((one) => one.mark !== "good");
    assert.equal(found[0]?.mark, mark, String(words));
    assert.match(found[0].words, words);
  }
});

test("a call that nobody picked up is not blamed for silence", () => {
  const quiet = of(
    { first_media_after_accept_ms: undefined, packets_received: 0, ssrc_count: 0, rtcp_received: 0 },
    { picked_up_unix: undefined },
  );
  assert.equal(marks(quiet), "good plain");
  const untouched = { ice_connected_ms: undefined, dtls_connected_ms: undefined, packets_received: 0 };
  assert.equal(marks(of(untouched, { picked_up_unix: undefined })), "plain");
});

test("a call without media says so; that is bad only once it was picked up", () => {
  assert.equal(marks(facts({ state: "ended" })), "plain");
  assert.equal(marks(facts({ state: "ended", picked_up_unix: 5 })), "bad");
});

test("the sandbox's own warnings come first", () => {
  const [first] = of({}, { warnings: ["No ptime."] });
  assert.deepEqual(first, { mark: "warn", words: "No ptime." });
});

test("the worst mark is that of the call", () => {
  assert.equal(worst([{ mark: "good" }, { mark: "warn" }, { mark: "plain" }]), "warn");
  assert.equal(worst([{ mark: "bad" }, { mark: "warn" }]), "bad");
  assert.equal(worst([]), "plain");
});

test("no packets are no loss", () => {
  assert.equal(lossOf({ packets_received: 0, packets_lost: 0 }), 0);
});

test("the outcome is told from outside both ends", () => {
  for (const [call, want] of [
    [{ state: "ringing" }, "Ringing"],
    [{ state: "ended", ended_reason: "declined" }, "Declined"],
    [{ state: "ended", ended_reason: "fell_off" }, "fell_off"],
    [{ state: "ended" }, "Call ended"],
  ])
    assert.equal(outcome(call), want);
});

test("pretended media proves nothing", () => {
  assert.equal(marks(of({ pretended: true, ssrc_count: 3 })), "plain");
});
