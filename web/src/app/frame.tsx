import { Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { Tooltip } from "radix-ui";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { isSignedOut } from "@/api/problem";
import { CallBar } from "@/features/call-bar/call-bar";
import { Herald } from "@/features/notices/herald";
import { RestrictionBanner } from "@/features/restrictions/banner";
import { speak } from "@/i18n";
import { ErrorNotice } from "@/ui/notice";
import { LinkNotice } from "./link-notice";
import { useLive } from "./live";
import { Mark } from "./mark";
import { BottomBar, pages, Rail, setUp } from "./navigation";
import { MeContext, useSession } from "./session";
import { reach, useShortcuts } from "./shortcuts";
import { TopBar } from "./top-bar";

const Command = lazy(() => import("./command").then((m) => ({ default: m.Command })));
const ShortcutList = lazy(() => import("./shortcut-list").then((m) => ({ default: m.ShortcutList })));

/** What is around every page: the rail, the top, and the call bar, which belongs to no page. */
export function Frame() {
  const session = useSession();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { events, phone } = useLive();
  const userId = session.data?.user.id;
  const language = session.data?.user.language;
  const signedOut = session.isError && isSignedOut(session.error);

  useEffect(() => {
    // The frame stays until the sign-in page has loaded, and sees its address before that.
    if (!signedOut || pathname === "/sign-in") return;
    void navigate({
      to: "/sign-in",
      search: { next: pathname === "/sac" ? undefined : pathname },
      replace: true,
    });
  }, [signedOut, navigate, pathname]);
  useEffect(() => {
    if (!userId) return;
    events.start();
    void phone.start(userId);
  }, [userId, events, phone]);
  useEffect(() => {
    if (language) void speak(language);
  }, [language]);

  if (!session.data) {
    if (session.isError && !signedOut) {
      return <ErrorNotice error={session.error} onRetry={() => void session.refetch()} />;
    }
    return (
      <div className="grid h-full place-items-center">
        <Mark className="breathing size-10" />
      </div>
    );
  }
  return (
    <MeContext value={session.data}>
      <SignedIn />
    </MeContext>
  );
}

function SignedIn() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { phone } = useLive();
  const [searching, setSearching] = useState(false);
  const [listing, setListing] = useState(false);

  useShortcuts({
    "mod+k": () => setSearching(true),
    "?": () => setListing(true),
    "/": () => reach("filter"),
    r: () => reach("write"),
    c: () => reach("call", true),
    m: () => phone.mute(!phone.state.muted),
    "shift+h": () => void phone.hangUp(),
    ...Object.fromEntries(
      [...pages, ...setUp].map(({ to, keys }) => [keys.join(" "), () => void navigate({ to })]),
    ),
  });

  return (
    <Tooltip.Provider delayDuration={350} skipDelayDuration={200}>
      <a
        href="#content"
        className="sr-only z-50 rounded-soft bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {t("app.skip")}
      </a>
      <div className="flex h-full">
        <Rail />
        <div className="flex min-w-0 flex-1 flex-col">
          <TopBar onSearch={() => setSearching(true)} onShortcuts={() => setListing(true)} />
          <LinkNotice />
          <RestrictionBanner />
          <CallBar />
          <Herald />
          <main id="content" tabIndex={-1} className="min-h-0 flex-1 outline-none">
            <Suspense fallback={null}>
              <Outlet />
            </Suspense>
          </main>
          <BottomBar />
        </div>
      </div>
      <Suspense fallback={null}>
        {searching ? <Command onClose={() => setSearching(false)} /> : null}
        {listing ? <ShortcutList onClose={() => setListing(false)} /> : null}
      </Suspense>
    </Tooltip.Provider>
  );
}
