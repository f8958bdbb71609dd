/** What is said about the rules of a comparison. */
export const comparePhrases = {
  CompareRuleAbsent: "There is no such rule any more, or you may not see its clusters.",
  CompareRuleChanged: "The rule was changed in the meantime. Look at it again, then save.",
  CompareRulesTooMany: "There are {most} rules already. Remove one first.",
  CompareFieldUnreadable:
    "field: write it as a difference shows it, for example template.containers[core].limits.memory. A star stands alone between dots or brackets.",
  CompareRuleAllowsAll: "field: this would allow every difference. Narrow it by a kind, a namespace, a name or a field.",
  CompareRuleExpiryPast: "expiresAt: choose a day in the future, or none.",
} as const;
