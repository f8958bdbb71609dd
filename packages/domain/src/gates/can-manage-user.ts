import type { Gate } from "@holdfast/contracts/gate";
import { worded } from "@holdfast/contracts/worded";
import { met, refused } from "./gate";

/** What is known when somebody wants to change what a user may. */
export interface UserFacts {
  readonly name: string;
  readonly isSelf: boolean;
  readonly isDisabled: boolean;
  /** Who comes by an identity provider alone has none. */
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  /** Without this user nobody would be admin of the whole fleet for good. */
  readonly isLastAdmin: boolean;
}

/** May this account be taken out of use? Not one's own, and not that of the last admin: nobody could undo it. */
export function canDisableUser({ name, isSelf, isDisabled, isLastAdmin }: UserFacts): Gate {
  if (isDisabled) return refused("WrongPhase", worded("DisabledAlready", { name }));
  if (isSelf) return refused("GateRefused", worded("OwnAccountStays"));
  return isLastAdmin ? refused("GateRefused", worded("LastAdminStays", { name })) : met;
}

/** May this account come into use again? */
export const canEnableUser = ({ name, isDisabled }: UserFacts): Gate =>
  isDisabled ? met : refused("WrongPhase", worded("NotDisabled", { name }));

/** May this person get a new link of invitation? Only while there is no password yet: it is no way around one, nor around a provider for oneself. */
export function canInviteAgain({ name, isSelf, isDisabled, hasPassword }: UserFacts): Gate {
  if (isSelf) return refused("GateRefused", worded("OwnInvitation"));
  if (isDisabled) return refused("WrongPhase", worded("UserDisabled", { name }));
  return hasPassword ? refused("WrongPhase", worded("HasPassword", { name })) : met;
}

/** May this person's password be taken away, for another? Their own they change themselves, with the one that they have. */
export function canResetPassword({ name, isSelf, isDisabled, hasPassword }: UserFacts): Gate {
  if (isSelf) return refused("GateRefused", worded("OwnPassword"));
  if (isDisabled) return refused("WrongPhase", worded("UserDisabled", { name }));
  return hasPassword ? met : refused("WrongPhase", worded("NoPassword", { name }));
}

/** May somebody take this person's second factor away? Their own they end themselves, with their password. */
export function canResetFactor({ name, isSelf, hasSecondFactor }: UserFacts): Gate {
  if (isSelf) return refused("GateRefused", worded("OwnFactor"));
  return hasSecondFactor ? met : refused("WrongPhase", worded("NoFactor", { name }));
}

/** May this person be given a role? Nobody gives one to themselves. */
export function canGiveGrant({ name, isSelf, isDisabled }: UserFacts): Gate {
  if (isSelf) return refused("Forbidden", worded("OwnGrant"));
  return isDisabled ? refused("WrongPhase", worded("UserDisabled", { name })) : met;
}

/** May this grant end? `isLastAdminGrant` says that nobody would be admin of the whole fleet for good without it. */
export const canEndGrant = ({ name }: Pick<UserFacts, "name">, isLastAdminGrant: boolean): Gate =>
  isLastAdminGrant ? refused("GateRefused", worded("LastAdminStays", { name })) : met;
