/** One error type for everything that the server refuses or does not answer. */
import type { Problem } from "./types";

/** A refusal of the server in its own words, or `code: "offline"` when no answer came. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly reason: string;
  readonly field: string;
  readonly technical: string;

  constructor(problem: Problem, status = problem.status ?? 0) {
    super(problem.detail || problem.title || "");
    this.name = "ApiError";
    this.status = status;
    this.code = problem.code ?? (status === 0 ? "offline" : "");
    this.reason = problem.reason ?? "";
    this.field = problem.field ?? "";
    this.technical = problem.technical ?? "";
  }
}

/** Turns whatever a request threw into an ApiError. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  if (thrown instanceof Error) return new ApiError({ code: "offline", technical: thrown.message }, 0);
  if (typeof thrown === "object" && thrown !== null) {
    const problem = thrown as Problem;
    return new ApiError(problem, problem.status ?? 500);
  }
  return new ApiError({ code: "internal", technical: String(thrown) }, 500);
}

/** Whether nobody is signed in any more. */
export const isSignedOut = (thrown: unknown) => asApiError(thrown).status === 401;
