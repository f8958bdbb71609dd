/** What is said about users, their grants, sessions and tokens. */
export const identityPhrases = {
  UserAbsent: "There is no such user.",
  ClusterNeeded: "clusterId: {permission} is permitted cluster by cluster. Name one.",
  SessionAbsent: "This session has ended already.",
  GrantAbsent: "There is no such grant, or it has ended already.",
  GrantHeld: "{name} holds this role on these clusters already.",
  GrantInThePast: "grant.expiresAt: it is in the past. Choose a later instant.",
  DisabledAlready: "{name} is disabled already.",
  NotDisabled: "{name} is not disabled.",
  UserDisabled: "{name} is disabled. Enable the account first.",
  HasPassword: "{name} has a password already. An invitation is only for who has none.",
  OwnAccountStays: "You can't disable your own account. Ask another admin.",
  LastAdminStays: "{name} is the last admin of the whole fleet. Make somebody else admin of all clusters first.",
  OwnGrant: "Nobody gives a role to themselves. Ask another admin.",
  InvitationInvalid: "This link is not valid, or a newer one took its place. Ask an admin for a new one.",
  InvitationUsed: "This link was used already. Sign in instead.",
  InvitationTooOld: "This link has expired. Ask an admin for a new one.",
} as const;
