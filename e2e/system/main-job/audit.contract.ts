import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AuditEntry } from "@holdfast/contracts/audit";
import { readPublicInstallation } from "@holdfast/services/pki/public-installation";
import { until } from "@holdfast/testkit/testbed/until";
import { describe, expect, it } from "vitest";
import { repository } from "../harness/installation";
import type { Stage } from "./stage";

// The hub signs the head of the chain once a minute.
const CHECKPOINT_MS = 90_000;

/** Runs `npm run audit:verify` on files alone. Resolves with its exit code and what it printed. */
const verifyOffline = (args: readonly string[]) =>
  new Promise<{ code: number; out: string }>((resolve) => {
    execFile("npm", ["run", "-s", "audit:verify", "--", ...args], { cwd: repository, timeout: 60_000 }, (error, out, err) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, out: out || err }),
    );
  });

/** The trail of everything that the walk has done. */
export function describeAudit(stage: () => Stage): void {
  const admin = () => stage().people.admin.api;

  /** The whole chain as an auditor takes it away: all pages, oldest first. */
  async function exported(): Promise<AuditEntry[]> {
    const entries: AuditEntry[] = [];
    for (let cursor: string | null = null; ; ) {
      const page: Awaited<ReturnType<ReturnType<typeof admin>["audit"]["list"]["query"]>> = await admin().audit.list.query({
        cursor,
        limit: 200,
      });
      entries.push(...page.rows);
      cursor = page.nextCursor;
      if (cursor === null) return entries.reverse();
    }
  }

  describe("the audit trail", () => {
    it("has every act of the walk with its author, and every refusal", async () => {
      const entries = await exported();
      const acts = new Set(entries.map((entry) => `${entry.action} ${entry.outcome}`));
      for (const act of [
        ...["setup.create-admin succeeded", "setup.create-admin refused", "user.create succeeded", "session.create succeeded"],
        ...["cluster.register succeeded", "cluster.issue-token succeeded", "agent.enrol succeeded"],
        ...["policy.save succeeded", "policy.preview succeeded", "policy.push succeeded", "policy.roll-back succeeded"],
        ...[
          "plan.save succeeded",
          "failover.request succeeded",
          "failover.approve refused",
          "failover.approve succeeded",
          "failover.undo succeeded",
        ],
      ])
        expect(acts, act).toContain(act);
      const refusal = entries.find((entry) => entry.outcome === "refused" && entry.actor.name === "Some operator");
      expect(refusal?.decision?.effect).toBe("deny");
    });

    it("verifies by the API and offline, and one changed letter is found", async () => {
      expect(await admin().audit.verify.mutate()).toMatchObject({ isIntact: true, problems: [] });

      const { dataFolder, folder } = stage().installation;
      const checkpoints = join(dataFolder, "audit-checkpoints.jsonl");
      await until("a signed checkpoint", async () => existsSync(checkpoints), { timeoutMs: CHECKPOINT_MS });
      const signed = readFileSync(checkpoints, "utf8");
      const entries = await exported();
      const evidence = join(folder, "evidence");
      mkdirSync(evidence, { recursive: true });
      const write = (name: string, text: string) => {
        writeFileSync(join(evidence, name), text);
        return join(evidence, name);
      };
      const lines = (all: readonly AuditEntry[]) => all.map((entry) => `${JSON.stringify(entry)}\n`).join("");
      const keys = Object.values(readPublicInstallation(dataFolder).auditKeys).flatMap((pem, i) => ["--key", write(`key-${i}.pem`, pem)]);
      const proof = ["--checkpoints", write("checkpoints.jsonl", signed), ...keys];

      const sound = await verifyOffline(["--entries", write("entries.jsonl", lines(entries)), ...proof]);
      expect(sound, sound.out).toMatchObject({ code: 0 });
      expect(JSON.parse(sound.out)).toMatchObject({ isIntact: true, entries: entries.length });

      const forged = entries.map((entry, i) => (i === 3 ? { ...entry, actor: { ...entry.actor, name: "Somebody else" } } : entry));
      const broken = await verifyOffline(["--entries", write("forged.jsonl", lines(forged)), ...proof]);
      expect(broken.code).toBe(1);
      expect(JSON.parse(broken.out).problems[0]).toMatchObject({ seq: 4, kind: "edited" });
    });
  });
}
