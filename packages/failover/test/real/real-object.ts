import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { StepText } from "../approved-run";
import { NAMESPACE, type OperatedCase, type RealObject } from "./operated-case";
import type { RealStage } from "./real-stage";

/** The object of a case on a real API server, and its controller where that is at work. */
export interface RealObjectAt {
  now(): Promise<RealObject>;
  /** What its controller has read of the step's fields, each state once. */
  seen(): readonly unknown[];
  patch(patch: object): Promise<void>;
  step(more?: { cluster?: string; name?: string }): StepText;
  /** A step that fails, so that the run takes back what it did. */
  never(): StepText;
  leave(): Promise<void>;
}

const LOOK_MS = 30;

/** Plays the controller of one object: looks, and writes what it would write, until it is stopped. */
function operator(each: OperatedCase, look: () => Promise<RealObject>, write: (body: object, isStatus: boolean) => Promise<void>) {
  const seen: unknown[] = [];
  let last: unknown;
  const turn = async () => {
    const object = await look();
    const read = each.read(object);
    if (!seen.some((value) => isDeepStrictEqual(value, read))) seen.push(read);
    const said = each.operate?.(object);
    if (!said || isDeepStrictEqual(said, last)) return;
    const taken = Object.fromEntries((said.takes ?? []).map((field) => [field, null]));
    if (said.annotations || said.takes) await write({ ...taken, metadata: { annotations: { ...said.annotations } } }, false);
    await write({ status: said.status }, !each.hasPlainStatus);
    last = said;
  };
  let underWay: Promise<void> | undefined;
  const timer = setInterval(() => {
    underWay ??= turn().finally(() => {
      underWay = undefined;
    });
  }, LOOK_MS);
  const stop = async () => {
    clearInterval(timer);
    await underWay;
  };
  return { seen, turn, stop };
}

/** Makes the object of a case where its kind is served. Its controller has told of it once, and goes on where it `isOperated`. */
export async function realObject(stage: RealStage, each: OperatedCase, { isOperated }: { isOperated: boolean }): Promise<RealObjectAt> {
  const name = `core-${randomUUID().slice(0, 8)}`;
  const cluster = each.isElsewhere ? stage.hub.name : stage.pair.standby.name;
  const must = async (method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: object, may: readonly number[] = [200, 201]) => {
    const { status, body: answer } = await stage.request(cluster, method, path, body);
    if (!may.includes(status)) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  if (each.beside) await must("POST", each.beside.path, each.beside.object, [201, 409]);
  await must("POST", each.path, { ...each.object, metadata: { name } });
  const own = `${each.path}/${name}`;
  const now = () => must("GET", own);
  const write = async (body: object, isStatus: boolean) => {
    await must("PATCH", isStatus ? `${own}/status` : own, body);
  };
  const controller = operator(each, now, write);
  await controller.turn();
  if (!isOperated) await controller.stop();
  const target = each.isClusterWide ? { name } : { namespace: NAMESPACE, name };
  return {
    now,
    seen: () => controller.seen,
    patch: (patch) => write(patch, false),
    step: (more = {}) => ({ name: "set", use: each.use, with: { cluster, ...target, ...each.with, ...more } }),
    never: () => ({
      ...{ name: "never", use: "probe.http", timeoutSeconds: 1, onFailure: "undo" },
      with: { cluster, url: "http://nowhere.bank/", consecutive: 1, timeoutMs: 50 },
    }),
    async leave() {
      await controller.stop();
      await must("DELETE", own, undefined, [200, 202, 404]);
    },
  };
}
