import { z } from "zod";
import { GateView } from "./gate";
import { GrantId, UserId } from "./ids";
import { PageRequest, pageOf } from "./page";
import { UserRole } from "./roles";
import { ClusterSelector } from "./selector";

/** How somebody stands: `invited` has not chosen a password yet, `disabled` may nothing. */
export const UserState = z.enum(["active", "invited", "disabled"]);
export type UserState = z.infer<typeof UserState>;

/** A role on a set of clusters that somebody holds now. */
export const GrantView = z.object({
  id: GrantId,
  role: UserRole,
  selector: ClusterSelector,
  grantedByName: z.string(),
  createdAt: z.date(),
  expiresAt: z.date().nullable(),
  /** Given for some hours, by a second person's yes to a request. */
  isElevation: z.boolean(),
});
export type GrantView = z.infer<typeof GrantView>;

/** Somebody with an account, as a list shows them. `lastSignInAt` is null for who never signed in. */
export const UserRow = z.object({
  id: UserId,
  name: z.string(),
  email: z.string(),
  state: UserState,
  isSelf: z.boolean(),
  grants: z.array(GrantView),
  createdAt: z.date(),
  lastSignInAt: z.date().nullable(),
});
export type UserRow = z.infer<typeof UserRow>;

/** What the list of users can be sorted by. */
export const UserSort = z.enum(["name", "email", "created"]);
export type UserSort = z.infer<typeof UserSort>;

/** Which users to list. Everything left out matches. */
export const ListUsers = PageRequest.extend({
  /** Part of a name or of an address. */
  text: z.string().trim().max(200).optional(),
  states: z.array(UserState).max(3).optional(),
  /** Who holds one of these roles, on whatever clusters. */
  roles: z.array(UserRole).max(4).optional(),
  sort: UserSort.default("name"),
  direction: z.enum(["asc", "desc"]).default("asc"),
});
export type ListUsers = z.infer<typeof ListUsers>;

/** A page of users. */
export const UserPage = pageOf(UserRow);
export type UserPage = z.infer<typeof UserPage>;

/** One user, with what the caller may do about them now and why not. */
export const UserView = UserRow.omit({ grants: true }).extend({
  disabledAt: z.date().nullable(),
  hasSecondFactor: z.boolean(),
  /** Until when the link of an invitation can be used; null where there is none. */
  invitedUntil: z.date().nullable(),
  grants: z.array(GrantView.extend({ canEnd: GateView })),
  allowed: z.object({
    invite: GateView,
    disable: GateView,
    enable: GateView,
    grant: GateView,
    resetFactor: GateView,
    resetPassword: GateView,
  }),
});
export type UserView = z.infer<typeof UserView>;

/** A role to give on the clusters that the selector chooses, until an instant or for good. */
export const NewGrant = z.strictObject({ role: UserRole, selector: ClusterSelector, expiresAt: z.date().nullable().default(null) });
export type NewGrant = z.infer<typeof NewGrant>;

/** Somebody to be, with a first role. */
export const InviteUser = z.strictObject({
  name: z.string().trim().min(1, "give a name").max(120),
  email: z
    .email("must be an e-mail address")
    .max(200)
    .transform((email) => email.toLowerCase()),
  grant: NewGrant,
});
export type InviteUser = z.infer<typeof InviteUser>;

/** The secret of an invitation, in clear for this once: the address of the console, `/invitation#token=` and the token make the link. */
export const IssuedInvitation = z.object({ userId: UserId, token: z.string(), expiresAt: z.date() });
export type IssuedInvitation = z.infer<typeof IssuedInvitation>;

/** Takes somebody's account out of use, and says why for the audit chain. */
export const DisableUser = z.strictObject({ userId: UserId, reason: z.string().trim().min(3, "say why, in a few words").max(500) });
export type DisableUser = z.infer<typeof DisableUser>;

/** A role for somebody. */
export const GiveGrant = z.strictObject({ userId: UserId, grant: NewGrant });
export type GiveGrant = z.infer<typeof GiveGrant>;
