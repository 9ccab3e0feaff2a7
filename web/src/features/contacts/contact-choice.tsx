import { useState } from "react";
import { $api } from "@/api/client";
import type { Contact } from "@/api/types";
import { SearchChoice } from "@/ui/search-choice";

/** One contact, found by name or number. */
export function ContactChoice({
  label,
  chosen,
  placeholder,
  except,
  onChoose,
  testId,
}: {
  label: string;
  /** The name of who is chosen; "" for nobody. */
  chosen: string;
  placeholder: string;
  /** The id of one who is not offered. */
  except?: string;
  onChoose: (contact: Contact) => void;
  testId: string;
}) {
  const [search, setSearch] = useState("");
  const found =
    $api
      .useQuery(
        "get",
        "/api/contacts",
        { params: { query: { search, limit: 8 } } },
        { placeholderData: (before) => before },
      )
      .data?.items.filter(({ id }) => id !== except) ?? [];
  return (
    <SearchChoice
      label={label}
      chosen={chosen}
      placeholder={placeholder}
      options={found.map(({ id, displayName, waId, phone }) => ({
        id,
        name: displayName,
        note: waId || phone,
      }))}
      search={search}
      onSearch={setSearch}
      onChoose={(id) => {
        const contact = found.find((one) => one.id === id);
        if (contact) onChoose(contact);
      }}
      testId={testId}
    />
  );
}
