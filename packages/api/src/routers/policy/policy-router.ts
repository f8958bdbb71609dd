import { router } from "../../procedures";
import { compliance } from "./compliance";
import { complianceOf } from "./compliance-of";
import { conflicts } from "./conflicts";
import { correctDrift } from "./correct-drift";
import { decide as policyDecide } from "./decide";
import { decideWaiver } from "./decide-waiver";
import { drifts } from "./drifts";
import { get as policyGet } from "./get";
import { halt } from "./halt";
import { impact } from "./impact";
import { impactFindings } from "./impact-findings";
import { library as policyLibrary } from "./library";
import { libraryPolicy } from "./library-policy";
import { list as policyList } from "./list";
import { ofCluster as policiesOfCluster } from "./of-cluster";
import { place } from "./place";
import { preview } from "./preview";
import { push } from "./push";
import { releaseRollouts } from "./release-rollouts";
import { requestWaiver } from "./request-waiver";
import { revokeWaiver } from "./revoke-waiver";
import { rollBack } from "./roll-back";
import { rollout } from "./rollout";
import { rolloutSwitch } from "./rollout-switch";
import { rollouts } from "./rollouts";
import { save as policySave } from "./save";
import { setOnDrift } from "./set-on-drift";
import { stopImpact } from "./stop-impact";
import { stopRollouts } from "./stop-rollouts";
import { test as policyTest } from "./test";
import { violation } from "./violation";
import { violations } from "./violations";
import { waivers } from "./waivers";

/** What can be asked and done about policies. */
export const policyRouter = router({
  list: policyList,
  ofCluster: policiesOfCluster,
  get: policyGet,
  place,
  rollout,
  rollouts,
  save: policySave,
  test: policyTest,
  library: policyLibrary,
  libraryPolicy,
  preview,
  push,
  rollBack,
  decide: policyDecide,
  impact,
  impactFindings,
  stopImpact,
  halt,
  rolloutSwitch,
  stopRollouts,
  releaseRollouts,
  drifts,
  correctDrift,
  setOnDrift,
  compliance,
  complianceOf,
  conflicts,
  violations,
  violation,
  waivers,
  requestWaiver,
  decideWaiver,
  revokeWaiver,
});
