import { z } from "zod";
import { UserId } from "./ids";
import { PageRequest, pageOf } from "./page";
import { Permission } from "./permissions";
import { ClusterSelector } from "./selector";

/** How every API token begins, so that scanners of leaked secrets know one. */
export const API_TOKEN_PREFIX = "hfp_";

/** The longest life of an API token. */
export const API_TOKEN_MOST_DAYS = 90;

/** An API token as its owner sees it later: never the secret, but how it begins. */
export const ApiTokenView = z.object({
  id: z.uuid(),
  name: z.string(),
  start: z.string(),
  permissions: z.array(Permission),
  selector: ClusterSelector,
  createdAt: z.date(),
  expiresAt: z.date(),
  lastUsedAt: z.date().nullable(),
});
export type ApiTokenView = z.infer<typeof ApiTokenView>;

/** A page of living tokens, the newest first. */
export const ApiTokenPage = pageOf(ApiTokenView);
export type ApiTokenPage = z.infer<typeof ApiTokenPage>;

/** A token to make: what it may do, on which clusters at most, and until when. */
export const CreateApiToken = z.strictObject({
  name: z.string().trim().min(1, "give it a name").max(60, "at most 60 characters"),
  permissions: z.array(Permission).min(1, "choose what it may do").max(50),
  selector: ClusterSelector,
  expiresAt: z.date(),
});
export type CreateApiToken = z.infer<typeof CreateApiToken>;

/** The secret of a token, in clear for this once. */
export const IssuedApiToken = z.object({ id: z.uuid(), token: z.string(), expiresAt: z.date() });
export type IssuedApiToken = z.infer<typeof IssuedApiToken>;

/** Somebody's tokens. */
export const ListApiTokens = PageRequest.extend({ userId: UserId });
export type ListApiTokens = z.infer<typeof ListApiTokens>;
