/** What `holdfast-agent --help` prints. */
export const usage = `holdfast-agent: the agent of one Kubernetes cluster. It dials the hub, and nobody dials it.

holdfast-agent run       runs the agent
  --data <folder>        keeps its identity and its command journal (must survive a restart)
  --hub <https URL>      where to enrol; with the next three only for the first start
  --cluster <id>         the cluster's id in the console
  --token <token>        the single-use enrolment token; better by HOLDFAST_TOKEN or --token-file <file>
  --ca-pin <hex>         the SHA-256 of the hub's CA certificate
  --kubeconfig <file>    the cluster; without it the one that this pod runs in
  --context <name>       a context of that file, if not its current one
  --given                the cluster comes on the standard input, from a hub that runs this agent beside itself; ends with it
  --prometheus <URL>     the cluster's Prometheus, Loki and Jaeger, if it has them
  --loki <URL>
  --jaeger <URL>
  --patroni <name=URL>   a Patroni or a Vault of the cluster that a plan may call by this name; several times
  --vault <name=URL>
  --postgres <name=URL>  a PostgreSQL that a plan may ask by this name, as postgres://host:5432/database; encrypted unless
                         ?sslmode=disable, verified with ?sslmode=verify-full
  --credential <name=file>  the file with its credential: for Patroni user:password, for Vault a DR operation token,
                         for PostgreSQL user:password or a postgres:// URI, of which host and database do not count
  --probe-origin <URL>   an origin that may be probed; may be given several times
  --edit <resource>      a kind whose objects people may edit, such as deployments.apps; several times (none)
  --logs                 lets people read the logs of containers (they don't)
  --exec                 lets people open terminals in containers, each recorded (they don't)
  --audit-listen <host:port>  takes the API server's audit log there, over TLS, to name the users who change what a policy
                         put there (nobody's); with --audit-cert <file>, --audit-key <file> and --audit-token-file <file>,
                         the token that the API server shows
  --log-level <level>    debug, info, warn or error
  --patience <seconds>   how long the first start waits for hub and cluster (60)

holdfast-agent probe     looks whether a cluster that is given on the standard input can be reached, and prints what was found

holdfast-agent manifest  prints what a cluster needs to run the agent
  --hub, --cluster, --ca-pin, --token, --prometheus, --loki, --jaeger, --patroni, --vault, --postgres, --probe-origin as above
  --image <image>        the agent's image (required)
  --namespace <name>     where it runs (holdfast)
  --secret <name=secret/key>  the key of a Secret that is mounted as the credential of such a service
  --observe <resource>   an added kind to observe, such as certificates.cert-manager.io; several times
  --edit <resource>      as above: adds the right to patch it
  --logs                 as above: adds the right to read them
  --exec                 as above: adds the right to open them
  --policies <family>    further kinds that policies may push: mutation, gatekeeper, kyverno, network, mesh, limits, runtime or
                         secrets-store; several times (admission policies alone)
  --ephemeral            no persistent volume: the agent enrols anew when its node is gone

holdfast-agent rbac      prints the ClusterRole alone; takes --observe, --edit, --logs, --exec and --policies

Every option is also read from the environment: HOLDFAST_HUB, HOLDFAST_CA_PIN, HOLDFAST_PROBE_ORIGIN (with commas), and so on.
Ends with 0 when it was stopped, 1 when something must be mended, 2 when it was called wrongly.
`;
