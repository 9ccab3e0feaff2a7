/** The parts that live as long as the tab: the event socket, the softphone and the cache, wired together. */
import type { QueryClient } from "@tanstack/react-query";
import { createContext, useContext, useSyncExternalStore } from "react";
import { Events, type LinkState } from "@/api/events";
import { isStale, type ServerEvent } from "@/api/stale";
import type { Softphone } from "@/softphone/softphone";
import type { PhoneState } from "@/softphone/state";
import { learnServerTime } from "./clock";
import { sessionKey } from "./session";

export interface Live {
  events: Events;
  phone: Softphone;
}

/** Events of one moment are handled together: a message often brings three. */
const gatherFor = 20;

/** Connects events with the cache and the softphone. */
export function wire(cache: QueryClient, phone: Softphone): Live {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const events = new Events(`${scheme}://${location.host}/api/events`);
  let waiting: ServerEvent[] = [];

  const flush = () => {
    const batch = waiting;
    waiting = [];
    void cache.invalidateQueries({
      predicate: (query) => batch.some((event) => isStale(event, query.queryKey)),
    });
  };

  events.listen((event) => {
    if (event.type === "hello") {
      // The demo's clock can be moved: windows and permissions may have ended on the way.
      if (event.at && learnServerTime(event.at)) void cache.invalidateQueries();
      return;
    }
    if (event.type === "call" && event.id) void phone.onCallEvent(event.id);
    if (waiting.length === 0) setTimeout(flush, gatherFor);
    waiting.push(event);
  });
  events.onReturn(() => {
    void cache.invalidateQueries();
    void phone.onReturn();
  });
  events.onSignedOut(async () => {
    await cache.invalidateQueries({ queryKey: sessionKey });
    // A new password in another tab replaces the session of them all.
    if (cache.getQueryState(sessionKey)?.status === "success") events.start();
  });
  window.addEventListener("online", () => events.hurry());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") events.hurry();
  });
  window.addEventListener("beforeunload", (event) => {
    const { phase, leg } = phone.state;
    if (phase === "placing" || (phase === "live" && leg !== "elsewhere")) event.preventDefault();
  });
  return { events, phone };
}

export const LiveContext = createContext<Live | null>(null);

function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error("no LiveContext above");
  return live;
}

export const usePhone = (): Softphone => useLive().phone;

export function usePhoneState(): PhoneState {
  const phone = usePhone();
  return useSyncExternalStore(phone.subscribe, () => phone.state);
}

export function useLinkState(): LinkState {
  const { events } = useLive();
  return useSyncExternalStore(events.watch, () => events.state);
}

export { useLive };
