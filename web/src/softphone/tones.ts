/** What the operator hears besides the customer: soft ring-back while their phone rings, two short tones at the end. */

export interface Tones {
  ringBack(on: boolean): void;
  end(): void;
}

/** Ring-back as in Brazil and most of Europe: 425 Hz, one second in five. */
const pitch = 425;
const loud = 0.045;

export function browserTones(): Tones {
  let context: AudioContext | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;
  let sounding: OscillatorNode | null = null;

  const beep = (after: number, seconds: number) => {
    if (typeof AudioContext === "undefined") return;
    context ??= new AudioContext();
    if (context.state === "suspended") void context.resume();
    const start = context.currentTime + after;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(loud, start + 0.03);
    volume.gain.setValueAtTime(loud, start + seconds - 0.05);
    volume.gain.linearRampToValueAtTime(0, start + seconds);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + seconds);
    sounding = tone;
  };

  return {
    ringBack(on) {
      if (on === (timer !== undefined)) return;
      if (on) {
        beep(0, 1);
        timer = setInterval(() => beep(0, 1), 5000);
        return;
      }
      clearInterval(timer);
      timer = undefined;
      sounding?.stop();
      sounding = null;
    },
    end() {
      beep(0, 0.14);
      beep(0.22, 0.14);
    },
  };
}
