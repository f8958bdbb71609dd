"use client";
import { SelectField } from "@holdfast/ui/select-field";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { ClusterSetField } from "../shared-identity/cluster-set-field";
import type { GrantDraft } from "./grant-draft";
import { roles } from "./user-search";

const spans = [0, 8, 24, 168, 720, 2160] as const;

interface GrantFieldsProps {
  readonly draft: GrantDraft;
  readonly onChange: (draft: GrantDraft) => void;
}

/** Chooses a role, the clusters that it is for, and for how long. */
export function GrantFields({ draft, onChange }: GrantFieldsProps) {
  const t = useTranslations("identity");
  return (
    <Stack gap="m">
      <SelectField
        name="role"
        label={t("grant.role")}
        hint={draft.role === "" ? undefined : t(`roleHint.${draft.role}`)}
        placeholder={t("grant.choose")}
        options={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
        value={draft.role}
        onChange={(role) => onChange({ ...draft, role: roles.find((each) => each === role) ?? "" })}
        isRequired
      />
      <ClusterSetField placement={draft.placement} onChange={(placement) => onChange({ ...draft, placement })} />
      <SelectField
        name="hours"
        label={t("grant.until")}
        options={spans.map((hours) => ({ value: String(hours), label: t("grant.span", { hours, days: hours / 24 }) }))}
        value={String(draft.hours)}
        onChange={(hours) => onChange({ ...draft, hours: Number(hours) })}
      />
    </Stack>
  );
}
