import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Mark } from "@/app/mark";
import { languages, speak } from "@/i18n";
import { Choice } from "./choice";
import { cn } from "./cn";

/** A page in front of the console, for whoever is not signed in; centred where it only tells something. */
export function Front({ centred, children }: { centred?: boolean; children: ReactNode }) {
  const { t, i18n } = useTranslation();
  return (
    <main className="grid h-full grid-rows-[1fr_auto] overflow-y-auto bg-bg">
      <div className="grid place-items-center px-4 py-10">
        <div className="w-full max-w-[22rem]">
          <Mark className={cn("mb-6 size-11", centred && "mx-auto")} />
          {children}
        </div>
      </div>
      <div className="flex justify-center p-6">
        <Choice
          label={t("session.language")}
          value={i18n.language}
          onChange={(code) => void speak(code)}
          options={languages.map(({ code, name }) => ({ value: code as string, label: name }))}
        />
      </div>
    </main>
  );
}
