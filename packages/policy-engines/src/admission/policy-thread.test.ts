import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { builtWorker } from "../../test/admission/built-worker";
import { bindingOf, policyOf, requestFor } from "../../test/admission/samples";
import { PolicyThread } from "./policy-thread";

const DEADLINE_MS = 10_000;
const threads: PolicyThread[] = [];
let built: Awaited<ReturnType<typeof builtWorker>>;
beforeAll(async () => {
  built = await builtWorker();
});
afterAll(() => built.remove());
const thread = (deadlineMs = DEADLINE_MS) => {
  const made = new PolicyThread(deadlineMs, built.program);
  threads.push(made);
  return made;
};
afterEach(async () => {
  await Promise.all(threads.splice(0).map((each) => each.close()));
});

const fine = policyOf("replicas", { validations: [{ expression: "object.spec.replicas <= 3", message: "at most three" }] });

describe("a thread for policies", () => {
  it("judges each of the objects it is given, in their order", async () => {
    const requests = [1, 5, 3].map((replicas) => requestFor({ spec: { replicas } }));
    const verdicts = await thread().judge(fine, bindingOf("replicas"), requests);
    expect(verdicts.map(({ denial }) => denial?.message ?? "admitted")).toEqual([
      "admitted",
      "ValidatingAdmissionPolicy 'replicas' with binding 'replicas-binding' denied request: at most three",
      "admitted",
    ]);
  });

  it("says what is wrong with a policy, and judges nothing by it", async () => {
    const wrong = policyOf("wrong", { validations: [{ expression: "object.spec.replicas <= 3" }, { expression: "\n  nobody.home" }] });
    const asked = thread();
    expect(await asked.faults(wrong)).toMatchObject([
      { path: "spec.validations[1].expression", line: 2, column: 3, message: expect.stringContaining("undeclared reference to 'nobody'") },
    ]);
    await expect(asked.judge(wrong, bindingOf("wrong"), [requestFor({})])).rejects.toMatchObject({ code: "InvalidInput" });
  });

  it("is stopped at its deadline, and works again afterwards", async () => {
    const validations = Array.from({ length: 10 }, () => ({ expression: "lists.range(100000).all(x, x >= 0)" }));
    const asked = thread(20);
    const long = policyOf("long", { validations });
    await expect(asked.judge(long, bindingOf("long"), [requestFor({}), requestFor({})])).rejects.toMatchObject({
      code: "DeadlineExceeded",
    });
    const verdicts = await asked.judge(fine, bindingOf("replicas"), [requestFor({ spec: { replicas: 9 } })]).catch((cause) => cause);
    // A machine that is busy may need more than 20 ms even for this; then it says so, and does not hang.
    expect(verdicts.code === "DeadlineExceeded" || verdicts[0].denial.code === 422).toBe(true);
  });

  it("has no environment of the process to show", async () => {
    const nosy = policyOf("nosy", { validations: [{ expression: "process.env.size() > 0" }] });
    expect(await thread().faults(nosy)).toMatchObject([{ message: expect.stringContaining("undeclared reference to 'process'") }]);
  });
});
