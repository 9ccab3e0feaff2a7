/** Which cached answers an event of the server makes stale. Pure. */

/** What the event socket says: something changed. The ids narrow it. */
export interface ServerEvent {
  type: string;
  id?: string;
  at?: string;
  contactId?: string;
  conversationId?: string;
  accountId?: string;
}

interface Init {
  params?: { path?: { id?: string }; query?: { contactId?: string } };
}

/** Whether the cached answer under `key` ([method, path, init]) may have changed by `event`. */
export function isStale(event: ServerEvent, key: readonly unknown[]): boolean {
  const path = key[1];
  const init = (key[2] ?? {}) as Init;
  const id = init.params?.path?.id;
  const asks = (contact?: string) => {
    const of = init.params?.query?.contactId;
    return !contact || !of || of === contact;
  };
  switch (event.type) {
    case "call":
      return (
        path === "/api/settings/check" ||
        (path === "/api/calls" && asks(event.contactId)) ||
        (path === "/api/calls/{id}" && id === event.id) ||
        (path === "/api/call-action" && asks(event.contactId))
      );
    case "conversation":
      return (
        path === "/api/settings/check" ||
        path === "/api/service-counts" ||
        path === "/api/conversations" ||
        (path === "/api/conversations/{id}" && id === event.id) ||
        (path === "/api/contacts/{id}/conversations" && (!event.contactId || id === event.contactId)) ||
        (path === "/api/call-action" && asks(event.contactId))
      );
    case "message":
      return (
        path === "/api/conversations" ||
        path === "/api/messages" ||
        ((path === "/api/conversations/{id}" || path === "/api/conversations/{id}/messages") &&
          (!event.conversationId || id === event.conversationId))
      );
    case "contact":
      return (
        path === "/api/settings/check" ||
        path === "/api/contacts" ||
        path === "/api/contacts/{id}/twins" ||
        path === "/api/duplicates" ||
        path === "/api/tags" ||
        path === "/api/conversations" ||
        path === "/api/conversations/{id}" ||
        (typeof path === "string" && /^\/api\/(pipelines\/\{id\}|deals)/.test(path)) ||
        ((path === "/api/contacts/{id}" || path === "/api/contacts/{id}/notes") &&
          (!event.id || id === event.id)) ||
        (path === "/api/call-action" && asks(event.contactId ?? event.id))
      );
    case "permission":
      return (
        path === "/api/settings/check" ||
        (path === "/api/call-action" && asks(event.contactId)) ||
        ((path === "/api/contacts/{id}/authorizations" ||
          path === "/api/contacts/{id}/authorizations/history") &&
          id === event.contactId)
      );
    case "deal":
      return (
        typeof path === "string" &&
        /^\/api\/(pipelines\/\{id\}|deals|contacts\/\{id\}\/deals|settings\/pipelines)/.test(path)
      );
    case "pipeline":
      return (
        typeof path === "string" &&
        /^\/api\/(pipelines|deals|contacts\/\{id\}\/deals|settings\/pipelines)/.test(path)
      );
    case "import":
      return (
        path === "/api/contact-imports" ||
        (path === "/api/contact-imports/{id}" && (!event.id || id === event.id))
      );
    case "session":
      return path === "/api/me/sessions";
    case "notice":
      return path === "/api/notices";
    case "desk":
      return (
        path === "/api/quick-replies" ||
        path === "/api/close-reasons" ||
        path === "/api/settings/closing" ||
        path === "/api/fields"
      );
    case "rates":
      return (
        path === "/api/settings/rates" ||
        path === "/api/call-action" ||
        path === "/api/calls" ||
        path === "/api/calls/{id}"
      );
    case "organisation":
      return (
        path === "/api/departments" ||
        path === "/api/quick-replies" ||
        path === "/api/session" ||
        path === "/api/accounts" ||
        path === "/api/call-action" ||
        path === "/api/users" ||
        (typeof path === "string" && path.startsWith("/api/settings/"))
      );
    case "account":
      return (
        path === "/api/accounts" ||
        path === "/api/call-action" ||
        path === "/api/settings/accounts" ||
        path === "/api/settings/check"
      );
    default:
      return false;
  }
}
