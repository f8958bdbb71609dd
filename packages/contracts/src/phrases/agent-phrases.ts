/** What a hub finds of an agent. */
export const agentPhrases = {
  AgentClockAhead: "The clock of the agent's machine is {skewMs} ms ahead of the hub's. Synchronise it (NTP); the budget is {budgetMs} ms.",
  AgentClockBehind: "The clock of the agent's machine is {skewMs} ms behind the hub's. Synchronise it (NTP); the budget is {budgetMs} ms.",
  LinkSilent: "no heartbeat",
  LinkUnheld: "nobody holds the link",
  LinkReconnected: "reconnected",
  LinkReconnectedAfter: "reconnected, back after {time}",
  LinkAgentStarted: "agent started",
  LinkAgentStartedAfter: "agent started, back after {time}",
} as const;
