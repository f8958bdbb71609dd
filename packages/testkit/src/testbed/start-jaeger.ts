import { freePorts } from "./free-ports";
import { hostServer, type SignalServer } from "./host-server";
import { programPath } from "./program-paths";
import { supervise } from "./supervise";

/** A running Jaeger: `url` answers queries (/api/services, /api/traces, /api/v3), `otlpUrl` takes OTLP over HTTP at /v1/traces. */
export interface JaegerServer extends SignalServer {
  readonly otlpUrl: string;
}

/** Starts Jaeger on loopback with its traces in memory. */
export async function startJaeger(): Promise<JaegerServer> {
  const command = programPath("signals", "jaeger");
  const [query = 0, queryGrpc = 0, otlp = 0, otlpGrpc = 0, admin = 0, collector = 0, collectorGrpc = 0] = await freePorts(7);
  const at = (flag: string, port: number) => `--${flag}.host-port=127.0.0.1:${port}`;
  const server = await hostServer(supervise("jaeger"), {
    program: {
      name: "jaeger",
      command,
      env: { SPAN_STORAGE_TYPE: "memory" },
      args: [
        at("query.http-server", query),
        at("query.grpc-server", queryGrpc),
        at("collector.otlp.http", otlp),
        at("collector.otlp.grpc", otlpGrpc),
        at("admin.http", admin),
        at("collector.http-server", collector),
        at("collector.grpc-server", collectorGrpc),
      ],
    },
    url: `http://127.0.0.1:${query}`,
    readyUrl: `http://127.0.0.1:${admin}/`,
  });
  return { ...server, otlpUrl: `http://127.0.0.1:${otlp}` };
}
