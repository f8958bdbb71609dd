import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePorts } from "./free-ports";
import { hostServer, type SignalServer } from "./host-server";
import { prometheusPath } from "./program-paths";
import { supervise } from "./supervise";

/** What Prometheus scrapes: `host:port` targets of one job, with labels for all of them. */
export interface ScrapeTargets {
  readonly job: string;
  readonly targets: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly metricsPath?: string;
  readonly scheme?: "http" | "https";
  /** Verifies an https target; without it any certificate is taken. */
  readonly caPath?: string;
}

const scrapeConfig = (each: ScrapeTargets) => ({
  job_name: each.job,
  metrics_path: each.metricsPath ?? "/metrics",
  scheme: each.scheme ?? "http",
  ...(each.scheme === "https" ? { tls_config: each.caPath ? { ca_file: each.caPath } : { insecure_skip_verify: true } } : {}),
  static_configs: [{ targets: each.targets, labels: each.labels ?? {} }],
});

/** Starts the system's Prometheus on loopback with these targets (every second) and rules, given as rule groups. */
export async function startPrometheus(options: {
  scrape: readonly ScrapeTargets[];
  ruleGroups?: readonly object[];
  intervalSeconds?: number;
}): Promise<SignalServer> {
  const command = prometheusPath();
  const [port = 0] = await freePorts(1);
  const bed = supervise("prometheus");
  const file = join(bed.folder, "prometheus.yml");
  const interval = `${options.intervalSeconds ?? 1}s`;
  writeFileSync(join(bed.folder, "rules.yml"), JSON.stringify({ groups: options.ruleGroups ?? [] }));
  writeFileSync(
    file,
    JSON.stringify({
      global: { scrape_interval: interval, scrape_timeout: interval, evaluation_interval: interval },
      rule_files: [join(bed.folder, "rules.yml")],
      scrape_configs: options.scrape.map(scrapeConfig),
    }),
  );
  return hostServer(bed, {
    program: {
      name: "prometheus",
      command,
      args: [
        `--config.file=${file}`,
        `--storage.tsdb.path=${join(bed.folder, "data")}`,
        `--web.listen-address=127.0.0.1:${port}`,
        "--web.enable-lifecycle",
      ],
    },
    url: `http://127.0.0.1:${port}`,
    readyUrl: `http://127.0.0.1:${port}/-/ready`,
  });
}
