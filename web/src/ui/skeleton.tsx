import { cn } from "./cn";

/** The place of something that is being loaded, of its size. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span className={cn("skeleton block", className)} />
);

const places = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** Rows of a list that is being loaded. */
export function RowSkeletons({ rows = 6, tall }: { rows?: number; tall?: boolean }) {
  return (
    <div aria-hidden>
      {places.slice(0, rows).map((place, i) => (
        <div key={place} className={cn("flex items-center gap-3 px-4", tall ? "h-[76px]" : "h-[60px]")}>
          <Skeleton className="size-9 rounded-full" />
          <div className="flex-1 space-y-2">
            <Skeleton className={cn("h-3.5", i % 3 === 0 ? "w-2/5" : i % 3 === 1 ? "w-1/2" : "w-1/3")} />
            <Skeleton className={cn("h-3", i % 2 === 0 ? "w-4/5" : "w-3/5")} />
          </div>
        </div>
      ))}
    </div>
  );
}

/** The head of a detail that is being loaded: who, and a line below. */
export function HeadSkeleton({ className }: { className?: string }) {
  return (
    <div className={cn("flex h-[57px] items-center gap-3 border-line border-b bg-surface px-5", className)}>
      <Skeleton className="size-9 rounded-full" />
      <div className="flex-1 space-y-2">
        <Skeleton className="h-3.5 w-40" />
        <Skeleton className="h-3 w-32" />
      </div>
    </div>
  );
}
