import { bundle, putOpaBeside, putPolicyWorkerBeside } from "../../tooling/bundle/node-bundle.mjs";

await Promise.all([bundle(), putOpaBeside(), putPolicyWorkerBeside()]);
