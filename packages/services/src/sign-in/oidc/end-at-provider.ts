import * as oidc from "openid-client";
import type { Provider } from "./oidc-client";

/** How long a sign-out waits to know whether the provider has a sign-out of its own. */
const PATIENCE_MS = 2000;

/** Where to end somebody's session at the provider (OpenID Connect RP-Initiated Logout 1.0), coming back to `backTo`; null where it has no such address. */
export function endAddress(config: oidc.Configuration, backTo: string): URL | null {
  if (!config.serverMetadata().end_session_endpoint) return null;
  const { client_id } = config.clientMetadata();
  return oidc.buildEndSessionUrl(config, { client_id, post_logout_redirect_uri: backTo });
}

/** Whether a provider has a sign-out; false while it does not answer, because nobody waits for that. */
export async function hasEndAddress(clientOf: (provider: Provider) => Promise<oidc.Configuration>, provider: Provider): Promise<boolean> {
  const never = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null).unref());
  const config = await Promise.race([clientOf(provider).catch(() => null), never]);
  return Boolean(config?.serverMetadata().end_session_endpoint);
}
