import type { IncomingMessage } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";

/** The request as it came, line by line. */
function written({ method = "GET", url = "/", rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let i = 0; i < rawHeaders.length; i += 2) lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`);
  return `${lines.join("\r\n")}\r\n\r\n`;
}

/** Hands a connection that is to become a WebSocket to the server on a port of loopback; an end of either side is the end of both. */
export const forwardUpgradeTo =
  (port: number) =>
  (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const inner = connect(port, "127.0.0.1", () => {
      inner.write(written(request));
      if (head.length > 0) inner.write(head);
      inner.pipe(socket).pipe(inner);
    });
    for (const [side, other] of [
      [socket, inner],
      [inner, socket],
    ] as const) {
      side.on("error", () => other.destroy());
      side.on("close", () => other.destroy());
    }
  };
