"use client";
import type { ContextView, KubeconfigView } from "@holdfast/contracts/cluster-import";
import { Button } from "@holdfast/ui/button";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { SelectField } from "@holdfast/ui/select-field";
import { Inline, Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { noRights, readRights } from "../shared-cluster/agent-rights";
import { AgentRightsFields } from "../shared-cluster/agent-rights-fields";
import { ContextCard } from "./context-card";
import { type ContextDraft, chosenClusters, doubtful, draftFaults, environments, firstDrafts, twins } from "./import-draft";
import { useProbes } from "./use-probes";

interface ContextListProps {
  readonly kubeconfig: string;
  readonly view: KubeconfigView;
  readonly refusal: string | null;
  readonly onAnother: () => void;
}

type Drafts = Readonly<Record<string, ContextDraft>>;

/** Says environment, region and labels once for all that are chosen. */
function ForAll({ onSaid }: { readonly onSaid: (about: Partial<ContextDraft>) => void }) {
  const t = useTranslations("import");
  const words = useTranslations("status.environment");
  return (
    <div className="grid max-w-3xl gap-3 sm:grid-cols-3">
      <SelectField
        name="environment"
        label={t("allEnvironment")}
        options={environments.map((value) => ({ value, label: words(value) }))}
        placeholder={t("choose")}
        onChange={(chosen) => onSaid({ environment: environments.find((each) => each === chosen) ?? "" })}
      />
      <TextField name="region" label={t("allRegion")} onChange={(region) => onSaid({ region })} autoComplete="off" />
      <TextField name="labels" label={t("allLabels")} onChange={(labels) => onSaid({ labels })} lines={2} isCode autoComplete="off" />
    </div>
  );
}

/** The drafts, and the looks that go on beside. What is doubtful is taken out of the choice once; the reader has the last word. */
function useDrafts(kubeconfig: string, contexts: readonly ContextView[]) {
  const [drafts, setDrafts] = useState<Drafts>(() => firstDrafts(contexts));
  const [doubted, setDoubted] = useState<ReadonlySet<string>>(new Set());
  const probes = useProbes(kubeconfig, contexts);
  const order = contexts.map(({ context }) => context);
  const fresh = [...doubtful(order, probes)].filter((context) => !doubted.has(context));
  if (fresh.length > 0) {
    setDoubted(new Set([...doubted, ...fresh]));
    setDrafts((before) =>
      Object.fromEntries(
        Object.entries(before).map(([context, draft]) => [context, fresh.includes(context) ? { ...draft, isChosen: false } : draft]),
      ),
    );
  }
  return { drafts, setDrafts, probes, same: twins(order, probes) };
}

/** The second step: what each context leads to, which of them become clusters, and as what. */
export function ContextList({ kubeconfig, view, refusal, onAnother }: ContextListProps) {
  const t = useTranslations("import");
  const router = useRouter();
  const { readFailure } = useUi();
  const { drafts, setDrafts, probes, same } = useDrafts(kubeconfig, view.contexts);
  const [importId] = useState(() => crypto.randomUUID());
  const [isAsked, setIsAsked] = useState(false);
  const [rights, setRights] = useState(noRights);
  const start = useMutation(
    useTRPC().imports.start.mutationOptions({ onSuccess: ({ id }) => router.push(`/clusters/import/${id}` as Route) }),
  );
  const faults = draftFaults(drafts, view.takenNames);
  const wrong = Object.keys(faults).length;
  const chosen = Object.values(drafts).filter(({ isChosen }) => isChosen).length;
  const sayForAll = (about: Partial<ContextDraft>) =>
    setDrafts((before) =>
      Object.fromEntries(Object.entries(before).map(([context, draft]) => [context, draft.isChosen ? { ...draft, ...about } : draft])),
    );
  const submit = () => {
    setIsAsked(true);
    const read = readRights(rights);
    if (wrong === 0 && "rights" in read) start.mutate({ importId, kubeconfig, clusters: chosenClusters(drafts, read.rights) });
  };
  return (
    <Stack gap="m">
      <p className="max-w-3xl text-ink-soft">{t("besideHelp")}</p>
      <ForAll onSaid={sayForAll} />
      <ul className="flex flex-col gap-3">
        {view.contexts.map((each) => {
          const draft = drafts[each.context];
          return draft ? (
            <ContextCard
              key={each.context}
              of={each}
              draft={draft}
              onChange={(next) => setDrafts((before) => ({ ...before, [each.context]: next }))}
              probe={probes[each.context]}
              twin={same[each.context]}
              faults={isAsked ? (faults[each.context] ?? []) : []}
            />
          ) : null;
        })}
      </ul>
      <AgentRightsFields draft={rights} onChange={setRights} isAsked={isAsked} />
      {isAsked && wrong > 0 && <FailureNotice title={t("notYet", { count: wrong })} />}
      {start.error && (
        <FailureNotice title={t("notStarted")}>
          <p>{readFailure(start.error).message}</p>
        </FailureNotice>
      )}
      <Inline>
        <Button variant="primary" onClick={submit} isBusy={start.isPending} refusal={refusal ?? (chosen === 0 ? t("noneChosen") : null)}>
          {t("start", { count: chosen })}
        </Button>
        <Button onClick={onAnother}>{t("another")}</Button>
      </Inline>
    </Stack>
  );
}
