// The exec door of a pod over a WebSocket, as an API server speaks it: channels by number, v5 with a word for the end of input.
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocket, WebSocketServer } from "ws";
import { ApiError, badRequest, notFound } from "../api-error";
import type { ExecProgram, ExecSource } from "../exec-source";
import type { Pod } from "../types/pod";
import { accessDenied, isAllowed, type TokenIdentity } from "./access";
import { containerOf } from "./log-response";
import type { ResourcePath } from "./request-info";
import { isSet } from "./request-options";
import type { ServedCluster } from "./served-cluster";

const PODS = { group: "", plural: "pods", kind: "Pod" };
const PROTOCOLS = ["v5.channel.k8s.io", "v4.channel.k8s.io"];
const [STDIN, STDOUT, STATUS, RESIZE, CLOSE] = [0, 1, 3, 4, 255];

const server = new WebSocketServer({
  noServer: true,
  handleProtocols: (offered) => PROTOCOLS.find((each) => offered.has(each)) ?? false,
  maxPayload: 2 ** 20,
});

const success = { metadata: {}, status: "Success" };
const exited = (code: number) => ({
  ...{ metadata: {}, status: "Failure", message: `command terminated with non-zero exit code: exit status ${code}` },
  ...{ reason: "NonZeroExitCode", details: { causes: [{ reason: "ExitCode", message: String(code) }] } },
});
const failed = (message: string) => ({
  metadata: {},
  status: "Failure",
  message,
  reason: "InternalError",
  details: { causes: [{ message }] },
  code: 500,
});

/** The pod and the container, once the token may start something there and the container runs. Throws an ApiError. */
function targetOf(cluster: ServedCluster, path: ResourcePath, query: URLSearchParams, identity: TokenIdentity) {
  const { group, plural, namespace, name, subresource } = path;
  // A GET by its method; newer servers ask for the right to create as well.
  for (const verb of ["get", "create"]) {
    const request = { verb, group, plural, subresource, namespace, name };
    if (!isAllowed(identity.rules, request)) throw accessDenied(identity.user, request);
  }
  // What is stored as a pod has been checked as one.
  const pod = cluster.api.store.get("pods", namespace, name) as Pod | undefined;
  if (!pod) throw notFound(PODS, name);
  const container = containerOf(pod, query.get("container"));
  if (!pod.spec.nodeName) throw badRequest(`pod ${name} does not have a host assigned`);
  const command = query.getAll("command");
  if (command.length === 0) throw badRequest("you must specify at least 1 command for the container");
  if (!isSet(query, "stdout")) throw badRequest("this simulation starts programs with their output only");
  const status = pod.status.containerStatuses?.find((each) => each.name === container);
  if (!status?.state.running)
    throw new ApiError(
      500,
      "InternalError",
      `Internal error occurred: unable to upgrade connection: container not found (${JSON.stringify(container)})`,
    );
  return { namespace: namespace ?? "", pod: name, container, command };
}

function run(socket: WebSocket, source: ExecSource, query: Parameters<ExecSource["start"]>[0]): void {
  const gone = new AbortController();
  const send = (channel: number, text: string) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(Buffer.concat([Buffer.of(channel), Buffer.from(text, "utf8")]));
  };
  const end = (status: object) => {
    send(STATUS as number, JSON.stringify(status));
    socket.close(1000);
  };
  const start = (): ExecProgram | undefined => {
    try {
      return source.start(query, {
        write: (text) => send(STDOUT as number, text),
        exit: (code) => end(code === 0 ? success : exited(code)),
        signal: gone.signal,
      });
    } catch (cause) {
      end(failed(cause instanceof Error ? cause.message : String(cause)));
      return undefined;
    }
  };
  // Real servers send an empty message on each output channel before anything else.
  send(STDOUT as number, "");
  const program = start();
  socket.on("message", (raw: Buffer) => {
    const body = raw.subarray(1).toString("utf8");
    if (raw[0] === STDIN) program?.type(body);
    else if (raw[0] === RESIZE) {
      const { Width: columns = 80, Height: rows = 24 } = JSON.parse(body) as { Width?: number; Height?: number };
      program?.resize(columns, rows);
    } else if (raw[0] === CLOSE) program?.type("\u0004");
  });
  socket.on("close", () => gone.abort());
  socket.on("error", () => undefined);
}

/** Starts a program for a request that asks for a WebSocket. Throws an ApiError before the connection is upgraded. */
export function startExec(
  cluster: ServedCluster,
  { request, socket, head }: { readonly request: IncomingMessage; readonly socket: Duplex; readonly head: Buffer },
  path: ResourcePath,
  query: URLSearchParams,
  identity: TokenIdentity,
): void {
  const target = targetOf(cluster, path, query, identity);
  server.handleUpgrade(request, socket, head, (opened) => run(opened, cluster.programs, { cluster: cluster.name, ...target }));
}
