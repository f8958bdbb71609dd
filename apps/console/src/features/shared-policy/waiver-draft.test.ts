import type { ViolationRow } from "@holdfast/contracts/compliance";
import { expect, it } from "vitest";
import { reachesOf, readWaiver } from "./waiver-draft";

const now = new Date("2026-11-20T00:00:00.000Z");
const violation = {
  ...{ policyId: "01938f6e-0000-7000-8000-000000000001", clusterId: "01938f6e-0000-7000-8000-000000000002", namespace: "bank" },
  ...{ workload: { kind: "Deployment", name: "web" }, name: "web-1" },
} as ViolationRow;
const draft = { reach: "workload", owner: "core team", reason: "until the vendor ships", days: 30 } as const;

it("asks for what the violation is about and nothing more, until the day that was chosen", () => {
  expect(readWaiver(draft, violation, now)).toMatchObject({
    request: { namespace: "bank", workload: { name: "web" }, objectName: null, expiresAt: new Date("2026-12-20T00:00:00.000Z") },
  });
  expect(readWaiver({ ...draft, reach: "object" }, violation, now)).toMatchObject({ request: { workload: null, objectName: "web-1" } });
  expect(readWaiver({ ...draft, reach: "namespace" }, violation, now)).toMatchObject({ request: { workload: null, objectName: null } });
});

it("names the fields that are missing", () => {
  expect(readWaiver({ ...draft, owner: "", reason: "no" }, violation, now)).toEqual({ wrong: ["owner", "reason"] });
});

it("offers a workload only where it can be told, and an object alone where there is no namespace", () => {
  expect(reachesOf(violation)).toEqual(["workload", "object", "namespace"]);
  expect(reachesOf({ ...violation, workload: { kind: "Widget", name: "w" } })).toEqual(["object", "namespace"]);
  expect(reachesOf({ ...violation, namespace: null })).toEqual(["object"]);
});
