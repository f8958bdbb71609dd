import { pauseArgocd } from "./argocd-pause";
import { retargetArgocd } from "./argocd-retarget";
import { syncArgocd } from "./argocd-sync";
import { suspendCronJob } from "./cronjob-suspend";
import type { Command } from "./define-command";
import { shiftGatewayWeights } from "./gateway-shift-weights";
import { setHpaBounds } from "./hpa-set-bounds";
import { setIstioLocalityFailover } from "./istio-set-locality-failover";
import { shiftIstioWeights } from "./istio-shift-weights";
import { runJob } from "./job-run";
import { cordonNode } from "./node-cordon";
import { drainNode } from "./node-drain";
import { uncordonNode } from "./node-uncordon";
import { deleteObject } from "./object-delete";
import { editObject } from "./object-edit";
import { openTerminal } from "./pod-exec";
import { applyPolicy } from "./policy-apply";
import { setPostgresPrimary } from "./postgres-set-primary";
import { abortRollout } from "./rollout-abort";
import { pauseRollout } from "./rollout-pause";
import { promoteRollout } from "./rollout-promote";
import { restartWorkload } from "./workload-restart";
import { scaleWorkload } from "./workload-scale";

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
  pauseArgocd,
  retargetArgocd,
  syncArgocd,
  pauseRollout,
  promoteRollout,
  abortRollout,
  setPostgresPrimary,
  setIstioLocalityFailover,
  applyPolicy,
  openTerminal,
];

/** The command of that name. */
export const findCommand = (name: string): Command | undefined => commands.find((command) => command.name === name);
