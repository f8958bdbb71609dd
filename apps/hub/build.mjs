import { bundle, putOpaBeside } from "../../tooling/bundle/node-bundle.mjs";

await Promise.all([bundle(), putOpaBeside()]);
