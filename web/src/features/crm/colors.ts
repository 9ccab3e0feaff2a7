/** The colours that a stage may have, as the dots and bars show them. They only underline its name. */
import type { Stage } from "@/api/types";

export const colors = ["gray", "blue", "teal", "green", "amber", "red", "purple"] as const;

export const dots: Record<Stage["color"], string> = {
  gray: "bg-text-3",
  blue: "bg-info",
  teal: "bg-accent",
  green: "bg-good",
  amber: "bg-warn",
  red: "bg-bad",
  purple: "bg-violet",
};
