import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";
import { migrationAdapter } from "./adapter";

/** The part of the WebAssembly global that is used here; Node's types of this version leave it to the DOM's. */
interface WebAssemblyApi {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: Record<string, unknown>) => { exports: { __wbindgen_start(): void } };
}

let isReady = false;

function instantiate(): void {
  if (isReady) return;
  const registry = globalThis as { PRISMA_WASM_PANIC_REGISTRY?: { set_message(message: string): void } };
  registry.PRISMA_WASM_PANIC_REGISTRY ??= { set_message: (message) => process.stderr.write(`schema engine: ${message}\n`) };
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const { Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
  const module = new Module(readFileSync(join(folder, "schema_engine_bg.wasm")));
  const { exports } = new Instance(module, { "./schema_engine_bg.js": glue });
  // The glue's own initialiser is not typed in the package.
  (glue as unknown as { __wbg_set_wasm(exports: object): void }).__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  isReady = true;
}

/**
 * Runs `work` with Prisma's schema engine, the same as behind `prisma migrate` but without its native binary. `scriptFailure` knows why
 * PostgreSQL refused a script, of which the engine tells nothing.
 */
export async function withSchemaEngine<T>(
  url: string,
  schema: { path: string; content: string },
  work: (engine: glue.SchemaEngine, scriptFailure: () => Error | null) => Promise<T>,
): Promise<T> {
  instantiate();
  const adapter = migrationAdapter(url);
  // The engine's own type of the factory is structural and lags the one it is bound from.
  const factory = bindMigrationAwareSqlAdapterFactory(adapter) as never;
  const engine = await glue.SchemaEngine.new({ datamodels: [[schema.path, schema.content]] }, () => undefined, factory);
  try {
    return await work(engine, adapter.scriptFailure);
  } finally {
    engine.free();
    await adapter.close();
  }
}
