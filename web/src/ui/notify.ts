/** Short news in the corner. The library comes when there is the first. */

const load = () => import("./toaster");

/** Says that something worked. */
export const notifyGood = (text: string) => void load().then(({ show }) => show("success", text));

/** Says that something did not work, and what helps. */
export const notifyBad = (text: string, help?: string) =>
  void load().then(({ show }) => show("error", text, help));

/** News that came by itself, with what can be done about it. */
export const notifyNews = (text: string, action: { label: string; run: () => void }) =>
  void load().then(({ showNews }) => showNews(text, action));
