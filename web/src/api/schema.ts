/** The server's REST contract. Generated from docs/openapi.json where that exists: `npm run generate -w web`. */
type Json<T> = { headers: { [name: string]: unknown }; content: { "application/json": T } };
type Empty = { headers: { [name: string]: unknown }; content?: never };
type Fault = {
  headers: { [name: string]: unknown };
  content: { "application/problem+json": components["schemas"]["Problem"] };
};
type S = components["schemas"];
type None = { query?: never; header?: never; path?: never; cookie?: never };
type Id = { query?: never; header?: never; path: { id: string }; cookie?: never };
type Op<P, R, B = never> = [B] extends [never]
  ? { parameters: P; requestBody?: never; responses: R }
  : { parameters: P; requestBody: { content: { "application/json": B } }; responses: R };
type Query<Q> = { query?: Q; header?: never; path?: never; cookie?: never };
type Page = { after?: string; limit?: number };

export interface paths {
  "/api/session": {
    get: Op<None, { 200: Json<S["Me"]>; default: Fault }>;
    post: Op<None, { 200: Json<S["Me"]>; default: Fault }, { email: string; password: string }>;
    delete: Op<None, { 204: Empty; default: Fault }>;
  };
  "/api/me": { patch: Op<None, { 200: Json<S["Me"]>; default: Fault }, { language: string }> };
  "/api/users": { get: Op<None, { 200: Json<{ items: S["Person"][] }>; default: Fault }> };
  "/api/accounts": { get: Op<None, { 200: Json<{ items: S["Account"][] }>; default: Fault }> };
  "/api/contacts": {
    get: Op<
      Query<Page & { search?: string }>,
      { 200: Json<{ items: S["Contact"][]; next: string }>; default: Fault }
    >;
    post: Op<None, { 201: Json<S["Contact"]>; default: Fault }, { name: string; phone: string }>;
  };
  "/api/contacts/{id}": {
    get: Op<Id, { 200: Json<S["Contact"]>; default: Fault }>;
    patch: Op<
      Id,
      { 200: Json<S["Contact"]>; default: Fault },
      { name?: string; phone?: string; version: number }
    >;
  };
  "/api/contacts/{id}/conversations": {
    get: Op<Id, { 200: Json<{ items: S["Conversation"][] }>; default: Fault }>;
  };
  "/api/conversations": {
    get: Op<
      Query<Page & { state?: string; search?: string }>,
      { 200: Json<{ items: S["Conversation"][]; next: string }>; default: Fault }
    >;
  };
  "/api/conversations/{id}": { get: Op<Id, { 200: Json<S["Conversation"]>; default: Fault }> };
  "/api/conversations/{id}/messages": {
    get: Op<
      { query?: Page; header?: never; path: { id: string }; cookie?: never },
      { 200: Json<{ items: S["Message"][]; next: string }>; default: Fault }
    >;
    post: Op<Id, { 201: Json<S["Message"]>; default: Fault }, { text: string; clientKey: string }>;
  };
  "/api/conversations/{id}/read": { post: Op<Id, { 204: Empty; default: Fault }> };
  "/api/conversations/{id}/call-request": {
    post: Op<Id, { 201: Json<S["Message"]>; default: Fault }, { text?: string; clientKey: string }>;
  };
  "/api/call-action": {
    get: Op<
      { query: { contactId: string; accountId?: string }; header?: never; path?: never; cookie?: never },
      { 200: Json<S["CallAction"]>; default: Fault }
    >;
  };
  "/api/calls": {
    get: Op<
      Query<
        Page & {
          contactId?: string;
          conversationId?: string;
          direction?: string;
          outcome?: string;
          live?: boolean;
        }
      >,
      { 200: Json<{ items: S["Call"][]; next: string }>; default: Fault }
    >;
    post: Op<
      None,
      { 201: Json<{ call: S["Call"]; sdp: string }>; default: Fault },
      { contactId: string; accountId: string; sdp: string }
    >;
  };
  "/api/calls/{id}": { get: Op<Id, { 200: Json<S["CallDetail"]>; default: Fault }> };
  "/api/calls/{id}/leg": { post: Op<Id, { 200: Json<{ sdp: string }>; default: Fault }, { sdp: string }> };
  "/api/calls/{id}/hangup": { post: Op<Id, { 200: Json<S["Call"]>; default: Fault }> };
}

export interface components {
  schemas: {
    Problem: {
      type?: string;
      title?: string;
      status?: number;
      detail?: string;
      code?: string;
      field?: string;
      reason?: string;
      technical?: string;
    };
    Person: { id: string; name: string };
    Me: {
      user: { id: string; name: string; email: string; language: string; admin: boolean };
      workspace: { id: string; name: string };
      modules: string[];
      can: { calls: boolean; history: boolean; request: boolean; place: boolean; contacts: boolean };
    };
    Account: {
      id: string;
      name: string;
      phone: string;
      status: string;
      callingEnabled: boolean;
      operator: boolean;
    };
    Contact: {
      id: string;
      name?: string;
      displayName: string;
      whatsAppName?: string;
      username?: string;
      waId?: string;
      bsuid?: string;
      phone?: string;
      createdAt: string;
      updatedAt: string;
      version: number;
    };
    Conversation: {
      id: string;
      accountId: string;
      contact: { id: string; displayName: string; whatsAppName?: string; phone?: string };
      state: string;
      attendant?: S["Person"];
      windowEnds?: string;
      lastAt?: string;
      preview?: string;
      unread: number;
      version: number;
    };
    Message: {
      id: string;
      direction: string;
      kind: string;
      text?: string;
      author?: S["Person"];
      status: string;
      failure?: { code: number; title: string; details?: string };
      clientKey?: string;
      at: string;
    };
    Verdict: { allowed: boolean; reason?: string; message?: string; fix?: string; until?: string };
    CallAction: {
      accountId: string;
      contactId: string;
      conversationId?: string;
      authorization: { state: string; until?: string };
      request: S["Verdict"];
      call: S["Verdict"];
      live?: { callId: string; operator: S["Person"] };
    };
    Failure: { reason: string; code?: number; title?: string; details?: string; traceId?: string };
    Call: {
      id: string;
      direction: string;
      state: string;
      outcome?: string;
      failure?: S["Failure"];
      account: S["Person"];
      contact: { id: string; displayName: string; phone?: string };
      conversationId?: string;
      operator?: S["Person"];
      metaId?: string;
      createdAt: string;
      alertedAt?: string;
      answeredAt?: string;
      endedAt?: string;
      durationSeconds?: number;
      ringSeconds?: number;
      version: number;
    };
    Line: {
      seq: number;
      at: string;
      source: string;
      kind: string;
      user?: S["Person"];
      before?: string;
      after?: string;
      ignored?: boolean;
      failure?: S["Failure"];
      facts?: { failed?: boolean; durationSeconds?: number; startedAt?: string; endedAt?: string };
    };
    CallDetail: S["Call"] & { timeline: S["Line"][] };
  };
}
