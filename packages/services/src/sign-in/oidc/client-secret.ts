import { symmetricDecrypt } from "better-auth/crypto";
import type { SignInSettings } from "../sign-in";
import type { Provider } from "./oidc-client";

/** A row of before has what the sign-in library enciphered: letters and digits alone, where what is sealed begins with its version. */
const isOfBefore = (kept: string): boolean => !kept.startsWith("v1.");

/**
 * The secret of a provider's client. One that an earlier release enciphered with the sign-in key is sealed like every other secret when it
 * is first read. Rejects when the keys of this installation open neither.
 */
export async function openClientSecret(
  { db, sealer, secret }: Pick<SignInSettings, "db" | "sealer" | "secret">,
  { id, clientSecret }: Pick<Provider, "id" | "clientSecret">,
): Promise<string> {
  if (!isOfBefore(clientSecret)) {
    const opened = sealer.open(clientSecret, id);
    if (opened === null) throw new Error("the client secret can't be read with the keys of this installation: give it again");
    return opened;
  }
  const opened = await symmetricDecrypt({ key: secret, data: clientSecret });
  // Of two that read it at once the later finds it sealed already; the settings, and so the version, are the same.
  await db.prisma.identityProvider.updateMany({ where: { id, clientSecret }, data: { clientSecret: sealer.seal(opened, id) } });
  return opened;
}
