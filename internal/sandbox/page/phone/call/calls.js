// @ts-check
// A phone's call: follows what the sandbox says of it, does what the person
// wants with it, and keeps the audio leg that belongs to it.

import { usesMicrophone } from "../../people/words.js";
import { S } from "../../strings.js";
import { api, withRefusal } from "../../wire/api.js";
import { Leg, openMicrophone, release } from "./audio.js";
import { Claim } from "./claim.js";
import { callView, endedWords, isVoicemail } from "./view.js";

/** @typedef {import("../../wire/types.js").Call} Call */
/** @typedef {import("../../wire/types.js").State} State */
/** @typedef {import("./view.js").Facts} Facts */

const ENDED_MS = 6000;
const LIVE = ["ringing", "active", "voicemail"]; // the states that a phone shows
const RETRIES = 3;
const PLACED_MS = 3000;
// A permission that was given before answers at once: no need to explain it.
const EXPLAIN_MS = 350;

export class PhoneCall {
  /** @type {Facts} */
  facts = {
    call: null,
    placing: false,
    ended: null,
    audio: "idle",
    microphone: null,
    blocked: false,
    error: "",
  };
  muted = false;
  /** @type {Leg | null} */
  #leg = null;
  /** @type {MediaStream | null} */
  #stream = null;
  /** @type {Claim | null} */
  #claim = null;
  /** @type {(() => void) | null} ends the wait for the microphone */
  #skip = null;
  #answering = false;
  #speaks = true; // with the microphone; false for a phone with a sound of its own
  #endedHere = false;
  #wasActive = false;
  #activeSince = 0;
  #attempts = 0;
  #timer = 0;

  /**
   * @param {string} user
   * @param {HTMLAudioElement} element
   * @param {{ raw: boolean, changed: () => void, refused: (words: string) => void }} options
   */
  constructor(user, element, options) {
    this.user = user;
    this.element = element;
    this.options = options;
  }

  get view() {
    return callView(this.facts);
  }

  /** @param {Partial<Facts>} change */
  #set(change) {
    Object.assign(this.facts, change);
    this.options.changed();
  }

  /** Follows a new state of the phone. @param {State} state */
  sync(state) {
    const before = this.facts.call;
    const call = state.call && LIVE.includes(state.call.state) ? state.call : null;
    const speaking = call?.state === "active" || isVoicemail(call);
    this.#speaks = usesMicrophone(state.user);
    if (before && before.id !== call?.id) {
      const last = state.call?.id === before.id ? state.call : null;
      this.#over(before, last, state.now_unix);
    }
    if (call) {
      if (this.facts.ended) this.dismiss();
      if (speaking && !this.#wasActive) {
        this.#wasActive = true;
        this.#activeSince = call.since_unix;
      }
    }
    this.#set(call ? { call, placing: false } : { call });
    if (speaking && this.facts.audio === "idle" && !this.#answering) {
      if (this.#speaks || this.facts.microphone) void this.#join(false);
      else this.#set({ audio: "script" });
    }
  }

  /** Takes the incoming call, and the microphone with it. */
  async answer() {
    const call = this.facts.call;
    if (!call || this.#answering) return;
    this.#answering = true;
    try {
      await this.#openMicrophone();
      if (this.facts.call?.id !== call.id) return this.#quiet();
      this.#set({ audio: "connecting" });
      await api.answer(call.id);
      await this.#join(true);
    } catch (error) {
      this.#quiet();
      this.#set({ error: withRefusal(S.call.notAnswered, error) });
    } finally {
      this.#answering = false;
    }
  }

  /** Calls the business: by the icon, or by what a button under a message does. @param {() => Promise<unknown>} [how] */
  async place(how = () => api.place(this.user)) {
    if (this.facts.call || this.facts.placing) return;
    this.dismiss();
    this.#set({ placing: true });
    try {
      await this.#openMicrophone();
      if (!this.facts.placing) return this.#quiet();
      this.#set({ audio: "idle" });
      await how();
      // The call itself comes with the next state; a call that never comes must not hang here.
      window.setTimeout(() => this.#set({ placing: false }), PLACED_MS);
    } catch (error) {
      this.#quiet();
      this.#set({ placing: false });
      this.options.refused(withRefusal(S.call.notPlaced, error));
    }
  }

  async decline() {
    await this.#end(api.decline, S.call.notDeclined);
  }

  async hangup() {
    if (!this.facts.call) {
      this.#skip?.();
      this.#set({ placing: false });
      return;
    }
    await this.#end(api.hangup, S.call.notHungUp);
  }

  /** @param {(wacid: string) => Promise<unknown>} how @param {string} failed */
  async #end(how, failed) {
    const call = this.facts.call;
    if (!call) return;
    this.#endedHere = true;
    try {
      await how(call.id);
    } catch (error) {
      this.#endedHere = false;
      this.#set({ error: withRefusal(failed, error) });
    }
  }

  /** Sends keys of the keypad to the business. @param {string} digits */
  press(digits) {
    const call = this.facts.call;
    return call ? api.press(call.id, digits) : Promise.resolve();
  }

  /** Says what went wrong with a part of the call that goes on. @param {string} what @param {unknown} error */
  complain(what, error) {
    this.#set({ error: withRefusal(what, error) });
  }

  toggleMute() {
    this.muted = !this.muted;
    for (const track of this.#stream?.getAudioTracks() ?? []) track.enabled = !this.muted;
    this.options.changed();
  }

  /** The button beside the notice. */
  async help() {
    switch (this.view.help) {
      case "listen":
        return this.#skip?.();
      case "take":
      case "hear":
        return this.#join(true);
      case "retryAudio":
        this.#attempts = 0;
        return this.#join(true);
      case "retryMicrophone":
        return this.#retryMicrophone();
      case "play":
        await this.element.play();
        return this.#set({ blocked: false });
    }
  }

  /** Leaves the last screen of a call. */
  dismiss() {
    clearTimeout(this.#timer);
    if (this.facts.ended || this.facts.error) this.#set({ ended: null, error: "" });
  }

  levels() {
    return this.#leg?.levels() ?? Promise.resolve({ out: 0, in: 0 });
  }

  close() {
    clearTimeout(this.#timer);
    this.#quiet();
  }

  /** @param {Call} before @param {Call | null} last @param {number} now */
  #over(before, last, now) {
    const reason = endedWords(before, last?.ended_reason, this.#endedHere, this.#wasActive);
    const seconds = this.#wasActive ? now - this.#activeSince : 0;
    this.#quiet();
    this.#wasActive = false;
    this.#endedHere = false;
    this.#attempts = 0;
    this.facts.error = "";
    this.facts.ended = { call: before, reason, seconds };
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.dismiss(), ENDED_MS);
  }

  async #openMicrophone() {
    if (!this.#speaks) return this.#use("script");
    this.#set({ audio: "connecting", error: "", microphone: null });
    const explain = window.setTimeout(() => this.#set({ audio: "microphone" }), EXPLAIN_MS);
    const skipped = new Promise((/** @type {(value: "skipped") => void} */ resolve) => {
      this.#skip = () => resolve("skipped");
    });
    const asked = openMicrophone(this.options.raw);
    const got = await Promise.race([asked, skipped]);
    clearTimeout(explain);
    this.#skip = null;
    if (got === "skipped") void asked.then((late) => typeof late !== "string" && release(late));
    this.#use(got);
  }

  /** @param {MediaStream | import("./audio.js").NoMicrophone} got */
  #use(got) {
    release(this.#stream);
    this.#stream = typeof got === "string" ? null : got;
    for (const track of this.#stream?.getAudioTracks() ?? []) track.enabled = !this.muted;
    this.#set({ microphone: typeof got === "string" ? got : null });
  }

  async #retryMicrophone() {
    this.#use(await openMicrophone(this.options.raw));
    await this.#leg?.speakWith(this.#stream);
  }

  /** Connects this tab's audio to the active call. @param {boolean} steal from another tab */
  async #join(steal) {
    const call = this.facts.call;
    if (!call) return;
    this.#set({ audio: "connecting", error: "", blocked: false });
    this.#claim ??= new Claim(call.id, () => {
      this.#quiet();
      this.#set({ audio: "tab" });
    });
    if (!(await this.#claim.take(steal))) return this.#set({ audio: "tab" });
    if (!this.#stream && !this.facts.microphone) {
      await this.#openMicrophone();
      this.#set({ audio: "connecting" });
    }
    if (this.facts.call?.id !== call.id) return this.#quiet();
    this.#leg?.close();
    const leg = new Leg(
      this.element,
      (state) => this.#legState(leg, state),
      () => this.#set({ blocked: true }),
    );
    this.#leg = leg;
    try {
      await leg.connect(this.#stream, (sdp) => api.audio(call.id, sdp));
    } catch (error) {
      if (leg !== this.#leg) return;
      leg.close();
      this.#leg = null;
      this.#set({ audio: "failed", error: withRefusal(S.call.noAudio, error) });
    }
  }

  /** @param {Leg} leg @param {import("./audio.js").LegState} state */
  #legState(leg, state) {
    if (leg !== this.#leg) return;
    if (state === "connected") this.#attempts = 0;
    this.#set({ audio: state });
    if (state !== "lost") return;
    if (++this.#attempts <= RETRIES) void this.#join(false);
    else this.#set({ audio: "failed" });
  }

  /** Lets go of the audio: the leg, the microphone, the claim. */
  #quiet() {
    this.#skip?.();
    this.#leg?.close();
    this.#leg = null;
    release(this.#stream);
    this.#stream = null;
    this.#claim?.drop();
    this.#claim = null;
    this.muted = false;
    Object.assign(this.facts, { audio: "idle", microphone: null, blocked: false });
  }
}
