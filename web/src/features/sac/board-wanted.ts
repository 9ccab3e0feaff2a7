import { kept } from "@/app/kept";

/** Whether this browser shows services as a board when one comes to them. */
export const boardWanted = kept("sac.board", ["on", "off"], "off");
