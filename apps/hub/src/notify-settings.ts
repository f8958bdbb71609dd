import type { AttemptSettings } from "@holdfast/services/notifications/attempt-deliveries";
import { nothingAllowed } from "@holdfast/services/outbound/allowed-targets";
import { systemResolver } from "@holdfast/services/outbound/resolve-host";
import { sealer } from "@holdfast/services/pki/sealer";
import type { HubSettings } from "./hub-settings";

const CONSOLE_URL = "http://127.0.0.1:7400";
/** A receiver that has not answered by then is asked again later. */
const DEADLINE_MS = 10_000;

/** What this hub sends notifications with. */
export const notifySettings = ({ notifyAllowed, consoleUrl }: HubSettings, keyFolder: string): AttemptSettings => ({
  sealer: sealer(keyFolder),
  allowed: notifyAllowed ?? nothingAllowed,
  consoleUrl: consoleUrl ?? CONSOLE_URL,
  resolve: systemResolver,
  deadlineMs: DEADLINE_MS,
  chance: Math.random,
});
