import { FileText, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { bytes } from "@/i18n/format";

export interface Attached {
  clientKey: string;
  file: File;
  /** How much of it has left, from 0 to 1; undefined while it waits. */
  sent?: number;
  trouble?: string;
}

/** The files that go with what is written: what they are, how far they are, and why one was refused. */
export function Attachments({
  files,
  onRemove,
}: {
  files: readonly Attached[];
  onRemove: (key: string) => void;
}) {
  const { t } = useTranslation();
  if (files.length === 0) return null;
  return (
    <ul className="mb-2 flex max-h-44 flex-wrap gap-2 overflow-y-auto" aria-label={t("attach.files")}>
      {files.map(({ clientKey, file, sent, trouble }) => (
        <li
          key={clientKey}
          className="relative flex w-64 max-w-full items-center gap-2.5 overflow-hidden rounded-soft border border-line bg-surface p-2"
          data-testid="attached"
        >
          <Preview file={file} />
          <div className="min-w-0 flex-1">
            <div className="truncate font-medium text-sm">{file.name}</div>
            <div className="text-text-3 text-xs">{bytes(file.size)}</div>
            {trouble ? (
              <p role="alert" className="text-bad-text text-xs">
                {trouble}
              </p>
            ) : null}
          </div>
          {sent === undefined ? (
            <button
              type="button"
              onClick={() => onRemove(clientKey)}
              aria-label={t("attach.remove", { name: file.name })}
              className="grid size-6 shrink-0 place-items-center self-start rounded-full text-text-3 hover:bg-hover hover:text-text"
            >
              <X className="size-4" aria-hidden />
            </button>
          ) : (
            <progress className="sent" value={sent} aria-label={t("attach.sending", { name: file.name })} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** The largest picture that is read for its preview. */
const previewMost = 8 << 20;

function Preview({ file }: { file: File }) {
  const [source, setSource] = useState<string>();
  useEffect(() => {
    if (!/^image\/(png|jpeg|webp)$/.test(file.type) || file.size > previewMost) return;
    const reader = new FileReader();
    reader.onload = () => setSource(String(reader.result));
    reader.readAsDataURL(file);
    return () => reader.abort();
  }, [file]);
  return source ? (
    <img src={source} alt="" className="size-11 shrink-0 rounded-tight object-cover" />
  ) : (
    <span className="grid size-11 shrink-0 place-items-center rounded-tight bg-sunken text-text-3">
      <FileText className="size-5" aria-hidden />
    </span>
  );
}
