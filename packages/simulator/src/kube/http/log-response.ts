import { once } from "node:events";
import { badRequest, notFound } from "../api-error";
import type { ContainerStatus, Pod } from "../types/pod";
import type { Exchange } from "./answer";
import { isSet } from "./request-options";
import type { ServedCluster } from "./served-cluster";

const PODS = { group: "", plural: "pods", kind: "Pod" };

/** The container that is asked for, or the only one. Throws an ApiError when there is none such, or when one has to be chosen. */
export const containerOf = (pod: Pod, asked: string | null): string => {
  const { name } = pod.metadata;
  const names = pod.spec.containers.map((container) => container.name);
  if (asked !== null && asked !== "") {
    if (names.includes(asked)) return asked;
    throw badRequest(`container ${asked} is not valid for pod ${name}`);
  }
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) return only;
  throw badRequest(`a container name must be specified for pod ${name}, choose one of: [${names.join(" ")}]`);
};

const hasRun = (status: ContainerStatus | undefined) =>
  status?.state.running !== undefined || status?.state.terminated !== undefined || (status?.restartCount ?? 0) > 0;

const checkStarted = (pod: Pod, container: string, isPrevious: boolean): void => {
  const status = pod.status.containerStatuses?.find(({ name }) => name === container);
  const where = `container ${JSON.stringify(container)} in pod ${JSON.stringify(pod.metadata.name)}`;
  if (isPrevious && (status?.restartCount ?? 0) === 0) throw badRequest(`previous terminated ${where} not found`);
  if (hasRun(status)) return;
  const reason = status?.state.waiting?.reason;
  throw badRequest(reason ? `${where} is waiting to start: ${reason}` : `${where} is not available`);
};

const positive = (query: URLSearchParams, name: string): number | null => {
  const text = query.get(name);
  if (text === null || text === "") return null;
  if (!/^\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
};

const sinceOf = (query: URLSearchParams, now: Date): Date | null => {
  const [seconds, instant] = [positive(query, "sinceSeconds"), query.get("sinceTime")];
  if (seconds !== null) return new Date(now.getTime() - seconds * 1000);
  return instant ? new Date(instant) : null;
};

/** GET of the log subresource: the lines of one container as text, and with `follow` those to come. */
export async function sendLog(
  cluster: ServedCluster,
  { request, response }: Exchange,
  target: { readonly namespace: string; readonly name: string },
  query: URLSearchParams,
): Promise<void> {
  // What is stored as a pod has been checked as one.
  const pod = cluster.api.store.get("pods", target.namespace, target.name) as Pod | undefined;
  if (!pod) throw notFound(PODS, target.name);
  const container = containerOf(pod, query.get("container"));
  const [isFollowed, isPrevious, hasTimestamps] = [isSet(query, "follow"), isSet(query, "previous"), isSet(query, "timestamps")];
  checkStarted(pod, container, isPrevious);
  const gone = new AbortController();
  request.on("close", () => gone.abort());
  response.on("close", () => gone.abort());
  let left = positive(query, "limitBytes") ?? Number.POSITIVE_INFINITY;
  const lines = cluster.logs.read({
    ...{ cluster: cluster.name, namespace: target.namespace, pod: target.name, container, isFollowed, isPrevious },
    ...{ since: sinceOf(query, cluster.api.now()), tailLines: positive(query, "tailLines"), signal: gone.signal },
  });
  response.writeHead(200, { "cache-control": "no-cache, private", "content-type": "text/plain" });
  response.flushHeaders();
  for await (const { at, line } of lines) {
    if (gone.signal.aborted) break;
    const written = Buffer.from(hasTimestamps ? `${at.toISOString()} ${line}\n` : `${line}\n`).subarray(0, left);
    left -= written.length;
    const isFull = !response.write(written);
    // As in the real server the end may be in the middle of a line.
    if (left <= 0) break;
    if (isFull) await Promise.race([once(response, "drain"), once(response, "close")]);
  }
  response.end();
}
