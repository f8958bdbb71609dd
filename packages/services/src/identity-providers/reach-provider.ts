import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { discoverProvider } from "../sign-in/oidc/oidc-client";

/** Passes when the issuer answers and says that it is this issuer; else throws `Unavailable`, so that a slip of the pen is seen at once. */
export async function reachProvider({
  issuer,
  clientId,
  clientSecret,
}: {
  issuer: string;
  clientId: string;
  clientSecret: string;
}): Promise<void> {
  await discoverProvider(issuer, clientId, clientSecret).catch((cause: unknown) => {
    throw new Fault("Unavailable", worded("ProviderUnreachable", { issuer }), {
      cause,
      detail: cause instanceof Error ? cause.message : "unknown",
    });
  });
}
