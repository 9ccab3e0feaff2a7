import { ExternalLink, MapPin } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Message } from "@/api/types";

/** A place: what it is called, where it is, and a way to a map. No map is loaded from elsewhere. */
export function PlaceEntry({ place }: { place: NonNullable<Message["location"]> }) {
  const { t } = useTranslation();
  const { latitude, longitude, name, address } = place;
  return (
    <div className="flex items-start gap-2.5" data-testid="place">
      <MapPin className="mt-0.5 size-4 shrink-0 text-accent-text" aria-hidden />
      <div className="min-w-0">
        <div className="font-medium">{name || t("messageKind.location")}</div>
        {address ? <div className="text-sm text-text-2">{address}</div> : null}
        <a
          href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`}
          target="_blank"
          rel="noreferrer noopener"
          className="inline-flex items-center gap-1 rounded-tight text-accent-text text-sm tabular-nums hover:underline"
        >
          {latitude.toFixed(5)}, {longitude.toFixed(5)}
          <ExternalLink className="size-3" aria-label={t("medium.map")} />
        </a>
      </div>
    </div>
  );
}
