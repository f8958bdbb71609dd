"use client";
import { LinkButton } from "@holdfast/ui/button";
import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import { useVerbs } from "@holdfast/ui/verbs";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { RolloutSwitch } from "../shared-rollout-switch/rollout-switch";
import { PolicyList } from "./policy-list";
import { PolicyPalette } from "./policy-palette";

/** What is enforced where, and what is on its way. */
export function PoliciesPage() {
  const t = useTranslations("policies");
  const nav = useTranslations("nav");
  useVerbs(
    useMemo(
      () => [
        { id: "policy.new", label: t("new"), group: t("title"), href: "/policies/new" },
        { id: "policy.drift", label: t("drift"), group: t("title"), href: "/policies/drift" },
        { id: "policy.compliance", label: t("compliance"), group: t("title"), href: "/policies/compliance" },
        { id: "policy.library", label: t("library"), group: t("title"), href: "/policies/library" },
      ],
      [t],
    ),
  );
  return (
    <Stack gap="m">
      <PageHeader
        title={nav("policies")}
        description={t("pageDescription")}
        actions={
          <>
            <LinkButton href="/policies/drift">{t("drift")}</LinkButton>
            <LinkButton href="/policies/compliance">{t("compliance")}</LinkButton>
            <LinkButton href="/policies/library">{t("library")}</LinkButton>
            <LinkButton href="/policies/new" variant="primary" icon={<Plus aria-hidden="true" />}>
              {t("new")}
            </LinkButton>
          </>
        }
      />
      <RolloutSwitch />
      <PolicyPalette />
      <PolicyList />
    </Stack>
  );
}
