"use client";
import type { ChannelKind, ShownDestination } from "@holdfast/contracts/notification";
import { Checkbox } from "@holdfast/ui/checkbox";
import { SelectField } from "@holdfast/ui/select-field";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { MailFields } from "./mail-fields";

interface DestinationFieldsProps {
  readonly kind: ChannelKind;
  /** Where the channel leads now; none for a new one. */
  readonly shown: ShownDestination | undefined;
}

/** The secret that messages are signed with: made by Holdfast, given, kept, or made anew. */
function SecretFields({ isKept }: { readonly isKept: boolean }) {
  const t = useTranslations("notification");
  return (
    <>
      <TextField
        name="secret"
        type="password"
        label={t("field.secret")}
        hint={t(isKept ? "hint.secretKept" : "hint.secret")}
        autoComplete="off"
        isCode
      />
      {isKept && <Checkbox name="isSecretNew" label={t("field.secretNew")} />}
    </>
  );
}

/** What a kind of channel needs to be reached. What is secret is never shown again, and left empty stays as it is. */
export function DestinationFields({ kind, shown }: DestinationFieldsProps) {
  const t = useTranslations("notification");
  if (kind === "email") return <MailFields shown={shown?.kind === "email" ? shown : undefined} />;
  const isKept = shown !== undefined;
  const origin = shown && shown.kind !== "email" ? shown.origin : "";
  return (
    <>
      <TextField
        name="url"
        type="url"
        label={t(kind === "slack" ? "field.slackUrl" : "field.url")}
        hint={isKept ? t("hint.urlKept", { origin }) : t(kind === "slack" ? "hint.slackUrl" : "hint.url")}
        isRequired={!isKept}
        autoComplete="off"
        isCode
      />
      {kind === "cloudevents" && (
        <SelectField
          name="mode"
          label={t("field.mode")}
          options={(["structured", "binary"] as const).map((value) => ({ value, label: t(`mode.${value}`) }))}
          defaultValue={shown?.kind === "cloudevents" ? shown.mode : "structured"}
        />
      )}
      {kind !== "slack" && <SecretFields isKept={isKept} />}
    </>
  );
}
