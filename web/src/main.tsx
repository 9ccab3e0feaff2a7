import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { makeQueryClient } from "@/api/query-client";
import { LiveContext, wire } from "@/app/live";
import { router } from "@/app/router";
import { sessionKey } from "@/app/session";
import { startTheme } from "@/app/theme";
import { startLanguages } from "@/i18n";
import { browserSoftphone } from "@/softphone/browser";
import "@/ui/app.css";

startTheme();
const cache = makeQueryClient(() => void cache.invalidateQueries({ queryKey: sessionKey }));
const live = wire(cache, browserSoftphone());

startLanguages().then(() => {
  const root = document.getElementById("root");
  if (!root) throw new Error("the page has no root");
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={cache}>
        <LiveContext.Provider value={live}>
          <RouterProvider router={router} />
        </LiveContext.Provider>
      </QueryClientProvider>
    </StrictMode>,
  );
});
