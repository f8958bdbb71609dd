import { fileURLToPath } from "node:url";

/** The first of the ports of the demo that the tests start; they lie beside those of a demo in use. */
const FIRST_PORT = Number(process.env.HOLDFAST_E2E_DEMO_PORT ?? 7480);

/** Where the demo keeps everything; made anew by each run. */
export const demoFolder = fileURLToPath(new URL("../.holdfast/demo", import.meta.url));

/** The address of the demo's console. */
export const demoUrl = `http://127.0.0.1:${FIRST_PORT}`;

/** What the starter is told: one port for each of its doors. */
export const demoEnv: Readonly<Record<string, string>> = {
  HOLDFAST_DATA: demoFolder,
  HOLDFAST_CONSOLE_PORT: String(FIRST_PORT),
  HOLDFAST_ENROLMENT_PORT: String(FIRST_PORT + 1),
  HOLDFAST_LINK_PORT: String(FIRST_PORT + 2),
  HOLDFAST_INTERNAL_PORT: String(FIRST_PORT + 3),
  HOLDFAST_SIMULATOR_PORT: String(FIRST_PORT + 4),
  // The tests listen to notifications on this machine.
  HOLDFAST_NOTIFY_ALLOW: "127.0.0.1",
};
