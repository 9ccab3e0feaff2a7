/** A key that makes a send repeatable without sending twice. */
export function newKey(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  // Pages without https have no randomUUID.
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
