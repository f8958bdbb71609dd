import type { Log } from "@holdfast/contracts/log-fields";
import type { AllowedTargets } from "@holdfast/services/outbound/allowed-targets";
import type { AgentProgram } from "./beside/agent-program";

/** What a hub is started with. */
export interface HubSettings {
  readonly databaseUrl: string;
  /** Keys, checkpoints and the public installation file; shared by all hubs of an installation. */
  readonly dataFolder: string;
  readonly trustDomain: string;
  readonly hubId: string;
  /** The address that the doors listen on, and the one by which others reach them. */
  readonly bind: string;
  readonly host: string;
  readonly ports: { readonly enrolment: number; readonly link: number; readonly internal: number };
  readonly version: string;
  /** Where scenario cases are loaded from at start; absent: none. */
  readonly casesFolder?: string | undefined;
  /** For how many days changes of the inventory are kept; absent: 30. */
  readonly historyDays?: number | undefined;
  /** Where people reach the console, for the links in notifications; absent: this machine's own. */
  readonly consoleUrl?: string | undefined;
  /** What notifications may go to inside; absent: nothing. */
  readonly notifyAllowed?: AllowedTargets | undefined;
  /** For how many days recordings of terminals are kept; absent: 90. */
  readonly recordingDays?: number | undefined;
  /** How the agent's program is started for clusters that have no agent of their own; absent: this hub runs none. */
  readonly agentProgram?: AgentProgram | undefined;
  /** Whether such a cluster's API server may be on this very machine. */
  readonly isImportLoopbackAllowed?: boolean | undefined;
  /** The program of the thread that judges policies by CEL; absent: this hub runs no tests of policies. */
  readonly policyWorker?: URL | undefined;
  readonly log: Log;
  readonly now: () => Date;
}
