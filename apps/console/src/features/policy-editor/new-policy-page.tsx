"use client";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { newPolicyYaml } from "./new-policy-yaml";
import { PolicyForm } from "./policy-form";
import type { PolicyDraft } from "./use-save-policy";

const empty: PolicyDraft = {
  name: "",
  description: "",
  yaml: newPolicyYaml,
  placement: { environments: [], labels: "" },
  basedOnVersion: 0,
};

/** Writes the first version of a policy. */
export function NewPolicyPage() {
  const t = useTranslations("policyEditor");
  const nav = useTranslations("nav");
  return (
    <Stack gap="m">
      <PageHeader
        trail={<Breadcrumbs trail={[{ label: nav("policies"), href: "/policies" }]} current={t("newTitle")} />}
        title={t("newTitle")}
        description={t("newDescription")}
      />
      <PolicyForm label={t("newTitle")} initial={empty} backHref="/policies" />
    </Stack>
  );
}
