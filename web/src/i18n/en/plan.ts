/** English: Plan. */
export const plan = {
  title: "Plan",
  lead: "What this workspace has, and how many people may sign in.",
  modules: "Modules",
  on: "In the plan",
  off: "Not in the plan",
  seats: "Seats",
  seatsHint: "Users who are not blocked and open invitations take a seat.",
  change: "To change the plan, talk to:",
  module: {
    calls: {
      name: "WhatsApp Calls",
      text: "Call requests, calls to customers from the browser, and their history.",
    },
  },
};
