package main

import (
	"errors"

	"github.com/open-policy-agent/opa/v1/ast"
)

type module struct {
	File string `json:"file"`
	Text string `json:"text"`
}

type compileRequest struct {
	Policy  int      `json:"policy"`
	Modules []module `json:"modules"`
	Version string   `json:"version"`
	Query   string   `json:"query"`
}

type problem struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
}

type place struct {
	Name   string `json:"name"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// What callers judge a module by without reading Rego themselves.
type outline struct {
	File    string  `json:"file"`
	Package string  `json:"package"`
	Rules   []place `json:"rules"`
	Imports []place `json:"imports"`
	Data    []place `json:"data"`
}

type compileAnswer struct {
	Problems []problem `json:"problems"`
	Outlines []outline `json:"outlines"`
}

type policy struct {
	compiler *ast.Compiler
	query    ast.Body
	planned  ast.QueryCompiler
}

const result = "result"

var policies = map[int]*policy{}

func compile(request compileRequest) (compileAnswer, error) {
	version := ast.RegoV0
	if request.Version == "v1" {
		version = ast.RegoV1
	}
	answer := compileAnswer{Problems: []problem{}, Outlines: []outline{}}
	allowed := capabilities()
	modules := make(map[string]*ast.Module, len(request.Modules))
	options := ast.ParserOptions{RegoVersion: version, Capabilities: allowed}
	for _, each := range request.Modules {
		parsed, err := ast.ParseModuleWithOpts(each.File, each.Text, options)
		if err != nil {
			answer.Problems = append(answer.Problems, problemsOf(err, each.File)...)
			continue
		}
		answer.Outlines = append(answer.Outlines, outlineOf(each.File, parsed))
		modules[each.File] = parsed
	}
	if len(answer.Problems) > 0 {
		return answer, nil
	}
	compiler := ast.NewCompiler().WithDefaultRegoVersion(version).WithCapabilities(allowed)
	compiler.Compile(modules)
	if compiler.Failed() {
		answer.Problems = problemsOf(compiler.Errors, "")
		return answer, nil
	}
	// Bound with "=": a variable of ":=" would get another name.
	query, err := ast.ParseBodyWithOpts(request.Query+" = "+result, options)
	if err != nil {
		return answer, err
	}
	planned := compiler.QueryCompiler()
	compiled, err := planned.Compile(query)
	if err != nil {
		return answer, err
	}
	policies[request.Policy] = &policy{compiler: compiler, query: compiled, planned: planned}
	return answer, nil
}

func problemsOf(err error, file string) []problem {
	var many ast.Errors
	var one *ast.Error
	switch {
	case errors.As(err, &many):
	case errors.As(err, &one):
		many = ast.Errors{one}
	default:
		return []problem{{Code: ast.ParseErr, Message: err.Error(), File: file}}
	}
	problems := make([]problem, 0, len(many))
	for _, each := range many {
		found := problem{Code: each.Code, Message: each.Message, File: file}
		if each.Location != nil {
			found.File, found.Line, found.Column = each.Location.File, each.Location.Row, each.Location.Col
		}
		problems = append(problems, found)
	}
	return problems
}

func outlineOf(file string, parsed *ast.Module) outline {
	found := outline{File: file, Package: parsed.Package.Path.String(), Rules: []place{}, Imports: []place{}, Data: []place{}}
	for _, rule := range parsed.Rules {
		if rule.Default || len(rule.Head.Args) > 0 {
			continue
		}
		found.Rules = append(found.Rules, placeOf(rule.Head.Ref()[0].Value.String(), rule.Head.Ref()[0].Location))
	}
	for _, each := range parsed.Imports {
		found.Imports = append(found.Imports, placeOf(each.Path.String(), each.Location))
	}
	for _, rule := range parsed.Rules {
		ast.WalkRefs(rule, func(ref ast.Ref) bool {
			if ref.HasPrefix(ast.DefaultRootRef) {
				location := ref[0].Location
				if location == nil {
					location = rule.Location
				}
				found.Data = append(found.Data, placeOf(ref.String(), location))
			}
			return false
		})
	}
	return found
}

func placeOf(name string, location *ast.Location) place {
	if location == nil {
		return place{Name: name}
	}
	return place{Name: name, Line: location.Row, Column: location.Col}
}
