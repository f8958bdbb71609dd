import { readFileSync } from "node:fs";
import { SavePolicy } from "@holdfast/contracts/policy";
import { ListLibrary } from "@holdfast/contracts/policy-library";
import { consoleCredentials } from "@holdfast/services/live/console-credentials";
import { type HubConnections, hubConnections } from "@holdfast/services/live/hub-connections";
import { type TestPort, testPort } from "@holdfast/services/live/test-port";
import { getPolicy } from "@holdfast/services/policies/get-policy";
import { getLibraryPolicy, listLibrary } from "@holdfast/services/policies/read-library";
import { savePolicy } from "@holdfast/services/policies/save-policy";
import { testHub } from "@holdfast/testkit/hub-fixture";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtWorker } from "../../../../packages/policy-engines/test/admission/built-worker";
import { type Hub, startHub } from "../hub";

const db = suiteDatabase();
let [hub, operator, tester, connections] = [] as unknown as [Hub, Person, TestPort, HubConnections];
let built: Awaited<ReturnType<typeof builtWorker>>;

beforeAll(async () => {
  built = await builtWorker();
  const settings = { ...testHub(db.url), policyWorker: built.program };
  hub = await startHub(settings);
  connections = hubConnections(consoleCredentials(settings.dataFolder, "holdfast.test"));
  tester = testPort(db, connections);
  operator = await aPerson(db, "olga", ["operator"]);
});
afterAll(async () => {
  await connections.close();
  await hub.stop();
  await built.remove();
});

const PAGE = (change: object = {}) => ListLibrary.parse(change);
const save = (name: string, texts: { yaml: string; tests: string }) =>
  savePolicy(operator.as(), SavePolicy.parse({ name, ...texts, placement: {}, basedOnVersion: 0 }), tester);
const fromLibrary = async (id: string) => {
  const { manifests, tests } = await getLibraryPolicy(operator.as(), id);
  return { yaml: manifests, tests };
};
const nothingSaved = async (name: string) => expect(await db.prisma.policy.count({ where: { name } })).toBe(0);

describe("the library that a hub brings", () => {
  it("is there after its start, in pages, and found by what its policies say and are about", async () => {
    const first = await listLibrary(operator.as(), PAGE({ limit: 40 }));
    expect([first.rows.length, first.nextCursor === null]).toEqual([40, false]);
    const rest = await listLibrary(operator.as(), PAGE({ limit: 40, cursor: first.nextCursor }));
    const titles = [...first.rows, ...rest.rows].map(({ title }) => title);
    expect(titles).toHaveLength(first.total);
    expect(new Set(titles).size).toBe(titles.length);
    const found = await listLibrary(operator.as(), PAGE({ text: "MILLION" }));
    expect(found.rows.map(({ id }) => id)).toEqual(["bank-transfer"]);
    const ofCategory = await listLibrary(operator.as(), PAGE({ categories: ["compliance"], engines: ["admission"] }));
    expect(ofCategory.rows.map(({ id }) => id)).toEqual(["location-stays"]);
  });

  it("is refused to somebody without a role", async () => {
    const nobody = await aPerson(db, "nils", []);
    await expect(listLibrary(nobody.as(), PAGE())).rejects.toMatchObject({ code: "Forbidden" });
    await expect(getLibraryPolicy(operator.as(), "nothing")).rejects.toMatchObject({ code: "NotFound" });
  });
});

describe("a policy that is saved with its tests", () => {
  it("keeps what became of them, run by the hub", async () => {
    const saved = await save("replica-bounds", await fromLibrary("replica-bounds"));
    expect(saved).toMatchObject({ version: 1, failed: [] });
    const [version] = (await getPolicy(operator.as(), saved.id)).versions;
    expect(version?.testRun?.results).toHaveLength(11);
    expect(version?.testRun?.results.every(({ isAsExpected }) => isAsExpected)).toBe(true);
  });

  it("can't be pushed while an example comes out otherwise, and the gate says which", async () => {
    const { yaml, tests } = await fromLibrary("replica-bounds");
    const saved = await save("wrong-bounds", { yaml: yaml.replace("variables.replicas >= 2", "variables.replicas >= 1"), tests });
    expect(saved.failed).toEqual(["one"]);
    expect((await getPolicy(operator.as(), saved.id)).push).toMatchObject({
      isMet: false,
      message: expect.stringContaining("1 of 11 examples of version 1 do not come out as they say, one first"),
    });
  });

  const binding =
    "\n---\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\nmetadata: {name: a}\nspec: {policyName: a, validationActions: [Deny]}";
  const policy = (expression: string) =>
    `apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: {name: a}\nspec: {validations: [{expression: ${JSON.stringify(expression)}}]}${binding}`;
  const one = "examples: [{name: one, object: {apiVersion: v1, kind: Pod, metadata: {name: p}}, expect: pass}]";

  it.each([
    ["an expression that doesn't compile", policy("nobody.home"), one, "InvalidInput", "undeclared reference to 'nobody'"],
    ["tests that are no YAML", policy("true"), "examples: [", "InvalidInput", "tests: line 1"],
    [
      "a field of an example that there is not",
      policy("true"),
      one.replace("expect:", "expects: pass, expect:"),
      "InvalidInput",
      "expects is not a field",
    ],
    [
      "a denial without its message",
      policy("true"),
      one.replace("expect: pass", "expect: deny"),
      "InvalidInput",
      "examples[0].messages is missing",
    ],
    [
      "tests that are too many",
      policy("true"),
      `examples: [${"{name: x, object: {apiVersion: v1, kind: Pod, metadata: {name: p}}, expect: pass},".repeat(201)}]`,
      "InvalidInput",
      "at most 200",
    ],
  ])("is not saved where it can't be tested: %s", async (_, yaml, tests, code, message) => {
    await expect(save("broken", { yaml, tests })).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
    await nothingSaved("broken");
  });

  it("is not saved where it takes too long, and the hub tests the next", async () => {
    const list = `[${Array.from({ length: 60 }, (_, i) => i).join()}]`;
    const endless = `${list}.all(a, ${list}.all(b, ${list}.all(c, ${list}.all(d, ${list}.all(e, a + b + c + d + e >= 0)))))`;
    const attempt = save("endless", { yaml: policy(endless), tests: one });
    const outcome = await attempt.then(
      (saved) => saved.failed,
      (fault: { code: string }) => fault.code,
    );
    // Either its cost or its time runs out: a failed example, or nothing saved.
    expect([["one"], "DeadlineExceeded"]).toContainEqual(outcome);
    expect(await save("after", { yaml: policy("true"), tests: one })).toMatchObject({ failed: [] });
  });

  it("of Rego is tested without a network, and stopped when it never ends", async () => {
    const texts = (rego: string) => ({
      manifests: readFileSync(
        new URL("../../../../packages/policy-library/src/policies/no-privilege-escalation/manifests.yaml", import.meta.url),
        "utf8",
      ).replace(/rego: \|[\s\S]*?(?=\n---)/, `rego: ${JSON.stringify(`package p\n${rego}`)}`),
      tests: one,
    });
    await expect(tester.test(texts('violation[{"msg": "x"}] { http.send({"method": "get", "url": "http://x"}) }'))).rejects.toMatchObject({
      code: "InvalidInput",
      message: expect.stringContaining("http.send"),
    });
    const endless = 'violation[{"msg": "x"}] { count([1 | numbers.range(1, 30000)[_]; numbers.range(1, 30000)[_]]) == 7 }';
    await expect(tester.test(texts(endless))).rejects.toMatchObject({ code: "DeadlineExceeded" });
  });

  it("is refused before it is sent when it is too large for a hub", async () => {
    await expect(tester.test({ manifests: "x".repeat(5_000_000), tests: one })).rejects.toMatchObject({ code: "TooLarge" });
    expect(SavePolicy.safeParse({ name: "a", yaml: "x".repeat(5_000_000), placement: {}, basedOnVersion: 0 }).success).toBe(false);
  });
});

it("without a hub no policy with tests is saved, and one without tests is", async () => {
  const texts = await fromLibrary("replica-bounds");
  const input = SavePolicy.parse({ name: "alone", ...texts, placement: {}, basedOnVersion: 0 });
  await expect(savePolicy(operator.as(), input)).rejects.toMatchObject({ code: "Unavailable" });
  await nothingSaved("alone");
  expect(await savePolicy(operator.as(), { ...input, tests: "" })).toMatchObject({ version: 1 });
});
