import { expect, it } from "vitest";
import { ExecDesk } from "../exec/exec-desk";
import { execSocket } from "../exec/exec-socket";
import { openTerminal } from "./pod-exec";

const session = "01a1ff37-5b94-753c-bbb0-ebcc01a122b3";
const input = {
  ...{ session, namespace: "bank", pod: "web", uid: "one", container: "app", command: null },
  ...{ columns: 80, rows: 24, idleSeconds: 60, mostSeconds: 600 },
};

/** What the command is carried out with, in a cluster where the pod of this name has these uids, one after another. */
const partsOf = (exec: ExecDesk, uids: string[], serviceAccountName = "web") =>
  ({
    exec,
    kube: { isDryRun: false, read: async () => ({ metadata: { uid: uids.shift() }, spec: { serviceAccountName } }) },
  }) as unknown as Parameters<typeof openTerminal.run>[0];

/** A desk whose programs run until they are hung up. */
function aDesk() {
  const state = { isClosed: false };
  const idle = { onOutput: () => undefined, write: () => undefined, waiting: () => 0, resize: () => undefined };
  const channel = { ...idle, pause: () => undefined, resume: () => undefined, ended: new Promise<never>(() => undefined) };
  const close = () => {
    state.isClosed = true;
  };
  return { state, desk: new ExecDesk(async () => ({ ...channel, close })) };
}

it("a terminal is closed again when another pod had taken the name by the time that it was opened", async () => {
  const { desk, state } = aDesk();
  await expect(openTerminal.run(partsOf(desk, ["one", "two"]), input)).rejects.toMatchObject({ reason: "Replaced" });
  expect(state.isClosed).toBe(true);
  expect(desk.input(session, "w", 1, "id\r", null, false)).toBe("Ended");
});

it("a terminal is opened in no pod that has the agent's own account, whatever that is called", async () => {
  const claims = Buffer.from(JSON.stringify({ sub: "system:serviceaccount:bank:holdfast" })).toString("base64url");
  const credentials = async () => ({ server: new URL("http://127.0.0.1:9"), headers: { Authorization: `Bearer e30.${claims}.x` } });
  const desk = new ExecDesk(execSocket({ credentials } as unknown as Parameters<typeof execSocket>[0], "test"));
  await expect(openTerminal.run(partsOf(desk, ["one", "one"], "holdfast"), input)).rejects.toMatchObject({ reason: "OwnAccount" });
  await expect(openTerminal.run(partsOf(desk, ["one", "one"], "web"), input)).rejects.toMatchObject({ kind: "network" });
});
