// Command seed fills an etcd with nodes and running workloads in the storage format of the Kubernetes API server, before
// that server starts. Two thousand nodes and twenty thousand pods take seconds this way, and minutes through the API.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// size says how much is written.
type size struct {
	nodes, pods, podsPerDeployment, namespaces int
	leaseSeconds                               int
}

func main() {
	var want size
	endpoint := flag.String("etcd", "http://127.0.0.1:2379", "client URL of the etcd to fill; no API server may use it yet")
	prefix := flag.String("prefix", "/registry", "the API server's --etcd-prefix")
	flag.IntVar(&want.nodes, "nodes", 2000, "how many nodes, all Ready, each with its lease")
	flag.IntVar(&want.pods, "pods", 20000, "how many pods, all Running and Ready, spread evenly over the nodes")
	flag.IntVar(&want.podsPerDeployment, "per", 20, "pods of one Deployment; the last one takes what is left")
	flag.IntVar(&want.namespaces, "namespaces", 50, "how many namespaces the Deployments are dealt to")
	flag.IntVar(&want.leaseSeconds, "lease-seconds", 40, "duration of the node leases; the nodes' agent waits for them to run out")
	flag.Parse()
	if err := run(*endpoint, *prefix, want); err != nil {
		fmt.Fprintln(os.Stderr, "seed:", err)
		os.Exit(1)
	}
}

func run(endpoint, prefix string, want size) error {
	if want.nodes < 1 || want.podsPerDeployment < 1 || want.namespaces < 1 || want.pods < 0 {
		return fmt.Errorf("nodes, per and namespaces must be at least 1, and pods must not be negative")
	}
	client, err := clientv3.New(clientv3.Config{Endpoints: []string{endpoint}, DialTimeout: 10 * time.Second})
	if err != nil {
		return fmt.Errorf("etcd at %s: %w", endpoint, err)
	}
	defer client.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()

	started := time.Now()
	now := metav1.NewTime(started.Truncate(time.Second))
	store := openStore(ctx, client, prefix)
	writeNodes(store, want, now)
	writeNamespaces(store, want, now)
	writeWorkloads(store, want, now)
	if err := store.close(); err != nil {
		return err
	}
	fmt.Printf("seeded %d nodes and %d pods in %v\n", want.nodes, want.pods, time.Since(started).Round(time.Millisecond))
	return nil
}
