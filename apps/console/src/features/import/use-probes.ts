"use client";
import type { ContextView } from "@holdfast/contracts/cluster-import";
import { useUi } from "@holdfast/ui/ui-provider";
import { useEffect, useRef, useState } from "react";
import { useTRPCClient } from "../../trpc/client";
import type { ProbeState } from "./import-draft";

/** A hub looks at no more than so many at once. */
const AT_ONCE = 3;

/** Looks at the cluster of every context that may be imported, a few at a time; what is found comes one by one. */
export function useProbes(kubeconfig: string, contexts: readonly ContextView[]): Readonly<Record<string, ProbeState>> {
  const client = useTRPCClient();
  const { readFailure } = useUi();
  const [probes, setProbes] = useState<Readonly<Record<string, ProbeState>>>({});
  const tell = useRef(readFailure);
  tell.current = readFailure;
  useEffect(() => {
    const ended = new AbortController();
    const waiting = contexts.filter(({ refusals }) => refusals.length === 0).map(({ context }) => context);
    setProbes(Object.fromEntries(waiting.map((context) => [context, { kind: "asking" }])));
    const look = async () => {
      for (let context = waiting.shift(); context !== undefined && !ended.signal.aborted; context = waiting.shift()) {
        const name = context;
        const state = await client.imports.probe.mutate({ kubeconfig, context: name }, { signal: ended.signal }).then(
          (probe): ProbeState => ({ kind: "told", probe }),
          (cause: unknown): ProbeState => ({ kind: "failed", reason: tell.current(cause).message }),
        );
        if (ended.signal.aborted) return;
        setProbes((before) => ({ ...before, [name]: state }));
      }
    };
    for (let i = 0; i < AT_ONCE; i++) void look();
    return () => ended.abort();
  }, [client, kubeconfig, contexts]);
  return probes;
}
