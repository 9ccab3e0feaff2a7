import { Command as List } from "cmdk";
import type { ReactNode } from "react";

/** A part of what was found. */
export function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <List.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-text-3 [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </List.Group>
  );
}

/** One thing to choose. */
export function Entry({
  value,
  onSelect,
  children,
}: {
  value: string;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <List.Item
      value={value}
      onSelect={onSelect}
      className="flex h-10 cursor-default select-none items-center gap-2.5 rounded-soft px-2.5 data-[selected=true]:bg-hover"
    >
      {children}
    </List.Item>
  );
}
