/** The server's time, so that timers and windows are right on a machine whose clock is not. */
import { useSyncExternalStore } from "react";

let offset = 0;

/**
 * Learns the server's time from something that it just sent, and tells whether it is another than we thought. Differences
 * that a network makes are left alone.
 */
export function learnServerTime(at: string, local = Date.now()): boolean {
  const difference = Date.parse(at) - local;
  if (!Number.isFinite(difference)) return false;
  const before = offset;
  offset = Math.abs(difference) > 2000 ? difference : 0;
  return Math.abs(offset - before) > 2000;
}

/** Now, by the server's clock. */
export const serverNow = () => Date.now() + offset;

interface Ticker {
  read: () => Date;
  subscribe: (run: () => void) => () => void;
}

const tickers = new Map<number, Ticker>();

function makeTicker(every: number): Ticker {
  const watchers = new Set<() => void>();
  let now = new Date(serverNow());
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    read() {
      // While nobody watches there is no timer: what is old is renewed when it is read.
      if (!timer && Math.abs(serverNow() - now.getTime()) > every) now = new Date(serverNow());
      return now;
    },
    subscribe(run) {
      watchers.add(run);
      timer ??= setInterval(() => {
        now = new Date(serverNow());
        for (const watcher of watchers) watcher();
      }, every);
      return () => {
        watchers.delete(run);
        if (watchers.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

function tickerOf(every: number): Ticker {
  const known = tickers.get(every);
  if (known) return known;
  const made = makeTicker(every);
  tickers.set(every, made);
  return made;
}

/** The server's time, renewed every so many milliseconds. All who ask for the same beat share one timer. */
export function useNow(every: number): Date {
  const ticker = tickerOf(every);
  return useSyncExternalStore(ticker.subscribe, ticker.read);
}
