"use client";
import type { ClusterView } from "@holdfast/contracts/cluster";
import { Badge } from "@holdfast/ui/badge";
import { Button } from "@holdfast/ui/button";
import { Code } from "@holdfast/ui/code";
import { Elapsed } from "@holdfast/ui/duration";
import { notify } from "@holdfast/ui/notify";
import { Panel } from "@holdfast/ui/panel";
import { SelectField } from "@holdfast/ui/select-field";
import { Stack } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useUi } from "@holdfast/ui/ui-provider";
import { useVerbs } from "@holdfast/ui/verbs";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { targetOf } from "./demo-target";
import { OutageDialog } from "./outage-dialog";

/** A disturbance as `demo.state` tells it. */
export interface Scenario {
  readonly id: string;
  readonly name: string;
  readonly cluster: string | null;
  readonly startedAt: string;
}

interface DemoPanelProps {
  readonly scenarios: readonly Scenario[];
  readonly clusters: readonly ClusterView[];
}

/** Orders to the simulated fleet; each asks again how it stands when it was carried out. */
function useOrders() {
  const t = useTranslations("demo");
  const { readFailure } = useUi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.demo.control.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.demo.pathKey() }),
      onError: (error) => notify({ tone: "bad", title: t("refused"), detail: readFailure(error).message }),
    }),
  );
}

/** Keeps the panel true when somebody else disturbs the fleet: no event tells of it, but links that come or go do. */
function useStateAgain(clusters: readonly ClusterView[]): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const links = clusters.map((cluster) => `${cluster.name}=${cluster.link.state}`).join();
  const seen = useRef(links);
  useEffect(() => {
    if (seen.current === links) return;
    seen.current = links;
    void queryClient.invalidateQueries({ queryKey: trpc.demo.pathKey() });
  }, [links, queryClient, trpc]);
}

function Active({ scenario, onHeal, isBusy }: { readonly scenario: Scenario; readonly onHeal: () => void; readonly isBusy: boolean }) {
  const t = useTranslations("demo");
  return (
    <li className="flex flex-wrap items-center justify-between gap-2">
      <span className="min-w-0">
        <StatusMark tone="bad" shape="cross" word={scenario.cluster ?? scenario.name} />
        <span className="flex flex-wrap items-baseline gap-x-2 text-ink-soft text-small">
          <Code>{scenario.name}</Code>
          <Elapsed since={Date.parse(scenario.startedAt)} />
        </span>
      </span>
      <Button onClick={onHeal} isBusy={isBusy}>
        {t("heal")}
      </Button>
    </li>
  );
}

/** Takes a region of the simulated fleet down and heals it, and has a policy changed there behind Holdfast's back. */
export function DemoPanel({ scenarios, clusters }: DemoPanelProps) {
  const t = useTranslations("demo");
  const [chosen, setChosen] = useState<string | null>(null);
  const [isAsked, setIsAsked] = useState(false);
  const orders = useOrders();
  useStateAgain(clusters);
  const target = targetOf(clusters, chosen);
  const isDown = scenarios.some((scenario) => scenario.name === "region-outage" && scenario.cluster === target?.name);
  const refusal = target === undefined ? t("noCluster") : isDown ? t("alreadyDown", { name: target.name }) : null;
  const edit = () => {
    if (target === undefined) return;
    const done = () => notify({ tone: "good", title: t("edited"), detail: t("editedDetail", { name: target.name }) });
    orders.mutate({ kind: "start", name: "policy-edit", cluster: target.name }, { onSuccess: done });
  };
  useVerbs([{ id: "demo.outage", label: t("takeDown"), group: t("title"), refusal, run: () => setIsAsked(true) }]);
  return (
    <Panel title={t("title")} aside={<Badge tone="caution">{t("simulated")}</Badge>}>
      <Stack gap="m">
        <p className="text-ink-soft">{t("help")}</p>
        {scenarios.length > 0 && (
          <ul aria-label={t("active")} className="flex flex-col gap-2">
            {scenarios.map((scenario) => (
              <Active
                key={scenario.id}
                scenario={scenario}
                onHeal={() => orders.mutate({ kind: "end", id: scenario.id })}
                isBusy={orders.isPending && orders.variables.kind === "end" && orders.variables.id === scenario.id}
              />
            ))}
          </ul>
        )}
        <div className="flex flex-wrap items-end gap-2">
          <div className="min-w-40 flex-1">
            <SelectField
              name="cluster"
              label={t("region")}
              options={clusters.map(({ name, region }) => ({ value: name, label: `${name} · ${region}` }))}
              value={target?.name ?? ""}
              onChange={setChosen}
            />
          </div>
          <Button refusal={refusal} isBusy={orders.isPending && orders.variables.kind === "start"} onClick={() => setIsAsked(true)}>
            {t("takeDown")}
          </Button>
          <Button refusal={refusal} isBusy={orders.isPending} onClick={edit}>
            {t("editPolicy")}
          </Button>
        </div>
      </Stack>
      {target !== undefined && (
        <OutageDialog
          isOpen={isAsked}
          name={target.name}
          onClose={() => setIsAsked(false)}
          onConfirm={() => {
            setIsAsked(false);
            orders.mutate({ kind: "start", name: "region-outage", cluster: target.name });
          }}
        />
      )}
    </Panel>
  );
}
