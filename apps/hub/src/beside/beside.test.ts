import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ClusterId } from "@holdfast/contracts/ids";
import { agentDetail } from "@holdfast/services/clusters/agent-detail";
import { revokeAgent } from "@holdfast/services/clusters/revoke-agent";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import { getImport } from "@holdfast/services/imports/get-import";
import { giveCredential } from "@holdfast/services/imports/give-credential";
import { setAgentRights } from "@holdfast/services/imports/set-agent-rights";
import { startImport } from "@holdfast/services/imports/start-import";
import { consoleCredentials } from "@holdfast/services/live/console-credentials";
import { hubConnections } from "@holdfast/services/live/hub-connections";
import { lookPort } from "@holdfast/services/live/look-port";
import { readPublicInstallation } from "@holdfast/services/pki/public-installation";
import { testHub } from "@holdfast/testkit/hub-fixture";
import { theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { v4 as uuid } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MiniApi } from "../../../../packages/agent/test/mini-api";
import { type Hub, startHub } from "../hub";
import type { HubSettings } from "../hub-settings";

const db = suiteDatabase();
const SLOW = { timeout: 40_000, interval: 50 };
const SECRET = "t0ken-that-nobody-may-see";
const program = ["--import", "tsx", fileURLToPath(new URL("../../../../packages/agent/src/cli/main.ts", import.meta.url))];
let settings: HubSettings;
let me: ServiceContext;
let hub: Hub;
let apis: MiniApi[];

beforeAll(async () => {
  settings = { ...testHub(db.url), agentProgram: program, isImportLoopbackAllowed: true };
  me = theSystem(db);
  hub = await startHub(settings);
  apis = await Promise.all([MiniApi.start(), MiniApi.start(), MiniApi.start()]);
});
afterAll(async () => {
  await hub.stop();
  await Promise.all(apis.map((api) => api.close()));
});

const api = (at: number) => apis[at] as MiniApi;
const kubeconfig = (servers: Readonly<Record<string, string>>, token = SECRET) =>
  // JSON is YAML.
  JSON.stringify({
    clusters: Object.entries(servers).map(([name, server]) => ({ name, cluster: { server } })),
    users: [{ name: "u", user: { token } }],
    contexts: Object.keys(servers).map((name) => ({ name, context: { cluster: name, user: "u" } })),
  });
const imports = () => {
  const { sealingKeyPem = null } = readPublicInstallation(settings.dataFolder);
  return { sealingKeyPem, isLoopbackAllowed: true };
};
async function imported(servers: Readonly<Record<string, string>>) {
  const clusters = Object.keys(servers).map((name) => ({
    context: name,
    cluster: { name, environment: "test" as const, region: "eu", labels: {} },
  }));
  const { id } = await startImport(me, imports(), { importId: uuid(), kubeconfig: kubeconfig(servers), clusters });
  return id;
}
const clusterOf = async (name: string) => (await db.prisma.cluster.findUniqueOrThrow({ where: { name } })).id as ClusterId;
const detail = async (name: string) => agentDetail(me, await clusterOf(name), "holdfast.test");
const linkOf = async (name: string) => (await detail(name)).cluster.link.state;
const folderOf = async (name: string) => join(settings.dataFolder, "beside", await clusterOf(name));

describe("clusters that are imported", { timeout: 60_000 }, () => {
  it("have an agent each beside the hub, which brings their inventory; one that can't be reached keeps none of them out", async () => {
    api(0).put("pods", "web");
    const id = await imported({ first: api(0).url, nowhere: "http://127.0.0.1:9", second: api(1).url });
    await expect.poll(() => Promise.all([linkOf("first"), linkOf("second")]), SLOW).toEqual(["connected", "connected"]);
    await expect
      .poll(async () => db.prisma.inventoryObject.count({ where: { clusterId: await clusterOf("first"), name: "web" } }), SLOW)
      .toBe(1);
    const view = await getImport(me, id);
    expect(view.items.map(({ cluster, agent }) => [cluster?.name, agent?.state])).toEqual([
      ["first", "running"],
      ["nowhere", "starting"],
      ["second", "running"],
    ]);
  });

  it("leave their credential in no file, no argument and no environment", async () => {
    const folder = await folderOf("first");
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(0);
    for (const { parentPath, name } of files) expect(readFileSync(join(parentPath, name), "utf8")).not.toContain(SECRET);
    const own = readdirSync("/proc").filter((pid) => /^\d+$/.test(pid));
    const read = (pid: string, what: string) => {
      try {
        return readFileSync(`/proc/${pid}/${what}`, "utf8");
      } catch {
        return "";
      }
    };
    const agents = own.filter((pid) => read(pid, "cmdline").includes(folder));
    expect(agents).toHaveLength(1);
    for (const pid of agents) {
      expect(read(pid, "cmdline")).not.toContain(SECRET);
      expect(read(pid, "environ")).not.toContain(SECRET);
      expect(read(pid, "environ")).not.toContain("DATABASE_URL");
    }
  });

  it("are the same agents after the hub has gone and come back: no token, no second enrolment", async () => {
    const before = await detail("second");
    await hub.stop();
    hub = await startHub(settings);
    await expect
      .poll(async () => (await detail("second")).hello?.bootId !== before.hello?.bootId && (await linkOf("second")), SLOW)
      .toBe("connected");
    const after = await detail("second");
    expect(after.identity?.keyFingerprint).toBe(before.identity?.keyFingerprint);
    expect(after.identity?.enrolledAt).toEqual(before.identity?.enrolledAt);
  });

  it("do more only when they are told to, and are started anew by their hub for it", async () => {
    const clusterId = await clusterOf("second");
    const options = async () => {
      const folder = await folderOf("second");
      const lines = readdirSync("/proc").flatMap((pid) => {
        try {
          return /^\d+$/.test(pid) ? [readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")] : [];
        } catch {
          return [];
        }
      });
      return lines.filter((line) => line.includes(folder)).map((line) => line.filter((each) => /^--(logs|edit|exec)$/.test(each)));
    };
    expect(await options()).toEqual([[]]);
    await setAgentRights(me, { clusterId, rights: { logs: true, edit: ["services"], exec: true } });
    await expect.poll(options, SLOW).toEqual([["--logs", "--edit", "--exec"]]);
    await expect.poll(async () => (await detail("second")).hosted?.state, SLOW).toBe("running");
    await expect.poll(() => linkOf("second"), SLOW).toBe("connected");
  });

  it("are told from another cluster that a new credential leads to, and come back with the right one", async () => {
    const clusterId = await clusterOf("second");
    await giveCredential(me, imports(), { clusterId, kubeconfig: kubeconfig({ wrong: api(2).url }), context: "wrong" });
    await expect.poll(async () => (await detail("second")).hosted?.lastExitReason ?? "", SLOW).toContain(api(2).uid);
    expect((await detail("second")).hosted?.state).toBe("failing");
    await giveCredential(me, imports(), { clusterId, kubeconfig: kubeconfig({ right: api(1).url }), context: "right" });
    await expect.poll(() => linkOf("second"), SLOW).toBe("connected");
    expect((await detail("second")).hosted).toMatchObject({ state: "running", failures: 0, lastExitReason: null });
  });

  it("are refused under a second name, with the first one told", async () => {
    await imported({ twin: api(0).url });
    await expect.poll(async () => (await detail("twin")).hosted?.lastExitReason ?? "", SLOW).toContain("enrolled already, as first");
  });

  it("lose agent, identity and credential when they are revoked", async () => {
    const folder = await folderOf("first");
    await revokeAgent(me, { clusterId: await clusterOf("first"), reason: "left the fleet" });
    await expect.poll(() => readdirSync(join(settings.dataFolder, "beside")).includes(folder.split("/").at(-1) ?? ""), SLOW).toBe(false);
    expect((await detail("first")).hosted).toBeNull();
    expect(await linkOf("first")).toBe("revoked");
  });
});

describe("a look at a cluster", () => {
  const credential = { kind: "token" as const, token: SECRET };
  const access = (server: string) => ({ server, ca: null, tlsServerName: null, credential });
  const hubs = () => lookPort(db, hubConnections(consoleCredentials(settings.dataFolder, "holdfast.test")));

  it("tells who it is", async () => {
    expect(await hubs().lookAt(access(api(2).url))).toMatchObject({
      isReachable: true,
      clusterUid: api(2).uid,
      kubernetesVersion: "v1.36.3",
    });
  });

  it("tells why it can't be used, without the credential", async () => {
    const answer = await hubs().lookAt(access("http://127.0.0.1:9"));
    expect(answer).toMatchObject({ isReachable: false, reason: expect.stringContaining("ECONNREFUSED") });
    expect(JSON.stringify(answer)).not.toContain(SECRET);
  });
});
