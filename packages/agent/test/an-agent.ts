import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FakeCluster } from "@holdfast/testkit/fake-hub/fake-cluster";
import type { FakeHub } from "@holdfast/testkit/fake-hub/fake-hub";
import type { AgentSettings } from "../src/agent/start-agent";
import { type AgentTiming, defaultTiming } from "../src/agent/timing";
import { recordingLog } from "./recording-outbox";

/** An agent in a hurry: every wait is short. */
export const hurried: AgentTiming = {
  ...defaultTiming,
  observer: { watch: { lastsMs: 60_000, stallMs: 60_000 }, retryBaseMs: 10, retryCapMs: 200, recheckMs: 60_000, confirmAbsentMs: 50 },
  failingAfterMs: 300,
  link: { retryBaseMs: 10, retryCapMs: 300, dialMs: 500, silenceMs: 1000 },
  warrantTurnMs: 20,
  patienceMs: 0,
  graceMs: 500,
};

/** A folder of a test's own, and how it is removed. */
export function testFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "holdfast-agent-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** What the agent of a cluster is told; with a token only when it is to enrol. */
export function agentSettings(
  hub: FakeHub,
  cluster: FakeCluster,
  part: { kubeconfig: string; dataFolder: string; token?: string | undefined },
): AgentSettings {
  return {
    version: "1.0.0-test",
    dataFolder: part.dataFolder,
    cluster: { kubeconfig: part.kubeconfig },
    enrolment: { hubUrl: hub.enrolmentUrl, clusterId: cluster.id, caPin: hub.caPin, token: part.token },
    sources: {},
    probeOrigins: [],
    editable: [],
    areLogsShown: false,
    isExecAllowed: false,
    log: recordingLog(),
    timing: hurried,
  };
}
