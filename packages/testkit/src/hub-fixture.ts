import { mkdtempSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EnrolAgent, Enrolled } from "@holdfast/contracts/enrolment";
import type { ClusterId } from "@holdfast/contracts/ids";
import type { Database } from "@holdfast/db/database";
import { issueEnrolmentToken } from "@holdfast/services/clusters/issue-enrolment-token";
import { type AgentKey, agentKey } from "./agent-key";
import { theSystem } from "./people";
import { silentLog } from "./silent-log";

/** The settings of a hub for a test: its own folder, free ports, a silent log. */
export const testHub = (databaseUrl: string, hubId = "hub-1", dataFolder = mkdtempSync(join(tmpdir(), "holdfast-hub-"))) => ({
  databaseUrl,
  dataFolder,
  trustDomain: "holdfast.test",
  hubId,
  bind: "127.0.0.1",
  host: "127.0.0.1",
  ports: { enrolment: 0, link: 0, internal: 0 },
  version: "test",
  log: silentLog,
  now: () => new Date(),
});

/** Posts JSON to an enrolment door, trusting whatever it shows. */
export function postTo(url: string, body: object): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      { method: "POST", rejectUnauthorized: false, headers: { "content-type": "application/json" } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString() || "null") }),
        );
      },
    );
    call.on("error", reject);
    call.end(JSON.stringify(body));
  });
}

/** Enrols over the door, with a token of the product's own verb. */
export async function enrolAt(
  db: Database,
  enrolmentUrl: string,
  clusterId: ClusterId,
): Promise<{ key: AgentKey; enrolled: Enrolled; clusterUid: string }> {
  const key = await agentKey();
  const { token } = await issueEnrolmentToken(theSystem(db), clusterId);
  const clusterUid = `uid-of-${clusterId}`;
  const answer = await postTo(
    `${enrolmentUrl}/v1/enrol`,
    EnrolAgent.parse({ clusterId, token, csrPem: await key.csr(), agentVersion: "1", clusterUid }),
  );
  return { key, enrolled: Enrolled.parse(answer.body), clusterUid };
}
