import { describe, expect, it } from "vitest";
import { type Failure, type QueryLike, resolveState } from "./resolve-state";

const query = (part: Partial<QueryLike<string[]>>): QueryLike<string[]> => ({
  status: "pending",
  data: undefined,
  error: null,
  refetch: () => undefined,
  ...part,
});
const failureOf = (error: unknown): Failure => ({ kind: error as Failure["kind"], message: "said no", reference: "req-1" });
const resolve = (part: Partial<QueryLike<string[]>>) => resolveState(query(part), (data) => data.length === 0, failureOf);

describe("what a screen shows", () => {
  it("is one of loading, empty and data while nothing fails", () => {
    expect(resolve({}).state).toBe("loading");
    expect(resolve({ status: "success", data: [] }).state).toBe("empty");
    expect(resolve({ status: "success", data: ["a"] })).toEqual({ state: "data", data: ["a"], refreshFailure: null });
  });

  it.each(["forbidden", "notFound", "failed"] as const)("is %s when the first read is", (kind) => {
    expect(resolve({ status: "error", error: kind }).state).toBe(kind);
  });

  it("keeps what was seen when a later read fails, and says so", () => {
    const shown = resolve({ status: "error", error: "failed", data: ["a"] });
    expect(shown).toMatchObject({ state: "data", data: ["a"], refreshFailure: { kind: "failed", reference: "req-1" } });
  });

  it("does not call a list empty that could not be read again", () => {
    expect(resolve({ status: "error", error: "failed", data: [] }).state).toBe("data");
  });

  it("takes away what the reader may no longer see", () => {
    expect(resolve({ status: "error", error: "forbidden", data: ["secret"] }).state).toBe("forbidden");
    expect(resolve({ status: "error", error: "notFound", data: ["gone"] }).state).toBe("notFound");
  });
});
