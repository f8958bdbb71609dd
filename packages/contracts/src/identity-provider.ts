import { z } from "zod";
import { DnsLabel } from "./ids";
import { UserRole } from "./roles";
import { ClusterSelector } from "./selector";

/** An identity provider that people may sign in with. */
export const ProviderId = z.uuid({ message: "must be an id of an identity provider (a UUID)" }).brand<"ProviderId">();
export type ProviderId = z.infer<typeof ProviderId>;

/** What being in a group of the provider means here: a role on a set of clusters. */
export const GroupMapping = z.strictObject({
  group: z.string().trim().min(1, "name the group as the provider does").max(200),
  role: UserRole,
  selector: ClusterSelector,
});
export type GroupMapping = z.infer<typeof GroupMapping>;

const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const isPlain = url.search === "" && url.hash === "" && url.username === "" && url.password === "";
  return isPlain && (url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.includes(url.hostname)));
}

/** The address that names a provider: https, or http on this very machine. */
export const Issuer = z.string().trim().max(500).refine(isIssuer, "must be an https address without a query (http only on this machine)");

const scope = z.string().regex(/^[\x21\x23-\x5B\x5D-\x7E]{1,100}$/, "must be a scope without spaces");
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, "must be a domain, such as example.com");

const settings = {
  name: z.string().trim().min(1, "give the name that people know it by").max(60),
  clientId: z.string().trim().min(1, "give the client id that the provider gave you").max(300),
  scopes: z
    .array(scope)
    .min(1)
    .max(20)
    .refine((scopes) => scopes.includes("openid"), "must have openid among them"),
  groupsClaim: z.string().trim().min(1, "name the claim that holds the groups").max(100),
  /** None: an address of any domain. */
  emailDomains: z.array(domain).max(50),
  /** Whether somebody without an account gets one at the first sign-in. */
  admitsNew: z.boolean(),
  mappings: z.array(GroupMapping).max(200),
  isEnabled: z.boolean(),
};

const ClientSecret = z.string().min(1, "give the client secret that the provider gave you").max(1000);

/** A provider to be. Its key is a part of the redirect address and, like its issuer, stays for good. */
export const AddProvider = z.strictObject({ ...settings, key: DnsLabel, issuer: Issuer, clientSecret: ClientSecret });
export type AddProvider = z.infer<typeof AddProvider>;

/** Other settings for a provider, as of the version that was seen. The secret stays when null: it is never shown. */
export const EditProvider = z.strictObject({
  ...settings,
  providerId: ProviderId,
  version: z.number().int(),
  clientSecret: ClientSecret.nullable(),
});
export type EditProvider = z.infer<typeof EditProvider>;

/** A provider as an admin sees it: everything but its secret. */
export const ProviderView = z.object({
  ...settings,
  id: ProviderId,
  key: z.string(),
  issuer: z.string(),
  version: z.number().int(),
  /** Where the provider sends people back to; it has to know this address. */
  redirectUrl: z.string(),
  /** How many people have signed in by it. */
  people: z.number().int(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type ProviderView = z.infer<typeof ProviderView>;

/** A provider as the caller's own account knows it. */
export const OwnProvider = z.object({ id: ProviderId, key: z.string(), name: z.string(), isLinked: z.boolean() });
export type OwnProvider = z.infer<typeof OwnProvider>;
