"use client";
import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import { TabLinks } from "@holdfast/ui/tabs";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

const tabs = ["users", "access", "decisions", "providers", "agents"] as const;

interface IdentityFrameProps {
  readonly tab: (typeof tabs)[number];
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** What stands around every view of who can do what. */
export function IdentityFrame({ tab, actions, children }: IdentityFrameProps) {
  const t = useTranslations("identity");
  const nav = useTranslations("nav");
  const hrefOf = (each: string) => (each === "users" ? "/identity" : `/identity/${each}`);
  return (
    <Stack gap="m">
      <PageHeader title={nav("identity")} description={t("description")} actions={actions} />
      <TabLinks label={t("tabs")} links={tabs.map((each) => ({ href: hrefOf(each), label: t(`tab.${each}`), isCurrent: each === tab }))} />
      {children}
    </Stack>
  );
}
