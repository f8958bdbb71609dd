"use client";
import type { ClusterDecisions, Decision, WhatCanPage } from "@holdfast/contracts/access";
import type { UserView } from "@holdfast/contracts/identity";
import { Button } from "@holdfast/ui/button";
import { EmptyState } from "@holdfast/ui/empty-state";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { Link } from "@holdfast/ui/link";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Inline, Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useDeferredValue, useMemo, useState } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { EnvironmentBadge } from "../shared-cluster/environment-badge";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { usePages } from "../shared-list/use-pages";

const rowKey = (row: ClusterDecisions) => row.clusterId;
const none: readonly WhatCanPage[] = [];

/** The policies that decided these, each once. */
const policiesOf = (decisions: readonly Decision[]) => [...new Set(decisions.flatMap((each) => each.policies))].sort().join(", ");

/** What is permitted, in words, and by which policies. */
function May({ decisions }: { readonly decisions: readonly Decision[] }) {
  const t = useTranslations("identity");
  const allowed = decisions.filter((each) => each.isAllowed);
  const policies = policiesOf(decisions);
  return (
    <div>
      <p>
        {allowed.length === 0 && <span className="text-ink-soft">{t("whatCan.mayNothing")}</span>}
        {allowed.length > 0 &&
          (allowed.length === decisions.length
            ? t("whatCan.everything")
            : allowed.map((each) => t(`permission.${each.permission}`)).join(" · "))}
      </p>
      {policies !== "" && (
        <p className="text-ink-soft text-small">
          {t("whatCan.policies")}: <span translate="no">{policies}</span>
        </p>
      )}
    </div>
  );
}

function OnCluster({ of }: { readonly of: ClusterDecisions }) {
  const t = useTranslations("identity");
  return (
    <li className="grid gap-x-4 gap-y-1 border-line border-t py-2 md:grid-cols-[16rem_minmax(0,1fr)]">
      <div className="flex flex-wrap items-baseline gap-2">
        <Link href={`/clusters/${of.clusterName}`}>{of.clusterName}</Link>
        <EnvironmentBadge of={of.environment} />
        <span className="text-ink-soft">{of.roles.map((role) => t(`role.${role}`)).join(", ")}</span>
      </div>
      <May decisions={of.decisions} />
    </li>
  );
}

/** What somebody may do, on the whole fleet and cluster by cluster, as the policies decide it now. */
export function WhatCanPanel({ user }: { readonly user: UserView }) {
  const t = useTranslations("identity.whatCan");
  const [text, setText] = useState("");
  const asked = useDeferredValue(text.trim());
  const question = useMemo(() => ({ userId: user.id, ...(asked === "" ? {} : { text: asked }) }), [user.id, asked]);
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const query = usePages(
    trpc.access.whatCan.queryKey(question),
    (cursor, signal) => client.access.whatCan.query({ ...question, cursor }, { signal }),
    "what-can",
  );
  const pages = query.data?.pages ?? none;
  const rows = useMemo(() => pagedRows(pages, rowKey), [pages]);
  const more = moreRows(query, pages);
  return (
    <Panel title={t("title", { name: user.name })}>
      <Resolve query={query} loading={<CardSkeleton lines={6} />} isEmpty={() => false} empty={null}>
        {(data) => (
          <Stack gap="s">
            <div className="grid gap-x-4 gap-y-1 md:grid-cols-[16rem_minmax(0,1fr)]">
              <p className="font-medium">{t("fleet")}</p>
              <May decisions={data.pages[0]?.fleet ?? []} />
            </div>
            <FilterBar
              label={t("narrow")}
              search={{ label: t("search"), placeholder: t("search"), value: text, onChange: setText }}
              facets={[]}
              onFacetChange={() => {}}
              onClear={() => setText("")}
            />
            {rows.length === 0 ? (
              <EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>
            ) : (
              <ul>
                {rows.map((row) => (
                  <OnCluster key={row.clusterId} of={row} />
                ))}
              </ul>
            )}
            {more.hasMore && (
              <Inline>
                <Button isBusy={more.isLoading} onClick={more.onMore}>
                  {t("more", { shown: rows.length, total: more.total })}
                </Button>
              </Inline>
            )}
          </Stack>
        )}
      </Resolve>
    </Panel>
  );
}
