import { join } from "node:path";
import type { Log } from "@holdfast/contracts/log-fields";
import { openStore } from "@holdfast/services/context/open-store";
import { demoControl } from "@holdfast/services/demo/demo-control";
import { openWakes } from "@holdfast/services/events/wakes";
import { consoleCredentials } from "@holdfast/services/live/console-credentials";
import { hubConnections } from "@holdfast/services/live/hub-connections";
import { livePort } from "@holdfast/services/live/live-port";
import { lookPort } from "@holdfast/services/live/look-port";
import { testPort } from "@holdfast/services/live/test-port";
import { readAllowedTargets } from "@holdfast/services/outbound/allowed-targets";
import { recordingKey, signInSecret } from "@holdfast/services/pki/installation-keys";
import { readPublicInstallation } from "@holdfast/services/pki/public-installation";
import { sealer } from "@holdfast/services/pki/sealer";
import { trustBundleOf } from "@holdfast/services/pki/trust-bundle";
import { retentionDefaults } from "@holdfast/services/retention/retention-days";
import { createSignIn } from "@holdfast/services/sign-in/sign-in";
import { recordingVault } from "@holdfast/services/terminal/recording-vault";
import type { ApiEnv } from "./env-schema";
import type { Platform } from "./platform";

const LOOPBACK = ["127.0.0.1", "localhost"];

/** The origins of a base URL: its own, and for a loopback one the other name of this machine, because people type either. */
export function originsOf(baseUrl: string): string[] {
  const url = new URL(baseUrl);
  const port = url.port === "" ? "" : `:${url.port}`;
  return LOOPBACK.includes(url.hostname) ? LOOPBACK.map((host) => `${url.protocol}//${host}${port}`) : [url.origin];
}

/** Opens everything that the requests of this process share. Rejects when the store or the data folder can't be reached. */
export async function createPlatform(env: ApiEnv, log: Log, closing: AbortSignal): Promise<Platform> {
  const installation = readPublicInstallation(env.HOLDFAST_DATA);
  const base = openStore(env.DATABASE_URL, log);
  const keys = join(env.HOLDFAST_DATA, "keys");
  const secrets = sealer(keys);
  const origins = originsOf(env.HOLDFAST_CONSOLE_URL);
  const hubs = hubConnections(consoleCredentials(env.HOLDFAST_DATA, installation.trustDomain));
  const { HOLDFAST_DEMO_CONTROL_URL: demoUrl, HOLDFAST_DEMO_CONTROL_TOKEN: demoToken } = env;
  return {
    base,
    log,
    origins,
    closing,
    trustDomain: installation.trustDomain,
    trustBundle: trustBundleOf(installation),
    signIn: createSignIn({ ...base, baseUrl: env.HOLDFAST_CONSOLE_URL, origins, secret: signInSecret(keys), sealer: secrets }),
    wakes: await openWakes(env.DATABASE_URL, log),
    channels: { sealer: secrets, allowed: readAllowedTargets(env.HOLDFAST_NOTIFY_ALLOW) },
    protectedNamespaces: env.HOLDFAST_PROTECTED_NAMESPACES,
    recordings: recordingVault(recordingKey(keys)),
    live: livePort(base.db, hubs),
    look: lookPort(base.db, hubs),
    tests: testPort(base.db, hubs),
    // Read anew each time: a hub of a newer release writes more into it than was there when this console began.
    imports: () => {
      const { sealingKeyPem, isImportLoopbackAllowed } = readPublicInstallation(env.HOLDFAST_DATA);
      return { sealingKeyPem: sealingKeyPem ?? null, isLoopbackAllowed: isImportLoopbackAllowed === true };
    },
    retention: retentionDefaults(env.HOLDFAST_HISTORY_DAYS, env.HOLDFAST_RECORDING_DAYS),
    auditKeys: new Map(Object.entries(installation.auditKeys)),
    // Read anew for the same reason.
    reportKeys: () => new Map(Object.entries(readPublicInstallation(env.HOLDFAST_DATA).reportKeys ?? {})),
    enrolment: { url: installation.enrolmentUrl, caPin: installation.caPin },
    demo: demoUrl && demoToken ? demoControl(demoUrl, demoToken) : null,
  };
}
