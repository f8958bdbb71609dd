import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { sharedCluster } from "../testbed/shared-cluster";
import { readKubernetesFacts } from "./kubernetes-facts";

const cluster = sharedCluster("test");
const FACTS = new URL("../../../simulator/src/kube/generated/kubernetes-facts.json", import.meta.url);

it("the simulator's built-in resources and types are those that a real API server tells of (WRITE_KUBERNETES_FACTS=1 writes them)", async () => {
  const get = async (path: string): Promise<unknown> => {
    const { status, body } = await cluster.request("GET", path);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    return body;
  };
  const facts = await readKubernetesFacts(get);
  if (process.env.WRITE_KUBERNETES_FACTS === "1") writeFileSync(FACTS, facts);
  expect(facts).toBe(readFileSync(FACTS, "utf8"));
});
