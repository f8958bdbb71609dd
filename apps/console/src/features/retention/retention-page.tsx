"use client";
import type { Retention } from "@holdfast/contracts/retention";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { SettingsFrame } from "../shared-settings/settings-frame";
import { RetentionPanel } from "./retention-panel";
import { useStoredItems } from "./use-stored-items";

function AuditPanel({ stored }: { readonly stored: Retention["audit"] }) {
  const t = useTranslations("retention");
  const items = useStoredItems();
  return (
    <Panel title={t("kind.audit.title")}>
      <div className="flex flex-col gap-3">
        <p className="max-w-[72ch] text-ink-soft">{t("kind.audit.help")}</p>
        <KeyValueList items={items(stored)} />
      </div>
    </Panel>
  );
}

/** For how long things are kept, how much there is of each, and the way to change it. */
export function RetentionPage() {
  const t = useTranslations("retention");
  const query = useQuery(useTRPC().retention.get.queryOptions());
  return (
    <SettingsFrame tab="retention">
      <Resolve query={query} loading={<CardSkeleton lines={8} />} isEmpty={() => false} empty={null} forbiddenHelp={t("forbiddenHelp")}>
        {({ kinds, audit }) => (
          <div className="flex max-w-5xl flex-col gap-4">
            {kinds.map((each) => (
              <RetentionPanel key={`${each.kind}-${each.version}`} of={each} />
            ))}
            <AuditPanel stored={audit} />
          </div>
        )}
      </Resolve>
    </SettingsFrame>
  );
}
