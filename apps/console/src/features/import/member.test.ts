import { execFileSync } from "node:child_process";
import { ListMembers, type MemberRow } from "@holdfast/contracts/member-cluster";
import { readListSearch } from "@holdfast/ui/rules/list-search";
import { describe, expect, it } from "vitest";
import { memberDrafts, memberKey, memberOrder, wizardHref } from "./member-draft";
import { memberScript } from "./member-script";
import { memberQuestion, memberShape } from "./member-search";

const member = {
  controlPlane: { id: "01a1fdb6-6c1e-7537-a4e2-00ce12fe7c1d", name: "plane" },
  uid: "u-1",
  proposal: {
    name: "fra-1",
    environment: { value: "production", from: "env" },
    region: { value: "eu", from: "region" },
    labels: { team: "pay", "a.example/b": "c" },
  },
} as unknown as MemberRow;

describe("what a member becomes", () => {
  it("is prefilled in the wizard's address, and says which of it is a guess", () => {
    const { searchParams, pathname } = new URL(wizardHref(member), "https://x.test");
    expect([pathname, Object.fromEntries(searchParams)]).toEqual([
      "/clusters/new",
      { name: "fra-1", environment: "production", region: "eu", labels: "a.example/b=c\nteam=pay", guessed: "environment" },
    ]);
  });

  it("is ordered as it is drafted, with its labels, and not at all without an environment or a choice", () => {
    const drafts = memberDrafts([member]);
    const cluster = { name: "fra-1", environment: "production", region: "eu", labels: { team: "pay", "a.example/b": "c" } };
    expect(memberOrder([member], drafts)).toEqual([{ controlPlaneId: member.controlPlane.id, uid: "u-1", cluster }]);
    const draft = drafts[memberKey(member)]!;
    expect(memberOrder([member], { [memberKey(member)]: { ...draft, environment: "" } })).toEqual([]);
    expect(memberOrder([member], { [memberKey(member)]: { ...draft, isChosen: false } })).toEqual([]);
  });
});

describe("the script for several clusters", () => {
  it("is sound for a shell, and has each cluster's token once", () => {
    const one = {
      clusterId: member.controlPlane.id,
      clusterName: "fra-1",
      hubUrl: "https://hub.test:7441",
      caPin: "ab".repeat(32),
      token: "hfe_1",
    };
    const text = memberScript([one, { ...one, clusterName: "fra-2", token: "hfe_2" }], "holdfast-agent:0.1.0");
    execFileSync("sh", ["-n"], { input: text });
    expect(text.match(/kubectl --context '[a-z0-9-]+'/g)).toEqual(["kubectl --context 'fra-1'", "kubectl --context 'fra-2'"]);
    expect([text.split("hfe_1").length, text.split("hfe_2").length]).toEqual([2, 2]);
  });
});

describe("the address of the list of members", () => {
  it("puts a question that the contract takes, whatever stands in it", () => {
    const search = readListSearch(
      new URLSearchParams("q=fra&source=karmada&source=evil&standing=absent&health=Degraded&health=<b>"),
      memberShape,
    );
    expect(ListMembers.parse(memberQuestion(search))).toMatchObject({ sources: ["karmada"], standings: ["absent"], health: ["Degraded"] });
  });
});
