import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Platform } from "@holdfast/api/platform";
import { Fault } from "@holdfast/contracts/fault";
import type { Database } from "@holdfast/db/database";
import { openWakes } from "@holdfast/services/events/wakes";
import type { LivePort } from "@holdfast/services/live/live-port";
import { noTests } from "@holdfast/services/live/test-port";
import { nothingAllowed } from "@holdfast/services/outbound/allowed-targets";
import { sealer } from "@holdfast/services/pki/sealer";
import { retentionDefaults } from "@holdfast/services/retention/retention-days";
import { createSignIn } from "@holdfast/services/sign-in/sign-in";
import { USUAL_PROTECTED } from "@holdfast/services/terminal/protected-namespaces";
import { recordingVault } from "@holdfast/services/terminal/recording-vault";
import { aSealer } from "./a-sealer";
import { silentLog } from "./silent-log";

/** The origin that a test's pages come from. */
export const TEST_ORIGIN = "http://127.0.0.1:7400";

const nobody: LivePort = { ask: () => Promise.reject(new Fault("AgentUnreachable", "The cluster's agent is not connected.")) };

/** A console's platform over a test's database. */
export async function aPlatform(db: Database, about: Partial<Platform> = {}): Promise<Platform> {
  const now = () => new Date();
  return {
    base: { db, now, log: silentLog },
    log: silentLog,
    origins: [TEST_ORIGIN],
    closing: new AbortController().signal,
    trustDomain: "holdfast.test",
    trustBundle: {
      trustDomain: "holdfast.test",
      subject: "CN=a test's authority",
      fingerprint: "0".repeat(64),
      notBefore: new Date(0),
      notAfter: new Date(8_640_000_000_000),
    },
    signIn: createSignIn({
      db,
      now,
      log: silentLog,
      baseUrl: TEST_ORIGIN,
      origins: [TEST_ORIGIN],
      secret: "s".repeat(32),
      sealer: aSealer(),
    }),
    wakes: await openWakes(db.url, silentLog),
    live: nobody,
    channels: { sealer: sealer(mkdtempSync(join(tmpdir(), "holdfast-platform-"))), allowed: nothingAllowed },
    look: { lookAt: () => Promise.reject(new Fault("Unavailable", "No hub is at work.")) },
    tests: noTests,
    imports: () => ({ sealingKeyPem: null, isLoopbackAllowed: false }),
    retention: retentionDefaults(30),
    auditKeys: new Map(),
    reportKeys: () => new Map(),
    protectedNamespaces: USUAL_PROTECTED,
    recordings: recordingVault(Buffer.alloc(32, 7)),
    enrolment: { url: "https://127.0.0.1:7441", caPin: "0".repeat(64) },
    demo: null,
    ...about,
  };
}
