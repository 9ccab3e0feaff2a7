/** The states of a service, as keys of the catalogue. */
export const stateWords = {
  waiting: "sac.waiting",
  in_service: "sac.inService",
  closed: "sac.closed",
} as const;
