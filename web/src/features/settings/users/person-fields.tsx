import { useTranslation } from "react-i18next";
import type { Department } from "@/api/types";
import { languages } from "@/i18n";
import { Choice } from "@/ui/choice";
import { Field } from "@/ui/field";
import type { Errors } from "@/ui/form";
import { Picker } from "@/ui/picker";
import { Switch } from "@/ui/switch";

export interface Person {
  name: string;
  email: string;
  language: string;
  admin: boolean;
  departments: string[];
}

/** What an invitation and a user have in common. */
export function PersonFields({
  values,
  onChange,
  errors,
  departments,
  ownself,
}: {
  values: Person;
  onChange: (change: Partial<Person>) => void;
  errors: Errors;
  departments: readonly Department[];
  ownself?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <>
      <Field
        label={t("users.name")}
        value={values.name}
        onChange={(event) => onChange({ name: event.target.value })}
        error={errors.name}
        autoComplete="off"
        autoFocus
        data-testid="user-name"
      />
      <Field
        label={t("users.email")}
        type="email"
        value={values.email}
        onChange={(event) => onChange({ email: event.target.value })}
        error={errors.email}
        autoComplete="off"
        data-testid="user-email"
      />
      <div className="space-y-1.5">
        <div className="font-medium text-sm">{t("users.language")}</div>
        <Choice
          label={t("users.language")}
          value={values.language}
          onChange={(language) => onChange({ language })}
          options={languages.map(({ code, name }) => ({ value: code as string, label: name }))}
          className="h-9 w-full"
        />
      </div>
      <Picker
        label={t("users.departments")}
        options={departments.map(({ id, name }) => ({ id, name }))}
        chosen={values.departments}
        onChange={(chosen) => onChange({ departments: chosen })}
        empty={t("users.noDepartments")}
        testId="pick-departments"
      />
      <Switch
        checked={values.admin}
        onChange={(admin) => onChange({ admin })}
        label={t("users.admin")}
        hint={errors.admin ?? (ownself ? t("users.adminYourself") : t("users.adminHint"))}
        disabled={ownself}
        testId="user-admin"
      />
    </>
  );
}
