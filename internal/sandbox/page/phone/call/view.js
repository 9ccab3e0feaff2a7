// @ts-check
// What the call screen shows, from what the sandbox says and how the audio is
// doing. Pure.

import { S } from "../../strings.js";

/** @typedef {import("../../wire/types.js").Call} Call */
/** @typedef {import("./audio.js").NoMicrophone} NoMicrophone */
/** @typedef {"idle" | "microphone" | "connecting" | "connected" | "lost" | "failed" | "tab" | "script"} Audio */

/**
 * @typedef {object} Ended a call that is over, as long as its last screen stays
 * @property {Call} call
 * @property {string} reason
 * @property {number} seconds talked, 0 when it never was answered
 */

/**
 * @typedef {object} Facts
 * @property {Call | null} call ringing or active
 * @property {boolean} placing we asked to call and have no call yet
 * @property {Ended | null} ended
 * @property {Audio} audio
 * @property {NoMicrophone | null} microphone why there is none
 * @property {boolean} blocked the browser does not let us hear
 * @property {string} error
 */

/**
 * @typedef {object} View
 * @property {"none" | "incoming" | "outgoing" | "active" | "ended"} screen
 * @property {string} state the line under the name
 * @property {string} notice what is wrong and how to put it right
 * @property {"" | "listen" | "retryMicrophone" | "take" | "hear" | "retryAudio" | "play"} help the button beside the notice
 * @property {boolean} asking an incoming call still waits for the person's choice
 * @property {boolean} timer
 * @property {boolean} talking audio is connected here
 * @property {boolean} keys the keypad can be used
 * @property {boolean} voicemail hanging up sends a message
 * @property {string} recorded a notice that the call is recorded
 */

/** @param {Facts} facts @returns {View} */
export function callView(facts) {
  const screen = screenOf(facts);
  /** @type {View} */
  const view = {
    screen,
    state: stateOf(screen, facts),
    notice: facts.error,
    help: "",
    asking: false,
    timer: screen === "active",
    talking: false,
    keys: false,
    voicemail: false,
    recorded: "",
  };
  if (screen === "none" || screen === "ended") return view;
  view.asking = screen === "incoming" && facts.audio === "idle";
  view.talking = screen === "active" && facts.audio === "connected";
  view.voicemail = isVoicemail(facts.call);
  view.keys = screen === "active" && !view.voicemail;
  view.recorded = screen === "active" && facts.call?.recorded ? S.call.recorded : "";
  if (facts.audio === "microphone")
    return { ...view, state: S.call.waitMicrophone, notice: S.call.waitMicrophoneHint, help: "listen" };
  if (screen !== "active") return view;
  if (facts.audio === "script") return { ...view, notice: S.call.takeHint.script, help: "hear" };
  if (facts.audio === "tab") return { ...view, notice: S.call.takeHint.tab, help: "take" };
  if (facts.audio === "failed") return { ...view, notice: facts.error || S.call.noAudio, help: "retryAudio" };
  if (facts.blocked) return { ...view, notice: S.call.playHint, help: "play" };
  if (facts.microphone && facts.audio === "connected") {
    return {
      ...view,
      notice: S.microphone[facts.microphone],
      help: facts.microphone === "script" ? "" : "retryMicrophone",
    };
  }
  if (view.voicemail && !view.notice) return { ...view, notice: S.call.voicemailHint };
  return view;
}

/** Whether the business's voicemail has the call. @param {Call | null} call */
export function isVoicemail(call) {
  return call?.state === "voicemail" || (call?.state === "active" && call.voicemail === true);
}

/** @param {Facts} facts @returns {View["screen"]} */
function screenOf({ call, placing, ended }) {
  if (call?.state === "active" || isVoicemail(call)) return "active";
  if (call?.state === "ringing") return call.direction === "USER_INITIATED" ? "outgoing" : "incoming";
  if (placing) return "outgoing";
  return ended ? "ended" : "none";
}

/** @param {View["screen"]} screen @param {Facts} facts */
function stateOf(screen, { audio, ended, call }) {
  switch (screen) {
    case "incoming":
      return audio === "idle" ? S.call.incoming : S.call.connecting;
    case "outgoing":
      return S.call.outgoing;
    case "ended":
      return ended?.reason ?? S.call.ended;
    case "active":
      break;
    default:
      return "";
  }
  if (isVoicemail(call) && audio !== "connecting" && audio !== "lost") return S.call.voicemail;
  if (audio === "connected") return S.call.active;
  if (audio === "tab" || audio === "script" || audio === "failed") return S.call.elsewhere;
  return audio === "lost" ? S.call.lost : S.call.connecting;
}

/**
 * Why a call ended, in words.
 * @param {Call} call
 * @param {string | undefined} reason the sandbox's word, or nothing
 * @param {boolean} here whether this phone ended it
 * @param {boolean} answered
 */
export function endedWords(call, reason, here, answered) {
  const ours = call.direction === "USER_INITIATED";
  if (here && isVoicemail(call)) return S.ended.voicemail.user;
  const known = S.ended[/** @type {keyof typeof S.ended} */ (reason ?? "")];
  if (known) return ours ? known.user : known.business;
  if (reason) return S.endedOther(reason.replace(/[_-]+/g, " "));
  if (answered) return here ? S.endedGuess.here : S.endedGuess.there;
  if (here) return ours ? S.endedGuess.cancelled : S.endedGuess.declined;
  return ours ? S.endedGuess.notTaken : S.endedGuess.gaveUp;
}
