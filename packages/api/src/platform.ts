import type { Log } from "@holdfast/contracts/log-fields";
import type { TrustBundle } from "@holdfast/contracts/svid";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import type { DemoControl } from "@holdfast/services/demo/demo-control";
import type { Wakes } from "@holdfast/services/events/wakes";
import type { ImportSettings } from "@holdfast/services/imports/import-settings";
import type { LivePort } from "@holdfast/services/live/live-port";
import type { LookPort } from "@holdfast/services/live/look-port";
import type { TestPort } from "@holdfast/services/live/test-port";
import type { ChannelSettings } from "@holdfast/services/notifications/notify-settings";
import type { RetentionDefaults } from "@holdfast/services/retention/retention-days";
import type { SignIn } from "@holdfast/services/sign-in/sign-in";
import type { RecordingVault } from "@holdfast/services/terminal/recording-vault";

/** What this process has for all its requests. */
export interface Platform {
  readonly base: Pick<ServiceContext, "db" | "now" | "log">;
  readonly log: Log;
  readonly signIn: SignIn;
  readonly wakes: Wakes;
  readonly live: LivePort;
  /** What the verbs of notification channels work with. */
  readonly channels: ChannelSettings;
  /** How hubs look at clusters that have no agent yet, and how kubeconfigs are taken. */
  readonly look: LookPort;
  /** How hubs run the tests of policies. */
  readonly tests: TestPort;
  readonly imports: () => ImportSettings;
  /** For how many days things are kept where nobody said anything. */
  readonly retention: RetentionDefaults;
  /** Public keys (PEM) of audit checkpoints by key id. */
  readonly auditKeys: ReadonlyMap<string, string>;
  /** Public keys (PEM) of the reports of runs by key id. */
  readonly reportKeys: () => ReadonlyMap<string, string>;
  /** In which namespaces nobody opens a terminal without an elevation. */
  readonly protectedNamespaces: readonly string[];
  /** Enciphers recordings of terminals. */
  readonly recordings: RecordingVault;
  readonly trustDomain: string;
  /** The authority that every identity of the installation comes from. */
  readonly trustBundle: TrustBundle;
  /** The origins that pages may come from. */
  readonly origins: readonly string[];
  /** What the wizard's command needs: where agents enrol, and the pin of the authority there. */
  readonly enrolment: { readonly url: string; readonly caPin: string };
  /** The simulator's control panel; absent outside the demo. */
  readonly demo: DemoControl | null;
  /** Aborted when the process is told to end, so that open streams end too. */
  readonly closing: AbortSignal;
}
