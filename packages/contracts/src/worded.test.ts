import { describe, expect, it } from "vitest";
import { Worded } from "./phrase";
import { agentPhrases } from "./phrases/agent-phrases";
import { armingPhrases } from "./phrases/arming-phrases";
import { callPhrases } from "./phrases/call-phrases";
import { casePhrases } from "./phrases/case-phrases";
import { childPhrases } from "./phrases/child-phrases";
import { comparePhrases } from "./phrases/compare-phrases";
import { drillPhrases } from "./phrases/drill-phrases";
import { englishPhrases } from "./phrases/english-phrases";
import { faultPhrases } from "./phrases/fault-phrases";
import { gatePhrases } from "./phrases/gate-phrases";
import { guardPhrases } from "./phrases/guard-phrases";
import { identityPhrases } from "./phrases/identity-phrases";
import { importPhrases } from "./phrases/import-phrases";
import { notificationPhrases } from "./phrases/notification-phrases";
import { operatorPhrases } from "./phrases/operator-phrases";
import { planFindingPhrases } from "./phrases/plan-finding-phrases";
import { policyPhrases } from "./phrases/policy-phrases";
import { runPhrases } from "./phrases/run-phrases";
import { sightingPhrases } from "./phrases/sighting-phrases";
import { stepPhrases } from "./phrases/step-phrases";
import { storePhrases } from "./phrases/store-phrases";
import { wordPhrases } from "./phrases/word-phrases";
import { worded } from "./worded";

describe("a text of the server", () => {
  it("is said in English, and carries its code with what stands in its gaps", () => {
    expect(worded("CapacityShort", { site: "dr", room: 1, more: 3 })).toEqual({
      message: "dr has room for 1 of the 3 more replicas that it needs",
      phrase: { code: "CapacityShort", gaps: { site: "dr", room: 1, more: 3 } },
    });
  });

  it("may stand in a gap of another, alone or with others", () => {
    const whys = [worded("NeverProven"), { message: "said by a cluster" }];
    expect(worded("PlanNotReady", { finding: whys }).message).toBe(
      "The plan is not ready: no run of this plan has ever succeeded; said by a cluster",
    );
  });

  it("does not take what stands in a gap for a gap", () => {
    expect(worded("SiteAbsent", { site: "{site}$&" }).message).toBe("there is no cluster {site}$&");
  });

  it("crosses a process whole, and one of an unknown code does too", () => {
    const text = worded("PlanNotReady", { finding: worded("SiteAbsent", { site: "dr" }) });
    expect(Worded.parse(JSON.parse(JSON.stringify(text)))).toEqual(text);
    const newer = { message: "m", phrase: { code: "NotYetKnown", gaps: { a: 1, b: [{ message: "n" }] } } };
    expect(Worded.parse(newer)).toEqual(newer);
    expect(Worded.parse({ message: "of an older row" })).toEqual({ message: "of an older row" });
  });
});

it("no two parts say different things by one code", () => {
  const parts = [
    drillPhrases,
    faultPhrases,
    gatePhrases,
    policyPhrases,
    casePhrases,
    agentPhrases,
    armingPhrases,
    callPhrases,
    childPhrases,
    guardPhrases,
    identityPhrases,
    importPhrases,
    notificationPhrases,
    operatorPhrases,
    planFindingPhrases,
    runPhrases,
    sightingPhrases,
    stepPhrases,
    storePhrases,
    comparePhrases,
    wordPhrases,
  ];
  expect(parts.flatMap((part) => Object.keys(part))).toHaveLength(Object.keys(englishPhrases).length);
});
