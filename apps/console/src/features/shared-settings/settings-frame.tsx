"use client";
import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import { TabLinks } from "@holdfast/ui/tabs";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useIsPermitted } from "../shared-cluster/use-is-permitted";

const tabs = ["own", "notifications", "retention"] as const;

interface SettingsFrameProps {
  readonly tab: (typeof tabs)[number];
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** What stands around every view of the settings: those of the reader, and for who may those of the installation. */
export function SettingsFrame({ tab, actions, children }: SettingsFrameProps) {
  const t = useTranslations("settings");
  const nav = useTranslations("nav");
  const mayManage = useIsPermitted("settings:manage");
  const shown = tabs.filter((each) => mayManage || each === "own" || each === tab);
  const hrefOf = (each: string) => (each === "own" ? "/settings" : `/settings/${each}`);
  return (
    <Stack gap="m">
      <PageHeader title={nav("settings")} description={t(`descriptions.${tab}`)} actions={actions} />
      {shown.length > 1 && (
        <TabLinks
          label={t("tabs")}
          links={shown.map((each) => ({ href: hrefOf(each), label: t(`tab.${each}`), isCurrent: each === tab }))}
        />
      )}
      {children}
    </Stack>
  );
}
