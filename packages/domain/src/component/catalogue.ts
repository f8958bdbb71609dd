import { autoscaling } from "./catalogue/autoscaling";
import { chaos } from "./catalogue/chaos";
import { data } from "./catalogue/data";
import { delivery } from "./catalogue/delivery";
import { insight } from "./catalogue/insight";
import { mesh } from "./catalogue/mesh";
import { network } from "./catalogue/network";
import { observability } from "./catalogue/observability";
import { orchestration } from "./catalogue/orchestration";
import { runtimes } from "./catalogue/runtimes";
import { security } from "./catalogue/security";
import { serverless } from "./catalogue/serverless";
import { storage } from "./catalogue/storage";
import type { ComponentEntry } from "./component-entry";

/** Every system that Holdfast knows to find, in the order in which people read them: domain by domain. */
export const componentCatalogue: readonly ComponentEntry[] = [
  ...orchestration,
  ...runtimes,
  ...network,
  ...mesh,
  ...storage,
  ...data,
  ...autoscaling,
  ...delivery,
  ...observability,
  ...security,
  ...serverless,
  ...chaos,
  ...insight,
];
