package main

import (
	"context"
	"encoding/base64"
	"fmt"
	"sort"
	"strconv"

	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/common/types/traits"
	"gopkg.in/inf.v0"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	apiservercel "k8s.io/apiserver/pkg/cel"
	"k8s.io/apiserver/pkg/cel/library"
)

// tagged writes a value as [type, text or members], so that 1, 1u and 1.0 can be told apart.
func tagged(value ref.Val) any {
	switch v := value.(type) {
	case types.Null:
		return []any{"null"}
	case types.Bool:
		return []any{"bool", bool(v)}
	case types.Int:
		return []any{"int", strconv.FormatInt(int64(v), 10)}
	case types.Uint:
		return []any{"uint", strconv.FormatUint(uint64(v), 10)}
	case types.Double:
		return []any{"double", strconv.FormatFloat(float64(v), 'g', -1, 64)}
	case types.String:
		return []any{"string", string(v)}
	case types.Bytes:
		return []any{"bytes", base64.StdEncoding.EncodeToString(v)}
	case types.Duration:
		return []any{"duration", strconv.FormatInt(v.Nanoseconds(), 10)}
	case types.Timestamp:
		return []any{"timestamp", v.UTC().Format("2006-01-02T15:04:05.999999999Z07:00")}
	case *types.Optional:
		if !v.HasValue() {
			return []any{"optional"}
		}
		return []any{"optional", tagged(v.GetValue())}
	case *types.Type:
		return []any{"type", v.TypeName()}
	case *apiservercel.Quantity:
		return []any{"quantity", exactText(v.Quantity)}
	case apiservercel.Quantity:
		return []any{"quantity", exactText(v.Quantity)}
	case apiservercel.IP:
		return []any{"ip", v.Addr.String()}
	case apiservercel.CIDR:
		return []any{"cidr", v.Prefix.String()}
	case apiservercel.URL:
		return []any{"url", v.String()}
	case apiservercel.Semver:
		return []any{"semver", v.Version.String()}
	case *apiservercel.Format:
		return []any{"format", v.Name}
	case traits.Lister:
		return []any{"list", members(v)}
	case traits.Mapper:
		return []any{"map", entries(v)}
	}
	return []any{"other", value.Type().TypeName()}
}

// exactText writes an amount with nine digits after the point, which is as fine as an amount can be.
func exactText(quantity *resource.Quantity) string {
	own := quantity.DeepCopy()
	return new(inf.Dec).Round(own.AsDec(), 9, inf.RoundUp).String()
}

func members(list traits.Lister) []any {
	found := []any{}
	for it := list.Iterator(); it.HasNext() == types.True; {
		found = append(found, tagged(it.Next()))
	}
	return found
}

func entries(dictionary traits.Mapper) []any {
	found := []any{}
	for it := dictionary.Iterator(); it.HasNext() == types.True; {
		key := it.Next()
		found = append(found, []any{tagged(key), tagged(dictionary.Get(key))})
	}
	sort.Slice(found, func(i, j int) bool { return fmt.Sprint(found[i]) < fmt.Sprint(found[j]) })
	return found
}

// oracleAuthorizer lets everybody `get` pods and the path /healthz, and fails for secrets.
type oracleAuthorizer struct{}

func (oracleAuthorizer) Authorize(_ context.Context, a authorizer.Attributes) (authorizer.Decision, string, error) {
	if a.GetResource() == "secrets" {
		return authorizer.DecisionNoOpinion, "", fmt.Errorf("the authorizer is not there")
	}
	isPods := a.IsResourceRequest() && a.GetResource() == "pods" && a.GetVerb() == "get"
	if isPods || (!a.IsResourceRequest() && a.GetPath() == "/healthz") {
		return authorizer.DecisionAllow, fmt.Sprintf("%s may", a.GetUser().GetName()), nil
	}
	return authorizer.DecisionDeny, "not for you", nil
}

var asker = &user.DefaultInfo{Name: "ada"}

func authorizerValue() ref.Val { return library.NewAuthorizerVal(asker, oracleAuthorizer{}) }

type requestResource struct{}

func (requestResource) GetName() string      { return "web-0" }
func (requestResource) GetNamespace() string { return "shop" }
func (requestResource) GetResource() schema.GroupVersionResource {
	return schema.GroupVersionResource{Version: "v1", Resource: "pods"}
}
func (requestResource) GetSubresource() string { return "" }

func requestResourceValue() ref.Val {
	return library.NewResourceAuthorizerVal(asker, oracleAuthorizer{}, requestResource{})
}
