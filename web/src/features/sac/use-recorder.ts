import { useEffect, useRef, useState } from "react";

/** What browsers record as a voice message: Chromium WebM, Firefox Ogg. Both hold Opus. */
const types = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus"];

/** The longest recording; a voice message is no lecture, and it has to fit into what Meta takes. */
const longest = 15 * 60;

/** Records the microphone until it is stopped. `seconds` is undefined while nothing is recorded. */
export function useRecorder(done: (recording: Blob) => void, refused: () => void) {
  const recorder = useRef<MediaRecorder>(undefined);
  const [seconds, setSeconds] = useState<number>();
  const type = types.find((one) => globalThis.MediaRecorder?.isTypeSupported(one));

  const end = (keep: boolean) => {
    const one = recorder.current;
    recorder.current = undefined;
    setSeconds(undefined);
    if (!one) return;
    if (!keep) one.ondataavailable = null;
    one.stop();
    for (const track of one.stream.getTracks()) track.stop();
  };
  const start = async () => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
      const one = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 32_000 });
      one.ondataavailable = ({ data }) => data.size > 0 && done(data);
      one.start();
      recorder.current = one;
      setSeconds(0);
    } catch {
      refused();
    }
  };
  const going = seconds !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: one timer for one recording
  useEffect(() => {
    if (!going) return;
    const begun = Date.now();
    const timer = setInterval(() => {
      const passed = Math.floor((Date.now() - begun) / 1000);
      setSeconds(passed);
      if (passed >= longest) end(true);
    }, 500);
    return () => clearInterval(timer);
  }, [going]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever leaves records nothing more
  useEffect(() => () => end(false), []);
  return { able: Boolean(type), seconds, start, stop: () => end(true), cancel: () => end(false) };
}
