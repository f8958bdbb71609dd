import { pauseArgocd } from "./argocd-pause";
import { retargetArgocd } from "./argocd-retarget";
import { syncArgocd } from "./argocd-sync";
import { injectChaos } from "./chaos-inject";
import { suspendCronJob } from "./cronjob-suspend";
import type { Command } from "./define-command";
import { setDnsRecord } from "./dns-set-record";
import { shiftGatewayWeights } from "./gateway-shift-weights";
import { setHpaBounds } from "./hpa-set-bounds";
import { setIstioLocalityFailover } from "./istio-set-locality-failover";
import { shiftIstioWeights } from "./istio-shift-weights";
import { runJob } from "./job-run";
import { setKarmadaEviction } from "./karmada-set-eviction";
import { setKarmadaPlacement } from "./karmada-set-placement";
import { reverseMirror } from "./mirrormaker-reverse";
import { setMirrorState } from "./mirrormaker-set-state";
import { fenceNetwork } from "./network-fence";
import { cordonNode } from "./node-cordon";
import { drainNode } from "./node-drain";
import { uncordonNode } from "./node-uncordon";
import { deleteObject } from "./object-delete";
import { editObject } from "./object-edit";
import { switchPatroni } from "./patroni-switchover";
import { openTerminal } from "./pod-exec";
import { applyPolicy } from "./policy-apply";
import { setPostgresPrimary } from "./postgres-set-primary";
import { setRamenAction } from "./ramen-set-action";
import { abortRollout } from "./rollout-abort";
import { pauseRollout } from "./rollout-pause";
import { promoteRollout } from "./rollout-promote";
import { fenceStorage } from "./storage-fence";
import { promoteVault } from "./vault-promote-dr";
import { restoreVelero } from "./velero-restore";
import { holdWarrant } from "./warrant-hold";
import { revokeWarrant } from "./warrant-revoke";
import { restartWorkload } from "./workload-restart";
import { scaleWorkload } from "./workload-scale";
import { setZalandoStandby } from "./zalando-set-standby";

/** Every command that this agent knows. */
export const commands: readonly Command[] = [
  scaleWorkload,
  restartWorkload,
  cordonNode,
  uncordonNode,
  drainNode,
  deleteObject,
  editObject,
  shiftIstioWeights,
  shiftGatewayWeights,
  setHpaBounds,
  suspendCronJob,
  runJob,
  fenceNetwork,
  restoreVelero,
  injectChaos,
  switchPatroni,
  promoteVault,
  pauseArgocd,
  retargetArgocd,
  syncArgocd,
  pauseRollout,
  promoteRollout,
  abortRollout,
  setPostgresPrimary,
  setIstioLocalityFailover,
  setRamenAction,
  setMirrorState,
  reverseMirror,
  fenceStorage,
  setZalandoStandby,
  setKarmadaEviction,
  setKarmadaPlacement,
  setDnsRecord,
  applyPolicy,
  openTerminal,
  holdWarrant,
  revokeWarrant,
];

/** The command of that name. */
export const findCommand = (name: string): Command | undefined => commands.find((command) => command.name === name);
