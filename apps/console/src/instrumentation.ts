/** Runs once before the server answers. What needs Node.js is imported only there, so that other runtimes do not bundle it. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: the bundler replaces this very expression, and leaves the import out elsewhere.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { boot } = await import("./instrumentation-node");
  boot();
}
