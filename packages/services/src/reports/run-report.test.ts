import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RunId } from "@holdfast/contracts/ids";
import { auditEntryOf } from "@holdfast/db/audit/read";
import { deriveReport } from "@holdfast/domain/report/derive-report";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { anEndedRun } from "@holdfast/testkit/ended-run";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import canonicalize from "canonicalize";
import { beforeAll, describe, expect, it } from "vitest";
import { requestFailover } from "../failover/request-failover";
import { signingKey } from "../pki/signing-key";
import { signStatement } from "./dsse";
import { getRunReport } from "./get-run-report";
import { loadRunRecord } from "./load-run-record";
import { renderReport } from "./render-report";
import { reportPaper } from "./report-paper";
import { runsToReport, signRunReport, statementOf } from "./sign-run-report";
import { takeRunReport } from "./take-run-report";
import { verifyReport } from "./verify-report";

const db = suiteDatabase();
const folder = mkdtempSync(join(tmpdir(), "holdfast-report-"));
const key = signingKey(join(folder, "report.key"));
const stranger = signingKey(join(folder, "stranger.key"));
const publicKeys = new Map([[key.keyId, key.publicKeyPem]]);
const repository = fileURLToPath(new URL("../../../..", import.meta.url));
let [ana, ben, vera, away] = [] as unknown as [Person, Person, Person, Person];
let runId: RunId;

beforeAll(async () => {
  await aCluster(db, "prod", { environment: "production", labels: { team: "bank" } });
  await aCluster(db, "dr", { environment: "dr", labels: { team: "bank" } });
  ana = await aPerson(db, "ana", ["operator", "approver"]);
  ben = await aPerson(db, "ben", ["approver"]);
  vera = await aPerson(db, "vera", ["viewer"]);
  away = await aPerson(db, "away", ["viewer"], { matchLabels: { team: "pay" } });
  runId = await anEndedRun(db, {
    name: "bank",
    primary: "prod",
    standby: "dr",
    requester: ana,
    approver: ben,
    reason: "断电 token=abcdef123",
  });
  await signRunReport(theSystem(db), key, renderReport, runId);
});

const taken = async (id: RunId, format: "json" | "pdf" | "keys", as = vera) =>
  Buffer.from((await takeRunReport(as.as(), { runId: id, format }, publicKeys)).bytes);
const bytesOf = async (id: RunId) => {
  const record = await loadRunRecord(db.prisma, id);
  return record && canonicalize(deriveReport(record));
};

describe("the report of a run", () => {
  it("says who asked, who approved what, what was sent and what came of it, and where it stands in the audit chain", async () => {
    const { signed } = await getRunReport(vera.as(), runId);
    expect(signed?.report).toMatchObject({
      request: { byName: "ana" },
      approvals: { required: 1, decisions: [{ byName: "ben", decision: "approve", subjectHash: signed?.report.request.subjectHash }] },
      plan: { name: "bank", version: 1 },
      steps: [
        { name: "scale-up", state: "Done", changes: [{ fields: [{ path: "/spec/replicas", before: 2, after: 10 }] }] },
        { name: "answers", state: "Skipped", message: "it did not answer" },
      ],
      times: { decideMs: 20_000, actMs: 4000, verifyMs: 5000, recoveryMs: 9000, rtoSeconds: 15, isWithinRto: true },
      outcome: { phase: "Succeeded" },
    });
    expect(signed?.report.steps[0]?.attempts).toMatchObject([
      {
        boundaries: [{}, {}, {}, { transition: "verified" }],
        commands: [{ name: "workload.scale", clusterName: "dr", outcome: "succeeded" }],
      },
    ]);
    const actions = signed?.report.chain.entries.map((entry) => entry.action);
    expect(actions).toEqual(["failover.request", "failover.approve", "failover.phase-changed"]);
    const [about] = await auditOf(db, "failover.report-signed");
    expect(about).toMatchObject({
      target: { id: runId },
      after: { statementHash: signed?.statementHash, chainHead: signed?.report.chain.head },
    });
  });

  it("names on paper what else it acted on, as what it was approved, and whose loss was accepted, and says nothing where there is nothing", async () => {
    const { signed } = await getRunReport(vera.as(), runId);
    const report = signed?.report as NonNullable<typeof signed>["report"];
    const facts = async (more: Partial<typeof report.run> = {}) => {
      const written: [string, string][] = [];
      const paperOf = (...about: Parameters<typeof reportPaper>) => ({
        ...reportPaper(...about),
        fact: (label: string, value: string) => void written.push([label, value]),
      });
      await renderReport({ ...report, run: { ...report.run, ...more } }, paperOf);
      return written.filter(([label]) =>
        ["Also acts on", "Approved as", "Made by a step of run", "Its step made", "Accepted loss"].includes(label),
      );
    };
    const { primary } = report.run;
    expect(
      await facts({
        others: [
          { ...primary, name: "witness" },
          { ...primary, name: "karmada" },
        ],
      }),
    ).toEqual([["Also acts on", "witness, karmada"]]);
    const accepted = { stores: [{ name: "ledger", lossSeconds: 3, verdict: "over" }], reason: "it burns", byId: "1", byName: "Ana" };
    const made = [{ id: report.run.id, step: "the-ledger", attempt: 2, plan: "ledger" }];
    const parent = { id: report.run.id, subjectHash: "a".repeat(64) };
    expect(await facts({ approvedMode: "graceful", acceptedLoss: accepted, childRuns: made, parent })).toEqual([
      ["Approved as", "graceful; the primary was lost before the start"],
      ["Made by a step of run", `${parent.id}, which was approved as ${parent.subjectHash}`],
      ["Its step made", `run ${report.run.id} of ledger, the-ledger, attempt 2`],
      ["Accepted loss", "ledger (3 s) by Ana (1): it burns"],
    ]);
    expect(await facts()).toEqual([]);
  });

  it("holds no secret, on paper neither", async () => {
    const { signed } = await getRunReport(vera.as(), runId);
    const text = JSON.stringify(signed);
    for (const secret of ["hunter2", "abcdef123"]) expect(text).not.toContain(secret);
    expect(signed?.report.run.reason).toBe("断电 token=[redacted]");
    expect(signed?.report.steps[0]?.attempts[0]?.commands[0]?.input).toMatchObject({ adminPassword: "[redacted]", replicas: 10 });
  });

  it("is the same again byte for byte after more has happened: in JSON, and on paper", async () => {
    const before = await bytesOf(runId);
    await taken(runId, "json");
    await db.prisma.plan.update({ where: { name: "bank" }, data: { latest: 1 } });
    expect(await bytesOf(runId)).toBe(before);
    const { signed } = await getRunReport(vera.as(), runId);
    expect(canonicalize(signed?.report)).toBe(before);
    const again = await renderReport(signed?.report as NonNullable<typeof signed>["report"]);
    expect(Buffer.from(again).equals(await taken(runId, "pdf"))).toBe(true);
  });

  it("is signed once, and of a run that goes on there is none", async () => {
    expect(await runsToReport(theSystem(db), 10)).toEqual([]);
    expect(await signRunReport(theSystem(db), stranger, renderReport, runId)).toBe(false);
    expect((await getRunReport(vera.as(), runId)).signed?.keyId).toBe(key.keyId);
    const { planId, planVersion } = await db.prisma.run.findUniqueOrThrow({ where: { id: runId } });
    const asked = { planId, planVersion, workflow: "activate", reason: "again" };
    const open = (await requestFailover(ana.as(), asked as Parameters<typeof requestFailover>[1])).runId as RunId;
    expect(await signRunReport(theSystem(db), key, renderReport, open)).toBe(false);
    expect(await getRunReport(vera.as(), open)).toEqual({ hasEnded: false, signed: null });
    await expect(taken(open, "json")).rejects.toMatchObject({ code: "NotFound" });
    await db.prisma.run.update({ where: { id: open }, data: { phase: "Expired" } });
  });

  it("is for whoever may see the sites, and each taking of it is on record", async () => {
    await expect(taken(runId, "pdf", away)).rejects.toMatchObject({ code: "NotFound" });
    await expect(getRunReport(away.as(), runId)).rejects.toMatchObject({ code: "NotFound" });
    const before = (await auditOf(db, "failover.report-export")).length;
    await taken(runId, "pdf");
    expect((await auditOf(db, "failover.report-export")).slice(before)).toMatchObject([
      { actor: { name: "vera" }, after: { format: "pdf" } },
    ]);
  });
});

describe("the offline verifier", () => {
  it("finds every changed byte of the file, and every place where it was cut off", async () => {
    const text = (await taken(runId, "json")).toString().trimEnd();
    expect(verifyReport(text, { publicKeys, runId })).toMatchObject({ isGenuine: true, keyId: key.keyId, problems: [] });
    // Every byte: a file of this size is verified in a fraction of a millisecond where it fails at once.
    for (let i = 0; i < text.length; i++) {
      const other = text[i] === "A" ? "B" : "A";
      const changed = `${text.slice(0, i)}${other}${text.slice(i + 1)}`;
      if (verifyReport(changed, { publicKeys }).isGenuine) expect.fail(`a changed byte at ${i} was not found`);
    }
    for (let end = 0; end < text.length; end += 97) expect(verifyReport(text.slice(0, end), { publicKeys }).isGenuine).toBe(false);
  }, 90_000);

  it("finds another key, a swapped report, a swapped PDF, and a report that was signed anew", async () => {
    const text = (await taken(runId, "json")).toString();
    const pdf = await taken(runId, "pdf");
    expect(verifyReport(text, { publicKeys: new Map([[stranger.keyId, stranger.publicKeyPem]]) }).problems).toEqual([
      expect.stringContaining(key.keyId),
    ]);
    const second = await anEndedRun(db, { name: "shop", primary: "prod", standby: "dr", requester: ana, approver: ben });
    await signRunReport(theSystem(db), key, renderReport, second);
    expect(verifyReport((await taken(second, "json")).toString(), { publicKeys, runId, pdf }).problems).toEqual([
      expect.stringContaining(second),
      expect.stringContaining("PDF"),
    ]);
    // Somebody with the key, but without the chain.
    const report = { ...(await getRunReport(vera.as(), runId)).signed?.report } as Parameters<typeof statementOf>[0];
    const forged = { ...report, outcome: { ...report.outcome, message: "all was well" } };
    const { text: anew } = signStatement(statementOf(forged, pdf), key);
    expect(verifyReport(anew, { publicKeys, runId, pdf }).isGenuine).toBe(true);
    const entries = (await db.prisma.auditEntry.findMany()).map(auditEntryOf);
    expect(verifyReport(anew, { publicKeys, entries }).problems).toEqual([expect.stringContaining("another report of this run")]);
    const other = (await getRunReport(vera.as(), second)).signed?.report as typeof report;
    const approved = { ...other, run: { ...other.run, mode: "graceful" as const } };
    expect(verifyReport(signStatement(statementOf(approved, pdf), key).text, { publicKeys }).problems).toEqual([
      expect.stringContaining("subject hash"),
    ]);
  });

  it("is one command that needs nothing but the files", async () => {
    const [report, pem, pdf, chain] = ["run.json", "keys.pem", "run.pdf", "audit.jsonl"].map((name) => join(folder, name)) as [
      ...[string, string, string, string],
    ];
    writeFileSync(report, await taken(runId, "json"));
    writeFileSync(pem, await taken(runId, "keys"));
    writeFileSync(pdf, await taken(runId, "pdf"));
    const entries = (await db.prisma.auditEntry.findMany({ orderBy: { seq: "asc" } })).map(auditEntryOf);
    writeFileSync(chain, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
    const args = ["node_modules/tsx/dist/cli.mjs", "packages/services/bin/verify-report.ts", "--report", report, "--key", pem];
    const whole = [...args, "--run", runId, "--pdf", pdf, "--entries", chain];
    const env = { PATH: process.env.PATH };
    const said = JSON.parse(execFileSync(process.execPath, whole, { cwd: repository, env }).toString());
    expect(said).toMatchObject({ isGenuine: true, run: runId, outcome: "Succeeded" });
    writeFileSync(pdf, "%PDF-1.7 another");
    const broken = spawnSync(process.execPath, whole, { cwd: repository, env });
    expect({ status: broken.status, said: broken.stdout.toString() }).toMatchObject({
      status: 1,
      said: expect.stringContaining("The PDF is not"),
    });
    expect(spawnSync(process.execPath, args.slice(0, 4), { cwd: repository, env }).status).toBe(2);
  });
});
