package main

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/uuid"
)

func pointer[T any](value T) *T { return &value }

// clusterMeta is the metadata of an object whose kind counts no generations.
func clusterMeta(namespace, name string, labels map[string]string, now metav1.Time) metav1.ObjectMeta {
	return metav1.ObjectMeta{Namespace: namespace, Name: name, UID: uuid.NewUUID(), CreationTimestamp: now, Labels: labels}
}

// workloadMeta is the metadata of an object in its first generation.
func workloadMeta(namespace, name string, labels map[string]string, now metav1.Time) metav1.ObjectMeta {
	meta := clusterMeta(namespace, name, labels, now)
	meta.Generation = 1
	return meta
}

func controlledBy(apiVersion, kind string, owner metav1.ObjectMeta) []metav1.OwnerReference {
	return []metav1.OwnerReference{{
		APIVersion: apiVersion, Kind: kind, Name: owner.Name, UID: owner.UID,
		Controller: pointer(true), BlockOwnerDeletion: pointer(true),
	}}
}
