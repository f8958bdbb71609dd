import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "@holdfast/db/database";
import { type PublicInstallation, readPublicInstallation } from "@holdfast/services/pki/public-installation";
import { freePort } from "./free-port";
import { type Program, startProgram } from "./program";
import type { Stage } from "./stage";

/** The hub's program as `npm start` runs it, and how to reach it. */
export interface BenchHub extends Program {
  readonly dataFolder: string;
  readonly linkUrl: string;
  readonly installation: PublicInstallation;
}

/** Starts a hub on this store. It must have been built. */
export async function startHub(stage: Stage, db: Database): Promise<BenchHub> {
  const dataFolder = join(stage.folder, "installation");
  mkdirSync(dataFolder, { recursive: true });
  const link = await freePort();
  const program = await startProgram(stage, {
    name: "hub",
    args: ["--enable-source-maps", "apps/hub/dist/main.js"],
    env: {
      DATABASE_URL: db.url,
      HOLDFAST_DATA: dataFolder,
      HOLDFAST_ENROLMENT_PORT: "0",
      HOLDFAST_LINK_PORT: String(link),
      HOLDFAST_INTERNAL_PORT: "0",
    },
    ready: /"hub started"/,
  });
  return { ...program, dataFolder, linkUrl: `wss://127.0.0.1:${link}`, installation: readPublicInstallation(dataFolder) };
}
