/**
 * Runs in the browser before any page does. zod compiles its schemas with `new Function`, which the content policy stops and
 * reports; told beforehand, it does not try. Written where zod looks for it, so that pages without zod need not load it.
 */
const shared = globalThis as typeof globalThis & { __zod_globalConfig?: { jitless?: boolean } };
shared.__zod_globalConfig = { ...shared.__zod_globalConfig, jitless: true };
