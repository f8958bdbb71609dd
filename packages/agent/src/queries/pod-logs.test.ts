import { describe, expect, it } from "vitest";
import { KubeError } from "../kube/kube-error";
import type { QueryContext } from "./define-query";
import { readLogs } from "./pod-logs";

type Texts = Readonly<Record<string, string | KubeError>>;
const calls: { name: string; query: Readonly<Record<string, string | undefined>> }[] = [];
const context = (texts: Texts, areLogsShown = true): QueryContext =>
  ({
    areLogsShown,
    deadlineMs: 1000,
    signal: new AbortController().signal,
    kube: {
      text: async ({ name }: { name: string }, query: Readonly<Record<string, string | undefined>>) => {
        calls.push({ name, query });
        const text = texts[name] ?? "";
        if (text instanceof KubeError) throw text;
        return text;
      },
    },
    // What a question about logs looks at, and nothing else.
  }) as unknown as QueryContext;
const source = (pod: string, part: object = {}) => ({ namespace: "bank", pod, container: "app", ...part });

describe("pod.logs", () => {
  it("is refused, with the remedy, unless the owner of the cluster lets people read logs; nothing is asked then", async () => {
    calls.length = 0;
    const answer = await readLogs.answer(context({ web: "2026-11-21T08:00:00Z x\n" }, false), {
      sources: [source("web")],
      limitBytes: 4096,
    });
    expect(answer).toMatchObject({ refusal: "LogsNotAllowed", answers: [], message: expect.stringContaining("--logs") });
    expect(calls).toEqual([]);
  });

  it("answers for each container by itself, one that fails among them, without what looks like a secret", async () => {
    const texts = {
      web: "2026-11-21T08:00:00Z token=abc\n",
      gone: new KubeError("status", "pods gone not found", { code: 404, reason: "NotFound" }),
    };
    expect(await readLogs.answer(context(texts), { sources: [source("web"), source("gone")], limitBytes: 4096 })).toMatchObject({
      refusal: null,
      answers: [
        { lines: [["2026-11-21T08:00:00Z", "token=[redacted]"]], isCut: false, problem: null },
        { lines: [], problem: { reason: "NotFound" } },
      ],
    });
  });

  it("asks for no more than its share of the bytes, from the whole second of the last line on", async () => {
    calls.length = 0;
    const after = "2026-11-21T08:00:00.25Z";
    await readLogs.answer(context({}), {
      sources: [source("a", { after }), source("b", { tailLines: 10, isPrevious: true })],
      limitBytes: 4096,
    });
    expect(calls.map(({ query }) => query)).toEqual([
      expect.objectContaining({ limitBytes: "2048", sinceTime: "2026-11-21T08:00:00Z", previous: undefined, timestamps: "true" }),
      expect.objectContaining({ limitBytes: "2048", tailLines: "10", previous: "true", sinceTime: undefined }),
    ]);
  });
});
