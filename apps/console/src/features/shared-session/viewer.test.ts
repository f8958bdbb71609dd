import { describe, expect, it } from "vitest";
import { endSession, readViewer } from "./viewer";

const answering = (status: number, body: unknown) => () => Promise.resolve(Response.json(body, { status }));
const failing = () => Promise.reject(new TypeError("fetch failed"));

describe("asking who is signed in", () => {
  it("gives the viewer, or nobody", async () => {
    const user = { id: "1", name: "Ana", email: "ana@example.test" };
    expect(await readViewer(answering(200, { user, session: {} }))).toEqual({
      state: "known",
      viewer: { name: "Ana", email: "ana@example.test" },
    });
    expect(await readViewer(answering(200, null))).toEqual({ state: "absent" });
    expect(await readViewer(answering(401, {}))).toEqual({ state: "absent" });
  });

  it("tells nobody from a server that is away", async () => {
    expect(await readViewer(failing)).toEqual({ state: "away" });
    expect(await readViewer(answering(503, {}))).toEqual({ state: "away" });
    expect(await readViewer(answering(200, { user: 7 }))).toEqual({ state: "away" });
  });
});

describe("signing out", () => {
  it("is done only when the server says so", async () => {
    expect(await endSession(answering(200, { success: true }))).toEqual({ isDone: true, endsAt: null });
    expect(await endSession(answering(200, { success: true, endsAt: "dex" }))).toEqual({ isDone: true, endsAt: "dex" });
    expect(await endSession(answering(500, {}))).toEqual({ isDone: false });
    expect(await endSession(failing)).toEqual({ isDone: false });
  });
});
