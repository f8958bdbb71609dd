"use client";
import type { TriggerSourceView } from "@holdfast/contracts/trigger-source";
import { Button } from "@holdfast/ui/button";
import { EmptyState } from "@holdfast/ui/empty-state";
import { notify } from "@holdfast/ui/notify";
import { OutsideText } from "@holdfast/ui/outside-text";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { useIsPermitted } from "../shared-cluster/use-is-permitted";

const TriggerSourceDialog = dynamic(() => import("./trigger-source-dialog").then((module) => module.TriggerSourceDialog), { ssr: false });

function Source({ source }: { readonly source: TriggerSourceView }) {
  const t = useTranslations("failoverGuards.source");
  const { readFailure } = useUi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const revoke = useMutation(
    trpc.guards.revokeTriggerSource.mutationOptions({
      onSuccess: () => notify({ tone: "good", title: t("revoked", { name: source.name }) }),
      onError: (error) => notify({ tone: "bad", title: t("notRevoked"), detail: readFailure(error).message }),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.guards.triggerSources.queryKey() }),
    }),
  );
  return (
    <li className="flex flex-wrap items-center justify-between gap-3">
      <span className="flex flex-wrap items-center gap-x-3">
        <OutsideText>{source.name}</OutsideText>
        {source.revokedAt === null ? (
          <StatusMark tone="good" shape="tick" word={t("mayReport")} />
        ) : (
          <StatusMark tone="idle" shape="cross" word={t("isRevoked")} />
        )}
        <span className="text-ink-soft">
          {t("last")} <Time at={source.lastEventAt} />
        </span>
      </span>
      {source.revokedAt === null && (
        <Button size="s" variant="danger" isBusy={revoke.isPending} onClick={() => revoke.mutate({ id: source.id })}>
          {t("revoke")}
        </Button>
      )}
    </li>
  );
}

function Sources() {
  const t = useTranslations("failoverGuards.source");
  const query = useQuery(useTRPC().guards.triggerSources.queryOptions());
  return (
    <Resolve
      query={query}
      loading={<SkeletonText lines={3} />}
      isEmpty={(sources) => sources.length === 0}
      empty={<EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>}
    >
      {(sources) => (
        <ul className="flex flex-col gap-3">
          {sources.map((source) => (
            <Source key={source.id} source={source} />
          ))}
        </ul>
      )}
    </Resolve>
  );
}

/** What may report that a primary is lost; only for whoever manages the settings. */
export function TriggerSourcePanel() {
  const t = useTranslations("failoverGuards.source");
  const isPermitted = useIsPermitted("settings:manage");
  const [isAsking, setAsking] = useState(false);
  if (!isPermitted) return null;
  return (
    <Panel title={t("title")} actions={<Button onClick={() => setAsking(true)}>{t("new")}</Button>}>
      <Stack gap="m">
        <p className="max-w-[72ch] text-ink-soft">{t("help")}</p>
        <Sources />
      </Stack>
      {isAsking && <TriggerSourceDialog onClose={() => setAsking(false)} />}
    </Panel>
  );
}
