"use client";
import { Checkbox } from "@holdfast/ui/checkbox";
import { CodeBlock } from "@holdfast/ui/code";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { MappingFields } from "./mapping-fields";
import type { ProviderDraft } from "./provider-draft";

interface ProviderFieldsProps {
  readonly draft: ProviderDraft;
  readonly onChange: (draft: ProviderDraft) => void;
  /** Where the provider sends people back to; null while the provider is new, and its key may still change. */
  readonly redirectUrl: string | null;
}

/** Everything that is set of a provider. Its key and issuer are set once: the accounts are bound to them. */
export function ProviderFields({ draft, onChange, redirectUrl }: ProviderFieldsProps) {
  const t = useTranslations("identity.provider");
  const isNew = redirectUrl === null;
  const field = (name: "name" | "key" | "issuer" | "clientId" | "scopes" | "groupsClaim" | "emailDomains", isCode = true) => (
    <TextField
      name={name}
      label={t(`field.${name}`)}
      hint={t(`hint.${name}`)}
      value={draft[name]}
      onChange={(value) => onChange({ ...draft, [name]: value })}
      autoComplete="off"
      isRequired={name !== "emailDomains"}
      isCode={isCode}
    />
  );
  const address = redirectUrl ?? `${window.location.origin}/api/auth/oidc/callback/${draft.key || "…"}`;
  return (
    <>
      {field("name", false)}
      {isNew && field("key")}
      <CodeBlock label={t("redirect")} text={address} />
      {isNew && field("issuer")}
      {field("clientId")}
      <TextField
        name="clientSecret"
        type="password"
        label={t("field.clientSecret")}
        hint={t(isNew ? "hint.clientSecret" : "hint.clientSecretKept")}
        value={draft.clientSecret}
        onChange={(clientSecret) => onChange({ ...draft, clientSecret })}
        autoComplete="off"
        isRequired={isNew}
      />
      {field("scopes")}
      {field("groupsClaim")}
      <MappingFields mappings={draft.mappings} onChange={(mappings) => onChange({ ...draft, mappings })} />
      {field("emailDomains")}
      <Checkbox
        label={t("field.admitsNew")}
        hint={t("hint.admitsNew")}
        isChecked={draft.admitsNew}
        onChange={(admitsNew) => onChange({ ...draft, admitsNew })}
      />
      <Checkbox
        label={t("field.isEnabled")}
        hint={t("hint.isEnabled")}
        isChecked={draft.isEnabled}
        onChange={(isEnabled) => onChange({ ...draft, isEnabled })}
      />
    </>
  );
}
