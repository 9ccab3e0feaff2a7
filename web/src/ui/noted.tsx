import type { ComponentProps, ReactNode } from "react";
import { Hint } from "./hint";

/** A few words with a note that explains them, on hover and on focus. */
export function Noted({ note, ...rest }: ComponentProps<"span"> & { note: ReactNode }) {
  return (
    <Hint text={note}>
      <span
        role="note"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its note is for the keyboard too
        tabIndex={0}
        {...rest}
      />
    </Hint>
  );
}
