/** The name of a browser and its system, out of what it calls itself. Pure; nothing depends on it being right. */
export function browserName(agent: string): string {
  const browsers: [RegExp, string][] = [
    [/Edg\//, "Edge"],
    [/OPR\//, "Opera"],
    [/Firefox\//, "Firefox"],
    [/Chrom(e|ium)\//, "Chrome"],
    [/Safari\//, "Safari"],
    [/curl\//, "curl"],
  ];
  const systems: [RegExp, string][] = [
    [/Windows/, "Windows"],
    [/Android/, "Android"],
    [/iPhone|iPad/, "iOS"],
    [/Mac OS X/, "macOS"],
    [/Linux/, "Linux"],
  ];
  const of = (list: [RegExp, string][]) => list.find(([sign]) => sign.test(agent))?.[1] ?? "";
  return [of(browsers), of(systems)].filter(Boolean).join(" · ");
}
