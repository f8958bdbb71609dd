import { afterEach, describe, expect, it } from "vitest";
import { configMap } from "./fixtures";
import type { KubeAnswer } from "./kube-client";
import type { KubeTarget } from "./kube-target";
import { contractSuite } from "./suite";

const ROOT = "/apis/admissionregistration.k8s.io/v1";
const POLICIES = `${ROOT}/validatingadmissionpolicies`;
const BINDINGS = `${ROOT}/validatingadmissionpolicybindings`;
const configMaps = {
  resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE", "UPDATE"], resources: ["configmaps"] }],
};

/** ValidatingAdmissionPolicies: enforced, warning, and refused themselves when they do not compile. */
export function describeAdmission(target: () => KubeTarget): void {
  const suite = contractSuite(target);
  const made: string[] = [];
  const maps = () => suite.path("configmaps");
  const here = () => ({ namespaceSelector: { matchLabels: { contract: suite.namespace.replace("contract-", "") } } });

  const policyOf = (name: string, spec: object) => ({
    metadata: { name },
    spec: { matchConstraints: configMaps, validations: [{ expression: "object.data.a == '1'", message: "a must be 1" }], ...spec },
  });

  /** Puts a policy and its binding into effect for this suite's namespace, and waits until it is felt. */
  const enforce = async (
    name: string,
    spec: object,
    actions: string[],
    isFelt: (answer: KubeAnswer) => boolean,
    probe: object = configMap("probe", { a: "2" }),
  ) => {
    made.push(name);
    expect(await suite.client.post(POLICIES, policyOf(name, spec))).toMatchObject({ status: 201 });
    const binding = {
      metadata: { name: `${name}-binding` },
      spec: { policyName: name, validationActions: actions, matchResources: here() },
    };
    expect(await suite.client.post(BINDINGS, binding)).toMatchObject({ status: 201 });
    await expect.poll(async () => isFelt(await suite.client.post(`${maps()}?dryRun=All`, probe)), { timeout: 30_000 }).toBe(true);
  };
  const isDenied = ({ status }: KubeAnswer) => status >= 400;
  const denial = (name: string, detail: string) =>
    `ValidatingAdmissionPolicy '${name}' with binding '${name}-binding' denied request: ${detail}`;

  afterEach(async () => {
    for (const name of made.splice(0)) {
      await suite.client.delete(`${BINDINGS}/${name}-binding`);
      await suite.client.delete(`${POLICIES}/${name}`);
    }
    // The policies of one case must not be felt by the next.
    await expect
      .poll(async () => (await suite.client.post(`${maps()}?dryRun=All`, configMap("probe", { a: "2" }))).headers.warning, {
        timeout: 30_000,
      })
      .toBeUndefined();
    await expect
      .poll(async () => (await suite.client.post(`${maps()}?dryRun=All`, configMap("probe", { a: "2" }))).status, { timeout: 30_000 })
      .toBe(201);
  });

  describe("a policy", () => {
    it("denies what it does not allow, in its own words, at creation, change and dry run", async () => {
      const name = suite.unique("deny");
      await enforce(name, {}, ["Deny"], isDenied);
      const denied = (await suite.client.post(maps(), configMap("x", { a: "2" }))).body;
      expect(denied).toMatchObject({
        ...{ kind: "Status", status: "Failure", reason: "Invalid", code: 422 },
        message: `configmaps "x" is forbidden: ${denial(name, "a must be 1")}`,
        details: { name: "x", kind: "configmaps", causes: [{ message: denial(name, "a must be 1") }] },
      });
      expect((await suite.client.post(maps(), configMap("y", { a: "1" }))).status).toBe(201);
      const path = `${maps()}/y`;
      expect((await suite.client.patch(path, { data: { a: "3" } })).body.message).toContain(denial(name, "a must be 1"));
      expect((await suite.client.patch(`${path}?dryRun=All`, { data: { a: "3" } })).status).toBe(422);
      expect((await suite.client.apply(path, configMap("y", { a: "4" }), "one", "&force=true")).status).toBe(422);
      expect((await suite.client.get(path)).body.data).toEqual({ a: "1" });
      expect((await suite.client.post("/api/v1/namespaces/default/configmaps?dryRun=All", configMap("x", { a: "2" }))).status).toBe(201);
    });

    it("that only warns lets it through, with a Warning header", async () => {
      const name = suite.unique("warn");
      await enforce(name, {}, ["Warn", "Audit"], ({ headers }) => headers.warning !== undefined);
      const { status, headers } = await suite.client.post(`${maps()}?dryRun=All`, configMap("w", { a: "2" }));
      expect(status).toBe(201);
      expect(headers.warning).toBe(
        `299 - "Validation failed for ValidatingAdmissionPolicy '${name}' with binding '${name}-binding': a must be 1"`,
      );
    });

    it("says the failed expression when it has no message, and what a message expression makes of the object", async () => {
      const name = suite.unique("words");
      await enforce(name, { validations: [{ expression: "object.data.a == '1'" }] }, ["Deny"], isDenied);
      expect((await suite.client.post(maps(), configMap("x", { a: "2" }))).body.message).toContain(
        denial(name, "failed expression: object.data.a == '1'"),
      );

      const other = suite.unique("expression");
      const validations = [{ expression: "variables.value == '7'", messageExpression: "'got ' + variables.value", reason: "Forbidden" }];
      const spec = { variables: [{ name: "value", expression: "object.data.b" }], validations };
      await enforce(other, spec, ["Deny"], ({ status }) => status === 403, configMap("probe", { a: "1", b: "2" }));
      expect((await suite.client.post(maps(), configMap("x", { a: "1", b: "5" }))).body).toMatchObject({
        ...{ code: 403, reason: "Forbidden", message: `configmaps "x" is forbidden: ${denial(other, "got 5")}` },
      });
    });

    it("fails closed when it cannot be evaluated, and open when told to ignore that", async () => {
      const name = suite.unique("closed");
      const validations = [{ expression: "object.data.missing == '1'" }];
      await enforce(name, { validations }, ["Deny"], isDenied);
      const { message } = (await suite.client.post(maps(), configMap("x", { a: "1" }))).body;
      expect(message).toContain(denial(name, "expression 'object.data.missing == '1'' resulted in error: no such key: missing"));
      await suite.client.patch(`${POLICIES}/${name}`, { spec: { failurePolicy: "Ignore" } });
      await expect
        .poll(async () => (await suite.client.post(`${maps()}?dryRun=All`, configMap("x", { a: "1" }))).status, { timeout: 30_000 })
        .toBe(201);
    });

    it("sees old objects, requests and namespaces, and only what its conditions let through", async () => {
      const name = suite.unique("sees");
      const validations = [
        { expression: "request.operation != 'UPDATE' || oldObject.data.a == object.data.a", message: "a is final" },
        { expression: "namespaceObject.metadata.name == request.namespace && request.resource.resource == 'configmaps'", message: "never" },
        { expression: "int(object.data.a) + 1 < 10", message: "too large" },
      ];
      const matchConditions = [{ name: "not-exempt", expression: "!has(object.metadata.labels) || !('exempt' in object.metadata.labels)" }];
      await enforce(name, { validations, matchConditions }, ["Deny"], isDenied, configMap("probe", { a: "9" }));
      await suite.client.post(maps(), configMap("final", { a: "2" }));
      expect((await suite.client.patch(`${maps()}/final`, { data: { a: "3" } })).body.message).toContain(denial(name, "a is final"));
      expect((await suite.client.patch(`${maps()}/final`, { data: { b: "3" } })).status).toBe(200);
      expect((await suite.client.post(maps(), configMap("large", { a: "9" }))).body.message).toContain(denial(name, "too large"));
      expect((await suite.client.post(maps(), configMap("exempt", { a: "99" }, { labels: { exempt: "yes" } }))).status).toBe(201);
    });

    it("is observed, and its type check says what the schema does not have", async () => {
      const name = suite.unique("checked");
      made.push(name);
      const validations = [{ expression: "object.metadata.name != ''" }, { expression: "object.data.a > 1" }];
      await suite.client.post(POLICIES, policyOf(name, { validations }));
      await expect
        .poll(async () => (await suite.client.get(`${POLICIES}/${name}`)).body.status, { timeout: 30_000 })
        .toMatchObject({ observedGeneration: 1, typeChecking: expect.any(Object) });
    });
  });

  describe("a policy is refused", () => {
    const refusal = async (spec: object) => (await suite.client.post(`${POLICIES}?dryRun=All`, policyOf("refused", spec))).body;

    it.each([
      ["object.data.a ==", "compilation failed: ERROR: <input>:1:17: Syntax error"],
      ["foo.bar == 2", "compilation failed: ERROR: <input>:1:1: undeclared reference to 'foo'"],
      ["'a' + 1 == 2", "compilation failed: ERROR: <input>:1:5: found no matching overload for '_+_' applied to '(string, int)'"],
      ["object.foo()", "compilation failed: ERROR: <input>:1:11: undeclared reference to 'foo'"],
      ["'a'", "must evaluate to bool but got string"],
      ["params.x == 1", "undeclared reference to 'params'"],
    ])("when it does not compile: %s", async (expression, message) => {
      const { code, reason, details } = await refusal({ validations: [{ expression }] });
      expect({ code, reason }).toEqual({ code: 422, reason: "Invalid" });
      expect(details?.causes).toMatchObject([
        { reason: "FieldValueInvalid", field: "spec.validations[0].expression", message: expect.stringContaining(message) },
      ]);
    });

    it.each([
      [{ validations: [] }, "spec.validations", "validations or auditAnnotations must contain at least one item"],
      [{ matchConstraints: undefined }, "spec.matchConstraints", "Required value"],
      [{ failurePolicy: "Maybe" }, "spec.failurePolicy", 'Unsupported value: "Maybe": supported values: "Fail", "Ignore"'],
      [
        { validations: [{ expression: "true", messageExpression: "1" }] },
        "spec.validations[0].messageExpression",
        "must evaluate to string but got int",
      ],
      [{ validations: [{ expression: "true", reason: "Because" }] }, "spec.validations[0].reason", "Unsupported value"],
      [
        { matchConditions: [{ name: "early", expression: "variables.x" }] },
        "spec.matchConditions[0].expression",
        "undeclared reference to 'variables'",
      ],
      [{ variables: [{ name: "a-b", expression: "1" }] }, "spec.variables[0].name", "must be a valid CEL identifier"],
    ])("when it makes no sense: %j", async (spec, field, message) => {
      const { code, details } = await refusal(spec);
      expect(code).toBe(422);
      expect(details?.causes).toContainEqual(expect.objectContaining({ field, message: expect.stringContaining(message) }));
    });

    it("and so is a binding that denies and warns, or does nothing", async () => {
      const causes = async (validationActions: string[]) => {
        const binding = { metadata: { name: "refused" }, spec: { policyName: "p", validationActions } };
        return (await suite.client.post(`${BINDINGS}?dryRun=All`, binding)).body.details?.causes;
      };
      expect(await causes(["Deny", "Warn"])).toMatchObject([{ message: expect.stringContaining("must not contain both Deny and Warn") }]);
      expect(await causes([])).toMatchObject([{ message: "Required value: at least one validation action is required" }]);
      expect(await causes(["Shout"])).toMatchObject([{ message: expect.stringContaining('supported values: "Audit", "Deny", "Warn"') }]);
    });
  });
}
