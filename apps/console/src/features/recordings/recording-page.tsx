"use client";
import type { TerminalId } from "@holdfast/contracts/commands/pod-exec";
import type { TerminalView } from "@holdfast/contracts/terminal";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { Button, LinkButton } from "@holdfast/ui/button";
import { Duration } from "@holdfast/ui/duration";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Notice } from "@holdfast/ui/notice";
import { PageHeader } from "@holdfast/ui/page-header";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton, SkeletonText } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { usePageTitle } from "../shared-page/use-page-title";
import { TerminalStatus } from "./terminal-status";
import { recordingHref, useRecording } from "./use-recording";

/** Fetched when somebody replays: most who look at a session read only its facts. */
const Player = dynamic(() => import("./player").then((module) => module.Player), { ssr: false, loading: () => <SkeletonText lines={8} /> });

const marks = { intact: ["good", "tick"], altered: ["bad", "cross"], open: ["busy", "ring"] } as const;

function Recording({ session }: { readonly session: TerminalView }) {
  const t = useTranslations("terminal.recording");
  const [isAsked, setIsAsked] = useState(false);
  const { data, error, isFetching } = useRecording(session.id, isAsked);
  if (session.isPruned) return <Notice tone="idle" shape="dash" title={t("pruned")} />;
  return (
    <Panel
      title={t("title")}
      actions={
        <>
          <LinkButton size="s" href={recordingHref(session.id, "file")} isDownload>
            {t("download")}
          </LinkButton>
          {data === undefined && (
            <Button size="s" variant="primary" isBusy={isFetching} onClick={() => setIsAsked(true)}>
              {t("replay")}
            </Button>
          )}
        </>
      }
    >
      <Stack gap="s">
        <p className="text-ink-soft">{t("onRecord")}</p>
        {error && (
          <div role="alert">
            <Notice tone="bad" shape="cross" title={t("unread")}>
              {error.message}
            </Notice>
          </div>
        )}
        {data && <Notice tone={marks[data.integrity][0]} shape={marks[data.integrity][1]} title={t(`integrity.${data.integrity}`)} />}
        {data && <Player cast={data.cast} label={t("screen", { pod: session.pod })} />}
      </Stack>
    </Panel>
  );
}

function Session({ session }: { readonly session: TerminalView }) {
  const t = useTranslations("terminal");
  const { startedAt, endedAt, command, why, exitCode } = session;
  usePageTitle(t("session.title", { pod: session.pod }));
  return (
    <Stack gap="m">
      <PageHeader
        trail={<Breadcrumbs trail={[{ label: t("list.title"), href: "/audit/terminals" }]} current={session.pod} />}
        title={t("session.title", { pod: session.pod })}
        status={<TerminalStatus session={session} />}
        description={`${session.clusterName} · ${session.namespace} · ${session.container}`}
        actions={<LinkButton href={`/inventory/${session.clusterId}/${session.podUid}`}>{t("session.pod")}</LinkButton>}
      />
      <Panel title={t("session.facts")}>
        <KeyValueList
          layout="wide"
          items={[
            { label: t("column.user"), value: session.userName },
            { label: t("column.reason"), value: session.reason || "—" },
            { label: t("session.command"), value: command === null ? t("session.shell") : command.join(" ") },
            { label: t("column.startedAt"), value: <Time at={startedAt} /> },
            { label: t("session.lasted"), value: endedAt === null ? "—" : <Duration ms={endedAt.getTime() - startedAt.getTime()} /> },
            {
              label: t("session.end"),
              value: why === null ? "—" : why === "exited" ? t("ended.exited", { code: exitCode ?? 0 }) : t(`ended.${why}`),
            },
            { label: t("session.shown"), value: t("session.characters", { count: session.shown }) },
            { label: t("session.typed"), value: t("session.characters", { count: session.typed }) },
          ]}
        />
      </Panel>
      {session.message ? <Notice tone="idle" shape="dash" title={session.message} /> : null}
      <Recording session={session} />
    </Stack>
  );
}

/** One terminal session: who, where, why, how it ended, and its recording. */
export function RecordingPage({ id }: { readonly id: TerminalId }) {
  const t = useTranslations("terminal.list");
  const query = useQuery(useTRPC().terminal.get.queryOptions({ id }));
  return (
    <Resolve
      query={query}
      loading={
        <Stack gap="m">
          <PageHeader title={t("title")} />
          <CardSkeleton lines={4} />
        </Stack>
      }
      isEmpty={() => false}
      empty={null}
    >
      {(session) => <Session session={session} />}
    </Resolve>
  );
}
