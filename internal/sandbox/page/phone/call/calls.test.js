import assert from "node:assert/strict";
import test from "node:test";
import { setImmediate as turn } from "node:timers/promises";

// The browser's parts that a call touches, as far as it touches them.
class Peer extends EventTarget {
  static all = [];
  iceGatheringState = "complete";
  connectionState = "new";
  localDescription = null;
  tracks = [];
  constructor() {
    super();
    Peer.all.push(this);
  }
  addTransceiver() {
    return { sender: { replaceTrack: async (track) => void this.tracks.push(track) } };
  }
  createOffer = async () => ({ type: "offer", sdp: "offer" });
  setLocalDescription = async (offer) => {
    this.localDescription = offer;
  };
  setRemoteDescription = async (answer) => {
    this.answer = answer.sdp;
  };
  getStats = async () => [
    { type: "media-source", kind: "audio", audioLevel: 0.5 },
    { type: "inbound-rtp", kind: "audio", audioLevel: 0.25 },
  ];
  close = () => {
    this.connectionState = "closed";
  };
  become(state) {
    this.connectionState = state;
    this.dispatchEvent(new Event("connectionstatechange"));
  }
}

const track = () => ({
  enabled: true,
  stopped: false,
  stop() {
    this.stopped = true;
  },
});
let microphone = async () => {
  throw new Error("set by the test");
};
let respond = () => ({});
let posts = [];
const held = new Map();
const define = (name, value) =>
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
define("window", globalThis);
define("RTCPeerConnection", Peer);
define("navigator", {
  mediaDevices: { getUserMedia: (wish) => microphone(wish) },
  locks: {
    // Either free at once, or never: a tab that waits for another one's lock gives up.
    request: async (name, options, hold) => {
      if (options.steal) held.get(name)?.();
      else if (held.has(name)) throw new Error("timeout");
      await Promise.race([
        hold(),
        new Promise((_, reject) => held.set(name, () => reject(new Error("stolen")))),
      ]).finally(() => held.delete(name));
    },
  },
});
define("fetch", async (path, { body }) => {
  const [status, answer] = [respond(path)].flat().length === 2 ? respond(path) : [200, respond(path)];
  posts.push([path.replace("/sandbox/", ""), JSON.parse(body)]);
  return { ok: status < 400, status, json: async () => answer };
});
const { PhoneCall } = await import("./calls.js");

const ringing = { id: "w1", direction: "BUSINESS_INITIATED", state: "ringing", since_unix: 10 };
const active = { ...ringing, state: "active", since_unix: 20 };
const state = (call, more) => ({ user: { id: "u", ...more }, call, now_unix: 95 });
const settle = async () => {
  for (let i = 0; i < 12; i++) await turn();
};

function setUp(t, { raw = false } = {}) {
  posts = [];
  Peer.all = [];
  held.clear();
  const one = track();
  const stream = { getTracks: () => [one], getAudioTracks: () => [one] };
  microphone = async (wish) => {
    stream.wish = wish;
    return stream;
  };
  respond = (path) => (path.endsWith("/audio") ? { sdp: "answer" } : {});
  const refused = [];
  const call = new PhoneCall(
    "u",
    { play: async () => {}, srcObject: null },
    { raw, changed: () => {}, refused: (words) => refused.push(words) },
  );
  t.after(() => {
    call.dismiss();
    call.close();
  });
  return { call, stream, track: one, refused };
}

test("answering takes the microphone, then the call, then the audio", async (t) => {
  const { call, stream } = setUp(t);
  call.sync(state(ringing));
  await call.answer();
  call.sync(state(active));
  assert.deepEqual(posts, [
    ["calls/w1/answer", {}],
    ["calls/w1/audio", { sdp: "offer" }],
  ]);
  assert.deepEqual(stream.wish.audio, {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
  });
  assert.equal(Peer.all[0].answer, "answer");
  Peer.all[0].become("connected");
  assert.equal(call.view.talking, true);
  assert.deepEqual(await call.levels(), { out: 0.5, in: 0.25 });
});

test("raw turns the browser's filters off", async (t) => {
  const { call, stream } = setUp(t, { raw: true });
  call.sync(state(ringing));
  await call.answer();
  assert.deepEqual(stream.wish.audio, {
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: false,
  });
});

test("a page that loads during a call joins it again, once", async (t) => {
  const { call } = setUp(t);
  call.sync(state(active));
  call.sync(state(active));
  await settle();
  assert.deepEqual(
    posts.map(([path]) => path),
    ["calls/w1/audio"],
  );
});

test("a phone with a sound of its own is left alone until asked, and needs no microphone", async (t) => {
  const { call } = setUp(t);
  microphone = async () => assert.fail("asked for the microphone");
  call.sync(state(active, { behaviour: "answer", sound: "echo" }));
  await settle();
  assert.deepEqual([call.view.help, posts.length], ["hear", 0]);
  await call.help();
  Peer.all[0].become("connected");
  assert.deepEqual([call.view.talking, call.facts.microphone, Peer.all[0].tracks], [true, "script", [null]]);
});

test("a refused microphone does not stop the answer, and can be tried again", async (t) => {
  const { call, stream, track } = setUp(t);
  const grant = microphone;
  microphone = async () => {
    throw Object.assign(new Error(), { name: "NotAllowedError" });
  };
  call.sync(state(ringing));
  await call.answer();
  call.sync(state(active));
  Peer.all[0].become("connected");
  assert.deepEqual([call.view.help, posts.length], ["retryMicrophone", 2]);
  microphone = grant;
  await call.help();
  assert.deepEqual(
    [call.facts.microphone, Peer.all[0].tracks, stream.getTracks()[0].stopped],
    [null, [null, track], false],
  );
});

test("a call that ends while the browser still asks lets go of the late microphone", async (t) => {
  const { call, track, stream } = setUp(t);
  let grant = () => {};
  microphone = () =>
    new Promise((resolve) => {
      grant = () => resolve(stream);
    });
  call.sync(state(ringing));
  const answered = call.answer();
  call.sync(state({ ...ringing, state: "ended", ended_reason: "cancelled" }));
  grant();
  await answered;
  await settle();
  assert.deepEqual([posts, track.stopped, call.view.state], [[], true, "The business stopped calling"]);
});

test("the end lets go of everything and says why and how long", async (t) => {
  const { call, track } = setUp(t);
  call.sync(state(active));
  await settle();
  call.sync(state({ ...active, state: "ended", ended_reason: "business_hangup" }));
  assert.deepEqual(
    [call.view.screen, call.view.state, call.facts.ended.seconds],
    ["ended", "The business hung up", 75],
  );
  assert.deepEqual([track.stopped, Peer.all[0].connectionState], [true, "closed"]);
  await settle();
  assert.equal(held.size, 0);
});

test("muting silences the microphone, and ends with the call", async (t) => {
  const { call, track } = setUp(t);
  call.sync(state(active));
  await settle();
  call.toggleMute();
  assert.equal(track.enabled, false);
  call.sync(state(null));
  assert.equal(call.muted, false);
});

test("lost audio is joined again a few times, then left to the person", async (t) => {
  const { call } = setUp(t);
  call.sync(state(active));
  await settle();
  for (let i = 0; i < 3; i++) {
    Peer.all.at(-1).become("failed");
    await settle();
  }
  assert.deepEqual([Peer.all.length, call.facts.audio], [4, "connecting"]);
  Peer.all.at(-1).become("failed");
  await settle();
  assert.deepEqual([Peer.all.length, call.view.help], [4, "retryAudio"]);
});

test("two tabs of a phone do not fight: the second waits until asked", async (t) => {
  const first = setUp(t).call;
  first.sync(state(active));
  await settle();
  const second = new PhoneCall(
    "u",
    { play: async () => {} },
    { raw: false, changed: () => {}, refused: () => {} },
  );
  t.after(() => second.close());
  second.sync(state(active));
  await settle();
  assert.deepEqual([first.facts.audio, second.view.help], ["connecting", "take"]);
  await second.help();
  await settle();
  assert.deepEqual([first.view.help, second.facts.audio], ["take", "connecting"]);
});

test("a call that the business cannot take is refused in words", async (t) => {
  const { call, refused, track } = setUp(t);
  respond = () => [400, { detail: "Calling is off." }];
  await call.place();
  assert.deepEqual(
    [refused, call.view.screen, track.stopped],
    [["The call could not be placed. Calling is off."], "none", true],
  );
});

test("audio that the sandbox refuses is said, with a way to try again", async (t) => {
  const { call } = setUp(t);
  respond = (path) => (path.endsWith("/audio") ? [409, { detail: "The call is over." }] : {});
  call.sync(state(active));
  await settle();
  assert.deepEqual(
    [call.view.help, call.view.notice],
    ["retryAudio", "The audio could not be connected. The call is over."],
  );
});

test("a call that the phone does not know of yet has no screen", (t) => {
  const { call } = setUp(t);
  call.sync(state({ ...ringing, state: "dialing" }));
  call.sync(state(null));
  assert.equal(call.view.screen, "none");
});
