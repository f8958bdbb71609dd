import { AuditFilter } from "@holdfast/contracts/audit";
import { readListSearch } from "@holdfast/ui/rules/list-search";
import { describe, expect, it } from "vitest";
import { timeRange } from "../shared-time/time-range";
import { auditQuestion, auditShape, isNarrowed, openedEntry, spans } from "./audit-search";

const NOW = Date.parse("2026-11-21T03:00:00.000Z");
const CLUSTER = "01a1fdb6-6bf6-70f9-a252-46efdd52817b";
const at = (query: string) => readListSearch(new URLSearchParams(query), auditShape);

describe("the address of the audit trail", () => {
  it("asks for everything when it says nothing", () => {
    expect(auditQuestion(at(""), NOW)).toEqual({});
    expect(isNarrowed(at("entry=7"))).toBe(false);
  });

  it("becomes the very question: who, what, how it ended, where, when", () => {
    const search = at(`q=ana&action=plan.save&action=failover.approve&outcome=refused&cluster=${CLUSTER}&kind=run&target=r1&since=24h`);
    expect(auditQuestion(search, NOW)).toEqual({
      actor: "ana",
      actions: ["plan.save", "failover.approve"],
      outcome: "refused",
      clusterId: CLUSTER,
      targetKind: "run",
      targetId: "r1",
      from: new Date("2026-11-20T03:00:00.000Z"),
    });
  });

  it("keeps two instants where they are, and lets a span win over them", () => {
    const search = at("from=2026-11-01T00:00:00.000Z&to=2026-11-02T00:00:00.000Z");
    expect(auditQuestion(search, NOW)).toEqual({ from: new Date("2026-11-01T00:00:00Z"), to: new Date("2026-11-02T00:00:00Z") });
    expect(auditQuestion(at("since=1h&from=2026-11-01T00:00:00.000Z&to=2026-11-02T00:00:00.000Z"), NOW)).toEqual({
      from: new Date(NOW - 3_600_000),
    });
  });

  it.each([
    "since=toString",
    "since=9y",
    "from=yesterday",
    "cluster=all",
    "outcome=maybe",
    `action=${"a".repeat(180)}`,
    `kind=${"k".repeat(180)}`,
    `q=${"x".repeat(4000)}`,
  ])("that somebody else wrote (%s) is still a question that the API takes", (query) => {
    expect(AuditFilter.safeParse({ ...auditQuestion(at(query), NOW), cursor: null }).success).toBe(true);
    expect(timeRange(at(query), spans, NOW).span).toBeNull();
  });

  it.each(["entry=0", "entry=-1", "entry=1e3", "entry=12x", ""])("opens no entry for %j", (query) => {
    expect(openedEntry(at(query))).toBeNull();
  });

  it("opens the entry that it names", () => {
    expect(openedEntry(at("entry=2431"))).toBe(2431);
  });
});
