/** What is said of violations of policies and of their waivers. */
export const compliancePhrases = {
  ViolationAbsent: "There is no such violation, or it is in a cluster that you may not see.",
  ViolationsUnreadable: "The filter of the export can't be read. Export from the page of violations.",
  WaiverAbsent: "There is no such waiver.",
  WaiverMovedOn: "The waiver has changed since you read it. Read it again.",
  WaiverDecided: "The waiver was decided about already.",
  WaiverEnded: "The waiver has ended already.",
  WaiverPast: "expiresAt is not in the future. Choose a later time.",
  WaiverTooLong: "expiresAt is more than {days} days from now. A waiver lasts {days} days at most; request another one then.",
  ConflictOfObject:
    "{one} and {other} both hold {object}: on {clusters} whichever is applied last takes the other's place. Name one of them otherwise.",
  ConflictOfBindings:
    "{policy}: the bindings {one} and {other} of {rule} are about the same writes and do different things. Keep one of them.",
  WaiverTooNarrow:
    "{object} can leave out whole namespaces and nothing smaller. Ask for a waiver of the namespace, without workload and objectName.",
  WaiverNoRoom:
    "{object} has {most} match conditions, and an API server takes no more: a waiver has no place in it. Merge two of them first.",
  ResourceUnserved: "the cluster says that it does not serve it, and the inventory has not seen so yet",
  StoredPolicyUnreadable: "The stored objects of version {version} can't be read. Save the policy as another version and push that.",
  WaiverTitle: "Waiver of {policy} until {until}",
  WaiverWithdrawn: "A waiver has ended in one of these clusters before this was approved: that is brought to them first.",
  WaiverReapplied: "A waiver has begun or ended: the same version with what it changes.",
} as const;
