import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Credentials } from "@holdfast/testkit/testbed/pki";
import { WebSocket, WebSocketServer } from "ws";

/** What an API server asked of the kubelet's exec door. */
export interface AskedExec {
  readonly path: string;
  readonly command: readonly string[];
  readonly protocol: string;
}

/** The exec door of a kubelet: a program that echoes what is typed, says its size, and ends with 7 when it reads `exit`. */
export interface FakeKubelet {
  readonly port: number;
  readonly asked: readonly AskedExec[];
  readonly open: () => number;
  close(): void;
}

const [STDIN, STDOUT, STATUS, RESIZE] = [0, 1, 3, 4];
const EXITED = {
  ...{ metadata: {}, status: "Failure", reason: "NonZeroExitCode", message: "command terminated with non-zero exit code" },
  details: { causes: [{ reason: "ExitCode", message: "7" }] },
};

/** Starts a kubelet on loopback that serves nothing but exec. */
export async function startFakeKubelet(credentials: Credentials): Promise<FakeKubelet> {
  const asked: AskedExec[] = [];
  const server = createServer({ cert: credentials.certificatePem, key: credentials.privateKeyPem });
  const sockets = new WebSocketServer({
    server,
    handleProtocols: (offered) => ["v5.channel.k8s.io", "v4.channel.k8s.io"].find((each) => offered.has(each)) ?? false,
  });
  sockets.on("connection", (socket, request) => {
    const url = new URL(request.url ?? "/", "https://kubelet");
    asked.push({ path: url.pathname, command: url.searchParams.getAll("command"), protocol: socket.protocol });
    const send = (channel: number, text: string) =>
      socket.readyState === WebSocket.OPEN && socket.send(Buffer.concat([Buffer.of(channel), Buffer.from(text)]));
    send(STDOUT as number, "$ ");
    socket.on("message", (raw: Buffer) => {
      const body = raw.subarray(1).toString("utf8");
      if (raw[0] === RESIZE) {
        const { Width, Height } = JSON.parse(body) as { Width: number; Height: number };
        send(STDOUT as number, `[${Width}x${Height}]`);
      } else if (raw[0] === STDIN && body === "exit") {
        send(STATUS as number, JSON.stringify(EXITED));
        socket.close(1000);
      } else if (raw[0] === STDIN) send(STDOUT as number, body);
    });
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    open: () => sockets.clients.size,
    close: () => {
      for (const socket of sockets.clients) socket.terminate();
      server.close();
    },
  };
}
