import { postgresReadRole } from "@holdfast/contracts/queries/postgres-read-role";
import { describe, expect, it } from "vitest";
import type { QueryContext } from "./define-query";
import { readPostgresRole } from "./postgres-read-role";

const FENCED = { "cnpg.io/fencedInstances": '["*"]' };
const HIBERNATED = { "cnpg.io/hibernation": "on" };
const phase = "Cluster in healthy state";
const reported = (...primaries: boolean[]) => ({
  ...{ phase, readyInstances: 2, currentPrimary: "core-1" },
  instancesReportedState: Object.fromEntries(primaries.map((isPrimary, i) => [`core-${i + 1}`, { isPrimary }])),
});

/** What is said of a Cluster with that status and those annotations. */
async function said(status: object | undefined, annotations: object = {}) {
  const object = { metadata: { name: "core", annotations }, spec: { replica: { self: "core", primary: "core-dr" } }, status };
  const kube = { find: async () => ({ isNamespaced: true }), read: async () => object };
  const answer = await readPostgresRole.answer({ kube } as unknown as QueryContext, { namespace: "bank", name: "core" });
  return postgresReadRole.output.parse(answer).found?.status;
}

describe("what is known of a CloudNativePG Cluster", () => {
  it.each<[string, object | undefined, boolean | null]>([
    ["without any status", undefined, null],
    ["whose first instance has not been reported", { phase, currentPrimary: "core-1", instancesReportedState: {} }, null],
    ["of which others are reported, and not the first", { ...reported(false, false), currentPrimary: "core-3" }, null],
    ["whose first instance is reported as a standby", reported(false, false), false],
    ["whose first instance is reported as primary", reported(true, false), true],
    ["of which another instance takes the writes already", reported(false, true), true],
  ])("%s", async (_, status, isWritable) => expect((await said(status))?.isWritable).toBe(isWritable));

  it.each<[string, object | undefined, object, boolean]>([
    ["is asked to be fenced and has said nothing yet", undefined, FENCED, false],
    ["is asked to be fenced and has instances that are ready", reported(true), FENCED, false],
    ["is asked to hibernate and has instances that are ready", reported(true), HIBERNATED, false],
    ["is fenced, and none is ready", { ...reported(true), readyInstances: 0 }, FENCED, true],
    ["hibernates, and a count of none is left out", { phase }, HIBERNATED, true],
    ["has one instance of several fenced", { phase }, { "cnpg.io/fencedInstances": '["core-1"]' }, false],
    ["lost all instances, which nobody asked for", { phase }, {}, false],
  ])("that %s", async (_, status, annotations, isStopped) => expect((await said(status, annotations))?.isStopped).toBe(isStopped));
});
