import type { AddMembers, MAX_MEMBERS, MemberRow } from "@holdfast/contracts/member-cluster";
import { writtenLabels } from "../shared-cluster/labels-text";
import { type ContextDraft, clusterOf } from "./import-draft";

/** As many as the contract takes. A page has no need of the contract's schemas to know it. */
export const MAX_MEMBERS_AT_ONCE: typeof MAX_MEMBERS = 50;

/** A member's place in a list: unique over all control planes. */
export const memberKey = ({ controlPlane, uid }: Pick<MemberRow, "controlPlane" | "uid">) => `${controlPlane.id}/${uid}`;

/** What a member is called by people. */
export const memberName = ({ displayName, name }: Pick<MemberRow, "displayName" | "name">) => displayName ?? name;

/** Whether it is surely in the fleet: such a one can't be added. */
export const isInFleet = ({ fleet }: Pick<MemberRow, "fleet">) => fleet !== null && fleet.by !== "name";

/** The drafts at first: what is proposed, guesses among it. */
export const memberDrafts = (members: readonly MemberRow[]): Readonly<Record<string, ContextDraft>> =>
  Object.fromEntries(
    members.map((member) => {
      const { name, environment, region, labels } = member.proposal;
      return [
        memberKey(member),
        { isChosen: true, name, environment: environment?.value ?? "", region: region?.value ?? "", labels: writtenLabels(labels) },
      ];
    }),
  );

/** The chosen drafts as an order. Ask `draftFaults` first: one without an environment is left out. */
export const memberOrder = (members: readonly MemberRow[], drafts: Readonly<Record<string, ContextDraft>>): AddMembers["members"] =>
  members.flatMap((member) => {
    const draft = drafts[memberKey(member)];
    const cluster = draft?.isChosen ? clusterOf(draft) : null;
    return cluster === null ? [] : [{ controlPlaneId: member.controlPlane.id, uid: member.uid, cluster }];
  });

/** The wizard's address, filled with what is proposed. `guessed` names what somebody should look at. */
export function wizardHref({ proposal: { name, environment, region, labels } }: Pick<MemberRow, "proposal">): string {
  const guessed = [...(environment ? ["environment"] : []), ...(region && region.from !== "region" ? ["region"] : [])];
  const query = new URLSearchParams({
    name,
    ...(environment ? { environment: environment.value } : {}),
    ...(region ? { region: region.value } : {}),
    ...(Object.keys(labels).length > 0 ? { labels: writtenLabels(labels) } : {}),
    ...(guessed.length > 0 ? { guessed: guessed.join(",") } : {}),
  });
  return `/clusters/new?${query}`;
}
