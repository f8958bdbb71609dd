import { freePorts } from "./free-ports";
import { hostServer, type SignalServer } from "./host-server";
import { programPath } from "./program-paths";
import { supervise } from "./supervise";

/** Starts a real OPA on loopback, which takes policies of this version of Rego. */
export async function startOpa(version: "v0" | "v1"): Promise<SignalServer> {
  const command = programPath("policy", "opa");
  const [port = 0] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  return hostServer(supervise("opa"), {
    program: {
      name: "opa",
      command,
      args: ["run", "--server", `--${version}-compatible`, "--addr", `127.0.0.1:${port}`, "--skip-version-check", "--log-level", "error"],
    },
    url,
    readyUrl: `${url}/health`,
  });
}
