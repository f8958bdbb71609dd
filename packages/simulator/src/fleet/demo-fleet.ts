import { fileURLToPath } from "node:url";
import type { Fleet } from "./fleet-spec";
import { loadFleet } from "./load-fleet";

/** The folder of the demo fleet's files; a bundle carries it beside itself. */
const FOLDER = fileURLToPath(new URL("./demo", import.meta.url));

/** The demo fleet: a bank's production in Hangzhou, its standby in Shanghai, and a test cluster. */
export const demoFleet = (now: Date): Fleet => loadFleet(FOLDER, now);
