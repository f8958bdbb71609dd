import type { Duplex } from "node:stream";

/** Answers an upgrade with a plain status and a short reason, and closes. */
export function refuseUpgrade(socket: Duplex, status: 403 | 503, reason: string): void {
  socket.on("error", () => undefined);
  socket.end(
    `HTTP/1.1 ${status} ${status === 403 ? "Forbidden" : "Service Unavailable"}\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(reason)}\r\n\r\n${reason}`,
  );
}
