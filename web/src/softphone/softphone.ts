/**
 * The softphone: carries out what the state says, with the browser's microphone, one audio leg and the REST API.
 *
 * It decides nothing about calls: the server does. It does not know React; a page subscribes to it.
 */
import { asApiError } from "@/api/problem";
import type { Call } from "@/api/types";
import type { AudioLeg, LegEvent, LegOptions } from "./leg";
import { MicrophoneError } from "./microphone";
import { judge, type Sample } from "./quality";
import { type Action, idle, isBusy, next, type Party, type PhoneState, stage, type Trouble } from "./state";
import type { Tabs } from "./tabs";
import type { Tones } from "./tones";

/** The part of the REST API that the softphone uses. Each method throws an ApiError when it is refused. */
export interface CallsApi {
  place(contactId: string, accountId: string, sdp: string): Promise<{ call: Call; sdp: string }>;
  join(callId: string, sdp: string): Promise<string>;
  hangUp(callId: string): Promise<Call>;
  read(callId: string): Promise<Call>;
  live(): Promise<Call[]>;
}

/** Everything outside that the softphone needs. */
export interface World {
  api: CallsApi;
  openMicrophone: () => Promise<MediaStream>;
  openLeg: (options: LegOptions) => AudioLeg;
  /** Plays the customer's audio; resolves to false when the browser wants a click first. null stops. */
  play: (stream: MediaStream | null) => Promise<boolean>;
  tabs: Tabs;
  tones: Tones;
  memory: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  after: (ms: number, run: () => void) => () => void;
}

const memoryKey = "ramal.call";
/** The waits before each attempt to bring lost audio back; after the last the person is asked. */
const rejoinWaits = [0, 700, 1500, 3000, 5000, 8000, 8000, 8000];
const measureEvery = 2000;
/** Events come by the socket; this is for the minutes when it is down. */
const readEvery = 8000;

export class Softphone {
  #world: World;
  #state: PhoneState = idle;
  #watchers = new Set<() => void>();
  #user = "";
  #stream: MediaStream | null = null;
  #leg: AudioLeg | null = null;
  #sample: Sample | null = null;
  #stops = new Set<() => void>();
  #stopWaiting: (() => void) | null = null;
  #attempt = 0;
  #remote: MediaStream | null = null;
  /** Grows with every call, so that late answers of a call before are told apart. */
  #run = 0;

  constructor(world: World) {
    this.#world = world;
  }

  get state(): PhoneState {
    return this.#state;
  }

  /** The microphone's stream while there is one, for the level meter. */
  get stream(): MediaStream | null {
    return this.#stream;
  }

  subscribe = (run: () => void): (() => void) => {
    this.#watchers.add(run);
    return () => this.#watchers.delete(run);
  };

  /** Looks for a call of `userId` that goes on, as after a reload, and joins it. */
  async start(userId: string): Promise<void> {
    this.#user = userId;
    await this.#find(true);
  }

  /** Forgets everything, as after signing out. */
  stop(): void {
    this.#user = "";
    this.#letGo();
    this.#dispatch({ type: "forgotten" });
  }

  /** Calls somebody: the microphone first, then the server. */
  async dial(party: Party): Promise<void> {
    if (isBusy(this.#state)) return;
    const run = ++this.#run;
    const mine = () => run === this.#run;
    this.#dispatch({ type: "dialed", party });
    if (!(await this.#world.tabs.claim(() => this.#taken()))) {
      if (mine()) this.#dispatch({ type: "microphone_failed", trouble: { reason: "operator_busy" } });
      return;
    }
    let leg: AudioLeg;
    let offer: string;
    try {
      const stream = await this.#world.openMicrophone();
      if (!mine() || this.#state.phase !== "microphone") {
        stopStream(stream);
        return;
      }
      this.#stream = stream;
      leg = this.#newLeg(stream);
      this.#leg = leg;
      offer = await leg.offer();
    } catch (thrown) {
      if (!mine()) return;
      this.#letGo();
      this.#dispatch({ type: "microphone_failed", trouble: troubleOf(thrown, "mic_failed") });
      return;
    }
    if (!mine() || this.#state.phase !== "microphone") return;
    this.#dispatch({ type: "microphone_ready" });
    try {
      const { call, sdp } = await this.#world.api.place(party.contactId, party.accountId, offer);
      if (!mine()) return;
      const unwanted = this.#state.hangingUp;
      this.#dispatch({ type: "placed", call });
      if (!this.#isLive()) return;
      this.#remember();
      this.#watchCall();
      if (unwanted) {
        await this.#hangUpAtServer(call.id);
        return;
      }
      await leg.answer(sdp);
    } catch (thrown) {
      if (!mine()) return;
      if (this.#isLive()) {
        this.#onLeg(leg, "lost");
        return;
      }
      this.#letGo();
      this.#dispatch({ type: "place_failed", trouble: troubleOf(thrown, "place_failed") });
    }
  }

  /** Ends the call, also one whose audio is elsewhere. */
  async hangUp(): Promise<void> {
    const { phase, call } = this.#state;
    if (phase === "microphone") {
      this.#run++;
      this.#letGo();
    }
    this.#dispatch({ type: "hang_up_asked" });
    if (phase === "live" && call) await this.#hangUpAtServer(call.id);
  }

  mute(on: boolean): void {
    this.#dispatch({ type: "muted", on });
    this.#leg?.mute(this.#state.muted);
  }

  /** Talks through another microphone from now on. */
  async changeMicrophone(): Promise<void> {
    const stream = await this.#world.openMicrophone();
    const leg = this.#leg;
    if (!leg) {
      stopStream(stream);
      return;
    }
    await leg.use(stream);
    if (this.#stream) stopStream(this.#stream);
    this.#stream = stream;
    for (const run of this.#watchers) run();
  }

  /** Brings the audio to this tab: from another one, or after it was lost. */
  async takeHere(): Promise<void> {
    if (this.#state.phase !== "live") return;
    await this.#world.tabs.take(() => this.#taken());
    this.#attempt = 0;
    await this.#rejoin();
  }

  /** Plays sound after the browser wanted a click. */
  async unsilence(): Promise<void> {
    const stream = this.#remote;
    if (stream) this.#dispatch({ type: "silenced", on: !(await this.#world.play(stream)) });
  }

  /** Takes the result of an ended call away. */
  dismiss(): void {
    this.#dispatch({ type: "dismissed" });
  }

  /** Told by the event socket that a call changed. */
  async onCallEvent(callId: string): Promise<void> {
    const { call, phase } = this.#state;
    if (phase === "live" && call?.id === callId) await this.#read();
    else if (phase === "idle" || phase === "ended") await this.#find(false);
  }

  /** Told that events were missed. */
  async onReturn(): Promise<void> {
    if (this.#state.phase === "live") await this.#read();
    else if (!isBusy(this.#state)) await this.#find(false);
  }

  #isLive(): boolean {
    return this.#state.phase === "live";
  }

  #dispatch(action: Action): void {
    const before = this.#state;
    const after = next(before, action);
    if (after === before) return;
    this.#state = after;
    this.#world.tones.ringBack(stage(after) === "ringing" && after.leg !== "elsewhere");
    if (after.phase === "ended" && before.phase !== "ended") {
      const heard = before.phase === "live" && before.leg !== "elsewhere";
      this.#letGo();
      if (heard) this.#world.tones.end();
    }
    for (const run of this.#watchers) run();
  }

  async #find(fresh: boolean): Promise<void> {
    const user = this.#user;
    if (!user) return;
    let call: Call | undefined;
    try {
      call = (await this.#world.api.live()).find((c) => c.operator?.id === user);
    } catch {
      return; // The page says itself that the server does not answer; the next event looks again.
    }
    if (!call || user !== this.#user || isBusy(this.#state)) return;
    // Only the browser that had the call joins it by itself: on another device the person decides.
    const ours = fresh && this.#world.memory.getItem(memoryKey) === call.id;
    const claimed = ours && (await this.#world.tabs.claim(() => this.#taken()));
    if (isBusy(this.#state)) return;
    this.#run++;
    this.#dispatch({ type: "found", call, leg: claimed ? "joining" : "elsewhere" });
    this.#watchCall();
    if (claimed) await this.#rejoin();
    else this.#waitForAudio();
  }

  #waitForAudio(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = this.#world.tabs.whenFree(() => {
      const { call, leg } = this.#state;
      if (!call || leg !== "elsewhere" || this.#world.memory.getItem(memoryKey) !== call.id) return;
      void this.takeHere();
    });
  }

  /** Reads the call now and then, and measures the audio, until letGo. */
  #watchCall(): void {
    const call = this.#state.call;
    if (!call || this.#state.phase !== "live") return;
    const run = this.#run;
    this.#every(readEvery, () => {
      if (run === this.#run) void this.#read();
    });
    this.#every(measureEvery, () => {
      if (run === this.#run) void this.#measure();
    });
  }

  #every(ms: number, run: () => void): void {
    const stop = this.#world.after(ms, () => {
      this.#stops.delete(stop);
      this.#every(ms, run);
      run();
    });
    this.#stops.add(stop);
  }

  async #read(): Promise<void> {
    const id = this.#state.call?.id;
    if (!id) return;
    try {
      this.#dispatch({ type: "call_changed", call: await this.#world.api.read(id) });
    } catch (thrown) {
      if (asApiError(thrown).status === 404) this.#dispatch({ type: "forgotten" });
    }
  }

  async #measure(): Promise<void> {
    const leg = this.#leg;
    if (!leg || this.#state.leg !== "up") return;
    const now = await leg.sample();
    if (leg !== this.#leg) return;
    const quality = judge(this.#sample, now);
    this.#sample = now;
    this.#dispatch({ type: "measured", quality });
  }

  async #hangUpAtServer(id: string): Promise<void> {
    try {
      this.#dispatch({ type: "call_changed", call: await this.#world.api.hangUp(id) });
    } catch (thrown) {
      this.#dispatch({ type: "hang_up_failed", trouble: troubleOf(thrown, "hang_up_failed") });
      await this.#read();
    }
  }

  #newLeg(stream: MediaStream): AudioLeg {
    const leg: AudioLeg = this.#world.openLeg({
      stream,
      onEvent: (event) => this.#onLeg(leg, event),
      onAudio: (remote) => {
        if (leg !== this.#leg) return;
        this.#remote = remote;
        void this.#world.play(remote).then((plays) => this.#dispatch({ type: "silenced", on: !plays }));
      },
    });
    return leg;
  }

  #onLeg(leg: AudioLeg, event: LegEvent): void {
    if (leg !== this.#leg || this.#state.phase !== "live") return;
    if (event === "up") {
      this.#attempt = 0;
      this.#remember();
      this.#dispatch({ type: "leg_changed", leg: "up" });
      return;
    }
    if (event === "closed") {
      // Ended by the server, or joined from another device. The call's own state tells which.
      void this.#read().then(() => {
        if (leg === this.#leg && this.#state.phase === "live") this.#taken();
      });
      return;
    }
    this.#rejoinLater();
  }

  #remember(): void {
    const id = this.#state.call?.id;
    if (id) this.#world.memory.setItem(memoryKey, id);
  }

  /** Another tab or device has the audio now. */
  #taken(): void {
    if (this.#state.phase !== "live") return;
    this.#dropAudio();
    this.#world.tabs.release();
    this.#dispatch({ type: "leg_changed", leg: "elsewhere" });
  }

  #rejoinLater(trouble?: Trouble): void {
    const wait = rejoinWaits[this.#attempt++];
    if (wait === undefined) {
      this.#dispatch({ type: "leg_changed", leg: "lost", trouble: trouble ?? { reason: "audio_lost" } });
      return;
    }
    this.#dispatch({ type: "leg_changed", leg: "joining" });
    const run = this.#run;
    this.#stops.add(
      this.#world.after(wait, () => {
        if (run === this.#run && this.#state.phase === "live" && this.#state.leg === "joining")
          void this.#rejoin();
      }),
    );
  }

  async #rejoin(): Promise<void> {
    const call = this.#state.call;
    if (!call || this.#state.phase !== "live") return;
    const run = this.#run;
    const mine = () => run === this.#run && this.#state.phase === "live";
    this.#stopWaiting?.();
    this.#leg?.close();
    this.#leg = null;
    this.#sample = null;
    this.#dispatch({ type: "leg_changed", leg: "joining" });
    try {
      const stream = alive(this.#stream) ? this.#stream : await this.#world.openMicrophone();
      if (!mine()) {
        if (stream && stream !== this.#stream) stopStream(stream);
        return;
      }
      if (!stream) return;
      this.#stream = stream;
      const leg = this.#newLeg(stream);
      this.#leg = leg;
      leg.mute(this.#state.muted);
      const answer = await this.#world.api.join(call.id, await leg.offer());
      if (mine() && leg === this.#leg) await leg.answer(answer);
    } catch (thrown) {
      if (!mine()) return;
      if (thrown instanceof MicrophoneError) {
        this.#dispatch({ type: "leg_changed", leg: "lost", trouble: thrown.trouble });
        return;
      }
      await this.#read();
      if (mine()) this.#rejoinLater(troubleOf(thrown, "audio_lost"));
    }
  }

  #dropAudio(): void {
    this.#leg?.close();
    this.#leg = null;
    this.#sample = null;
    this.#remote = null;
    if (this.#stream) stopStream(this.#stream);
    this.#stream = null;
    void this.#world.play(null);
  }

  #letGo(): void {
    this.#dropAudio();
    for (const stop of this.#stops) stop();
    this.#stops.clear();
    this.#stopWaiting?.();
    this.#stopWaiting = null;
    this.#attempt = 0;
    this.#world.tabs.release();
    this.#world.memory.removeItem(memoryKey);
    this.#world.tones.ringBack(false);
  }
}

function alive(stream: MediaStream | null): boolean {
  return stream?.getAudioTracks().some((track) => track.readyState === "live") ?? false;
}

function stopStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function troubleOf(thrown: unknown, otherwise: string): Trouble {
  if (thrown instanceof MicrophoneError) return thrown.trouble;
  const error = asApiError(thrown);
  return {
    reason: error.reason || (error.code === "offline" ? "offline" : otherwise),
    message: error.code === "offline" ? undefined : error.message || undefined,
    technical: error.technical || undefined,
  };
}
