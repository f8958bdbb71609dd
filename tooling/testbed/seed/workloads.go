package main

import (
	"fmt"
	"strconv"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

const revision = "deployment.kubernetes.io/revision"

// workload is one Deployment with its only ReplicaSet.
type workload struct {
	namespace, name, hash string
	replicas              int32
	labels, podLabels     map[string]string
	template              corev1.PodSpec
}

func namespaceName(i int) string { return fmt.Sprintf("team-%02d", i) }

func writeNamespaces(s *store, want size, now metav1.Time) {
	for i := range want.namespaces {
		name := namespaceName(i)
		s.put("/namespaces/"+name, &corev1.Namespace{
			ObjectMeta: clusterMeta("", name, map[string]string{corev1.LabelMetadataName: name}, now),
			Spec:       corev1.NamespaceSpec{Finalizers: []corev1.FinalizerName{corev1.FinalizerKubernetes}},
			Status:     corev1.NamespaceStatus{Phase: corev1.NamespaceActive},
		})
	}
}

func writeWorkloads(s *store, want size, now metav1.Time) {
	written := 0
	for i := 0; written < want.pods; i++ {
		w := newWorkload(i, namespaceName(i%want.namespaces), int32(min(want.podsPerDeployment, want.pods-written)))
		deployment := w.deployment(now)
		replicaSet := w.replicaSet(deployment.ObjectMeta, now)
		s.put("/deployments/"+w.namespace+"/"+w.name, deployment)
		s.put("/replicasets/"+w.namespace+"/"+replicaSet.Name, replicaSet)
		for range w.replicas {
			pod := w.pod(written, nodeName(written%want.nodes), replicaSet.ObjectMeta, now)
			s.put("/pods/"+w.namespace+"/"+pod.Name, pod)
			written++
		}
	}
}

func newWorkload(i int, namespace string, replicas int32) workload {
	name := fmt.Sprintf("svc-%04d", i)
	hash := fmt.Sprintf("%09x", 0x5a5a00000+i)
	return workload{
		namespace: namespace, name: name, hash: hash, replicas: replicas,
		labels:    map[string]string{"app": name, "tier": "core", "version": "v1"},
		podLabels: map[string]string{"app": name, "tier": "core", "version": "v1", appsv1.DefaultDeploymentUniqueLabelKey: hash},
		template:  podSpec(name),
	}
}

func (w workload) deployment(now metav1.Time) *appsv1.Deployment {
	meta := workloadMeta(w.namespace, w.name, w.labels, now)
	meta.Annotations = map[string]string{revision: "1"}
	quarter := intstr.FromString("25%")
	return &appsv1.Deployment{
		ObjectMeta: meta,
		Spec: appsv1.DeploymentSpec{
			Replicas: &w.replicas,
			Selector: &metav1.LabelSelector{MatchLabels: w.labels},
			Template: corev1.PodTemplateSpec{ObjectMeta: metav1.ObjectMeta{Labels: w.labels}, Spec: w.template},
			Strategy: appsv1.DeploymentStrategy{
				Type:          appsv1.RollingUpdateDeploymentStrategyType,
				RollingUpdate: &appsv1.RollingUpdateDeployment{MaxUnavailable: &quarter, MaxSurge: &quarter},
			},
			RevisionHistoryLimit:    pointer(int32(10)),
			ProgressDeadlineSeconds: pointer(int32(600)),
		},
		Status: appsv1.DeploymentStatus{
			ObservedGeneration: 1, Replicas: w.replicas, UpdatedReplicas: w.replicas, ReadyReplicas: w.replicas, AvailableReplicas: w.replicas,
		},
	}
}

func (w workload) replicaSet(owner metav1.ObjectMeta, now metav1.Time) *appsv1.ReplicaSet {
	meta := workloadMeta(w.namespace, w.name+"-"+w.hash, w.podLabels, now)
	meta.OwnerReferences = controlledBy("apps/v1", "Deployment", owner)
	// The controller writes these two again, with exactly these values, unless they are there.
	surge := (w.replicas + 3) / 4
	meta.Annotations = map[string]string{
		revision: "1",
		"deployment.kubernetes.io/desired-replicas": strconv.Itoa(int(w.replicas)),
		"deployment.kubernetes.io/max-replicas":     strconv.Itoa(int(w.replicas + surge)),
	}
	return &appsv1.ReplicaSet{
		ObjectMeta: meta,
		Spec: appsv1.ReplicaSetSpec{
			Replicas: &w.replicas,
			Selector: &metav1.LabelSelector{MatchLabels: w.podLabels},
			Template: corev1.PodTemplateSpec{ObjectMeta: metav1.ObjectMeta{Labels: w.podLabels}, Spec: w.template},
		},
		Status: appsv1.ReplicaSetStatus{
			ObservedGeneration: 1, Replicas: w.replicas, FullyLabeledReplicas: w.replicas, ReadyReplicas: w.replicas, AvailableReplicas: w.replicas,
		},
	}
}
