import { type ApiAnswer, json } from "../signals/http-answer";
import type { VaultReading, Vaults } from "./vaults";

const STATUS = "/v1/sys/replication/dr/status";
const PROMOTE = "/v1/sys/replication/dr/secondary/promote";

const refused = (why: string): ApiAnswer => json(400, { errors: [why] });

function statusOf(site: string, vault: VaultReading): ApiAnswer {
  const { mode, state, primary, isConnected, wal } = vault;
  const cluster_id = `vault-${site}`;
  if (mode === "primary") return json(200, { data: { mode, state, cluster_id, last_dr_wal: Math.floor(wal), known_secondaries: [] } });
  const connection_status = isConnected ? "connected" : "disconnected";
  const primaries = primary ? [{ api_address: `https://vault.${primary}.internal:8200`, connection_status }] : [];
  return json(200, { data: { mode, state, cluster_id, last_remote_wal: Math.floor(wal), primaries } });
}

function tokenIn(body: string): unknown {
  try {
    return (JSON.parse(body) as { dr_operation_token?: unknown }).dr_operation_token;
  } catch {
    return undefined;
  }
}

/** What a site's Vault answers of its replication for disaster recovery; `token` is the DR operation token that it knows. */
export function vaultApi(vaults: Vaults, token: string) {
  return (site: string, method: string, path: string, body: string): ApiAnswer => {
    const vault = vaults.read(site);
    if (!vault) return json(404, { errors: [] });
    if (method === "GET" && path === STATUS) return statusOf(site, vault);
    if (path !== PROMOTE || (method !== "POST" && method !== "PUT")) return json(404, { errors: ["unsupported path"] });
    if (tokenIn(body) !== token) return refused("DR operation token is invalid");
    if (!vaults.promote(site)) return refused("this cluster is not a secondary for DR replication");
    return json(200, { warnings: ["This cluster is being promoted to a replication primary."] });
  };
}
