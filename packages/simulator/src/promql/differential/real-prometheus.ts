import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { SeriesSlice } from "../series-source";
import { remoteWriteBody } from "./remote-write";

/** A Prometheus of its own process, on loopback, with a data folder that goes with it. */
export interface RealPrometheus {
  readonly origin: string;
  stop(): Promise<void>;
}

/** The version of the `prometheus` on the path, or null when there is none. */
export function prometheusVersion(binary = "prometheus"): string | null {
  const { status, stdout, stderr } = spawnSync(binary, ["--version"], { encoding: "utf8", timeout: 20_000 });
  return status === 0 ? (/version (\d+\.\d+\.\d+)/.exec(stdout + stderr)?.[1] ?? null) : null;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
      .once("error", reject)
      .listen(0, "127.0.0.1", () => {
        const address = server.address();
        server.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(new Error("no free port"))));
      });
  });
}

async function untilReady(origin: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300 && child.exitCode === null; attempt++) {
    const ready = await fetch(`${origin}/-/ready`, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
    if (ready?.ok) return;
    await delay(100);
  }
  throw new Error("Prometheus did not become ready");
}

/** Starts one and hands it the series by remote write. */
export async function startPrometheus(series: readonly SeriesSlice[], binary = "prometheus"): Promise<RealPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-prometheus-"));
  writeFileSync(join(folder, "prometheus.yml"), "global:\n  evaluation_interval: 1m\n");
  const origin = `http://127.0.0.1:${await freePort()}`;
  const child = spawn(
    binary,
    [
      `--config.file=${join(folder, "prometheus.yml")}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      "--storage.tsdb.retention.time=50y",
      "--web.enable-remote-write-receiver",
      `--web.listen-address=${new URL(origin).host}`,
    ],
    { stdio: "ignore" },
  );
  const stop = async (): Promise<void> => {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    if (child.exitCode === null && child.kill("SIGKILL")) await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(origin, child);
    const headers = {
      "content-encoding": "snappy",
      "content-type": "application/x-protobuf",
      "x-prometheus-remote-write-version": "0.1.0",
    };
    const written = await fetch(`${origin}/api/v1/write`, { method: "POST", headers, body: new Uint8Array(remoteWriteBody(series)) });
    if (!written.ok) throw new Error(`Prometheus refused the series: ${written.status} ${await written.text()}`);
    return { origin, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}
