"use client";
import type { OpenTerminal, TerminalPod } from "@holdfast/contracts/terminal";
import { Button } from "@holdfast/ui/button";
import { Notice } from "@holdfast/ui/notice";
import { Panel } from "@holdfast/ui/panel";
import { SelectField } from "@holdfast/ui/select-field";
import { Stack } from "@holdfast/ui/stack";
import { useMutation, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSay } from "../../i18n/use-say";
import { useTRPC } from "../../trpc/client";
import { LackedNotice } from "../shared-elevation/lacked-notice";
import { orderKey } from "../shared-order/order-key";
import { TerminalDialog, type TerminalWish } from "./terminal-dialog";

/** Fetched when somebody opens a terminal: most who look at an object don't. */
const TerminalView = dynamic(() => import("./terminal-view").then((module) => module.TerminalView), { ssr: false });

interface TerminalPanelProps {
  readonly object: { readonly clusterId: string; readonly clusterName: string; readonly uid: string };
}

const choicesOf = (pods: readonly TerminalPod[]) =>
  pods.flatMap(({ uid, pod, containers }) =>
    containers.map((container) => ({ value: `${uid}/${container}`, label: `${pod} · ${container}`, uid, pod, container })),
  );

/** The terminal of a pod, or of a pod that a workload runs. Nothing is opened before the reader has said yes to being recorded. */
export function TerminalPanel({ object: { clusterId, clusterName, uid } }: TerminalPanelProps) {
  const t = useTranslations("terminal");
  const say = useSay();
  const trpc = useTRPC();
  const me = useQuery(trpc.self.me.queryOptions());
  const { data: offer } = useQuery(trpc.terminal.offer.queryOptions({ clusterId, uid }));
  const open = useMutation(trpc.terminal.open.mutationOptions());
  const [picked, setPicked] = useState<string | null>(null);
  const [asking, setAsking] = useState({ isOpen: false, opening: 0, key: "" });
  const [opened, setOpened] = useState<{ id: string; place: string } | null>(null);
  if (offer === undefined || offer.pods.length === 0) return null;
  const choices = choicesOf(offer.pods);
  const chosen = choices.find(({ value }) => value === picked) ?? choices[0];
  if (chosen === undefined) return null;
  const ask = () => {
    open.reset();
    setAsking(({ opening }) => ({ isOpen: true, opening: opening + 1, key: orderKey() }));
  };
  const close = () => setAsking((before) => ({ ...before, isOpen: false }));
  const confirm = (said: TerminalWish) => {
    const { container } = chosen;
    const place = `${clusterName} · ${chosen.pod} · ${container}`;
    const order = { clusterId, uid: chosen.uid, key: asking.key, container, columns: 80, rows: 24, ...said };
    // The ids came from the server a moment ago.
    open.mutate(order as OpenTerminal, {
      onSuccess: ({ id }) => {
        setOpened({ id, place });
        close();
      },
    });
  };
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
          <Button size="s" refusal={offer.gate.isMet ? null : say(offer.gate)} onClick={ask}>
            {opened === null ? t("open") : t("openAnother")}
          </Button>
        </>
      }
    >
      <Stack gap="s">
        <SelectField name="container" label={t("container")} value={chosen.value} onChange={setPicked} options={choices} />
        {!offer.gate.isMet && <LackedNotice of={offer.gate} />}
        {offer.isCut && <Notice tone="caution" shape="triangle" title={t("cut", { count: offer.pods.length })} />}
        {opened !== null && (
          // The id came from the server a moment ago.
          <TerminalView key={opened.id} id={opened.id as never} place={opened.place} viewerName={me.data?.name ?? ""} />
        )}
      </Stack>
      <TerminalDialog
        key={asking.opening}
        {...{ isOpen: asking.isOpen, onClose: close, pod: chosen.pod, clusterName, container: chosen.container }}
        {...{ isGuarded: offer.isGuarded, idleMinutes: offer.idleMinutes, mostMinutes: offer.mostMinutes }}
        {...{ onConfirm: confirm, isBusy: open.isPending, failure: open.error }}
      />
    </Panel>
  );
}
