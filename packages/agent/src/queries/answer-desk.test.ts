import { randomUUID } from "node:crypto";
import type { AgentAnswer } from "@holdfast/contracts/agent-link";
import { AgentAnswer as AnswerSchema } from "@holdfast/contracts/agent-link";
import { Fault } from "@holdfast/contracts/fault";
import type { Json } from "@holdfast/contracts/json";
import { describe, expect, it, vi } from "vitest";
import { recordingLog } from "../../test/recording-outbox";
import { KubeError } from "../kube/kube-error";
import { AnswerDesk, pieces } from "./answer-desk";
import type { Query } from "./define-query";

function aDesk(answer: (input: Json) => Promise<Json>) {
  const query: Query = { name: "world.ask", rbac: [], answer: (_, input) => answer(input) };
  // The question here looks at nothing of its context.
  const desk = new AnswerDesk({ queries: [query], context: {} as never, log: recordingLog() });
  const answers: AgentAnswer[] = [];
  const over = new AbortController();
  const asker = {
    signal: over.signal,
    answer: async (each: AgentAnswer) => {
      answers.push(AnswerSchema.parse(each));
    },
  };
  const ask = (input: Json = null, deadlineMs = 5000, name = "world.ask") =>
    desk.take({ id: randomUUID(), name, input, deadlineMs }, asker);
  return { ask, answers, over };
}

describe("the answer desk", () => {
  it("answers in pieces that fit, and together they are the answer", async () => {
    const big = { text: '"\\漢字😀\n'.repeat(200_000) };
    const { ask, answers } = aDesk(() => Promise.resolve(big));
    await ask();
    expect(answers.length).toBeGreaterThan(3);
    expect(JSON.parse(answers.map((each) => each.chunk).join(""))).toEqual(big);
    expect(answers.map((each) => each.isLast)).toEqual([...Array.from({ length: answers.length - 1 }, () => false), true]);
    for (const { chunk } of answers) expect(Buffer.byteLength(JSON.stringify(chunk))).toBeLessThanOrEqual(600_000);
  });

  it.each([
    [new Fault("Forbidden", "no"), "Forbidden"],
    [new KubeError("status", "pods is forbidden", { code: 403 }), "Forbidden"],
    [new KubeError("network", "gone"), "Unavailable"],
    [new Error("secret detail"), "Internal"],
  ])("says what went wrong, and no more: %s", async (cause, code) => {
    const { ask, answers } = aDesk(() => Promise.reject(cause));
    await ask();
    expect(answers).toMatchObject([{ isLast: true, chunk: "", fault: { code } }]);
    expect(JSON.stringify(answers)).not.toContain("secret detail");
  });

  it("says so when it does not know the question, and when time is up", async () => {
    const { ask, answers } = aDesk(() => new Promise(() => undefined));
    await ask(null, 5000, "world.end");
    await ask(null, 30);
    expect(answers.map((each) => each.fault?.code)).toEqual(["NotFound", "DeadlineExceeded"]);
  });

  it("works on sixteen questions at once, lets others wait, and refuses what is too many", async () => {
    let running = 0;
    let most = 0;
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { ask, answers } = aDesk(async () => {
      running++;
      most = Math.max(most, running);
      await gate;
      running--;
      return 1;
    });
    const asked = Array.from({ length: 100 }, () => ask());
    await vi.waitFor(() => expect(answers).toHaveLength(20));
    expect(answers.every((each) => each.fault?.code === "TooManyRequests")).toBe(true);
    release();
    await Promise.all(asked);
    expect(most).toBe(16);
    expect(answers.filter((each) => each.fault === null)).toHaveLength(80);
  });

  it("forgets a question whose link is gone", async () => {
    const { ask, answers, over } = aDesk(() => new Promise(() => undefined));
    const asked = ask();
    over.abort();
    await asked;
    expect(answers).toEqual([]);
  });

  it("cuts no character in half", () => {
    const text = `${"x".repeat(599_997)}${"😀".repeat(50)}`;
    expect(pieces(text).join("")).toBe(text);
    expect(pieces(text).every((piece) => piece.isWellFormed())).toBe(true);
    expect(pieces("")).toEqual([""]);
  });
});
