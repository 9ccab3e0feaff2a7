import { createRoot } from "react-dom/client";
import { Toaster, toast } from "sonner";

const look = {
  unstyled: true,
  classNames: {
    toast:
      "flex w-[22rem] font-sans max-w-[calc(100vw-2rem)] items-start gap-2.5 rounded-soft border border-line bg-raised p-3 text-base text-text shadow-2",
    description: "text-sm text-text-2",
    icon: "mt-0.5 shrink-0",
    error: "[&_[data-icon]]:text-bad",
    success: "[&_[data-icon]]:text-good",
    info: "[&_[data-icon]]:text-info",
    actionButton: "ml-auto h-8 shrink-0 rounded-soft bg-accent px-3 font-medium text-on-accent text-sm",
  },
} as const;

let ready: Promise<void> | null = null;

/** Where it covers nothing that one writes in or calls with. */
const where = () => (window.innerWidth < 640 ? "top-center" : "bottom-left");

/** The corner is a root of its own: it belongs to no page and outlives them all. */
function corner(): Promise<void> {
  ready ??= new Promise((resolve) => {
    const place = document.createElement("div");
    document.body.append(place);
    createRoot(place).render(<Toaster position={where()} toastOptions={look} mobileOffset={{ top: 64 }} />);
    // It hears only what is said after it was drawn.
    requestAnimationFrame(() => setTimeout(resolve, 50));
  });
  return ready;
}

export async function show(kind: "success" | "error", text: string, help?: string): Promise<void> {
  await corner();
  toast[kind](text, { description: help, duration: kind === "error" ? 9000 : 4000 });
}

export async function showNews(text: string, action: { label: string; run: () => void }): Promise<void> {
  await corner();
  toast.info(text, { action: { label: action.label, onClick: action.run }, duration: 20_000 });
}
