import { useQueryClient } from "@tanstack/react-query";
import { serverNow } from "@/app/clock";
import { outbox } from "./outbox";

/** Sends a text of a conversation: it is shown at once, and replaced by the stored message when that is there. */
export function useSend(conversationId: string) {
  const cache = useQueryClient();
  return async (
    text: string,
    clientKey: string,
    { at = new Date(serverNow()).toISOString(), quotedId }: { at?: string; quotedId?: string } = {},
  ) => {
    const message = await outbox.send(conversationId, { clientKey, text, at, quotedId });
    if (!message) return;
    await cache.invalidateQueries({
      predicate: ({ queryKey }) => {
        const init = queryKey[2] as { params?: { path?: { id?: string } } } | undefined;
        return (
          queryKey[1] === "/api/conversations/{id}/messages" && init?.params?.path?.id === conversationId
        );
      },
    });
    outbox.discard(conversationId, clientKey);
  };
}
