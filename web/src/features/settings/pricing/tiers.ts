/** The tiers of a card by their minutes: 0 – 50,000, 50,001 – 250,000, … and the last without an end. */
export function tierNames(edges: readonly number[], language: string): string[] {
  const number = new Intl.NumberFormat(language, { useGrouping: "always" });
  const from = (i: number) => number.format(i === 0 ? 0 : (edges[i - 1] ?? 0) + 1);
  return [...edges.map((edge, i) => `${from(i)} – ${number.format(edge)}`), `${from(edges.length)}+`];
}
