import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import { useMe } from "@/app/session";
import { Button } from "@/ui/button";
import { Loaded } from "@/ui/loaded";
import { NoPermission } from "@/ui/notice";
import { Page } from "@/ui/page";
import { Mapping } from "./mapping";
import { Running } from "./running";

/** One import: what its columns are, then how far it is, then what became of it. */
export function ImportPage() {
  const { can } = useMe();
  const { importId } = useParams({ from: "/frame/contacts/import/$importId" });
  if (!can.import) return <NoPermission />;
  return <One key={importId} id={importId} />;
}

function One({ id }: { id: string }) {
  const { t } = useTranslation();
  const query = $api.useQuery("get", "/api/contact-imports/{id}", { params: { path: { id } } });
  const mapping = query.data?.state === "mapping";
  return (
    <Page
      title={query.data?.fileName || t("transfer.importTitle")}
      lead={query.data && mapping ? t("transfer.mapLead", { count: query.data.rows }) : undefined}
      wide={mapping}
      action={
        <Button asChild>
          <Link to="/contacts/import">{t("transfer.all")}</Link>
        </Button>
      }
    >
      <Loaded query={query}>
        {(one) => (one.state === "mapping" ? <Mapping offered={one} /> : <Running one={one} />)}
      </Loaded>
    </Page>
  );
}
