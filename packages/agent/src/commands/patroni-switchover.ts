import { patroniSwitchover } from "@holdfast/contracts/commands/patroni-switchover";
import type { ObjectChange } from "@holdfast/contracts/object-change";
import { callService, type ServiceContext } from "../services/call-service";
import { isUp, leads, patroniMembers } from "../services/patroni";
import { defineCommand, Refused } from "./define-command";

const change = (service: string, before: string, after: string): ObjectChange => ({
  ...{ apiVersion: "patroni", kind: "Patroni", namespace: null, name: service, warnings: [] },
  operation: before === after ? "none" : "update",
  fields: before === after ? [] : [{ path: "/leader", before, after }],
});

async function switchOver(ctx: ServiceContext, service: string, leader: string, candidate: string): Promise<void> {
  const { status, text } = await callService(ctx, {
    ...{ kind: "patroni", name: service, method: "POST", path: "/switchover" },
    with: (credential) => ({
      // `user:password`, as Patroni's restapi.authentication has it; many have none.
      ...(credential === "" ? {} : { headers: { authorization: `Basic ${Buffer.from(credential).toString("base64")}` } }),
      body: { leader, candidate },
    }),
  });
  // 200: done. 202: it goes on by itself. What came of it is read back in both cases.
  if (status !== 200 && status !== 202) throw new Refused("SwitchoverRefused", `${service} answered ${status}: ${text}`);
}

/** `patroni.switchover`: one call of Patroni's own switchover, which refuses what would lose data. Rehearsed, it only looks. */
export const switchPatroni = defineCommand({
  contract: patroniSwitchover,
  rbac: [],
  async handle({ kube, services = {}, resolve = async (name) => name }, { service, leader, candidate }) {
    const ctx = { services, resolve };
    const members = await patroniMembers(ctx, service);
    const live = members.find(leads)?.name ?? "";
    if (live === candidate) return { output: { hasChanged: false }, changes: [change(service, candidate, candidate)] };
    if (live !== leader) throw new Refused("LeaderDrifted", `${live || "Nobody"} leads ${service}, not ${leader} as was expected.`);
    const next = members.find(({ name }) => name === candidate);
    if (!next) throw new Refused("CandidateAbsent", `${service} has no member ${candidate}.`);
    if (!isUp(next)) throw new Refused("CandidateUnfit", `${candidate} is ${next.state}.`);
    if (!kube.isDryRun) await switchOver(ctx, service, leader, candidate);
    return { output: { hasChanged: true }, changes: [change(service, leader, candidate)] };
  },
});
