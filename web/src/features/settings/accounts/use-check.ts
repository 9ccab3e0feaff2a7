/** Runs the steps of a check, one request each, so that each shows as it comes. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { client, must } from "@/api/client";
import { asApiError } from "@/api/problem";
import type { AccountCheck } from "@/api/types";
import { type Step, steps } from "./steps";

export type Shown = AccountCheck | "waiting" | "running";

export interface Check {
  shown: Record<Step, Shown>;
  running: boolean;
  run: () => void;
  /** Does what the step offers, and then all steps again that it may have changed. */
  repair: (step: Step) => void;
}

const allWaiting = () => Object.fromEntries(steps.map((step) => [step, "waiting"])) as Record<Step, Shown>;

/** The check of one account; it begins by itself. */
export function useCheck(id: string): Check {
  const cache = useQueryClient();
  const [shown, setShown] = useState(allWaiting);
  const [running, setRunning] = useState(true);
  const turn = useRef(0); // who is overtaken by another run, or whose page is gone, stops

  const go = useCallback(
    async (which: readonly Step[], repair?: Step) => {
      turn.current += 1;
      const mine = turn.current;
      setRunning(true);
      setShown((before) => ({ ...before, ...Object.fromEntries(which.map((step) => [step, "waiting"])) }));
      for (const step of which) {
        setShown((before) => ({ ...before, [step]: "running" }));
        const found = await ask(id, step, step === repair);
        if (turn.current !== mine) return;
        setShown((before) => ({ ...before, [step]: found }));
      }
      setRunning(false);
      void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === "/api/settings/accounts" });
    },
    [id, cache],
  );

  useEffect(() => {
    void go(steps);
    return () => {
      turn.current += 1;
    };
  }, [go]);

  return {
    shown,
    running,
    run: () => void go(steps),
    repair: (step) => void go(steps.slice(steps.indexOf(step)), step),
  };
}

/** One step. What our own server refuses, or no answer of it, is a failure of the step too. */
async function ask(id: string, step: Step, repair: boolean): Promise<AccountCheck> {
  try {
    return await must(
      client.POST("/api/settings/accounts/{id}/checks", { params: { path: { id } }, body: { step, repair } }),
    );
  } catch (thrown) {
    const { message, technical } = asApiError(thrown);
    return {
      step,
      state: "failed",
      reason: "offline",
      facts: [],
      technical: message || technical,
      repair: false,
      at: new Date().toISOString(),
      took: 0,
    };
  }
}
