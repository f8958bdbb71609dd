import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HubCredentials } from "./hub-connections";

/** The identity that the hub wrote for consoles of this data folder: key and certificates in one file, read anew each time because it is renewed. */
export const consoleCredentials = (dataFolder: string, trustDomain: string): HubCredentials => ({
  trustDomain,
  read() {
    const file = readFileSync(join(dataFolder, "keys", "console-identity.pem"), "utf8");
    const [key] = file.match(/-----BEGIN PRIVATE KEY-----[\s\S]+?-----END PRIVATE KEY-----/) ?? [];
    const certificates = file.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
    const [own, authority] = certificates;
    if (!key || !own || !authority)
      throw new Error("console-identity.pem is not whole. The hub writes it anew within the hour, or when it starts.");
    return { key, cert: own, ca: authority };
  },
});
