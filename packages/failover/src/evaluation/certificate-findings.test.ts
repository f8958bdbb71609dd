import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { evaluationSuite } from "../../test/evaluation-suite";
import { fillInventory, type InventoryRow, inBank } from "../../test/inventory";

const db = suiteDatabase();
const suite = evaluationSuite(db);

const inDays = (days: number) => `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 19)}Z`;
const certificate = (name: string, notAfter: string | null, more: Partial<InventoryRow> = {}) =>
  inBank("certificates.cert-manager.io", name, notAfter === null ? {} : { notAfter }, more);

describe("the certificates of the site that is to serve", () => {
  it("have to be there, and valid for a week", async () => {
    const { pair, evaluate } = await suite.aScene((step) => [step.scale(4)]);
    await fillInventory(db, pair.standby.id, [
      certificate("fine", inDays(60)),
      certificate("soon", inDays(6)),
      certificate("over", inDays(-1)),
      certificate("never", null, { health: "Degraded" }),
      certificate("issuing", null, { health: "Progressing" }),
      certificate("stuck", inDays(20), { health: "Degraded" }),
      certificate("elsewhere", inDays(-1), { namespace: "other" }),
    ]);
    await fillInventory(db, pair.primary.id, [certificate("left", inDays(-1))]);
    const found = (await evaluate()).filter(({ code }) => code.startsWith("Certificate"));
    expect(found.map(({ object, severity, code }) => [object, severity, code]).sort()).toEqual([
      ["Certificate bank/never", "blocking", "CertificateNotIssued"],
      ["Certificate bank/over", "blocking", "CertificateExpired"],
      ["Certificate bank/soon", "warning", "CertificateEnds"],
      ["Certificate bank/stuck", "warning", "CertificateNotRenewed"],
    ]);
    expect(found.find(({ code }) => code === "CertificateEnds")?.message).toContain(`of ${pair.standby.name}`);
  });
});
