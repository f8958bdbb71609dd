/** The SPIFFE ids that Holdfast issues. A verifier compares whole strings; nothing is parsed out of an untrusted one. */
export const agentSpiffeId = (trustDomain: string, clusterId: string) => `spiffe://${trustDomain}/cluster/${clusterId}/agent`;
export const hubSpiffeId = (trustDomain: string) => `spiffe://${trustDomain}/hub`;
export const consoleSpiffeId = (trustDomain: string) => `spiffe://${trustDomain}/console`;
