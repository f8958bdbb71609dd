import { type RegoCase, v0, v1 } from "./rego-case";

/** Functions that policies are written with, and where other engines differ from OPA. */
export const builtinCases: readonly RegoCase[] = [
  v0("sprintf with values of every kind", 'out = sprintf("%v %v %v %v %v %v", [1, "a", {"a", "b"}, {"k": [1]}, null, true])'),
  v0("sprintf with too few and too many", 'out = [sprintf("%v %v", [1]), sprintf("%v", [1, 2]), sprintf("%d", ["a"])]'),
  v0(
    "sprintf of widths and numbers",
    'out = [sprintf("%05d|%-5s|%5.2f|%x|%q|%%", [42, "ab", 3.14159, 255, "q"]), sprintf("%d", [10000000000000000000001]), sprintf("%s", [1.5])]',
  ),
  v0("sprintf of a set is sorted", 'out = sprintf("%v", [{x | x := input.xs[_]}])', { xs: ["c", "a", "b", "a"] }),
  v0("format_int and to_number", 'out = [format_int(255, 16), format_int(-7, 2), to_number("12.50"), to_number("1e3")]'),
  v0("to_number of what is none", "out = to_number(input.x)", { x: "a" }, { x: null }, { x: true }, { x: "0x10" }),
  v0(
    "regular expressions",
    'out = [re_match("^[a-z]+$", input.s), regex.replace(input.s, "[0-9]+", "<$0>"), regex.find_n("[a-z]", input.s, -1), regex.split("-", input.s)]',
    { s: "ab-12-c" },
    { s: "abc" },
  ),
  v0("a regular expression that is none", 'out = re_match("(", input.s)', { s: "a" }),
  v0("regular expressions with groups", 'out = regex.find_all_string_submatch_n("(a+)(b*)", input.s, -1)', { s: "aab ab a" }),
  v0(
    "glob",
    'out = [glob.match("*.example.com", [], input.h), glob.match("*.example.com", ["."], input.h), glob.match("{a,b}?", null, input.h)]',
    { h: "x.example.com" },
    { h: "x.y.example.com" },
    { h: "ab" },
  ),
  v0(
    "strings",
    'out = [startswith(input.s, "re"), endswith(input.s, ":1"), contains(input.s, "/"), split(input.s, "/"), upper(input.s), indexof(input.s, "/"), trim_prefix(input.s, "reg"), substring(input.s, 2, 3), replace(input.s, "/", "."), trim(input.s, "r1")]',
    { s: "reg/app:1" },
  ),
  v0(
    "prefixes, any of them",
    'out = [strings.any_prefix_match(input.s, {"a/", "b/"}), strings.any_suffix_match(input.s, [":1"])]',
    { s: "b/c:1" },
    { s: "c" },
  ),
  v0(
    "concat of arrays and sets",
    'out = [concat(",", ["b", "a"]), concat(",", {"b", "a"}), array.concat([1], [2]), array.slice([1, 2, 3], 1, 2), array.reverse([1, 2])]',
  ),
  v0(
    "units",
    'out = [units.parse_bytes("1Gi"), units.parse_bytes("100MB"), units.parse("500m"), units.parse("2k"), units.parse_bytes("1.5Ki")]',
  ),
  v0("units that are none", "out = units.parse_bytes(input.u)", { u: "1 Gi" }, { u: "abc" }, { u: "1Xi" }, { u: "" }),
  v0(
    "json and yaml",
    'out = [json.unmarshal("{\\"a\\": [1]}"), yaml.unmarshal("a:\\n- 1\\n- x: y\\n"), yaml.marshal({"b": 1, "a": [1]}), json.marshal({"b": 1, "a": {1, 2}}), json.is_valid("{")]',
  ),
  v0("json.unmarshal of what is none", "out = json.unmarshal(input.s)", { s: "{" }, { s: "1" }),
  v0(
    "json.filter, remove and patch",
    'out = [json.filter(input, ["a/b"]), json.remove(input, ["a/b", "c"]), json.patch(input, [{"op": "add", "path": "/a/x", "value": 1}])]',
    { a: { b: 1, d: 2 }, c: 3 },
  ),
  v0(
    "base64, hex and urls",
    'out = [base64.encode("a b"), base64.decode("YSBi"), base64url.encode("??>"), hex.encode("ab"), urlquery.encode("a b&c"), urlquery.decode("a+b%26")]',
  ),
  v0("hashes", 'out = [crypto.md5("a"), crypto.sha256("a"), crypto.hmac.sha256("a", "key")]'),
  v0(
    "types",
    "out = [type_name(input.x), is_string(input.x), is_array(input.x), is_null(input.x)]",
    { x: "a" },
    { x: [] },
    { x: null },
    { x: 1 },
  ),
  v0(
    "aggregates",
    "out = [count(input.xs), sum(input.xs), product(input.xs), max(input.xs), min(input.xs), sort(input.xs), any([true, false]), all([true])]",
    { xs: [3, 1, 2] },
  ),
  v0("max of nothing is undefined", "out = max(input.xs)", { xs: [] }, { xs: ["a", 1] }),
  v0(
    "object functions",
    'out = [object.get(input, "x", 0), object.union(input, {"y": 2}), object.remove(input, ["x"]), object.filter(input, {"x"}), object.keys(input)]',
    { x: 1, z: 3 },
  ),
  v0("walk", "out = [p | walk(input, [p, v]); v == 1]", { a: { b: 1, c: [0, 1] }, d: 1 }),
  v0(
    "graph.reachable",
    'g = {"a": ["b"], "b": ["c", "a"], "c": [], "d": ["a"]}\nout = [graph.reachable(g, {"a"}), graph.reachable_paths(g, {"d"})]',
  ),
  v0("semver", 'out = [semver.compare("1.10.0", "1.9.0"), semver.is_valid("1.2"), semver.compare("1.0.0-rc.1", "1.0.0")]'),
  v0(
    "networks",
    'out = [net.cidr_contains("10.0.0.0/8", input.ip), net.cidr_intersects("10.0.0.0/8", "10.1.0.0/16"), net.cidr_is_valid("300.0.0.0/8")]',
    { ip: "10.2.3.4" },
    { ip: "11.0.0.1" },
    { ip: "fd00::1" },
  ),
  v0("networks in detail", 'out = [net.cidr_expand("10.0.0.0/30"), net.cidr_merge(["10.0.0.0/25", "10.0.0.128/25"])]'),
  v0(
    "times",
    'out = [time.parse_rfc3339_ns("2024-02-29T12:00:00Z"), time.parse_duration_ns("1h30m"), time.date(1709208000000000000), time.weekday(1709208000000000000), time.add_date(1709208000000000000, 1, 0, 0), time.diff(1709208000000000000, 0)]',
  ),
  v0("times in a zone", 'out = time.clock([1709208000000000000, "Europe/Dublin"])'),
  v0("casts and sets", "out = [cast_array({1, 2}), cast_set([1, 1]), intersection({{1, 2}, {2}}), union({{1}, {2}})]"),
  v0("bits and rounding", "out = [bits.and(6, 3), bits.lsh(1, 4), round(2.5), ceil(1.2), floor(-1.2), abs(-3)]"),
  v1(
    "object.subset and json.match_schema",
    'out := [object.subset(input, {"a": {"b": 1}}), json.match_schema(input, {"type": "object", "required": ["z"]})]',
    { a: { b: 1, c: 2 } },
    { z: 1 },
  ),
  v1(
    "strings in v1",
    'out := [strings.replace_n({"a": "1", "b": "2"}, "abc"), strings.reverse("añb"), strings.count("banana", "an"), strings.render_template("{{.x}}", {"x": 1}), strings.split_n("a/b/c", "/", 2)]',
  ),
  v1("numbers.range", "out := [numbers.range(1, 5), numbers.range(3, 1), numbers.range_step(0, 10, 5)]"),
  v1("object.union_n and arrays", 'out := [object.union_n([{"a": 1}, {"a": {"b": 2}}, {"a": {"c": 3}}]), array.flatten([1, [2, [3]]])]'),
  v1("json.marshal_with_options", 'out := json.marshal_with_options({"a": [1]}, {"pretty": true, "indent": "  "})'),
  v1(
    "uuid and jwt",
    'out := [uuid.parse("6ba7b810-9dad-11d1-80b4-00c04fd430c8").version, io.jwt.decode("eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2ln")[1]]',
  ),
];
