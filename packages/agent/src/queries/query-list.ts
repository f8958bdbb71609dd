import { reviewAccess } from "./access-review";
import { readArgocdDestination } from "./argocd-read-destination";
import { readArgocdPause } from "./argocd-read-pause";
import { readArgocdSync } from "./argocd-read-sync";
import { readChaos } from "./chaos-read";
import { rehearseCommand } from "./command-rehearse";
import { readCronJobSuspension } from "./cronjob-read-suspend";
import type { Query } from "./define-query";
import { readDnsRecord } from "./dns-read-record";
import { readGatewayWeights } from "./gateway-read-weights";
import { readHpaBounds } from "./hpa-read-bounds";
import { probeHttp } from "./http-probe";
import { readIstioLocality } from "./istio-read-locality";
import { readIstioWeights } from "./istio-read-weights";
import { readJob } from "./job-read";
import { readKarmadaEviction } from "./karmada-read-eviction";
import { readKarmadaPlacement } from "./karmada-read-placement";
import { readMirrorDirection } from "./mirrormaker-read-direction";
import { readMirrorState } from "./mirrormaker-read-state";
import { readFence } from "./network-read-fence";
import { planDrain } from "./node-drain-plan";
import { readObject } from "./object-read";
import { readDistinctObjects } from "./objects-distinct";
import { readPatroni } from "./patroni-read";
import { exchangeTerminal } from "./pod-exec-exchange";
import { typeIntoTerminal } from "./pod-exec-input";
import { readLogs } from "./pod-logs";
import { readPolicyDrift } from "./policy-drift";
import { readPolicy } from "./policy-read";
import { readPostgresRole } from "./postgres-read-role";
import { readRamenAction } from "./ramen-read-action";
import { readRolloutAbort } from "./rollout-read-abort";
import { readRolloutPause } from "./rollout-read-pause";
import { readRolloutPromotion } from "./rollout-read-promote";
import { getSignal } from "./signal-get";
import { probeSql } from "./sql-probe";
import { readStorageFence } from "./storage-read-fence";
import { readVaultDr } from "./vault-read-dr";
import { readRestore } from "./velero-read-restore";
import { readWorkload } from "./workload-read";
import { readZalandoStandby } from "./zalando-read-standby";

/** Every question that this agent answers. */
export const queries: readonly Query[] = [
  readWorkload,
  readIstioWeights,
  readGatewayWeights,
  readHpaBounds,
  readCronJobSuspension,
  readJob,
  readFence,
  readRestore,
  readChaos,
  readPatroni,
  readVaultDr,
  readArgocdPause,
  readArgocdDestination,
  readArgocdSync,
  readRolloutPause,
  readRolloutPromotion,
  readRolloutAbort,
  readPostgresRole,
  readIstioLocality,
  readRamenAction,
  readMirrorState,
  readMirrorDirection,
  readStorageFence,
  readZalandoStandby,
  readKarmadaEviction,
  readKarmadaPlacement,
  readDnsRecord,
  readPolicy,
  readPolicyDrift,
  readObject,
  readDistinctObjects,
  planDrain,
  readLogs,
  exchangeTerminal,
  typeIntoTerminal,
  reviewAccess,
  rehearseCommand,
  getSignal,
  probeHttp,
  probeSql,
];
