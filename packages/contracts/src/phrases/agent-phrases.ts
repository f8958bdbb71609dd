/** What a hub finds of an agent. */
export const agentPhrases = {
  AgentClockAhead: "The clock of the agent's machine is {skewMs} ms ahead of the hub's. Synchronise it (NTP); the budget is {budgetMs} ms.",
  AgentClockBehind: "The clock of the agent's machine is {skewMs} ms behind the hub's. Synchronise it (NTP); the budget is {budgetMs} ms.",
} as const;
