import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePorts } from "./free-ports";
import { hostServer, type SignalServer } from "./host-server";
import { programPath } from "./program-paths";
import { supervise } from "./supervise";

const lokiConfig = (folder: string, http: number, grpc: number) => ({
  auth_enabled: false,
  analytics: { reporting_enabled: false },
  server: {
    http_listen_address: "127.0.0.1",
    http_listen_port: http,
    grpc_listen_address: "127.0.0.1",
    grpc_listen_port: grpc,
    log_level: "warn",
  },
  common: {
    instance_addr: "127.0.0.1",
    path_prefix: join(folder, "data"),
    replication_factor: 1,
    ring: { kvstore: { store: "inmemory" } },
    storage: { filesystem: { chunks_directory: join(folder, "data", "chunks"), rules_directory: join(folder, "data", "rules") } },
  },
  // Ready at once: nobody else is in the ring, and the queriers need not look for a scheduler.
  ingester: { lifecycler: { min_ready_duration: "0s", final_sleep: "0s" } },
  frontend_worker: { frontend_address: `127.0.0.1:${grpc}` },
  schema_config: {
    configs: [{ from: "2024-01-01", store: "tsdb", object_store: "filesystem", schema: "v13", index: { prefix: "index_", period: "24h" } }],
  },
});

/** Starts Loki on loopback: one process, files below its own folder, no tenants. It takes /loki/api/v1/push at once. */
export async function startLoki(): Promise<SignalServer> {
  const command = programPath("signals", "loki");
  const [http = 0, grpc = 0] = await freePorts(2);
  const bed = supervise("loki");
  const file = join(bed.folder, "loki.yaml");
  writeFileSync(file, JSON.stringify(lokiConfig(bed.folder, http, grpc)));
  const url = `http://127.0.0.1:${http}`;
  return hostServer(bed, { program: { name: "loki", command, args: [`-config.file=${file}`] }, url, readyUrl: `${url}/ready` });
}
