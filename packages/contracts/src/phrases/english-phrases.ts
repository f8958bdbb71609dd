import { agentPhrases } from "./agent-phrases";
import { armingPhrases } from "./arming-phrases";
import { callPhrases } from "./call-phrases";
import { casePhrases } from "./case-phrases";
import { celPhrases } from "./cel-phrases";
import { childPhrases } from "./child-phrases";
import { comparePhrases } from "./compare-phrases";
import { compliancePhrases } from "./compliance-phrases";
import { driftPhrases } from "./drift-phrases";
import { drillPhrases } from "./drill-phrases";
import { faultPhrases } from "./fault-phrases";
import { gatePhrases } from "./gate-phrases";
import { gatekeeperPhrases } from "./gatekeeper-phrases";
import { guardPhrases } from "./guard-phrases";
import { identityPhrases } from "./identity-phrases";
import { impactPhrases } from "./impact-phrases";
import { importPhrases } from "./import-phrases";
import { notificationPhrases } from "./notification-phrases";
import { operatorPhrases } from "./operator-phrases";
import { planFindingPhrases } from "./plan-finding-phrases";
import { policyPhrases } from "./policy-phrases";
import { regoPhrases } from "./rego-phrases";
import { runPhrases } from "./run-phrases";
import { sightingPhrases } from "./sighting-phrases";
import { stepPhrases } from "./step-phrases";
import { storePhrases } from "./store-phrases";
import { wordPhrases } from "./word-phrases";

/** Every text of the server that has a code, in English. A translation is held to exactly these codes and gaps by a test. */
export const englishPhrases = {
  ...planFindingPhrases,
  ...gatePhrases,
  ...guardPhrases,
  ...armingPhrases,
  ...stepPhrases,
  ...runPhrases,
  ...storePhrases,
  ...drillPhrases,
  ...sightingPhrases,
  ...operatorPhrases,
  ...callPhrases,
  ...celPhrases,
  ...childPhrases,
  ...policyPhrases,
  ...driftPhrases,
  ...impactPhrases,
  ...compliancePhrases,
  ...regoPhrases,
  ...gatekeeperPhrases,
  ...casePhrases,
  ...agentPhrases,
  ...faultPhrases,
  ...identityPhrases,
  ...notificationPhrases,
  ...importPhrases,
  ...comparePhrases,
  ...wordPhrases,
} as const;
