import { useMe } from "@/app/session";

/**
 * Whether the call action stands anywhere for this person. Whom no permission group lets call or ask does not see it; that the
 * module is not in the plan is said to everybody.
 */
export function useGranted(): boolean {
  const { can, modules } = useMe();
  return !modules.includes("calls") || can.place || can.request;
}
