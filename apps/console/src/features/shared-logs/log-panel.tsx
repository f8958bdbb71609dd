"use client";
import type { FollowLogs } from "@holdfast/contracts/logs";
import { Button } from "@holdfast/ui/button";
import { Checkbox } from "@holdfast/ui/checkbox";
import { Menu } from "@holdfast/ui/menu";
import { Notice } from "@holdfast/ui/notice";
import { Panel } from "@holdfast/ui/panel";
import { SelectField } from "@holdfast/ui/select-field";
import { Inline, Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { LackedNotice } from "../shared-elevation/lacked-notice";
import { choicesOf, firstChoice, type LogTargetChoice, MOST_TARGETS } from "./log-choice";

/** Fetched when somebody opens logs: most who look at an object don't. */
const LogView = dynamic(() => import("./log-view").then((module) => module.LogView), { ssr: false });

/** The server's own text for a right that is lacking on a cluster. */
const lackedOn = (cluster: string, message: string) => ({
  message,
  phrase: { code: "PermissionMissing", gaps: { permission: "logs:read", cluster } },
});

const SINCE = ["tail", "300", "3600", "86400"] as const;

interface LogPanelProps {
  readonly object: { readonly clusterId: string; readonly uid: string };
}

/** What is open: which containers, in their order, and the question for them. `opening` counts, so that each begins anew. */
interface OpenedLogs {
  readonly opening: number;
  readonly question: FollowLogs;
  readonly chosen: readonly LogTargetChoice[];
}

/** The logs of an object's pods. Nothing is read before the reader opens them: who opened which is on record. */
export function LogPanel({ object: { clusterId, uid } }: LogPanelProps) {
  const t = useTranslations("object.logs");
  const { data } = useQuery(useTRPC().logs.sources.queryOptions({ clusterId, uid }));
  const [picked, setPicked] = useState<ReadonlySet<string> | null>(null);
  const [since, setSince] = useState<string>("tail");
  const [isPrevious, setIsPrevious] = useState(false);
  const [opened, setOpened] = useState<OpenedLogs | null>(null);
  if (data === undefined || data.sources.length === 0) return null;
  const choices = choicesOf(data.sources.filter(({ isPermitted }) => isPermitted));
  const shut = [...new Set(data.sources.flatMap(({ isPermitted, clusterName }) => (isPermitted ? [] : [clusterName])))];
  const keys = picked ?? firstChoice(choices, clusterId);
  const chosen = choices.filter(({ key }) => keys.has(key));
  const clusters = [...new Set(choices.map(({ clusterName }) => clusterName))];
  const pick = (key: string, isChecked: boolean) => {
    const next = new Set(keys);
    if (isChecked) next.add(key);
    else next.delete(key);
    setPicked(next);
  };
  const open = () =>
    setOpened((before) => ({
      opening: (before?.opening ?? 0) + 1,
      chosen,
      question: {
        // The ids came from the server a moment ago.
        of: { clusterId, uid } as FollowLogs["of"],
        targets: chosen.map((choice) => ({
          clusterId: choice.clusterId,
          uid: choice.uid,
          container: choice.container,
        })) as FollowLogs["targets"],
        isPrevious,
        sinceSeconds: since === "tail" ? null : Number(since),
      },
    }));
  const mayRead = choices.length > 0;
  const refusal = !mayRead
    ? t("notPermitted")
    : chosen.length === 0
      ? t("chooseOne")
      : chosen.length > MOST_TARGETS
        ? t("tooMany", { most: MOST_TARGETS })
        : null;
  return (
    <Panel
      title={t("title")}
      actions={
        <>
          {opened !== null && (
            <Button size="s" variant="quiet" onClick={() => setOpened(null)}>
              {t("close")}
            </Button>
          )}
          <Button size="s" refusal={refusal} onClick={open}>
            {opened === null ? t("open") : t("reopen")}
          </Button>
        </>
      }
    >
      <Stack gap="s">
        <Inline gap="m" align="end">
          <Menu
            label={t("containers", { count: chosen.length })}
            sections={clusters.map((cluster) => ({
              id: cluster,
              label: cluster,
              items: choices
                .filter(({ clusterName }) => clusterName === cluster)
                .map(({ key, pod, container }) => ({
                  kind: "check" as const,
                  id: key,
                  label: `${pod} · ${container}`,
                  isChecked: keys.has(key),
                  onCheck: (isChecked: boolean) => pick(key, isChecked),
                })),
            }))}
          />
          <SelectField
            name="since"
            label={t("since")}
            value={since}
            onChange={setSince}
            options={SINCE.map((value) => ({ value, label: t(`sinces.${value}`) }))}
          />
          <Checkbox label={t("previous")} isChecked={isPrevious} onChange={setIsPrevious} />
        </Inline>
        {!mayRead && <LackedNotice of={lackedOn(shut[0] ?? "", t("notPermitted"))} />}
        {mayRead && shut.length > 0 && <Notice tone="caution" shape="lock" title={t("notPermittedOn", { cluster: shut.join(", ") })} />}
        {data.isCut && <Notice tone="caution" shape="triangle" title={t("cut", { count: data.sources.length })} />}
        {opened !== null && <LogView key={opened.opening} question={opened.question} chosen={opened.chosen} />}
      </Stack>
    </Panel>
  );
}
