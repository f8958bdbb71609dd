import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sharedCluster } from "@holdfast/testkit/testbed/shared-cluster";
import { until } from "@holdfast/testkit/testbed/until";
import { describe, expect, it } from "vitest";
import { openServices } from "../../../tooling/start/src/services";
import { readSettings } from "../../../tooling/start/src/settings";
import { credentials } from "../harness/accounts";
import { repository } from "../harness/installation";
import type { Stage } from "./stage";

const NAME = "keeper";
const SOON_MS = 30_000;
/** What only a cluster's own people may read, each where it is really kept by mistake or by design. */
const planted = {
  secret: "planted-in-a-secret-4711",
  configMap: "planted-in-a-config-map-4712",
  env: "planted-in-the-environment-4713",
  argument: "planted-in-an-argument-4714",
  annotation: "planted-in-an-annotation-4715",
  lastApplied: "planted-in-last-applied-4716",
  warning: "planted-in-a-warning-4717",
} as const;

const container = {
  name: NAME,
  image: "bank.example/keeper:1",
  args: [`--token=${planted.argument}`],
  env: [{ name: "DB_PASSWORD", value: planted.env }],
};
const workload = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: {
    name: NAME,
    annotations: {
      "bank.example/password": planted.annotation,
      "kubectl.kubernetes.io/last-applied-configuration": JSON.stringify({ data: planted.lastApplied }),
    },
  },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: NAME } },
    template: { metadata: { labels: { app: NAME } }, spec: { containers: [container] } },
  },
};

/** The texts of all files below a folder. */
const textsBelow = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");

const foundIn = (text: string, secrets: readonly string[]) => secrets.filter((secret) => text.includes(secret));

/** What was planted in a cluster, and what people and agents come in by, is kept, told and shown nowhere. */
export function describeSecrets(stage: () => Stage): void {
  const site = () => stage().clusters["prod-hangzhou"];
  const cluster = () => sharedCluster("prod-hangzhou");
  const api = () => stage().people.operator.api;
  const passwords = () => (["viewer", "operator", "approver", "admin"] as const).map((role) => credentials(role).password);
  const tokens = () => [stage().installation.setupToken ?? "no token", ...Object.values(stage().clusters).map(({ agent }) => agent.token)];

  async function plant(): Promise<string> {
    const { namespace } = stage();
    const create = async (path: string, body: object) => {
      const { status, body: answer } = await cluster().request<{ metadata?: { uid?: string } }>("POST", path, body);
      if (status !== 201) throw new Error(`POST ${path}: ${JSON.stringify(answer)}`);
      return answer.metadata?.uid ?? "";
    };
    const core = `/api/v1/namespaces/${namespace}`;
    await create(`${core}/secrets`, { metadata: { name: NAME }, stringData: { value: planted.secret } });
    await create(`${core}/configmaps`, { metadata: { name: NAME }, data: { value: planted.configMap } });
    const uid = await create(`/apis/apps/v1/namespaces/${namespace}/deployments`, workload);
    await create(`${core}/events`, {
      metadata: { name: NAME },
      involvedObject: { apiVersion: "apps/v1", kind: "Deployment", name: NAME, namespace, uid },
      ...{ type: "Warning", reason: "LoginFailed", message: `could not log in with password=${planted.warning}`, count: 1 },
      lastTimestamp: new Date().toISOString(),
    });
    return uid;
  }

  /** Every text that the store holds of every table. */
  async function stored(secrets: readonly string[]): Promise<string[]> {
    const { consolePort, dataFolder, databaseUrl } = stage().installation;
    const services = openServices(databaseUrl, readSettings(["--data", dataFolder, "--port", String(consolePort)], {}));
    try {
      const { prisma } = services.ctx.db;
      const tables = await prisma.$queryRaw<{ name: string }[]>`
        SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
      expect(tables.length).toBeGreaterThan(30);
      const found: string[] = [];
      for (const { name } of tables)
        for (const secret of secrets) {
          const [row] = await prisma.$queryRawUnsafe<{ count: number }[]>(
            `SELECT count(*)::int AS count FROM "${name}" AS row WHERE row::text LIKE $1`,
            `%${secret}%`,
          );
          if (row?.count) found.push(`${name}: ${secret}`);
        }
      return found;
    } finally {
      await services.close();
    }
  }

  describe("a secret", () => {
    it("planted in a cluster is in no list, no live object, no order, no diff and no row of the store", async () => {
      const uid = await plant();
      const ref = { clusterId: site().id, uid };
      await until(
        "the workload and its warning",
        async () => {
          await api().inventory.get.query(ref);
          const { rows } = await api().inventory.list.query({ resources: ["events"], text: NAME, limit: 10 });
          return rows.length > 0;
        },
        { timeoutMs: SOON_MS },
      );
      const seen = [
        await api().inventory.get.query(ref),
        await api().inventory.list.query({ resources: ["deployments.apps", "events"], namespace: stage().namespace, limit: 200 }),
        await api().object.live.query(ref),
        await api().compare.clusters.query({ left: site().id, right: stage().clusters["dr-shanghai"].id }),
      ];
      // They did show the object: what is not in them was cut out.
      expect(JSON.stringify(seen)).toContain("DB_PASSWORD");
      expect(foundIn(JSON.stringify(seen), Object.values(planted))).toEqual([]);
      const order = { ...ref, key: randomBytes(16).toString("hex"), replicas: 2, expectReplicas: 1, confirmedName: NAME };
      const { commandId } = await api().object.scale.mutate(order);
      await until(
        "the receipt",
        async () => (await api().object.orders.query(ref)).find((each) => each.commandId === commandId)?.outcome === "succeeded",
        { timeoutMs: SOON_MS },
      );
      expect(await stored(Object.values(planted))).toEqual([]);
    });

    it("that people and agents come in by is in no row of the store as it is", async () => {
      expect(await stored([...passwords(), ...tokens()])).toEqual([]);
    });

    it("is in no log, and in nothing that browsers are given", async () => {
      const { dataFolder } = stage().installation;
      const secrets = [...Object.values(planted), ...passwords(), ...tokens()];
      const logs = [textsBelow(join(dataFolder, "logs")), ...Object.values(stage().clusters).map(({ agent }) => agent.log())].join("\n");
      expect(logs.length).toBeGreaterThan(1000);
      expect(foundIn(logs, secrets)).toEqual([]);
      const bundle = textsBelow(join(repository, "apps/console/.next/static"));
      expect(bundle).toContain("Holdfast");
      expect(foundIn(bundle, ["BEGIN PRIVATE KEY", "postgresql://", "HOLDFAST_AUTH", "DATABASE_URL"])).toEqual([]);
    });
  });
}
