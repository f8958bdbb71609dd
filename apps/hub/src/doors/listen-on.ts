import type { Server } from "node:net";
import { StartProblem } from "../start-problem";

/** Listens, and resolves to the port. Throws with a remedy when the address can't be used. */
export function listenOn(server: Server, port: number, host: string, variable: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      if (cause.code === "EADDRINUSE")
        reject(
          new StartProblem(`Port ${port} on ${host} is in use. Stop what listens there, or set ${variable} to another port.`, { cause }),
        );
      else if (cause.code === "EACCES")
        reject(new StartProblem(`This user may not listen on port ${port}. Set ${variable} to a port above 1023.`, { cause }));
      else if (cause.code === "EADDRNOTAVAIL")
        reject(new StartProblem(`${host} is not an address of this machine. Set HOLDFAST_HUB_BIND.`, { cause }));
      else reject(cause);
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
