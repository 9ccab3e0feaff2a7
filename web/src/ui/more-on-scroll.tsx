import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button";

/** The end of an infinite list: loads more when it comes into view, and by a button for those who do not scroll. */
export function MoreOnScroll({
  has,
  loading,
  failed,
  onMore,
}: {
  has: boolean;
  loading: boolean;
  failed?: boolean;
  onMore: () => void;
}) {
  const { t } = useTranslation();
  const ref = useRef<HTMLDivElement>(null);
  const more = useRef(onMore);
  more.current = onMore;
  useEffect(() => {
    const element = ref.current;
    if (!element || !has || loading || failed) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) more.current();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [has, loading, failed]);
  if (!has) return null;
  return (
    <div ref={ref} className="flex justify-center p-3">
      <Button kind="ghost" size="s" onClick={onMore} disabled={loading}>
        {loading ? t("app.loadingMore") : t("app.more")}
      </Button>
    </div>
  );
}
