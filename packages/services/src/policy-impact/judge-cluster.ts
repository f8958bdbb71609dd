import { Fault } from "@holdfast/contracts/fault";
import type { JsonObject } from "@holdfast/contracts/json";
import type { Worded } from "@holdfast/contracts/phrase";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import type { LivePort } from "../live/live-port";
import { objectPages, readWhole } from "./cluster-objects";
import { FoundViolations } from "./found-violations";
import type { ImpactJudge } from "./impact-judge";
import { judgePage } from "./judge-page";
import type { JudgedRule } from "./judged-rules";

/** After these nothing more would be read or judged of the cluster; anything else is about one resource. */
const ENDS_ALL: readonly string[] = ["AgentUnreachable", "InvalidInput"];

/** How far the look at a cluster has come. */
export interface ClusterProgress {
  readonly judged: number;
  readonly distinct: number;
}

/** What a cluster's objects are judged with. */
export interface ClusterJudging {
  readonly live: LivePort;
  readonly judge: ImpactJudge;
  readonly clusterId: string;
  readonly rules: readonly JudgedRule[];
  /** The resources that the rules name, of those that the cluster has. */
  readonly resources: readonly string[];
  /** Called after each page. What it rejects with ends the look. */
  readonly onProgress: (progress: ClusterProgress) => Promise<void>;
  /** Aborted when nobody waits for it any more. */
  readonly signal: AbortSignal | undefined;
}

/** What the look at a cluster came to. */
export interface ClusterJudgement extends ClusterProgress {
  readonly found: FoundViolations;
  readonly notJudged: readonly Worded[];
}

/** The namespaces of a cluster by name. Throws `AgentRefused` where they can't be read. */
export async function namespacesOf({
  live,
  clusterId,
  signal,
}: Pick<ClusterJudging, "live" | "clusterId" | "signal">): Promise<ReadonlyMap<string, JsonObject>> {
  const read = async () => {
    const namespaces = new Map<string, JsonObject>();
    for await (const { refusal, message, templates, members } of objectPages(live, clusterId, "namespaces", signal)) {
      // Without them every selector of namespaces would be judged wrongly, and in silence.
      if (refusal) throw new Fault("AgentRefused", worded("ImpactNotReadable", { resource: "namespaces", said: message }));
      for (const { of, name } of members) {
        const template = templates[of];
        if (template) namespaces.set(name, { ...template, metadata: { ...(template.metadata as JsonObject), name } });
      }
    }
    return namespaces;
  };
  return readWhole(read, "namespaces");
}

/** Judges all objects of a cluster that the rules name, page by page. Rejects with a `Fault` when the cluster can't be read to the end. */
export async function judgeCluster(judging: ClusterJudging): Promise<ClusterJudgement> {
  const { live, judge, clusterId, rules, resources, onProgress, signal } = judging;
  const namespaces = await namespacesOf(judging);
  const found = new FoundViolations();
  const notJudged: Worded[] = [];
  const done = { judged: 0, distinct: 0 };
  for (const resource of resources) {
    const read = async () => {
      const own = { found: new FoundViolations(), judged: 0, distinct: 0, refusal: "" };
      for await (const page of objectPages(live, clusterId, resource, signal)) {
        if (page.refusal === "KindForbidden") own.refusal = page.message;
        await judgePage(page, { judge, rules, resource, namespaces, found: own.found });
        own.judged += page.members.length;
        own.distinct += page.templates.length;
        await onProgress({ judged: done.judged + own.judged, distinct: done.distinct + own.distinct });
      }
      return own;
    };
    const own = await readWhole(read, resource).catch((cause: unknown) => {
      if (!(cause instanceof Fault) || ENDS_ALL.includes(cause.code)) throw cause;
      notJudged.push(worded("ImpactNotReadable", { resource, said: textOf(cause) }));
      return null;
    });
    if (own === null) continue;
    found.takeOn(own.found);
    done.judged += own.judged;
    done.distinct += own.distinct;
    if (own.refusal !== "") notJudged.push(worded("ImpactNotReadable", { resource, said: own.refusal }));
  }
  return { ...done, found, notJudged };
}
