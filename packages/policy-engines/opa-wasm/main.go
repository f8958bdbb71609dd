//go:build js && wasm

// Package main is OPA's own parser, compiler and evaluator behind one function of the worker that loads it:
// bytes of JSON in, bytes of JSON out. It reads no file, opens no connection and keeps nothing but what it was given.
package main

import (
	"encoding/json"
	"fmt"
	"syscall/js"

	"github.com/open-policy-agent/opa/v1/util"
)

func call(name string, request []byte) (any, error) {
	switch name {
	case "compile":
		var given compileRequest
		if err := util.UnmarshalJSON(request, &given); err != nil {
			return nil, err
		}
		return compile(given)
	case "evaluate":
		var given evaluateRequest
		if err := util.UnmarshalJSON(request, &given); err != nil {
			return nil, err
		}
		return evaluate(given)
	case "data":
		var given map[string]any
		if err := util.UnmarshalJSON(request, &given); err != nil {
			return nil, err
		}
		store = storeOf(given)
		return true, nil
	case "release":
		var given int
		if err := util.UnmarshalJSON(request, &given); err != nil {
			return nil, err
		}
		delete(policies, given)
		return true, nil
	}
	return nil, fmt.Errorf("there is no call %q", name)
}

// A panic of one policy is that policy's error: the others stay prepared.
func guarded(name string, request []byte) (answer any, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("panic: %v", cause)
		}
	}()
	return call(name, request)
}

func main() {
	js.Global().Set("opa", js.FuncOf(func(_ js.Value, given []js.Value) any {
		// Bytes, not a string of JavaScript: those are converted letter by letter.
		request := make([]byte, given[1].Get("length").Int())
		js.CopyBytesToGo(request, given[1])
		answer, err := guarded(given[0].String(), request)
		written, encodeErr := json.Marshal(map[string]any{"answer": answer})
		if err == nil {
			err = encodeErr
		}
		if err != nil {
			written, _ = json.Marshal(map[string]any{"error": err.Error()})
		}
		bytes := js.Global().Get("Uint8Array").New(len(written))
		js.CopyBytesToJS(bytes, written)
		return bytes
	}))
	js.Global().Get("opaReady").Invoke()
	select {}
}
