/** Which tab has the audio: one lock for all tabs of a browser, so that two never talk at once. */

/** A claim on the audio. Made by browserTabs; tests bring their own. */
export interface Tabs {
  /** Takes the audio if no other tab has it. */
  claim(onTaken: () => void): Promise<boolean>;
  /** Takes it from whichever tab has it. */
  take(onTaken: () => void): Promise<void>;
  /** Gives it back. */
  release(): void;
  /** Calls back once no tab has had the audio for a while. A reload is shorter than that. */
  whenFree(run: () => void): () => void;
}

const name = "ramal.audio";
const lookEvery = 2500;

export function browserTabs(locks: LockManager | undefined = navigator.locks): Tabs {
  let release: (() => void) | null = null;

  const hold = (options: LockOptions, onTaken: () => void) =>
    new Promise<boolean>((settle) => {
      if (!locks) {
        // Only an insecure page has no locks, and it has no microphone either.
        settle(true);
        return;
      }
      locks
        .request(name, options, (lock) => {
          if (!lock) {
            settle(false);
            return undefined;
          }
          settle(true);
          return new Promise<void>((end) => {
            release = end;
          });
        })
        .catch(() => {
          // Rejected only when another tab took the lock.
          release = null;
          onTaken();
        });
    });

  return {
    claim: (onTaken) => (release ? Promise.resolve(true) : hold({ ifAvailable: true }, onTaken)),
    async take(onTaken) {
      if (!release) await hold({ steal: true }, onTaken);
    },
    release() {
      release?.();
      release = null;
    },
    whenFree(run) {
      if (!locks) return () => {};
      let looks = 0;
      const timer = setInterval(async () => {
        const { held } = await locks.query();
        looks = held?.some((lock) => lock.name === name) ? 0 : looks + 1;
        if (looks < 2) return;
        clearInterval(timer);
        run();
      }, lookEvery);
      return () => clearInterval(timer);
    },
  };
}
