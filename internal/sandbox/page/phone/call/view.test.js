import assert from "node:assert/strict";
import test from "node:test";
import { S } from "../../strings.js";
import { callView, endedWords } from "./view.js";

const call = (more) => ({
  id: "wacid.1",
  direction: "BUSINESS_INITIATED",
  state: "ringing",
  since_unix: 0,
  ...more,
});
const facts = (more) => ({
  call: null,
  placing: false,
  ended: null,
  audio: "idle",
  microphone: null,
  blocked: false,
  error: "",
  ...more,
});
const active = (more) => facts({ call: call({ state: "active" }), audio: "connected", ...more });

test("without a call there is no screen", () => {
  assert.equal(callView(facts()).screen, "none");
});

test("a ringing call asks for an answer, once", () => {
  const view = callView(facts({ call: call() }));
  assert.deepEqual(
    [view.screen, view.state, view.asking, view.timer],
    ["incoming", "Incoming call", true, false],
  );
  assert.equal(callView(facts({ call: call(), audio: "connecting" })).asking, false);
});

test("our own call shows while it is asked for and while it rings", () => {
  assert.equal(callView(facts({ placing: true })).screen, "outgoing");
  assert.equal(callView(facts({ call: call({ direction: "USER_INITIATED" }) })).state, "Calling…");
});

test("the wait for the microphone can be skipped", () => {
  const view = callView(facts({ call: call(), audio: "microphone" }));
  assert.deepEqual([view.screen, view.help, view.notice], ["incoming", "listen", S.call.waitMicrophoneHint]);
});

test("an active call talks only when its audio is here", () => {
  for (const [audio, state, help, talking] of [
    ["connecting", S.call.connecting, "", false],
    ["connected", S.call.active, "", true],
    ["lost", S.call.lost, "", false],
    ["failed", S.call.elsewhere, "retryAudio", false],
    ["tab", S.call.elsewhere, "take", false],
    ["script", S.call.elsewhere, "hear", false],
  ]) {
    const view = callView(active({ audio }));
    assert.deepEqual(
      [view.screen, view.state, view.help, view.talking],
      ["active", state, help, talking],
      audio,
    );
  }
});

test("a missing microphone is said with its fix", () => {
  const view = callView(active({ microphone: "refused" }));
  assert.deepEqual([view.notice, view.help], [S.microphone.refused, "retryMicrophone"]);
  assert.equal(callView(active({ microphone: "script" })).help, "", "a script has no microphone to try");
});

test("sound that the browser holds back comes first", () => {
  assert.equal(callView(active({ microphone: "refused", blocked: true })).help, "play");
});

test("the last screen says why, and a new call takes its place", () => {
  const ended = { call: call(), reason: "You declined", seconds: 0 };
  assert.deepEqual(
    [callView(facts({ ended })).screen, callView(facts({ ended })).state],
    ["ended", "You declined"],
  );
  assert.equal(callView(facts({ ended, call: call() })).screen, "incoming");
});

test("a reason depends on who called", () => {
  const ours = call({ direction: "USER_INITIATED" });
  for (const [reason, user, business] of [
    ["declined", "The business declined", "You declined"],
    ["no_answer", "The business did not answer", "You did not answer"],
    ["cancelled", "You stopped calling", "The business stopped calling"],
    ["user_hangup", "You hung up", "You hung up"],
    ["business_hangup", "The business hung up", "The business hung up"],
    ["no_media", "No audio came from the business", "No audio came from the business"],
    ["failed", "The call failed", "The call failed"],
    ["lost_in_space", "Call ended: lost in space", "Call ended: lost in space"],
  ]) {
    assert.equal(endedWords(ours, reason, false, true), user);
    assert.equal(endedWords(call(), reason, false, true), business);
  }
});

test("without a reason it is told from what happened here", () => {
  const ours = call({ direction: "USER_INITIATED" });
  assert.equal(endedWords(call(), "", true, true), "You hung up");
  assert.equal(endedWords(call(), undefined, false, true), "The business hung up");
  assert.equal(endedWords(call(), "", true, false), "You declined");
  assert.equal(endedWords(call(), "", false, false), "Not answered");
  assert.equal(endedWords(ours, "", true, false), "You stopped calling");
  assert.equal(endedWords(ours, "", false, false), "The business did not answer");
});

test("voicemail is spoken to, and hanging up sends it", () => {
  for (const more of [{ state: "voicemail" }, { state: "active", voicemail: true }]) {
    const own = call({ direction: "USER_INITIATED", ...more });
    const view = callView(facts({ call: own, audio: "connected" }));
    assert.deepEqual(
      [view.screen, view.state, view.notice, view.keys, view.voicemail],
      ["active", S.call.voicemail, S.call.voicemailHint, false, true],
    );
    assert.equal(callView(facts({ call: own, audio: "connecting" })).state, S.call.connecting);
    assert.equal(endedWords(own, "user_hangup", true, true), "Your voicemail was sent");
  }
});

test("what is wrong with the microphone is more than how voicemail works", () => {
  const own = call({ direction: "USER_INITIATED", state: "voicemail" });
  assert.equal(
    callView(facts({ call: own, audio: "connected", microphone: "absent" })).notice,
    S.microphone.absent,
  );
});

test("the keypad is for calls that are answered, with or without audio here", () => {
  assert.ok(callView(active()).keys);
  assert.ok(callView(active({ audio: "script" })).keys);
  assert.ok(!callView(facts({ call: call() })).keys);
});

test("a recorded call says so while it lasts", () => {
  const recorded = call({ state: "active", recorded: true });
  assert.equal(callView(facts({ call: recorded, audio: "connected" })).recorded, S.call.recorded);
  assert.equal(callView(facts({ call: call({ recorded: true }) })).recorded, "");
  assert.equal(callView(active()).recorded, "");
});
