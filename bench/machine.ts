import { spawnSync } from "node:child_process";
import { availableParallelism, cpus, release, totalmem, type } from "node:os";
import { postgresBinaries } from "@holdfast/db/embedded/binaries";

/** The machine on which a figure was measured. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly os: string;
  readonly node: string;
  /** The version of the embedded PostgreSQL that the benchmarks use. */
  readonly postgres: string;
}

const GIB = 2 ** 30;

/** Describes the machine that this runs on. */
export function describeMachine(): Machine {
  // Without an account to switch to, the programs are used where npm put them and the folder is not touched.
  const { postgres } = postgresBinaries("", {});
  const version = spawnSync(postgres, ["--version"], { encoding: "utf8" }).stdout;
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGib: Math.round((totalmem() / GIB) * 10) / 10,
    os: `${type()} ${release()}`,
    node: process.version,
    postgres: /[\d.]+/.exec(version)?.[0] ?? "unknown",
  };
}
