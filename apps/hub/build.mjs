import { bundle } from "../../tooling/bundle/node-bundle.mjs";

await bundle();
