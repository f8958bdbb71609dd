import { reviewAccess } from "./access-review";
import { readArgocdDestination } from "./argocd-read-destination";
import { readArgocdPause } from "./argocd-read-pause";
import { readArgocdSync } from "./argocd-read-sync";
import { rehearseCommand } from "./command-rehearse";
import { readCronJobSuspension } from "./cronjob-read-suspend";
import type { Query } from "./define-query";
import { readGatewayWeights } from "./gateway-read-weights";
import { readHpaBounds } from "./hpa-read-bounds";
import { probeHttp } from "./http-probe";
import { readIstioLocality } from "./istio-read-locality";
import { readIstioWeights } from "./istio-read-weights";
import { readJob } from "./job-read";
import { planDrain } from "./node-drain-plan";
import { readObject } from "./object-read";
import { exchangeTerminal } from "./pod-exec-exchange";
import { typeIntoTerminal } from "./pod-exec-input";
import { readLogs } from "./pod-logs";
import { readPolicy } from "./policy-read";
import { readPostgresRole } from "./postgres-read-role";
import { readRolloutAbort } from "./rollout-read-abort";
import { readRolloutPause } from "./rollout-read-pause";
import { readRolloutPromotion } from "./rollout-read-promote";
import { getSignal } from "./signal-get";
import { readWorkload } from "./workload-read";

/** Every question that this agent answers. */
export const queries: readonly Query[] = [
  readWorkload,
  readIstioWeights,
  readGatewayWeights,
  readHpaBounds,
  readCronJobSuspension,
  readJob,
  readArgocdPause,
  readArgocdDestination,
  readArgocdSync,
  readRolloutPause,
  readRolloutPromotion,
  readRolloutAbort,
  readPostgresRole,
  readIstioLocality,
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
