import { z } from "zod";
import { Environment } from "./cluster";
import { GrantView, UserState } from "./identity";
import { ClusterId, UserId } from "./ids";
import { PageRequest, pageOf } from "./page";
import { Permission } from "./permissions";
import { UserRole } from "./roles";

/** Who may do this: on a cluster, or on the whole fleet for a permission that is asked about the fleet. */
export const AskWhoCan = PageRequest.extend({
  permission: Permission,
  clusterId: ClusterId.nullable().default(null),
  limit: z.number().int().min(1).max(100).default(50),
});
export type AskWhoCan = z.infer<typeof AskWhoCan>;

/** Somebody who may: the Cedar policies that decided, and each grant that suffices by itself. */
export const Holder = z.object({
  id: UserId,
  name: z.string(),
  email: z.string(),
  state: UserState,
  policies: z.array(z.string()),
  grants: z.array(GrantView),
});
export type Holder = z.infer<typeof Holder>;

/** A page of those who may, by name. */
export const HolderPage = pageOf(Holder);
export type HolderPage = z.infer<typeof HolderPage>;

/** What may this user do: on the fleet, and on a page of its clusters. */
export const AskWhatCan = PageRequest.extend({
  userId: UserId,
  /** Part of a cluster's name. */
  text: z.string().trim().max(200).optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type AskWhatCan = z.infer<typeof AskWhatCan>;

/** A permission with the Cedar policies that allow it, or that forbid it; none with `isAllowed` false means that nothing permits it. */
export const Decision = z.object({ permission: Permission, isAllowed: z.boolean(), policies: z.array(z.string()) });
export type Decision = z.infer<typeof Decision>;

/** What somebody may do on one cluster. */
export const ClusterDecisions = z.object({
  clusterId: ClusterId,
  clusterName: z.string(),
  environment: Environment,
  roles: z.array(UserRole),
  decisions: z.array(Decision),
});
export type ClusterDecisions = z.infer<typeof ClusterDecisions>;

/** A page of clusters with what somebody may do on each; `fleet` is what they may do on the whole. */
export const WhatCanPage = pageOf(ClusterDecisions).extend({ fleet: z.array(Decision) });
export type WhatCanPage = z.infer<typeof WhatCanPage>;
