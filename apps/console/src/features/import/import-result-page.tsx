"use client";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { LinkButton } from "@holdfast/ui/button";
import { LiveRegion } from "@holdfast/ui/live-region";
import { PageHeader } from "@holdfast/ui/page-header";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { ImportItems } from "./import-items";
import { importOutcome } from "./import-outcome";

/** One import, as it goes: each cluster's agent is on the page a moment after it came. It can be left and come back to. */
export function ImportResultPage({ importId }: { readonly importId: string }) {
  const t = useTranslations("import");
  const nav = useTranslations("nav");
  const query = useQuery(useTRPC().imports.get.queryOptions({ id: importId }));
  const trail = (
    <Breadcrumbs
      trail={[
        { label: nav("clusters"), href: "/clusters" },
        { label: t("title"), href: "/clusters/import" },
      ]}
      current={t("crumb")}
    />
  );
  return (
    <Stack gap="m">
      <PageHeader trail={trail} title={t("crumb")} actions={<LinkButton href="/clusters/import">{t("another")}</LinkButton>} />
      <Resolve query={query} loading={<CardSkeleton lines={8} />} isEmpty={() => false} empty={null}>
        {(view) => {
          const connected = view.items.filter((item) => importOutcome(item) === "connected").length;
          return (
            <Stack gap="m">
              <p className="text-ink-soft">
                {t("by", { name: view.requestedByName })} <Time at={view.requestedAt} /> ·{" "}
                {t("connectedOf", { connected, total: view.items.length })}
              </p>
              <LiveRegion>{t("connectedOf", { connected, total: view.items.length })}</LiveRegion>
              <ImportItems of={view} />
            </Stack>
          );
        }}
      </Resolve>
    </Stack>
  );
}
