import { reviewAccess } from "./access-review";
import { rehearseCommand } from "./command-rehearse";
import { readCronJobSuspension } from "./cronjob-read-suspend";
import type { Query } from "./define-query";
import { readGatewayWeights } from "./gateway-read-weights";
import { readHpaBounds } from "./hpa-read-bounds";
import { probeHttp } from "./http-probe";
import { readIstioWeights } from "./istio-read-weights";
import { planDrain } from "./node-drain-plan";
import { readObject } from "./object-read";
import { exchangeTerminal } from "./pod-exec-exchange";
import { typeIntoTerminal } from "./pod-exec-input";
import { readLogs } from "./pod-logs";
import { readPolicy } from "./policy-read";
import { getSignal } from "./signal-get";
import { readWorkload } from "./workload-read";

/** Every question that this agent answers. */
export const queries: readonly Query[] = [
  readWorkload,
  readIstioWeights,
  readGatewayWeights,
  readHpaBounds,
  readCronJobSuspension,
  readPolicy,
  readObject,
  planDrain,
  readLogs,
  exchangeTerminal,
  typeIntoTerminal,
  reviewAccess,
  rehearseCommand,
  getSignal,
  probeHttp,
];
