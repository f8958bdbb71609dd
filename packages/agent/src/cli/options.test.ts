import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { Problem } from "../problem";
import { parseLine, runOptions } from "./options";
import { manifestText, rbacText } from "./print-manifest";
import { usage } from "./usage";

const ID = "0193a1c0-0000-7000-8000-000000000001";
const PIN = "a".repeat(64);
const run = (args: string[], environment: Record<string, string> = {}) => runOptions(parseLine(["run", ...args], environment).values);
const problem = (work: () => unknown): Problem => {
  try {
    work();
  } catch (cause) {
    if (cause instanceof Problem) return cause;
    throw cause;
  }
  throw new Error("nothing was wrong");
};

describe("the command line", () => {
  it("says the same as the environment, and wins over it", () => {
    const environment = {
      HOLDFAST_HUB: "https://hub.example:7443/",
      HOLDFAST_CLUSTER: ID,
      HOLDFAST_CA_PIN: PIN,
      HOLDFAST_DATA: "/data",
      HOLDFAST_TOKEN: "from-environment",
    };
    const read = run(["--data", "/other", "--probe-origin", "https://a.example", "--probe-origin", "https://b.example:8443/"], environment);
    expect(read).toMatchObject({
      dataFolder: "/other",
      enrolment: { hubUrl: "https://hub.example:7443", clusterId: ID, caPin: PIN, token: "from-environment" },
      probeOrigins: ["https://a.example", "https://b.example:8443"],
      logLevel: "info",
    });
    expect(run(["--data", "/d"], { HOLDFAST_PROBE_ORIGIN: "http://a:1, http://b:2" }).probeOrigins).toEqual(["http://a:1", "http://b:2"]);
  });

  it("takes the token from a file, and none when an optional file is not mounted", () => {
    const folder = mkdtempSync(join(tmpdir(), "options-"));
    writeFileSync(join(folder, "token"), "from-file\n");
    expect(run(["--data", "/d", "--token-file", join(folder, "token")]).enrolment.token).toBe("from-file");
    expect(run(["--data", "/d", "--token-file", join(folder, "none")]).enrolment.token).toBeUndefined();
    rmSync(folder, { recursive: true });
  });

  it.each([
    [["run"], "--data is missing"],
    [["run", "--data", "/d", "--nope"], "--nope"],
    [["run", "now"], "now is not understood"],
    [["run", "--data", "/d", "--hub", "http://hub"], "--hub http://hub"],
    [["run", "--data", "/d", "--cluster", "prod"], "--cluster prod"],
    [["run", "--data", "/d", "--ca-pin", "abc"], "--ca-pin abc"],
    [["run", "--data", "/d", "--prometheus", "ftp://x"], "--prometheus ftp://x"],
    [["run", "--data", "/d", "--probe-origin", "https://x/path"], "--probe-origin https://x/path"],
    [["run", "--data", "/d", "--edit", "Deployments"], "--edit Deployments"],
    [["run", "--data", "/d", "--edit", "secrets"], "--edit secrets is never given"],
    [["run", "--data", "/d", "--edit", "roles.rbac.authorization.k8s.io"], "is never given"],
    [["run", "--data", "/d", "--log-level", "loud"], "--log-level loud"],
    [["run", "--data", "/d", "--patience", "long"], "--patience long"],
    [["run", "--data", "/d", "--context", "x"], "--context needs --kubeconfig"],
  ])("%j is called wrong with exit code 2, by the name of the option", (args, message) => {
    const found = problem(() => runOptions(parseLine(args, {}).values));
    expect(found.message).toContain(message);
    expect(found.exitCode).toBe(2);
    expect(found.remedy).not.toBe("");
  });

  it("is described in the help, every option of it", () => {
    for (const option of [
      "hub",
      "cluster",
      "token",
      "token-file",
      "ca-pin",
      "kubeconfig",
      "context",
      "data",
      "prometheus",
      "loki",
      "jaeger",
      "patroni",
      "vault",
      "postgres",
      "credential",
      "secret",
      "probe-origin",
      "log-level",
      "patience",
      "observe",
      "policies",
      "image",
      "namespace",
      "ephemeral",
    ])
      expect(usage).toContain(`--${option}`);
  });
});

describe("the printed manifest", () => {
  const line = (...args: string[]) =>
    parseLine(["manifest", "--hub", "https://hub:1", "--cluster", ID, "--ca-pin", PIN, "--image", "holdfast/agent:1", ...args], {});
  const objects = (...args: string[]) => parseAllDocuments(manifestText(line(...args))).map((document) => document.toJSON());
  const kinds = (...args: string[]) => objects(...args).map((object) => object.kind);

  it("has all that a cluster needs, in the order in which it is applied", () => {
    expect(kinds("--token", "x".repeat(24))).toEqual([
      ...["Namespace", "ServiceAccount", "ClusterRole", "ClusterRoleBinding", "Secret", "PersistentVolumeClaim", "Deployment"],
    ]);
    expect(kinds("--ephemeral")).toEqual(["Namespace", "ServiceAccount", "ClusterRole", "ClusterRoleBinding", "Deployment"]);
  });

  it("runs one process, as nobody, with nothing it could write but its data", () => {
    const deployment = objects("--prometheus", "http://prometheus:9090").at(-1);
    const { spec } = deployment.spec.template;
    const [container] = spec.containers;
    expect(deployment.spec).toMatchObject({ replicas: 1, strategy: { type: "Recreate" } });
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
    expect(container.env).toContainEqual({ name: "HOLDFAST_PROMETHEUS", value: "http://prometheus:9090/" });
  });

  it("shows the token in a Secret and nowhere else, and mounts it as a file", () => {
    const token = "t".repeat(32);
    const holders = objects("--token", token).filter((object) => JSON.stringify(object).includes(token));
    expect(holders.map((object) => object.kind)).toEqual(["Secret"]);
  });

  it("names what is missing, and a kind that is no resource", () => {
    expect(problem(() => manifestText(parseLine(["manifest"], {}))).message).toContain("--hub, --cluster, --ca-pin, --image");
    expect(problem(() => rbacText(parseLine(["rbac", "--observe", "Certificates"], {}))).message).toContain("--observe Certificates");
    expect(rbacText(parseLine(["rbac", "--observe", "issuers.cert-manager.io"], {}))).toContain("cert-manager.io");
    expect(problem(() => rbacText(parseLine(["rbac", "--policies", "everything"], {}))).message).toContain("--policies everything");
    expect(rbacText(parseLine(["rbac", "--policies", "gatekeeper"], {}))).toContain("constraints.gatekeeper.sh");
  });
});
