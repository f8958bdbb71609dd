// The API server's own protocol for exec over a WebSocket: each message begins with the number of its channel. v5 says when the
// input is over, v4 cannot; both say at the end how the program ended.
import type { IncomingMessage } from "node:http";
import type { TerminalSize } from "@holdfast/contracts/commands/pod-exec";
import { WebSocket } from "ws";
import { z } from "zod";
import { Refused } from "../commands/define-command";
import type { ClusterAccess } from "../kube/access";
import { readBody } from "../kube/http";
import { KubeError, statusError } from "../kube/kube-error";
import { messageOf } from "../problem";
import type { ExecChannel, ExecTarget, OpenExec, ProgramEnd } from "./exec-channel";

const PROTOCOLS = ["v5.channel.k8s.io", "v4.channel.k8s.io"];
const [STDIN, STDOUT, STDERR, STATUS, RESIZE, CLOSE] = [0, 1, 2, 3, 4, 255];
/** Larger than any message that a kubelet sends. */
const LARGEST_MESSAGE = 2 ** 20;
const LARGEST_ERROR = 64 * 2 ** 10;
const PING_MS = 20_000;

const Subject = z.object({ sub: z.string() });
const Status = z.object({
  status: z.string().optional(),
  message: z.string().optional(),
  reason: z.string().optional(),
  details: z.object({ causes: z.array(z.object({ reason: z.string().optional(), message: z.string().optional() })).optional() }).optional(),
});

/** What a status says of the program's end. */
export function programEnd(text: string): ProgramEnd {
  try {
    const { status, message = "", details } = Status.parse(JSON.parse(text));
    if (status === "Success") return { exitCode: 0, message: "" };
    const code = details?.causes?.find(({ reason }) => reason === "ExitCode")?.message;
    return code !== undefined && /^\d{1,3}$/.test(code) ? { exitCode: Number(code), message: "" } : { exitCode: null, message };
  } catch {
    return { exitCode: null, message: "The API server said in no known words how the program ended." };
  }
}

function urlOf(server: URL, { namespace, pod, container, command }: ExecTarget): URL {
  const url = new URL(server);
  url.protocol = server.protocol === "http:" ? "ws:" : "wss:";
  url.pathname = `${server.pathname.replace(/\/$/, "")}/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/exec`;
  const query = new URLSearchParams({ container, stdin: "true", stdout: "true", tty: "true" });
  for (const part of command) query.append("command", part);
  url.search = query.toString();
  return url;
}

/** The channel over an open socket. */
function channelOver(socket: WebSocket): ExecChannel {
  let take: (bytes: Buffer) => void = () => undefined;
  let said: ProgramEnd | undefined;
  let isAlive = true;
  const send = (channel: number, body: Buffer) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(Buffer.concat([Buffer.of(channel), body]));
  };
  const pinging = setInterval(() => {
    // A paused socket reads no answer to a ping either.
    if (!isAlive && !socket.isPaused) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, PING_MS);
  const ended = new Promise<ProgramEnd>((resolve) => {
    socket.on("close", () => {
      clearInterval(pinging);
      resolve(said ?? { exitCode: null, message: "The connection to the container was lost." });
    });
  });
  socket.on("pong", () => {
    isAlive = true;
  });
  socket.on("error", () => undefined);
  socket.on("message", (raw: Buffer) => {
    isAlive = true;
    const body = raw.subarray(1);
    if (raw[0] === STATUS) said = programEnd(body.toString("utf8"));
    else if ((raw[0] === STDOUT || raw[0] === STDERR) && body.length > 0) take(body);
  });
  // What was said before somebody listens waits in the socket.
  socket.pause();
  return {
    onOutput: (given) => {
      take = given;
      socket.resume();
    },
    write: (text) => send(STDIN as number, Buffer.from(text, "utf8")),
    waiting: () => socket.bufferedAmount,
    resize: ({ columns, rows }: TerminalSize) => send(RESIZE as number, Buffer.from(JSON.stringify({ Width: columns, Height: rows }))),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    ended,
    close: () => {
      if (socket.protocol === PROTOCOLS[0]) send(CLOSE as number, Buffer.of(STDIN as number));
      socket.resume();
      socket.close(1000);
      // A peer that is gone never closes its side.
      setTimeout(() => socket.terminate(), 1000).unref();
    },
  };
}

async function refusal(response: IncomingMessage, deadlineMs: number): Promise<KubeError> {
  const body = await readBody(response, LARGEST_ERROR, deadlineMs).catch(() => "");
  return statusError(response.statusCode ?? 0, body, response.headers["retry-after"]);
}

/** The service account that a token is of, as `namespace/name`; null for another one. */
function accountOf(headers: Readonly<Record<string, string>>): string | null {
  const [, claims] = /^Bearer [\w-]+\.([\w-]+)\./.exec(headers.Authorization ?? "") ?? [];
  try {
    const { sub } = Subject.parse(JSON.parse(Buffer.from(claims ?? "", "base64url").toString("utf8")));
    return /^system:serviceaccount:([^:/]+):([^:/]+)$/.exec(sub)?.slice(1).join("/") ?? null;
  } catch {
    return null;
  }
}

/** Starts programs through the API server behind `access`. */
export const execSocket =
  (access: ClusterAccess, version: string): OpenExec =>
  async (target, deadlineMs) => {
    const { server, agent, headers } = await access.credentials();
    if (accountOf(headers) === `${target.namespace}/${target.account}`)
      throw new Refused(
        "OwnAccount",
        "This pod has the agent's own account: whoever is in it is the agent, and nothing of that is recorded.",
      );
    const socket = new WebSocket(urlOf(server, target), PROTOCOLS, {
      agent,
      headers: { ...headers, "user-agent": `holdfast-agent/${version}` },
      handshakeTimeout: deadlineMs,
      maxPayload: LARGEST_MESSAGE,
      perMessageDeflate: false,
      followRedirects: false,
    });
    return new Promise((resolve, reject) => {
      const fail = (cause: Error) => reject(new KubeError("network", `the API server opened no terminal: ${messageOf(cause)}`, { cause }));
      socket.once("error", fail);
      socket.once("unexpected-response", (_, response: IncomingMessage) => {
        void refusal(response, deadlineMs).then(reject);
      });
      socket.once("open", () => {
        socket.off("error", fail);
        resolve(channelOver(socket));
      });
    });
  };
