"use client";
import type { ShownDestination } from "@holdfast/contracts/notification";
import { SelectField } from "@holdfast/ui/select-field";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";

const securities = ["starttls", "tls", "none"] as const;

/** The mail server, who writes and to whom. */
export function MailFields({ shown }: { readonly shown: Extract<ShownDestination, { kind: "email" }> | undefined }) {
  const t = useTranslations("notification");
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_7rem]">
        <TextField name="host" label={t("field.host")} defaultValue={shown?.host ?? ""} isRequired autoComplete="off" isCode />
        <TextField
          name="port"
          type="number"
          label={t("field.port")}
          defaultValue={String(shown?.port ?? 587)}
          isRequired
          autoComplete="off"
        />
      </div>
      <SelectField
        name="security"
        label={t("field.security")}
        options={securities.map((value) => ({ value, label: t(`security.${value}`) }))}
        defaultValue={shown?.security ?? "starttls"}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="user" label={t("field.user")} hint={t("hint.user")} defaultValue={shown?.user ?? ""} autoComplete="off" />
        <TextField
          name="password"
          type="password"
          label={t("field.password")}
          hint={shown && t("hint.passwordKept")}
          autoComplete="new-password"
        />
      </div>
      <TextField name="from" type="email" label={t("field.from")} defaultValue={shown?.from ?? ""} isRequired autoComplete="off" />
      <TextField
        name="to"
        label={t("field.to")}
        hint={t("hint.to")}
        defaultValue={shown?.to.join(", ") ?? ""}
        lines={2}
        isRequired
        autoComplete="off"
      />
    </>
  );
}
