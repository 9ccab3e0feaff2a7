import type { Notice } from "@/api/types";
import { usePhone, usePhoneState } from "@/app/live";
import { isBusy } from "@/softphone/state";

/** Calls whom a notice is about. Whether that is still possible the server says, in the call bar. */
export function useCallBack(): { call: (notice: Notice) => void; busy: boolean } {
  const phone = usePhone();
  const busy = isBusy(usePhoneState());
  return {
    busy,
    call: ({ contact, account }) => {
      if (!account) return;
      void phone.dial({
        contactId: contact.id,
        name: contact.displayName,
        phone: contact.phone,
        accountId: account.id,
        accountName: account.name,
      });
    },
  };
}
