import { createRoot } from "react-dom/client";
import { startTheme } from "@/app/theme";
import { startLanguages } from "@/i18n";
import { DocsPage } from "./page";
import "@/ui/app.css";

startTheme();
startLanguages().then(() => {
  const root = document.getElementById("root");
  if (!root) throw new Error("the page has no root");
  createRoot(root).render(<DocsPage />);
});
