import type { ComponentEntry } from "../component-entry";

/** Databases, queues and caches. */
export const data: readonly ComponentEntry[] = [
  {
    id: "cloudnative-pg",
    name: "CloudNativePG",
    domain: "data",
    detect: { images: ["cloudnative-pg/cloudnative-pg"], definitions: ["clusters.postgresql.cnpg.io"] },
  },
  {
    id: "zalando-postgres",
    name: "Zalando Postgres Operator",
    domain: "data",
    detect: { images: ["zalando/postgres-operator", "acid/postgres-operator"], definitions: ["postgresqls.acid.zalan.do"] },
  },
  {
    id: "crunchy-postgres",
    name: "Crunchy Postgres Operator",
    domain: "data",
    detect: { images: ["crunchydata/postgres-operator"], definitions: ["postgresclusters.postgres-operator.crunchydata.com"] },
  },
  {
    id: "patroni",
    name: "Patroni",
    domain: "data",
    detect: {
      images: ["patroni", { image: "spilo-17", besides: true }, { image: "spilo-16", besides: true }, { image: "spilo-15", besides: true }],
    },
  },
  {
    id: "postgresql",
    name: "PostgreSQL",
    domain: "data",
    detect: {
      images: [
        "cloudnative-pg/postgresql",
        "library/postgres",
        "bitnami/postgresql",
        "crunchydata/crunchy-postgres",
        "postgis/postgis",
        "postgres",
        { image: "spilo-17", besides: true },
        { image: "spilo-16", besides: true },
        { image: "spilo-15", besides: true },
      ],
    },
  },
  {
    id: "redis",
    name: "Redis",
    domain: "data",
    detect: {
      images: ["library/redis", "bitnami/redis", "redis/redis-stack-server", "redislabs/redis", "redis"],
      definitions: ["redisclusters.redis.redis.opstreelabs.in"],
    },
  },
  { id: "valkey", name: "Valkey", domain: "data", detect: { images: ["valkey/valkey", "bitnami/valkey"] } },
  {
    id: "strimzi",
    name: "Strimzi",
    domain: "data",
    detect: {
      images: ["strimzi/operator", { image: "strimzi/kafka", tag: "^(\\d[\\d.]*)-kafka" }],
      definitions: ["kafkas.kafka.strimzi.io"],
    },
  },
  {
    id: "kafka",
    name: "Apache Kafka",
    domain: "data",
    detect: {
      images: [
        { image: "strimzi/kafka", tag: "kafka-(\\d[\\d.]*)$" },
        "apache/kafka",
        "bitnami/kafka",
        { image: "confluentinc/cp-kafka", besides: true },
      ],
    },
  },
  {
    id: "mirrormaker2",
    name: "MirrorMaker 2",
    domain: "data",
    detect: { definitions: ["kafkamirrormaker2s.kafka.strimzi.io"] },
  },
  {
    id: "rabbitmq",
    name: "RabbitMQ",
    domain: "data",
    detect: {
      images: ["library/rabbitmq", "bitnami/rabbitmq", "rabbitmq", { image: "rabbitmqoperator/cluster-operator", besides: true }],
      definitions: ["rabbitmqclusters.rabbitmq.com"],
    },
  },
  { id: "etcd", name: "etcd", domain: "data", detect: { images: ["etcd", "coreos/etcd", "etcd-development/etcd", "bitnami/etcd"] } },
  {
    id: "mysql",
    name: "MySQL",
    domain: "data",
    detect: {
      images: ["library/mysql", "bitnami/mysql", "mysql/community-server", "percona/percona-xtradb-cluster", "mysql"],
      definitions: ["innodbclusters.mysql.oracle.com", "perconaxtradbclusters.pxc.percona.com"],
    },
  },
  {
    id: "mariadb",
    name: "MariaDB",
    domain: "data",
    detect: { images: ["library/mariadb", "bitnami/mariadb", "mariadb"], definitions: ["mariadbs.k8s.mariadb.com"] },
  },
  {
    id: "mongodb",
    name: "MongoDB",
    domain: "data",
    detect: {
      images: ["library/mongo", "bitnami/mongodb", "mongodb/mongodb-community-server"],
      definitions: ["mongodbcommunity.mongodbcommunity.mongodb.com"],
    },
  },
  {
    id: "tidb",
    name: "TiDB",
    domain: "data",
    detect: { images: ["pingcap/tidb", "pingcap/tikv"], definitions: ["tidbclusters.pingcap.com"] },
  },
  { id: "nats", name: "NATS", domain: "data", detect: { images: ["library/nats", "nats-io/nats-server", "nats"] } },
  { id: "pulsar", name: "Apache Pulsar", domain: "data", detect: { images: ["apachepulsar/pulsar", "apachepulsar/pulsar-all"] } },
  {
    id: "zookeeper",
    name: "Apache ZooKeeper",
    domain: "data",
    detect: { images: ["library/zookeeper", "bitnami/zookeeper", "zookeeper"] },
  },
  {
    id: "clickhouse",
    name: "ClickHouse",
    domain: "data",
    detect: { images: ["clickhouse/clickhouse-server"], definitions: ["clickhouseinstallations.clickhouse.altinity.com"] },
  },
  {
    id: "minio",
    name: "MinIO",
    domain: "data",
    detect: {
      images: [{ image: "minio/minio", tag: "^RELEASE\\.(\\d{4}-\\d\\d-\\d\\d)" }, "bitnami/minio"],
      definitions: ["tenants.minio.min.io"],
    },
  },
];
