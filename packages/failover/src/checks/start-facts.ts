import type { Database } from "@holdfast/db/database";
import { z } from "zod";
import type { ScaledWorkload } from "./room-asked";

/** What the inventory of a site shows about whether further pods of a workload would start there. */
export interface StartFacts {
  readonly workload: ScaledWorkload;
  readonly ready: number;
  /** The Secrets and ConfigMaps that its template refers to, by name. */
  readonly secrets: readonly string[];
  readonly configMaps: readonly string[];
  /** Where no pod of it is ready: the images that no pod of the site uses whose containers are all ready. */
  readonly unseenImages: readonly string[];
  /** One of its pods that waits for an image, or for what it refers to. */
  readonly waiting: { readonly pod: string; readonly reason: string } | null;
}

/** Why a container waits that could not get its image, in the kubelet's words. */
export const imageReasons: readonly string[] = [
  "ErrImagePull",
  "ImagePullBackOff",
  "InvalidImageName",
  "ErrImageNeverPull",
  "RegistryUnavailable",
];
/** Why one waits whose Secret or ConfigMap is absent; the second is told by an event of its pod. */
const referenceReasons: readonly string[] = ["CreateContainerConfigError", "FailedMount"];

const Names = z.array(z.string()).nullable().catch(null);
const Row = z.object({
  kind: z.enum(["Deployment", "StatefulSet"]),
  namespace: z.string(),
  name: z.string(),
  ready: z.number(),
  secrets: Names,
  config_maps: Names,
  unseen: z.array(z.string()),
  waiting: z.object({ pod: z.string(), reason: z.string() }).nullable(),
});

/** Looks at workloads of a site, their pods and what these wait for, in one question. What the inventory does not have is left out. */
export async function startFacts({ prisma }: Database, clusterId: string, workloads: readonly ScaledWorkload[]): Promise<StartFacts[]> {
  const [kinds, namespaces, names] = [
    workloads.map(({ kind }) => kind as string),
    workloads.map(({ namespace }) => namespace),
    workloads.map(({ name }) => name),
  ];
  const rows = await prisma.$queryRaw<unknown[]>`
    WITH workload AS (
      SELECT uid, kind, namespace, name, coalesce(ready, 0) AS ready, images, facts -> 'template' AS template
      FROM inventory_object
      WHERE cluster_id = ${clusterId}::uuid AND resource IN ('deployments.apps', 'statefulsets.apps') AND namespace = ANY(${namespaces})
        AND (kind, namespace, name) IN (SELECT * FROM unnest(${kinds}::text[], ${namespaces}::text[], ${names}::text[]))),
    maker AS (
      SELECT uid AS workload, uid FROM workload
      UNION ALL
      SELECT workload.uid, made.uid FROM workload JOIN inventory_object AS made
        ON made.owner_uid = workload.uid AND made.cluster_id = ${clusterId}::uuid AND made.resource = 'replicasets.apps'),
    pod AS (
      SELECT maker.workload, pod.namespace, pod.name, pod.facts
      FROM maker JOIN inventory_object AS pod
        ON pod.owner_uid = maker.uid AND pod.cluster_id = ${clusterId}::uuid AND pod.resource = 'pods'
      WHERE pod.ready IS DISTINCT FROM pod.desired),
    waiting AS (
      SELECT workload, name AS pod, container ->> 'reason' AS reason
      FROM pod, jsonb_array_elements(coalesce(facts -> 'containers', '[]') || coalesce(facts -> 'initContainers', '[]')) AS container
      WHERE container ->> 'reason' = ANY(${[...imageReasons, ...referenceReasons]})
      UNION ALL
      SELECT workload, pod.name, event.facts ->> 'reason'
      FROM pod JOIN inventory_object AS event
        ON event.cluster_id = ${clusterId}::uuid AND event.resource = 'events' AND event.namespace = pod.namespace
           AND event.facts #>> '{regarding,name}' = pod.name AND event.facts ->> 'reason' = ANY(${referenceReasons})
      WHERE pod.facts ->> 'phase' = 'Pending')
    SELECT kind, namespace, name, ready, template -> 'secretRefs' AS secrets, template -> 'configMapRefs' AS config_maps,
           CASE WHEN ready > 0 THEN '{}' ELSE ARRAY(SELECT image FROM unnest(images) AS image WHERE NOT EXISTS (
             SELECT 1 FROM inventory_object AS pod
             WHERE pod.cluster_id = ${clusterId}::uuid AND pod.resource = 'pods' AND pod.images @> ARRAY[image]
               AND pod.ready > 0 AND pod.ready = pod.desired)) END AS unseen,
           (SELECT jsonb_build_object('pod', pod, 'reason', reason) FROM waiting WHERE waiting.workload = workload.uid
            ORDER BY pod, reason LIMIT 1) AS waiting
    FROM workload`;
  return z
    .array(Row)
    .parse(rows)
    .map(({ kind, namespace, name, ready, secrets, config_maps, unseen, waiting }) => ({
      workload: { kind, namespace, name },
      ready,
      secrets: secrets ?? [],
      configMaps: config_maps ?? [],
      unseenImages: unseen,
      waiting,
    }));
}
