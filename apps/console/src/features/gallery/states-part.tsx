"use client";
import { Button } from "@holdfast/ui/button";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Resolve } from "@holdfast/ui/resolve";
import type { QueryLike } from "@holdfast/ui/rules/resolve-state";
import { CardSkeleton, SkeletonText } from "@holdfast/ui/skeleton";
import { Columns, Stack } from "@holdfast/ui/stack";
import { UiProvider, useUi } from "@holdfast/ui/ui-provider";
import { Plus } from "lucide-react";
import { HealthStatus } from "../shared-status/status-word";
import { Sample } from "./sample";

interface Clusters {
  readonly names: readonly string[];
  readonly silent: readonly { name: string; reason: string }[];
  readonly seenMsAgo: number;
}

const seen: Clusters = { names: ["prod-hangzhou", "dr-shanghai"], silent: [], seenMsAgo: 2000 };
const query = (part: Partial<QueryLike<Clusters>>): QueryLike<Clusters> => ({
  status: "success",
  data: undefined,
  error: null,
  refetch: () => undefined,
  ...part,
});

const states: readonly (readonly [title: string, query: QueryLike<Clusters>])[] = [
  ["Loading", query({ status: "pending" })],
  ["Empty", query({ data: { ...seen, names: [] } })],
  ["Forbidden", query({ status: "error", error: "forbidden" })],
  ["Not found", query({ status: "error", error: "notFound" })],
  ["Failed", query({ status: "error", error: "failed" })],
  ["Data", query({ data: seen })],
  ["Partial", query({ data: { ...seen, silent: [{ name: "test-shenzhen", reason: "did not answer within 3 s" }] } })],
  ["Stale", query({ data: { ...seen, seenMsAgo: 400_000 } })],
  ["Data, and a refresh that failed", query({ status: "error", error: "failed", data: seen })],
];

const words: Readonly<Record<string, string>> = {
  forbidden: "Reading clusters needs the viewer role on at least one of them.",
  notFound: "There is no cluster of this name, or it is not yours to see.",
  failed: "The store did not answer within 2 s.",
};

function Shown({ query: shown }: { readonly query: QueryLike<Clusters> }) {
  const { renderedAtMs } = useUi();
  return (
    <Resolve
      query={shown}
      isEmpty={(data) => data.names.length === 0}
      loading={<CardSkeleton />}
      empty={
        <EmptyState
          title="No cluster yet"
          action={
            <Button variant="primary" icon={<Plus />}>
              Add a cluster
            </Button>
          }
        >
          Adding one takes a command in the cluster and about a minute.
        </EmptyState>
      }
      sources={(data) => ({ answered: data.names.length, silent: data.silent })}
      observation={(data) => ({ observedAt: renderedAtMs - data.seenMsAgo, budgetMs: 60_000 })}
    >
      {(data) => (
        <ul>
          {data.names.map((name) => (
            <li key={name} className="flex h-8 items-center justify-between border-line border-b">
              {name} <HealthStatus of="Healthy" />
            </li>
          ))}
        </ul>
      )}
    </Resolve>
  );
}

/** What a screen shows while it waits, when there is nothing, and when something failed. */
export function StatesPart() {
  const ui = useUi();
  const settings = {
    ...ui,
    readFailure: (error: unknown) => ({
      kind: error === "forbidden" ? ("forbidden" as const) : error === "notFound" ? ("notFound" as const) : ("failed" as const),
      message: words[String(error)] ?? "",
      reference: error === "failed" ? "01J9Z3-4f2c" : null,
    }),
  };
  return (
    <UiProvider settings={settings}>
      <Columns least="m" gap="l">
        {states.map(([title, shown]) => (
          <Sample key={title} title={title}>
            <Shown query={shown} />
          </Sample>
        ))}
        <Sample title="A text on its way">
          <Stack>
            <SkeletonText />
          </Stack>
        </Sample>
      </Columns>
    </UiProvider>
  );
}
