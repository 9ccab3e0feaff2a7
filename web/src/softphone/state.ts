/**
 * What the softphone knows and how it moves: a pure function, without React, WebRTC or time.
 *
 * The call itself lives on the server; this is one browser's view of it and of its own audio leg.
 */
import type { Call } from "@/api/types";

/** Who is being called, known before the server has made the call. */
export interface Party {
  contactId: string;
  name: string;
  phone?: string;
  accountId: string;
  accountName: string;
}

/** Why something did not work: a reason that the catalogues translate, and the words of whoever refused. */
export interface Trouble {
  reason: string;
  message?: string;
  technical?: string;
}

/**
 * - idle: no call.
 * - microphone: the browser is asked for the microphone; nobody was called yet.
 * - placing: the server was asked to place the call.
 * - live: the server has a call.
 * - ended: it is over, and its result is on show.
 */
export type Phase = "idle" | "microphone" | "placing" | "live" | "ended";

/**
 * This browser's audio leg. `elsewhere`: the call goes on, its audio is in another tab or on another device.
 * `lost`: it goes on without us, and only the person can bring the audio back.
 */
export type Leg = "none" | "joining" | "up" | "lost" | "elsewhere";

/** How well the audio arrives. */
export type Quality = "unknown" | "good" | "fair" | "poor";

export interface PhoneState {
  phase: Phase;
  party: Party | null;
  call: Call | null;
  leg: Leg;
  muted: boolean;
  hangingUp: boolean;
  trouble: Trouble | null;
  quality: Quality;
  /** The browser refuses to play sound before a click. */
  silenced: boolean;
}

export const idle: PhoneState = {
  phase: "idle",
  party: null,
  call: null,
  leg: "none",
  muted: false,
  hangingUp: false,
  trouble: null,
  quality: "unknown",
  silenced: false,
};

export type Action =
  | { type: "dialed"; party: Party }
  | { type: "microphone_ready" }
  | { type: "microphone_failed"; trouble: Trouble }
  | { type: "placed"; call: Call }
  | { type: "place_failed"; trouble: Trouble }
  | { type: "found"; call: Call; leg: "joining" | "elsewhere" }
  | { type: "call_changed"; call: Call }
  | { type: "leg_changed"; leg: Leg; trouble?: Trouble }
  | { type: "hang_up_asked" }
  | { type: "hang_up_failed"; trouble: Trouble }
  | { type: "muted"; on: boolean }
  | { type: "measured"; quality: Quality }
  | { type: "silenced"; on: boolean }
  | { type: "dismissed" }
  | { type: "forgotten" };

/** Returns the state after `action`. An action that makes no sense in `state` changes nothing. */
export function next(state: PhoneState, action: Action): PhoneState {
  switch (action.type) {
    case "dialed":
      if (isBusy(state)) return state;
      return { ...idle, phase: "microphone", party: action.party };
    case "microphone_ready":
      return state.phase === "microphone" ? { ...state, phase: "placing" } : state;
    case "microphone_failed":
      return state.phase === "microphone" ? over({ ...state, trouble: action.trouble }) : state;
    case "placed":
      if (state.phase !== "placing") return state;
      return withCall({ ...state, phase: "live", leg: "joining" }, action.call);
    case "place_failed":
      return state.phase === "placing" ? over({ ...state, trouble: action.trouble }) : state;
    case "found":
      if (isBusy(state)) return state;
      return withCall({ ...idle, phase: "live", leg: action.leg }, action.call);
    case "call_changed":
      if (!state.call || state.call.id !== action.call.id || action.call.version < state.call.version)
        return state;
      return withCall(state, action.call);
    case "leg_changed":
      if (state.phase !== "live") return state;
      return {
        ...state,
        leg: action.leg,
        trouble: action.trouble ?? null,
        quality: action.leg === "up" ? state.quality : "unknown",
      };
    case "hang_up_asked":
      if (state.phase === "microphone") return idle;
      return state.phase === "placing" || state.phase === "live" ? { ...state, hangingUp: true } : state;
    case "hang_up_failed":
      return state.hangingUp ? { ...state, hangingUp: false, trouble: action.trouble } : state;
    case "muted":
      return isBusy(state) ? { ...state, muted: action.on } : state;
    case "measured":
      return state.leg === "up" && state.quality !== action.quality
        ? { ...state, quality: action.quality }
        : state;
    case "silenced":
      return state.silenced !== action.on ? { ...state, silenced: action.on } : state;
    case "dismissed":
      return state.phase === "ended" ? idle : state;
    case "forgotten":
      return idle;
  }
}

/** Whether a call occupies this softphone. */
export const isBusy = (state: PhoneState): boolean => state.phase !== "idle" && state.phase !== "ended";

function withCall(state: PhoneState, call: Call): PhoneState {
  const party: Party = {
    contactId: call.contact.id,
    name: call.contact.displayName,
    phone: call.contact.phone,
    accountId: call.account.id,
    accountName: call.account.name,
  };
  const after = { ...state, call, party };
  return call.state === "ended" ? over({ ...after, trouble: null }) : after;
}

function over(state: PhoneState): PhoneState {
  return {
    ...state,
    phase: "ended",
    leg: "none",
    hangingUp: false,
    muted: false,
    quality: "unknown",
    silenced: false,
  };
}

/** What a person would say is going on. */
export type Stage = "idle" | "microphone" | "connecting" | "ringing" | "talking" | "held" | "ended";

/** The stage of a softphone's state. */
export function stage(state: PhoneState): Stage {
  if (state.phase === "placing") return "connecting";
  if (state.phase !== "live") return state.phase;
  switch (state.call?.state) {
    case "alerting":
    case "ringing":
      return "ringing";
    case "active":
      return "talking";
    case "held":
      return "held";
    default:
      return "connecting";
  }
}
