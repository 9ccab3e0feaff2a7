import { Link } from "@tanstack/react-router";
import { Check, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CallCheck, Gate } from "@/api/types";
import { reasonWords } from "@/features/call-action/words";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { cn } from "@/ui/cn";
import { placeOf } from "./places";

/** Gates one after the other. A closed one has the sentence that stands on the button, and leads to where it is put right. */
export function GateChain({
  title,
  gates,
  check,
}: {
  title: string;
  gates: readonly Gate[];
  check: CallCheck;
}) {
  const { t, i18n } = useTranslation();
  const closed = gates.filter(({ allowed }) => !allowed).length;
  return (
    <Card
      title={title}
      action={
        <Badge tone={closed ? "bad" : "good"}>
          {closed ? t("check.closed", { count: closed }) : t("check.open")}
        </Badge>
      }
    >
      <ol className="border-line border-t py-1.5">
        {gates.map((gate, i) => {
          const words = reasonWords(gate, i18n);
          const place = gate.allowed ? undefined : placeOf(gate, check);
          return (
            <li
              key={gate.gate}
              className="relative flex gap-3 px-4 py-1.5"
              data-testid="gate"
              data-gate={gate.gate}
              data-open={gate.allowed}
            >
              <span className="relative flex w-5 shrink-0 justify-center" aria-hidden>
                {i < gates.length - 1 ? <span className="absolute top-5 -bottom-3 w-px bg-line" /> : null}
                <span
                  className={cn(
                    "relative grid size-5 place-items-center rounded-full [&_svg]:size-3.5",
                    gate.allowed ? "bg-good-soft text-good-text" : "bg-bad-soft text-bad-text",
                  )}
                >
                  {gate.allowed ? <Check /> : <X />}
                </span>
              </span>
              <div className="min-w-0 flex-1">
                <div className={gate.allowed ? "text-text-2" : "font-medium"}>
                  {t(`check.gate.${gate.gate}`)}
                  <span className="sr-only">: {t(gate.allowed ? "check.open" : "check.shut")}</span>
                </div>
                {gate.allowed ? null : (
                  <div className="text-sm text-text-2">
                    <p>
                      “{words.message}” {words.when}
                    </p>
                    {place ? (
                      <Link
                        {...place.link}
                        className="text-accent-text underline underline-offset-2"
                        data-testid="gate-fix"
                      >
                        {t(place.label)}
                      </Link>
                    ) : (
                      <p>{words.fix}</p>
                    )}
                  </div>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
