import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { parseLine } from "./options";
import { manifestText } from "./print-manifest";
import { servicesOf } from "./services";

const values = (...args: string[]) => parseLine(["run", ...args], {}).values;
const PATRONI = ["--patroni", "orders=http://patroni.orders.svc:8008"];

describe("the services that an agent may call", () => {
  it("are named with where they are and the file of their credential, on the line or in the environment", () => {
    const orders = { kind: "patroni", url: new URL("http://patroni.orders.svc:8008"), credentialFile: "/c/orders" };
    expect(servicesOf(values(...PATRONI, "--credential", "orders=/c/orders", "--vault", "keys=https://vault:8200"))).toEqual({
      orders,
      keys: { kind: "vault", url: new URL("https://vault:8200"), credentialFile: null },
    });
    const environment = { HOLDFAST_PATRONI: "orders=http://patroni.orders.svc:8008", HOLDFAST_CREDENTIAL: "orders=/c/orders" };
    expect(servicesOf(parseLine(["run"], environment).values)).toEqual({ orders });
    expect(servicesOf(values())).toEqual({});
    const ledger = "postgres://ledger-ro.bank:5432/bank?sslmode=verify-full";
    expect(servicesOf(values("--postgres", `ledger=${ledger}`, "--credential", "ledger=/c/uri"))).toEqual({
      ledger: { kind: "postgres", url: new URL(ledger), credentialFile: "/c/uri" },
    });
  });

  it.each([
    [["--patroni", "http://x"], "--patroni"],
    [["--vault", "keys=vault:8200"], "--vault keys"],
    [["--patroni", "orders=http://admin:hunter2@patroni"], "--patroni orders"],
    [[...PATRONI, "--vault", "orders=https://vault:8200"], "orders is named twice"],
    [["--credential", "stray=/c/hunter2"], "--credential stray"],
    [["--postgres", "ledger=postgres://probe:hunter2@db/bank"], "--postgres ledger"],
    [["--postgres", "ledger=http://db:5432/bank"], "--postgres ledger"],
    [["--postgres", "ledger=postgres://db:5432"], "--postgres ledger"],
    [["--postgres", "ledger=postgres://db/bank?sslmode=prefer"], "--postgres ledger"],
    [["--postgres", "ledger=postgres://db/bank?password=hunter2"], "--postgres ledger"],
  ])("refuses %j by naming what is wrong, and quotes no credential", (args, says) => {
    const refusal = (() => {
      try {
        return servicesOf(values(...args));
      } catch (cause) {
        return cause as Error;
      }
    })();
    expect(refusal).toMatchObject({ message: expect.stringContaining(says) });
    expect(JSON.stringify([refusal, (refusal as Error).message])).not.toContain("hunter2");
  });

  it("have their Secrets mounted by the manifest, each one key of it, and the role still lets the agent read none", () => {
    const identity = ["--hub", "https://hub:1", "--cluster", "01a1fb03-0f36-7d64-a5ad-9c0a8a2f5b11", "--ca-pin", "a".repeat(64)];
    const text = manifestText(
      parseLine(["manifest", ...identity, "--image", "agent:1", ...PATRONI, "--secret", "orders=patroni-orders/auth"], {}),
    );
    const objects = parseAllDocuments(text).map((each) => parse(String(each)));
    const { spec } = objects.find(({ kind }) => kind === "Deployment").spec.template;
    const [container] = spec.containers;
    expect(container.env).toEqual(
      expect.arrayContaining([
        { name: "HOLDFAST_PATRONI", value: "orders=http://patroni.orders.svc:8008" },
        { name: "HOLDFAST_CREDENTIAL", value: "orders=/credentials/orders/auth" },
      ]),
    );
    expect(container.volumeMounts).toContainEqual({ name: "credential-orders", mountPath: "/credentials/orders", readOnly: true });
    expect(spec.volumes.find(({ name }: { name: string }) => name === "credential-orders").secret).toMatchObject({
      ...{ secretName: "patroni-orders", items: [{ key: "auth", path: "auth" }], optional: true },
    });
    expect(JSON.stringify(objects.find(({ kind }) => kind === "ClusterRole"))).not.toContain("secret");
  });
});
