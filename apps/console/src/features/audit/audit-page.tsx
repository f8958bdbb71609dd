"use client";
import { Button } from "@holdfast/ui/button";
import { LiveRegion } from "@holdfast/ui/live-region";
import { Notice } from "@holdfast/ui/notice";
import { PageHeader } from "@holdfast/ui/page-header";
import type { ListSearch } from "@holdfast/ui/rules/list-search";
import { Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useVerbs } from "@holdfast/ui/verbs";
import { useMutation, useQuery } from "@tanstack/react-query";
import { RefreshCw, ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { AuditTabs } from "../shared-audit/audit-tabs";
import { useListSearch } from "../shared-list/use-list-search";
import { AuditList } from "./audit-list";
import { auditQuestion, auditShape, isNarrowed, openedEntry } from "./audit-search";
import { EntryDrawer } from "./entry-drawer";
import { ExportMenu } from "./export-menu";
import { VerdictPanel } from "./verdict-panel";

/** The verifier: what it is called, whether this reader may run it, and what it found. */
function useVerifier() {
  const t = useTranslations("audit");
  const trpc = useTRPC();
  const me = useQuery(trpc.self.me.queryOptions());
  const verify = useMutation(trpc.audit.verify.mutationOptions());
  const refusal = me.data && !me.data.permissions.includes("audit:verify") ? t("mayNotVerify") : null;
  return { verify, refusal };
}

const entryHref = (seq: number) => `/audit?${new URLSearchParams({ entry: String(seq) })}`;

/** An address with `value` as the only one of `facet`, without the entry that was open. Who is searched for is the text. */
function narrowed(search: ListSearch, facet: string, value: string): ListSearch {
  const { entry: _entry, ...facets } = search.facets;
  return facet === "q" ? { ...search, text: value, facets } : { ...search, facets: { ...facets, [facet]: [value] } };
}

/** What happened, who did it, who allowed it, and whether the record of it was tampered with. */
export function AuditPage() {
  const t = useTranslations("audit");
  const nav = useTranslations("nav");
  const { readFailure } = useUi();
  const [search, change] = useListSearch(auditShape);
  const [asOfMs, setAsOfMs] = useState(() => Date.now());
  const { verify, refusal } = useVerifier();
  const clusters = useQuery(useTRPC().cluster.list.queryOptions());
  const clusterNames = useMemo(() => new Map<string, string>(clusters.data?.map(({ id, name }) => [id, name])), [clusters.data]);
  const seq = openedEntry(search);
  const open = (next: number | null) => {
    const { entry: _entry, ...facets } = search.facets;
    change({ facets: next === null ? facets : { ...facets, entry: [String(next)] } });
  };
  const { mutate } = verify;
  useVerbs(
    useMemo(
      () => [
        { id: "audit.verify", label: t("verify"), group: nav("audit"), refusal, run: () => mutate() },
        { id: "audit.refresh", label: t("refresh"), group: nav("audit"), keys: "r", run: () => setAsOfMs(Date.now()) },
      ],
      [t, nav, refusal, mutate],
    ),
  );
  const failure = verify.error && readFailure(verify.error);
  return (
    <Stack gap="m">
      <PageHeader
        title={nav("audit")}
        description={t("description")}
        actions={
          <>
            <Button icon={<RefreshCw aria-hidden="true" />} onClick={() => setAsOfMs(Date.now())}>
              {t("refresh")}
            </Button>
            <ExportMenu question={isNarrowed(search) ? auditQuestion(search, asOfMs) : null} />
            <Button
              variant="primary"
              icon={<ShieldCheck aria-hidden="true" />}
              refusal={refusal}
              isBusy={verify.isPending}
              onClick={() => mutate()}
            >
              {t("verify")}
            </Button>
          </>
        }
      />
      <AuditTabs current="trail" />
      <LiveRegion>
        {verify.data ? (verify.data.isIntact ? t("verdict.intact") : t("verdict.broken", { count: verify.data.problems.length })) : ""}
      </LiveRegion>
      {failure && (
        <Notice tone="bad" shape="triangle" title={t("verifyFailed")}>
          {failure.message}
          {failure.reference !== null && ` (${failure.reference})`}
        </Notice>
      )}
      {verify.data && <VerdictPanel verdict={verify.data} entryHref={entryHref} />}
      <AuditList search={search} change={change} clusterNames={clusterNames} asOfMs={asOfMs} />
      {seq !== null && (
        <EntryDrawer
          seq={seq}
          clusterNames={clusterNames}
          onClose={() => open(null)}
          onOpen={open}
          onNarrow={(facet, value) => change(narrowed(search, facet, value))}
        />
      )}
    </Stack>
  );
}
