// Answers CEL expressions as the API server of this test bed does: one JSON object a line, {"expr", "vars"}, in; one a line out.
// It compiles with the compiler of the admission plugin, so that the environment is the one that a new policy meets.
package main

import (
	"bufio"
	"context"
	stdjson "encoding/json"
	"fmt"
	"os"

	"github.com/google/cel-go/cel"
	"k8s.io/apimachinery/pkg/util/json"
	plugincel "k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/cel/environment"
)

type question struct {
	Expr string         `json:"expr"`
	Vars map[string]any `json:"vars"`
}

type answer struct {
	Type  string `json:"type,omitempty"`
	Value any    `json:"value,omitempty"`
	// Compile is set for what the API server refuses when the policy is written, Runtime for what fails when it is evaluated.
	Compile string `json:"compile,omitempty"`
	Runtime string `json:"runtime,omitempty"`
	Cost    uint64 `json:"cost,omitempty"`
}

type expression struct{ text string }

func (e expression) GetExpression() string    { return e.text }
func (e expression) ReturnTypes() []*cel.Type { return []*cel.Type{cel.AnyType} }

var declarations = plugincel.OptionalVariableDeclarations{HasParams: true, HasAuthorizer: true}

func solve(compiler plugincel.Compiler, asked question) (result answer) {
	defer func() {
		if cause := recover(); cause != nil {
			result = answer{Runtime: fmt.Sprint(cause)}
		}
	}()
	compiled := compiler.CompileCELExpression(expression{asked.Expr}, declarations, environment.NewExpressions)
	if compiled.Error != nil {
		return answer{Compile: compiled.Error.Detail}
	}
	known := map[string]any{"object": nil, "oldObject": nil, "params": nil, "namespaceObject": nil, "request": nil}
	for name, value := range asked.Vars {
		known[name] = value
	}
	known["authorizer"] = authorizerValue()
	known["authorizer.requestResource"] = requestResourceValue()
	value, details, err := compiled.Program.ContextEval(context.Background(), known)
	result.Type = compiled.OutputType.String()
	if details != nil && details.ActualCost() != nil {
		result.Cost = *details.ActualCost()
	}
	if err != nil {
		result.Runtime = err.Error()
		return result
	}
	result.Value = tagged(value)
	return result
}

func main() {
	compiler := plugincel.NewCompiler(environment.MustBaseEnvSet(environment.DefaultCompatibilityVersion()))
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 64<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for lines.Scan() {
		var asked question
		// Whole numbers become int64, as in the objects that the API server holds.
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		line, err := stdjson.Marshal(solve(compiler, asked))
		if err != nil {
			line, _ = stdjson.Marshal(answer{Runtime: "the oracle cannot write this value: " + err.Error()})
		}
		out.Write(append(line, '\n'))
		out.Flush()
	}
}
