/** The server's time, so that timers and windows are right on a machine whose clock is not. */
import { useSyncExternalStore } from "react";

let offset = 0;

/** Learns the server's time from something that it just sent. Differences that a network makes are left alone. */
export function learnServerTime(at: string, local = Date.now()): void {
  const difference = Date.parse(at) - local;
  if (Number.isFinite(difference)) offset = Math.abs(difference) > 2000 ? difference : 0;
}

/** Now, by the server's clock. */
export const serverNow = () => Date.now() + offset;

interface Ticker {
  now: Date;
  watchers: Set<() => void>;
  timer?: ReturnType<typeof setInterval>;
}

const tickers = new Map<number, Ticker>();

function tickerOf(every: number): Ticker {
  let ticker = tickers.get(every);
  if (!ticker) {
    ticker = { now: new Date(serverNow()), watchers: new Set() };
    tickers.set(every, ticker);
  }
  return ticker;
}

/** The server's time, renewed every so many milliseconds. All who ask for the same beat share one timer. */
export function useNow(every: number): Date {
  return useSyncExternalStore(
    (run) => {
      const ticker = tickerOf(every);
      ticker.watchers.add(run);
      ticker.timer ??= setInterval(() => {
        ticker.now = new Date(serverNow());
        for (const watcher of ticker.watchers) watcher();
      }, every);
      return () => {
        ticker.watchers.delete(run);
        if (ticker.watchers.size > 0) return;
        clearInterval(ticker.timer);
        tickers.delete(every);
      };
    },
    () => {
      const ticker = tickerOf(every);
      if (!ticker.timer && Math.abs(serverNow() - ticker.now.getTime()) > every)
        ticker.now = new Date(serverNow());
      return ticker.now;
    },
  );
}
