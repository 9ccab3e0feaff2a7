import { useQueryClient } from "@tanstack/react-query";
import { CircleAlert, Download, FileText, LoaderCircle, Mic } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/api/client";
import { asApiError } from "@/api/problem";
import type { Message } from "@/api/types";
import { bytes } from "@/i18n/format";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { notifyBad } from "@/ui/notify";

type Medium = NonNullable<Message["medium"]>;

const address = (id: string) => `/api/messages/${id}/medium`;

/** The file of a message: shown where that is safe, else to be kept; and what became of it where it is not here. */
export function MediumEntry({ message, medium }: { message: Message; medium: Medium }) {
  const { t } = useTranslation();
  const name = t(`messageKind.${message.kind}`);
  if (medium.state !== "here") return <NotHere message={message} medium={medium} name={name} />;
  const source = address(message.id);
  if (message.kind === "image" || message.kind === "sticker") {
    return <Picture source={source} medium={medium} name={message.text || name} />;
  }
  if (message.kind === "voice" || message.kind === "audio") {
    return (
      <div className="flex items-center gap-2">
        {message.kind === "voice" ? <Mic className="size-4 shrink-0 text-text-3" aria-hidden /> : null}
        {/* biome-ignore lint/a11y/useMediaCaption: nobody writes captions for what people say in a chat */}
        <audio
          controls
          preload="metadata"
          src={source}
          aria-label={name}
          data-testid="sound"
          className="h-10 w-64 max-w-full"
        />
      </div>
    );
  }
  if (message.kind === "video" && medium.shown) {
    return (
      // biome-ignore lint/a11y/useMediaCaption: nobody writes captions for what people film in a chat
      <video
        controls
        preload="metadata"
        src={source}
        aria-label={name}
        className="aspect-video max-h-80 w-96 max-w-full rounded-soft bg-black"
      />
    );
  }
  return (
    <a
      href={source}
      download={medium.name || true}
      className="flex w-72 max-w-full items-center gap-3 rounded-soft border border-line bg-surface px-3 py-2 hover:bg-hover"
      data-testid="document"
    >
      <FileText className="size-5 shrink-0 text-text-3" aria-hidden />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{medium.name || name}</span>
        <span className="block text-text-3 text-xs">{bytes(medium.size)}</span>
      </span>
      <Download className="size-4 shrink-0 text-text-3" aria-label={t("medium.keep")} />
    </a>
  );
}

/** The place of a picture is known before it is there, so that nothing moves when it comes. */
function Picture({ source, medium, name }: { source: string; medium: Medium; name: string }) {
  const { t } = useTranslation();
  const [large, setLarge] = useState(false);
  const { width = 320, height = 240 } = medium;
  return (
    <>
      <button
        type="button"
        onClick={() => setLarge(true)}
        aria-label={t("medium.enlarge", { name })}
        className="block overflow-hidden rounded-soft"
        data-testid="picture"
      >
        <img
          src={source}
          alt={name}
          width={width}
          height={height}
          loading="lazy"
          className="h-auto max-h-80 w-auto max-w-full bg-sunken object-contain"
        />
      </button>
      {large ? (
        <Dialog
          open
          onOpenChange={setLarge}
          title={medium.name || name}
          className="sm:top-[4vh] sm:max-h-[92vh] sm:w-[min(64rem,94vw)]"
        >
          <img src={source} alt={name} className="mx-auto max-h-[74vh] max-w-full object-contain" />
          <div className="mt-3 flex justify-end">
            <Button asChild>
              <a href={source} download={medium.name || true}>
                <Download className="size-4" aria-hidden />
                {t("medium.keep")}
              </a>
            </Button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}

function NotHere({ message, medium, name }: { message: Message; medium: Medium; name: string }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const again = async () => {
    try {
      await client.POST("/api/messages/{id}/medium", { params: { path: { id: message.id } } });
      await cache.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[1] === "/api/conversations/{id}/messages",
      });
    } catch (thrown) {
      notifyBad(asApiError(thrown).message || t("form.failed"));
    }
  };
  const coming = medium.state === "coming";
  const Icon = coming ? LoaderCircle : CircleAlert;
  return (
    <div
      className="flex max-w-80 items-start gap-2 text-sm text-text-2"
      data-testid={`medium-${medium.state}`}
    >
      <Icon
        className={coming ? "mt-0.5 size-4 shrink-0 animate-spin" : "mt-0.5 size-4 shrink-0 text-bad"}
        aria-hidden
      />
      <div>
        <p>{t(`medium.${medium.state}`, { name, size: medium.size ? bytes(medium.size) : "" })}</p>
        {medium.state === "lost" ? (
          <button
            type="button"
            onClick={() => void again()}
            className="rounded-tight font-medium text-accent-text hover:underline"
          >
            {t("medium.again")}
          </button>
        ) : null}
      </div>
    </div>
  );
}
