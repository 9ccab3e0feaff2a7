/** The softphone of a real browser: its REST calls, its audio element, its locks and tones. */
import { client, must } from "@/api/client";
import { openLeg } from "./leg";
import { openMicrophone } from "./microphone";
import { type CallsApi, Softphone } from "./softphone";
import { browserTabs } from "./tabs";
import { browserTones } from "./tones";

const callsApi: CallsApi = {
  place: (contactId, accountId, sdp) =>
    must(client.POST("/api/calls", { body: { contactId, accountId, sdp } })),
  join: async (id, sdp) =>
    (await must(client.POST("/api/calls/{id}/leg", { params: { path: { id } }, body: { sdp } }))).sdp,
  hangUp: (id) => must(client.POST("/api/calls/{id}/hangup", { params: { path: { id } } })),
  read: (id) => must(client.GET("/api/calls/{id}", { params: { path: { id } } })),
  live: async () => (await must(client.GET("/api/calls", { params: { query: { live: true } } }))).items ?? [],
};

/** Plays through an element that stays in the document, whatever page is shown. */
function speaker(): (stream: MediaStream | null) => Promise<boolean> {
  const element = document.createElement("audio");
  element.autoplay = true;
  element.dataset.testid = "remote-audio";
  document.body.append(element);
  return async (stream) => {
    element.srcObject = stream;
    if (!stream) return true;
    try {
      await element.play();
      return true;
    } catch (thrown) {
      // A newer stream interrupts the play before it; only a refusal needs the person.
      return !(thrown instanceof DOMException && thrown.name === "NotAllowedError");
    }
  };
}

export function browserSoftphone(): Softphone {
  return new Softphone({
    api: callsApi,
    openMicrophone,
    openLeg,
    play: speaker(),
    tabs: browserTabs(),
    tones: browserTones(),
    memory: localStorage,
    after: (ms, run) => {
      const id = setTimeout(run, ms);
      return () => clearTimeout(id);
    },
  });
}
