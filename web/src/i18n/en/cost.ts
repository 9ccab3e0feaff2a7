/** English: what calls are estimated to cost. */
export const cost = {
  title: "Estimated cost",
  free: "Free",
  freeHint: "Meta charges only calls that you place and that are answered.",
  unknown: "No price",
  unknownHint:
    "The rate card has no price for this number's country, or the number does not say which it is.",
  perMinute: "≈ {{price}}/min",
  perMinuteHint: "Estimate by Meta's rate card from {{day}}: {{market}}, tier {{tier}}.",
  exampleHint:
    "Made-up example price: {{market}}, tier {{tier}}. Import Meta's rate card in System Settings.",
  callHint:
    "Estimate: {{pulses}} × 6 seconds at {{price}} a minute, {{market}}, tier {{tier}}, Meta's rate card from {{day}}.",
  callExampleHint:
    "Made-up example price: {{pulses}} × 6 seconds at {{price}} a minute, {{market}}, tier {{tier}}.",
  example: "(example)",
  madeUp: "These prices are made up, to show how it works. Import Meta's rate card to replace them.",
};
