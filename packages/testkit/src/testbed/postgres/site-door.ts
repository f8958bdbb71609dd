import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { PostgresServer } from "./postgres-server";

/** One answer of a door: when it was given, by the machine's clock, and whether the site took a write for it. */
export interface DoorAnswer {
  readonly at: Date;
  readonly tookWrite: boolean;
}

/** What people and probes ask of a site over HTTP. */
export interface SiteDoor {
  readonly origin: string;
  /** Every answer so far. */
  answers(): readonly DoorAnswer[];
  /** From now on it takes connections and answers nobody, as what is left of a site without power looks from outside. */
  goDark(): void;
  close(): Promise<void>;
}

const SERVES = 200;
const SERVES_NOT = 503;
const WRITE = "INSERT INTO door DEFAULT VALUES";

/** Opens the door of a site: it answers 200 when its server has committed a row for the question, else 503. */
export async function openSiteDoor(server: PostgresServer): Promise<SiteDoor> {
  const answers: DoorAnswer[] = [];
  let isDark = false;
  const answer = async (response: ServerResponse) => {
    const tookWrite = await server.query(WRITE).then(
      () => true,
      () => false,
    );
    if (isDark) return;
    answers.push({ at: new Date(), tookWrite });
    response.writeHead(tookWrite ? SERVES : SERVES_NOT).end();
  };
  const http = createServer((_, response) => {
    if (!isDark) void answer(response);
  });
  await new Promise<void>((listening) => http.listen(0, "127.0.0.1", listening));
  return {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    answers: () => answers,
    goDark() {
      isDark = true;
    },
    close: () =>
      new Promise((closed) => {
        http.close(() => closed());
        http.closeAllConnections();
      }),
  };
}

/** Makes the table that the doors of a pair write to. */
export const makeDoorTable = (primary: PostgresServer): Promise<unknown> =>
  primary.query("CREATE TABLE IF NOT EXISTS door (at timestamptz NOT NULL DEFAULT now())");
