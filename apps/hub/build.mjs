// One ESM file of our own sources; what npm installed stays outside, because some of it carries WebAssembly or workers.
import { build } from "esbuild";

await build({
  entryPoints: ["src/main.ts"],
  outfile: "dist/main.js",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: true,
  plugins: [
    {
      name: "npm-stays-outside",
      setup(b) {
        b.onResolve({ filter: /^[^./]/ }, ({ path }) => (path.startsWith("@holdfast/") ? undefined : { path, external: true }));
      },
    },
  ],
});
