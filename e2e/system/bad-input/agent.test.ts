// What the agent says of a cluster or a folder that it can't use. Always two lines, what is wrong and what to do, an exit code
// that is not zero, and nothing in its data folder that a later start would trip over.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeKubeconfig } from "@holdfast/testkit/testbed/cluster-access";
import { createServiceAccount } from "@holdfast/testkit/testbed/service-account";
import { sharedCluster } from "@holdfast/testkit/testbed/shared-cluster";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runAgent } from "../harness/agent-process";
import { unwritableFolder } from "../harness/unwritable-folder";
import { serveExpired, writeExpiredClient } from "./kubeconfigs";

const CLUSTER = "0193a1c0-0000-7000-8000-000000000001";
const ENROLMENT = ["--hub", "https://127.0.0.1:1", "--cluster", CLUSTER, "--ca-pin", "a".repeat(64), "--patience", "1"];
const TOKEN = { HOLDFAST_TOKEN: `hfe_${"t".repeat(43)}` };

let folder: string;
let expired: Server | undefined;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-bad-input-"));
  const { url, caPem, name } = sharedCluster("test");
  const written = (file: string, text: string) => writeFileSync(join(folder, file), text);
  written("cut", '{ "apiVersion": "v1", "clusters": [ { "cluster": { "server": "https://');
  written("empty", "");
  written("no-context", JSON.stringify({ apiVersion: "v1", kind: "Config", clusters: [], users: [], contexts: [] }));
  writeKubeconfig(join(folder, "no-server"), { name, url: "https://127.0.0.1:1", caPem }, "agent", { token: "none" });
  writeKubeconfig(join(folder, "other-ca"), { ...sharedCluster("dr-shanghai"), url }, "agent", { token: "none" });
  writeKubeconfig(join(folder, "bad-token"), { name, url, caPem }, "agent", { token: "nobody-knows-this" });
  await writeExpiredClient(join(folder, "expired-client"), sharedCluster("test"));
  expired = await serveExpired(join(folder, "expired-server"));
});
afterAll(() => {
  expired?.close();
  rmSync(folder, { recursive: true, force: true });
});

let number = 0;
async function expectProblem(kubeconfig: string, message: RegExp, remedy: RegExp): Promise<void> {
  const data = join(folder, `data-${++number}`);
  const { code, out, err } = await runAgent(["run", "--data", data, "--kubeconfig", kubeconfig, ...ENROLMENT], TOKEN);
  const lines = err.trim().split("\n");
  expect(code, `${out}${err}`).toBe(1);
  expect(lines, err).toHaveLength(2);
  expect(lines[0]).toMatch(message);
  expect(lines[1]).toMatch(remedy);
  expect(`${out}${err}`).not.toContain(TOKEN.HOLDFAST_TOKEN);
  expect(existsSync(data) ? readdirSync(data) : []).toEqual([]);
}

describe("the agent's program", () => {
  it.each([
    ["a kubeconfig that is cut off", "cut", /kubeconfig .*cut is malformed/, /kubectl config view/],
    ["an empty kubeconfig", "empty", /kubeconfig .*empty/, /kubectl config view|--context/],
    ["a kubeconfig without a context", "no-context", /names no current context/, /--context/],
    ["a kubeconfig that is not there", "nowhere", /kubeconfig .*nowhere cannot be read/, /Check the path/],
    ["an API server that can't be reached", "no-server", /API server https:\/\/127\.0\.0\.1:1\/ cannot be used/, /kubeconfig's server/],
    ["a CA that is another cluster's", "other-ca", /API server .* cannot be used: .*certificate/, /cluster's CA/],
    ["a token that the API server does not know", "bad-token", /does not accept the agent's credentials/, /Renew the kubeconfig's/],
    ["a client certificate that has expired", "expired-client", /client certificate in .* expired on/, /Renew it/],
    ["an API server whose certificate has expired", "expired-server", /certificate that has expired/, /[Rr]enew/],
  ])("names %s, and what to do", (_what, kubeconfig, message, remedy) => expectProblem(join(folder, kubeconfig), message, remedy));

  it("names the role that its account lacks, and the command that makes it", async () => {
    const account = await createServiceAccount(sharedCluster("test"), { namespace: "holdfast", name: "nobody", rules: [] });
    await expectProblem(
      account.kubeconfigPath,
      /may not read the namespace kube-system .*role is missing/,
      /holdfast-agent rbac \| kubectl apply/,
    );
  });

  it("names a data folder that it can't write, before it asks anybody", async () => {
    const data = unwritableFolder(folder);
    const args = ["run", "--data", data, "--kubeconfig", join(folder, "no-server"), ...ENROLMENT];
    const { code, err } = await runAgent(args, TOKEN);
    expect(code).toBe(1);
    expect(err).toMatch(/data folder .* cannot be written/);
    expect(err.trim().split("\n")).toHaveLength(2);
  });
});
