package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/topdown"
)

type evaluateRequest struct {
	Policy int `json:"policy"`
	// Each input is an object; what is shared stands in all of them.
	Shared         map[string]any   `json:"shared"`
	Inputs         []map[string]any `json:"inputs"`
	MaxAnswerBytes int              `json:"maxAnswerBytes"`
}

type verdict struct {
	Value json.RawMessage `json:"value,omitempty"`
	Error *problem        `json:"error,omitempty"`
}

var store = emptyStore()

func emptyStore() storage.Store { return storeOf(map[string]any{}) }

// Read as terms, so that a large inventory is not converted again with every look.
func storeOf(data map[string]any) storage.Store {
	return inmem.NewFromObjectWithOpts(data, inmem.OptReturnASTValuesOnRead(true))
}

func evaluate(request evaluateRequest) ([]verdict, error) {
	found, ok := policies[request.Policy]
	if !ok {
		return nil, fmt.Errorf("there is no policy %d", request.Policy)
	}
	shared, err := termsOf(request.Shared)
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	txn, err := store.NewTransaction(ctx)
	if err != nil {
		return nil, err
	}
	defer store.Abort(ctx, txn)
	left := request.MaxAnswerBytes
	verdicts := make([]verdict, len(request.Inputs))
	for i, input := range request.Inputs {
		own, err := termsOf(input)
		if err != nil {
			return nil, err
		}
		verdicts[i] = judge(ctx, txn, found, ast.NewObject(append(own, shared...)...))
		if left -= len(verdicts[i].Value); left < 0 {
			verdicts[i] = verdict{Error: &problem{Code: "answer_too_large", Message: fmt.Sprintf("more than %d bytes of results", request.MaxAnswerBytes)}}
		}
	}
	return verdicts, nil
}

func judge(ctx context.Context, txn storage.Transaction, with *policy, input ast.Value) verdict {
	query := topdown.NewQuery(with.query).
		WithQueryCompiler(with.planned).
		WithCompiler(with.compiler).
		WithStore(store).
		WithTransaction(txn).
		WithInput(ast.NewTerm(input))
	rows, err := query.Run(ctx)
	if err != nil {
		return verdict{Error: faultOf(err)}
	}
	if len(rows) == 0 {
		return verdict{}
	}
	plain, err := ast.JSON(rows[0][ast.Var(result)].Value)
	if err != nil {
		return verdict{Error: faultOf(err)}
	}
	var written bytes.Buffer
	encoder := json.NewEncoder(&written)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(plain); err != nil {
		return verdict{Error: faultOf(err)}
	}
	return verdict{Value: bytes.TrimRight(written.Bytes(), "\n")}
}

func faultOf(err error) *problem {
	var known *topdown.Error
	if !errors.As(err, &known) {
		return &problem{Code: topdown.InternalErr, Message: err.Error()}
	}
	fault := problem{Code: known.Code, Message: known.Message}
	if known.Location != nil {
		fault.File, fault.Line, fault.Column = known.Location.File, known.Location.Row, known.Location.Col
	}
	return &fault
}

func termsOf(fields map[string]any) ([][2]*ast.Term, error) {
	terms := make([][2]*ast.Term, 0, len(fields))
	for key, field := range fields {
		value, err := ast.InterfaceToValue(field)
		if err != nil {
			return nil, err
		}
		terms = append(terms, [2]*ast.Term{ast.StringTerm(key), ast.NewTerm(value)})
	}
	return terms, nil
}
