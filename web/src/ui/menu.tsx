import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** A menu beside which the page stays readable and reachable. */
export const Menu = (props: ComponentProps<typeof DropdownMenu.Root>) => (
  <DropdownMenu.Root modal={false} {...props} />
);
export const MenuTrigger = DropdownMenu.Trigger;
export const MenuGroup = DropdownMenu.RadioGroup;

const item =
  "flex cursor-default select-none items-start gap-2.5 rounded-tight px-2 py-1.5 text-base outline-none data-[highlighted]:bg-hover";

export function MenuContent({ className, ...rest }: ComponentProps<typeof DropdownMenu.Content>) {
  return (
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        sideOffset={6}
        collisionPadding={8}
        className={cn(
          "fade z-50 min-w-52 max-w-80 rounded-soft border border-line bg-raised p-1 shadow-2",
          className,
        )}
        {...rest}
      />
    </DropdownMenu.Portal>
  );
}

/** An entry. With `why` it cannot be chosen and says so below its words; it can still be reached by the keyboard. */
export function MenuItem({
  icon,
  why,
  children,
  className,
  onSelect,
  ...rest
}: ComponentProps<typeof DropdownMenu.Item> & { icon?: ReactNode; why?: ReactNode }) {
  return (
    <DropdownMenu.Item
      className={cn(item, className)}
      aria-disabled={why ? true : undefined}
      onSelect={(event) => {
        if (why) event.preventDefault();
        else onSelect?.(event);
      }}
      {...rest}
    >
      {icon ? (
        <span className={cn("mt-0.5 shrink-0 text-text-3 [&_svg]:size-4", why ? "opacity-60" : "")}>
          {icon}
        </span>
      ) : null}
      <span className="min-w-0 flex-1">
        <span className={cn("block", why ? "text-text-3" : "")}>{children}</span>
        {why ? <span className="mt-0.5 block text-sm text-text-2">{why}</span> : null}
      </span>
    </DropdownMenu.Item>
  );
}

export function MenuChoice({ children, ...rest }: ComponentProps<typeof DropdownMenu.RadioItem>) {
  return (
    <DropdownMenu.RadioItem className={cn(item, "items-center")} {...rest}>
      <span className="flex size-4 shrink-0 items-center">
        <DropdownMenu.ItemIndicator>
          <Check className="size-4 text-accent-text" aria-hidden />
        </DropdownMenu.ItemIndicator>
      </span>
      {children}
    </DropdownMenu.RadioItem>
  );
}

/** An entry that is on or off. The menu stays open, so that more can be chosen. */
export function MenuCheck({ children, ...rest }: ComponentProps<typeof DropdownMenu.CheckboxItem>) {
  return (
    <DropdownMenu.CheckboxItem
      className={cn(item, "items-center")}
      onSelect={(event) => event.preventDefault()}
      {...rest}
    >
      <span className="flex size-4 shrink-0 items-center">
        <DropdownMenu.ItemIndicator>
          <Check className="size-4 text-accent-text" aria-hidden />
        </DropdownMenu.ItemIndicator>
      </span>
      {children}
    </DropdownMenu.CheckboxItem>
  );
}

export const MenuLine = () => <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-line" />;

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <DropdownMenu.Label className="px-2 pt-1.5 pb-1 font-medium text-text-3 text-xs">
    {children}
  </DropdownMenu.Label>
);
