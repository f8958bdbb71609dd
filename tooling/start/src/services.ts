import { join } from "node:path";
import { openDatabase } from "@holdfast/db/database";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import { systemContext } from "@holdfast/services/context/system-context";
import { signInSecret } from "@holdfast/services/pki/installation-keys";
import { sealer } from "@holdfast/services/pki/sealer";
import { createSignIn, type SignIn } from "@holdfast/services/sign-in/sign-in";
import type { StartSettings } from "./settings";

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The product's own verbs, for what the starter does in its name. */
export interface StarterServices {
  readonly ctx: ServiceContext;
  readonly signIn: SignIn;
  close(): Promise<void>;
}

/** Opens them on the store. */
export function openServices(url: string, settings: StartSettings): StarterServices {
  const db = openDatabase(url, 4);
  const now = () => new Date();
  const baseUrl = `http://127.0.0.1:${settings.ports.console}`;
  const keys = join(settings.dataFolder, "keys");
  return {
    ctx: systemContext({ db, now, log: silent }, "starter"),
    signIn: createSignIn({ db, now, log: silent, baseUrl, origins: [baseUrl], secret: signInSecret(keys), sealer: sealer(keys) }),
    close: () => db.close(),
  };
}
