/** How long a step may take. It is long because machines may be slow; a step that works never waits for it. */
export const patience = 30_000;
