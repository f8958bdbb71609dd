import { bundle, putLibraryBeside, putOpaBeside, putPolicyWorkerBeside } from "../../tooling/bundle/node-bundle.mjs";

await Promise.all([bundle(), putOpaBeside(), putPolicyWorkerBeside(), putLibraryBeside()]);
