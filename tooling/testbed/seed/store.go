package main

import (
	"bytes"
	"context"
	"fmt"
	"sync"

	clientv3 "go.etcd.io/etcd/client/v3"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer/protobuf"
	"k8s.io/client-go/kubernetes/scheme"
)

const (
	writers         = 16
	putsTransaction = 64
)

var storageFormat = protobuf.NewSerializer(scheme.Scheme, scheme.Scheme)

type entry struct{ key, value string }

// store writes objects to etcd in batches, from several connections at once. The first failure ends it.
type store struct {
	prefix  string
	entries chan entry
	done    sync.WaitGroup
	once    sync.Once
	failure error
	failed  chan struct{}
}

func openStore(ctx context.Context, client *clientv3.Client, prefix string) *store {
	s := &store{prefix: prefix, entries: make(chan entry, 1024), failed: make(chan struct{})}
	for range writers {
		s.done.Add(1)
		go func() {
			defer s.done.Done()
			if err := s.drain(ctx, client); err != nil {
				s.fail(err)
			}
		}()
	}
	return s
}

func (s *store) drain(ctx context.Context, client *clientv3.Client) error {
	var puts []clientv3.Op
	flush := func() error {
		if len(puts) == 0 {
			return nil
		}
		_, err := client.Txn(ctx).Then(puts...).Commit()
		puts = puts[:0]
		return err
	}
	for each := range s.entries {
		puts = append(puts, clientv3.OpPut(each.key, each.value))
		if len(puts) == putsTransaction {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

// put stores one object under its key below the prefix, encoded as its own group, version and kind.
func (s *store) put(key string, object runtime.Object) {
	kinds, _, err := scheme.Scheme.ObjectKinds(object)
	if err != nil {
		s.fail(err)
		return
	}
	object.GetObjectKind().SetGroupVersionKind(kinds[0])
	var encoded bytes.Buffer
	if err := storageFormat.Encode(object, &encoded); err != nil {
		s.fail(fmt.Errorf("%s: %w", key, err))
		return
	}
	select {
	case s.entries <- entry{s.prefix + key, encoded.String()}:
	case <-s.failed:
	}
}

func (s *store) fail(err error) {
	s.once.Do(func() {
		s.failure = err
		close(s.failed)
	})
}

// close waits until all is written and returns the first failure.
func (s *store) close() error {
	close(s.entries)
	s.done.Wait()
	return s.failure
}
