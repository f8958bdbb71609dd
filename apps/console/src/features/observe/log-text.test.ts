import { ClusterId } from "@holdfast/contracts/ids";
import { describe, expect, it } from "vitest";
import { keyedLines, levelMark, linesHolding, readableLine, shortLine, traceIdOf } from "./log-text";

const ID = "1dcd3577aee11b17b74ce034501f4882";

describe("a log line", () => {
  it.each([
    `{"level":"info","trace_id":"${ID}"}`,
    `{"traceId": "${ID}"}`,
    `level=info traceID=${ID} msg=done`,
    `trace.id: ${ID.toUpperCase()}`,
    `traceparent: 00-${ID}-00f067aa0ba902b7-01`,
  ])("names its trace: %s", (line) => {
    expect(traceIdOf(line)).toBe(ID);
  });

  it.each(["no trace here", `trace_id=${ID}00`, "trace_id=xyz", `commit ${ID}`])("names none: %s", (line) => {
    expect(traceIdOf(line)).toBeNull();
  });

  it("has a key of its own, the same when it is read again", () => {
    const line = {
      clusterId: ClusterId.parse("0199a000-0000-7000-8000-000000000001"),
      clusterName: "prod",
      atNs: "1700000000000000001",
      pod: "a",
      level: null,
      line: "x",
    };
    const keys = keyedLines([line, line, { ...line, pod: "b" }]).map(({ key }) => key);
    expect(new Set(keys).size).toBe(3);
    expect(keyedLines([line, line, { ...line, pod: "b" }]).map(({ key }) => key)).toEqual(keys);
  });

  it("is opened up when it is JSON, and left alone when it only looks like it", () => {
    expect(readableLine('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(readableLine("{not json")).toBe("{not json");
  });

  it("is short in a list: its message, then its fields, without what stands in columns", () => {
    expect(shortLine('{"time":"t","level":"info","status":200,"msg":"done","path":{"a":1}}')).toBe('done  status=200  path={"a":1}');
    expect(shortLine('{"n":1,"msg":7}')).toBe("n=1  msg=7");
    for (const line of ["level=info msg=done", "{broken", "[1]", "plain"]) expect(shortLine(line)).toBe(line);
  });

  it("of an unknown level, even of an evil one, is drawn all the same", () => {
    expect(levelMark("error").tone).toBe("bad");
    expect(levelMark("constructor")).toEqual({ tone: "idle", shape: "ring" });
  });

  it("is searched for by text that cannot end the query", () => {
    expect(linesHolding('a"} or {x="')).toBe('{namespace=~".+"} |= "a\\"} or {x=\\""');
  });
});
