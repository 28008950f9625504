"""Random schemas, and random neighbours of them, for random_pairs.

A schema is a list of items; an item has a kind (a class below), an identity that old and new share, and properties that each come from a generator of
the kind. A mutation draws one property anew, drops, adds or renames. Items that mention what is not there render to nothing, and what a server refuses is
taken out by random_pairs, so nothing here has to be certain to load.

A statement is (head, pieces, tail): "CREATE TABLE t (", its columns, ")". Shrinking takes pieces away.
"""
import copy

ROLES = ["lockstep_owner", "lockstep_reader", "lockstep_writer"]

# Types of columns by what expressions may do with them: spelling, class, defaults.
TYPES = [
    ("integer", "num", ["0", "1 + 1", "-5", "'7'"]), ("int", "num", ["3"]), ("bigint", "num", ["0", "5000000000", "12::int"]), ("smallint", "num", ["1", "'3'::smallint"]),
    ("numeric(10,2)", "num", ["0", "1.50", "round(2.345, 2)"]), ("numeric", "num", ["1e3", "0.0"]), ("double precision", "num", ["0.1", "random()", "'NaN'"]), ("real", "num", ["1.5"]),
    ("text", "text", ["'x'", "'it''s'", "''", "upper('a')", "'a' || 'b'", "current_user", "NULL"]), ("varchar(20)", "text", ["'v'", "'abc'::varchar"]), ("varchar", "text", ["'v'"]),
    ("char(3)", "text", ["'abc'"]), ("date", "time", ["CURRENT_DATE", "'2020-01-01'", "now()"]), ("timestamp", "time", ["now()", "LOCALTIMESTAMP", "'2020-01-01 10:00'"]),
    ("timestamptz", "time", ["now()", "CURRENT_TIMESTAMP", "'2020-01-01 10:00+00'"]), ("timestamp(3) with time zone", "time", ["now()", "CURRENT_TIMESTAMP(3)"]),
    ("boolean", "bool", ["false", "true", "'yes'", "(NOT true)"]), ("uuid", "uuid", ["gen_random_uuid()", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'"]),
    ("jsonb", "json", ["'{}'", "'[]'::jsonb", "jsonb_build_object('a', 1)"]), ("json", "nokey", ["'{}'"]), ("integer[]", "array", ["'{}'", "ARRAY[1, 2]", "'{1,2}'"]), ("text[]", "texts", ["'{}'", "ARRAY['a']::text[]"]),
    ("interval", "span", ["'1 day'", "'1 mon 2 days'::interval"]), ("bytea", "opaque", ["'\\x00'"]), ("inet", "opaque", ["'10.0.0.1'"]), ("time", "opaque", ["'10:00'"]), ("int4range", "range", ["'[1,5)'", "int4range(1, 5)"]),
    ("tstzrange", "range", []), ("point", "nokey", ["'(1,2)'"]), ("tsvector", "tsv", []), ("bit(4)", "opaque", ["B'1010'"]), ("money", "opaque", ["0"]), ("xml", "nokey", []), ("macaddr", "opaque", []),
]
CONDITIONS = {
    "num": ["{c} > 0", "{c} BETWEEN 1 AND 100", "{c} IN (1, 2, 3)", "{c} <> 5 OR {c} IS NULL", "abs({c}) < 1000", "{c}::bigint < 10", "coalesce({c}, 0) >= 0", "NOT ({c} = 4)", "{c} NOT IN (7, 8)",
            "CASE WHEN {c} > 5 THEN true ELSE {c} < 3 END", "({c} + 1) * 2 > 4", "-{c} < 10", "{c} IS NOT DISTINCT FROM 3", "greatest({c}, 1) > 0", "{c} = ANY (ARRAY[1, 2])"],
    "text": ["length({c}) > 2", "{c} <> ''", "{c} ~ '^[a-z]+$'", "{c} LIKE 'a%'", "lower({c}) = {c}", "{c} IN ('a', 'b')", "{c} = ANY (ARRAY['x', 'y'])", "{c} NOT ILIKE '%z%'", "{c} SIMILAR TO 'a+'",
             "{c} || 'x' <> 'yx'", "nullif({c}, '') IS NOT NULL", "char_length(trim({c})) > 0", "substring({c} FROM 1 FOR 2) = 'ab'", "position('a' IN {c}) > 0", "{c} COLLATE \"C\" < 'm'"],
    "time": ["{c} > '2020-01-01'", "extract(year FROM {c}) > 2000", "{c} IS NOT NULL", "{c} < 'infinity'", "date_part('dow', {c}) <> 0", "date_trunc('day', {c}) = {c}", "{c} + interval '1 day' > '2021-01-01'"],
    "bool": ["{c}", "NOT {c}", "{c} IS TRUE", "{c} IS NOT UNKNOWN", "{c} = false"],
    "json": ["{c} ? 'a'", "{c} @> '{{\"a\": 1}}'", "jsonb_typeof({c}) = 'object'", "{c} ->> 'k' <> ''", "({c} -> 'n')::text <> '1'", "{c} #>> '{{a,b}}' IS NULL"],
    "array": ["cardinality({c}) < 5", "{c} @> ARRAY[1]", "3 = ANY ({c})", "{c}[1] > 0", "array_length({c}, 1) = 2", "{c} && '{{1,2}}'"],
    "texts": ["'a' = ANY ({c})", "{c} <@ ARRAY['a', 'b']", "array_position({c}, 'z') IS NULL"],
    "range": ["NOT isempty({c})", "lower({c}) IS NOT NULL", "upper_inc({c}) = false"],
    "span": ["{c} > '1 hour'", "extract(epoch FROM {c}) > 0"],
    "uuid": ["{c} <> '00000000-0000-0000-0000-000000000000'"],
    "enum": ["{c} = 'a'", "{c} IN ('a', 'b')", "{c} <> 'b'", "{c}::text <> 'zz'", "{c} > 'a'"],
    "domain": ["{c} IS NOT NULL", "length({c}::text) > 1"],
    "composite": ["({c}).f1 > 0", "{c} IS NOT NULL"],
    "tsv": ["{c} @@ to_tsquery('english', 'a & b')"],
    "opaque": ["{c} IS NOT NULL"], "nokey": ["{c} IS NOT NULL"],
}
VALUES = {
    "num": ["{c} + 1", "{c} * 2", "abs({c})", "coalesce({c}, 0)", "{c}::text", "round({c}::numeric, 1)", "{c}", "sqrt(abs({c}::float8))", "to_char({c}, '999')", "-{c}"],
    "text": ["lower({c})", "{c} || '!'", "upper(trim({c}))", "length({c})", "md5({c})", "substr({c}, 1, 3)", "{c}", "replace({c}, 'a', 'b')", "left({c}, 2)", "{c}::varchar(5)", "split_part({c}, ',', 1)"],
    "time": ["extract(year FROM {c})", "{c} + interval '1 day'", "{c}", "date_trunc('month', {c})", "{c}::date"],
    "bool": ["NOT {c}", "{c}::int", "CASE WHEN {c} THEN 'y' ELSE 'n' END"],
    "json": ["{c} ->> 'a'", "{c} -> 'b'", "{c} #>> '{{x,y}}'", "({c} ->> 'n')::int", "jsonb_array_length({c})"],
    "array": ["{c}[1]", "cardinality({c})", "array_append({c}, 3)", "array_to_string({c}, ',')"], "texts": ["{c}[1]", "array_length({c}, 1)"],
    "range": ["lower({c})", "upper({c})", "{c}"], "span": ["{c} * 2", "extract(epoch FROM {c})"], "enum": ["{c}::text", "{c}"], "domain": ["{c}::text", "{c}"], "composite": ["({c}).f1", "{c}"],
    "uuid": ["{c}::text"], "opaque": ["{c}"], "nokey": ["{c}::text"], "tsv": ["{c}"],
}
# Expressions that indexes and generated columns may have; the class of what they give, by its place in the list: the same class first.
IMMUTABLE_VALUES = {"num": ["{c} + 1", "{c} * 2", "abs({c})", "coalesce({c}, 0)"], "text": ["lower({c})", "upper(trim({c}))", "substr({c}, 1, 3)", "md5({c})", "{c} || '!'"], "json": ["{c} -> 'b'", "{c} - 'x'"], "bool": ["NOT {c}", "{c} IS NULL"], "array": ["array_append({c}, 4)", "{c} || 5"]}


KEYS = tuple(k for k in CONDITIONS if k not in ("nokey", "json"))
INDEXED = tuple(k for k in CONDITIONS if k != "nokey")


def quote(name):
    plain = name.replace("_", "a").isalnum() and name == name.lower() and name[0].isalpha() and name not in ("user", "order", "table", "select")
    return name if plain else '"' + name.replace('"', '""') + '"'


class Item:
    """One object, or one statement about others. `p` holds its properties, drawn by the functions in PROPERTIES."""
    RANK = 0
    PROPERTIES = {}
    ALTERS = True

    def __init__(self, world, number):
        self.number, self.p, self.hint = number, {}, None
        self.name = self.first_name(world)
        self.schema = world.pick_schema()
        for key, draw in self.PROPERTIES.items():
            self.p[key] = draw(self, world)

    def first_name(self, world):
        base = f"{type(self).__name__.lower()[:6]}{self.number}"
        return world.r.choice([base] * 12 + [f"{base} Mixed", f"{base}_order"])

    @property
    def id(self):
        return f"{quote(self.schema)}.{quote(self.name)}"

    def mutate(self, world):
        keys = list(self.PROPERTIES)
        if keys:
            key = world.r.choice(keys)
            self.p[key] = self.PROPERTIES[key](self, world)

    def render(self, world):
        """List of (head, pieces, tail)."""
        return []

    RENAMES = False


def text(statement):
    head, pieces, tail = statement
    return head + tail if not pieces else head + "\n  " + ",\n  ".join(pieces) + "\n" + tail


class Column:
    COUNT = 0

    def __init__(self, item, world, number):
        r = world.r
        self.key = f"{item.number}.{number}"
        self.name = r.choice([f"c{number}"] * 10 + [f"C{number}", f"order {number}"])
        if item.p.get("inherits") and r.random() < 0.8:  # else it is one with the parent's, where the types agree
            self.name = f"h{number}"
        self.hint = None
        self.p = {key: draw(self, world) for key, draw in self.PROPERTIES.items()}

    def draw_type(self, world):
        own = [(i.id, i.CLASS, i.defaults()) for i in world.items if getattr(i, "CLASS", None)]
        return world.r.choice(own) if own and world.r.random() < 0.25 else world.r.choice(TYPES)

    def draw_default(self, world):
        r = world.r
        kind = r.choices(["", "plain", "generated", "identity", "sequence", "function"], [55, 25, 7, 6, 4, 3])[0]
        return {"kind": kind, "index": r.randrange(100), "always": r.random() < 0.5, "options": r.choice(["", "", " (START WITH 10)", " (INCREMENT BY 5 CACHE 3)", " (MINVALUE 0 START 3 CYCLE)"]),
                "item": r.randrange(100), "virtual": r.random() < 0.3}

    PROPERTIES = {
        "type": draw_type, "default": draw_default, "not_null": lambda c, w: w.r.random() < 0.35,
        "collate": lambda c, w: w.r.choice([None] * 12 + ['"C"', '"POSIX"', 'pg_catalog."C"']), "storage": lambda c, w: w.r.choice([None] * 14 + ["EXTERNAL", "MAIN", "PLAIN"]),
        "compression": lambda c, w: w.r.choice([None] * 14 + ["pglz"]), "statistics": lambda c, w: w.r.choice([None] * 14 + [100, 0]), "comment": lambda c, w: w.comment(0.1),
        "options": lambda c, w: w.r.choice([None] * 16 + ["n_distinct = 5", "n_distinct = -0.5, n_distinct_inherited = 7"]),
        "grants": lambda c, w: w.r.choice([None] * 14 + ["SELECT", "UPDATE", "SELECT, INSERT"]), "not_null_name": lambda c, w: w.r.choice([None] * 8 + ["own_nn", "x_nn"]),
    }

    def mutate(self, world):
        key = world.r.choice(["type"] * 3 + ["default"] * 3 + ["not_null"] * 2 + list(self.PROPERTIES))
        self.p[key] = self.PROPERTIES[key](self, world)
        if key == "type" and world.r.random() < 0.5:
            self.p["default"] = {**self.p["default"], "kind": ""}

    def definition(self, world, others):
        type_name, klass, defaults = self.p["type"]
        d = self.p["default"]
        words = [quote(self.name), type_name]
        if self.p["compression"] and klass in ("text", "json"):
            words.append("COMPRESSION " + self.p["compression"])
        if self.p["collate"] and klass in ("text",):
            words.append("COLLATE " + self.p["collate"])
        if d["kind"] == "plain" and defaults:
            words.append("DEFAULT " + defaults[d["index"] % len(defaults)])
        elif d["kind"] == "identity" and type_name in ("integer", "int", "bigint", "smallint"):
            words.append(f"GENERATED {'ALWAYS' if d['always'] else 'BY DEFAULT'} AS IDENTITY{d['options']}")
        elif d["kind"] == "sequence" and klass == "num":
            found = [i for i in world.items if isinstance(i, Sequence)]
            if found:
                words.append(f"DEFAULT nextval('{found[d['item'] % len(found)].id}')")
        elif d["kind"] == "function":
            found = [i for i in world.items if isinstance(i, Function) and not i.p["arguments"] and i.p["shape"] == "sql"]
            if found:
                words.append(f"DEFAULT {found[d['item'] % len(found)].id}()")
        elif d["kind"] == "generated":
            bases = [c for c in others if c is not self and c.p["default"]["kind"] != "generated" and c.p["type"][1] == klass and klass in IMMUTABLE_VALUES]
            if bases:
                base = bases[d["item"] % len(bases)]
                values = IMMUTABLE_VALUES[base.p["type"][1]]
                virtual = d["virtual"] and world.major >= 18
                words.append(f"GENERATED ALWAYS AS ({values[d['index'] % len(values)].format(c=quote(base.name))}) {'VIRTUAL' if virtual else 'STORED'}")
        if self.p["not_null"]:
            if self.p["not_null_name"] and world.major >= 18:
                words.append(f"CONSTRAINT {quote(self.p['not_null_name'] + '_' + self.name)}")
            words.append("NOT NULL")
        return " ".join(words)

    def extras(self, table, world):
        statements, c = [], f"ALTER TABLE {table} ALTER COLUMN {quote(self.name)} "
        if self.p["storage"] and self.p["type"][1] in ("text", "json", "texts"):
            statements.append((c + "SET STORAGE " + self.p["storage"], [], ""))
        if self.p["statistics"] is not None:
            statements.append((c + f"SET STATISTICS {self.p['statistics']}", [], ""))
        if self.p["options"]:
            statements.append((c + f"SET ({self.p['options']})", [], ""))
        if self.p["comment"]:
            statements.append((f"COMMENT ON COLUMN {table}.{quote(self.name)} IS {self.p['comment']}", [], ""))
        if self.p["grants"]:
            privileges = ", ".join(f"{p} ({quote(self.name)})" for p in self.p["grants"].split(", "))
            statements.append((f"GRANT {privileges} ON {table} TO lockstep_reader", [], ""))
        return statements


class World:
    """Items in order of their rank; old and new are two of these."""

    def __init__(self, r, major, prefix):
        self.r, self.major, self.prefix, self.items, self.schemas, self.next = r, major, prefix, [], [prefix, prefix], 0

    def pick_schema(self):
        return self.r.choice(self.schemas)

    def comment(self, chance):
        return self.r.choice(["'a note'", "'it''s'", "E'two\\nlines'", "'back\\slash'", "'ünï'"]) if self.r.random() < chance else None

    def pick(self, *kinds):
        found = [i for i in self.items if isinstance(i, kinds)]
        return self.r.choice(found).number if found else None

    def get(self, number, *kinds):
        for item in self.items:
            if item.number == number and (not kinds or isinstance(item, kinds)):
                return item
        return None

    def add(self, kind):
        self.next += 1
        item = kind(self, self.next)
        if isinstance(item, Schema):
            item.schema = ""
            self.schemas.append(item.name)
        self.items.append(item)
        return item

    def statements(self):
        """(identity, hint, (head, pieces, tail)) in an order that loads."""
        found = [((f"{self.prefix}.0", 0), None, (f"CREATE SCHEMA {self.prefix}", [], ""))]
        for item in sorted(self.items, key=lambda i: (i.RANK, i.number)):
            for index, statement in enumerate(item.render(self)):
                found.append(((f"{self.prefix}.{item.number}", index), item.hint if index == 0 else None, statement))
        return found


def common(world, item, keyword, name=None, privileges=None):
    """COMMENT, OWNER and GRANT of an object."""
    name, statements = name or item.id, []
    if item.p.get("comment"):
        statements.append((f"COMMENT ON {keyword} {name} IS {item.p['comment']}", [], ""))
    if item.p.get("owner"):
        statements.append((f"ALTER {keyword} {name} OWNER TO {item.p['owner']}", [], ""))
    for privilege, role in item.p.get("grants") or []:
        if privileges and privilege in privileges:
            on = "" if keyword in ("TABLE", "VIEW", "MATERIALIZED VIEW") else ("FUNCTION " if keyword == "AGGREGATE" else keyword + " ")
            statements.append((f"GRANT {privilege} ON {on}{name} TO {role}", [], ""))
    if item.p.get("revoke") and keyword in ("FUNCTION", "PROCEDURE", "TYPE", "DOMAIN"):
        statements.append((f"REVOKE ALL ON {keyword} {name} FROM PUBLIC", [], ""))
    return statements


def comment(item, world):
    return world.comment(0.15)


def owner(item, world):
    if item.p.get("owner"):  # an owner that is not stated any more makes no difference
        return world.r.choice(["lockstep_owner", "lockstep_writer"])
    return "lockstep_owner" if world.r.random() < 0.08 else None


def grants(*privileges):
    def draw(item, world):
        if world.r.random() > 0.15:
            return []
        return [(world.r.choice(privileges), world.r.choice(["lockstep_reader", "lockstep_writer", "PUBLIC", "lockstep_reader WITH GRANT OPTION"])) for _ in range(world.r.randint(1, 2))]
    return draw


def choice(*values):
    return lambda item, world: world.r.choice(values)


COMMON = {"comment": comment, "owner": owner}


class Schema(Item):
    RANK = 1
    PROPERTIES = {**COMMON, "grants": grants("USAGE", "CREATE", "ALL")}

    def first_name(self, world):
        return f"{world.prefix}_s{self.number}"

    @property
    def id(self):
        return quote(self.name)

    def render(self, world):
        return [(f"CREATE SCHEMA {self.id}", [], "")] + common(world, self, "SCHEMA", privileges=("USAGE", "CREATE", "ALL"))


class Enum(Item):
    RANK, CLASS, RENAMES = 2, "enum", True
    PROPERTIES = {"labels": lambda i, w: (lambda extra: ["a", "b"] + extra if w.r.random() < 0.6 else extra[:1] + ["a"] + extra[1:] + ["b"])(w.r.sample(["c", "d", "e'", "F"], w.r.randint(0, 3))),
                  **COMMON, "grants": grants("USAGE"), "revoke": choice(False, False, False, True)}

    def defaults(self):
        return ["'a'", f"'b'::{self.id}"]

    def render(self, world):
        labels = ["'" + l.replace("'", "''") + "'" for l in self.p["labels"]]
        return [(f"CREATE TYPE {self.id} AS ENUM (", labels, ")")] + common(world, self, "TYPE", privileges=("USAGE",))


class Domain(Item):
    RANK, CLASS, RENAMES = 3, "domain", True
    PROPERTIES = {"type": choice("text", "varchar(30)", "integer", "numeric(8,2)", "text[]"), "default": choice(None, None, 0, 1), "not_null": choice(False, False, False, True),
                  "checks": lambda i, w: [(w.r.choice(["", "named"]), w.r.randrange(20)) for _ in range(w.r.choice([0, 1, 1, 2]))], "collate": choice(None, None, None, '"C"'), **COMMON, "grants": grants("USAGE")}
    KLASS = {"text": "text", "varchar(30)": "text", "integer": "num", "numeric(8,2)": "num", "text[]": "texts"}

    def defaults(self):
        return {"text": ["'x'"], "num": ["1"], "texts": ["'{}'"]}[self.KLASS[self.p["type"]]]

    def render(self, world):
        klass = self.KLASS[self.p["type"]]
        words = [f"CREATE DOMAIN {self.id} AS {self.p['type']}"]
        if self.p["collate"] and klass == "text":
            words.append(f"COLLATE {self.p['collate']}")
        if self.p["default"] is not None:
            words.append("DEFAULT " + self.defaults()[0])
        if self.p["not_null"]:
            words.append("NOT NULL")
        seen = set()
        for name, index in self.p["checks"]:
            condition = CONDITIONS[klass][index % len(CONDITIONS[klass])].format(c="VALUE")
            label = f"d{self.number}_ck{len(seen)}" if name else ""
            seen.add(index)
            words.append((f"CONSTRAINT {label} " if name else "") + f"CHECK ({condition})")
        return [(" ".join(words), [], "")] + common(world, self, "DOMAIN", privileges=("USAGE",))


class Composite(Item):
    RANK, CLASS, RENAMES = 3, "composite", True
    PROPERTIES = {"fields": lambda i, w: [("f1", "integer")] + [(f"f{n}", w.r.choice(["text", "integer", "numeric(6,1)", "timestamptz", "text[]"])) for n in w.r.sample(range(2, 6), w.r.randint(0, 3))], **COMMON}

    def defaults(self):
        return []

    def render(self, world):
        return [(f"CREATE TYPE {self.id} AS (", [f"{n} {t}" for n, t in self.p["fields"]], ")")] + common(world, self, "TYPE")


class RangeType(Item):
    RANK, CLASS, RENAMES = 3, "opaque", True
    PROPERTIES = {"subtype": choice("float8", "text", "integer", "time"), "collation": choice(None, '"C"'), "diff": choice(None, "float8mi"), "multirange": choice(None, None, "named"), **COMMON}

    def defaults(self):
        return []

    def render(self, world):
        parts = [f"SUBTYPE = {self.p['subtype']}"]
        if self.p["collation"] and self.p["subtype"] == "text":
            parts.append(f"COLLATION = {self.p['collation']}")
        if self.p["diff"] and self.p["subtype"] == "float8":
            parts.append(f"SUBTYPE_DIFF = {self.p['diff']}")
        if self.p["multirange"]:
            parts.append(f"MULTIRANGE_TYPE_NAME = {quote(self.schema)}.mr{self.number}")
        return [(f"CREATE TYPE {self.id} AS RANGE (", parts, ")")] + common(world, self, "TYPE")


class Collation(Item):
    RANK, RENAMES = 2, True
    PROPERTIES = {"definition": choice('FROM "C"', "(provider = icu, locale = 'und')", "(provider = icu, locale = 'de-DE')", "(provider = icu, locale = 'und-u-ks-level2', deterministic = false)"), **COMMON}

    def render(self, world):
        return [(f"CREATE COLLATION {self.id} {self.p['definition']}", [], "")] + common(world, self, "COLLATION")


class Sequence(Item):
    RANK, RENAMES = 4, True
    PROPERTIES = {"type": choice("", "", " AS integer", " AS smallint"), "options": choice("", "", " START WITH 5", " INCREMENT BY 10", " MINVALUE 2 MAXVALUE 999 START 3", " CYCLE", " CACHE 20", " INCREMENT -1"),
                  "unlogged": choice(False, False, False, True), **COMMON, "grants": grants("USAGE", "SELECT", "UPDATE"), "owned": lambda i, w: w.r.choice([None, None, w.r.randrange(100)])}

    def render(self, world):
        unlogged = "UNLOGGED " if self.p["unlogged"] and world.major >= 15 else ""
        return [(f"CREATE {unlogged}SEQUENCE {self.id}{self.p['type']}{self.p['options']}", [], "")] + common(world, self, "SEQUENCE", privileges=("USAGE", "SELECT", "UPDATE"))


class Function(Item):
    RANK, RENAMES = 5, True
    PROPERTIES = {
        "shape": choice("sql", "sql", "plpgsql", "atomic", "trigger", "trigger", "setof", "void"),
        "arguments": lambda i, w: [(n, w.r.choice(["integer", "text", "integer", "numeric", "text[]"]), w.r.random() < 0.25) for n in w.r.sample(["a", "b", "x"], w.r.choice([0, 0, 1, 1, 2]))],
        "body": lambda i, w: w.r.randrange(6), "volatility": choice("", "", " STABLE", " IMMUTABLE"), "strict": choice("", "", " STRICT"), "security": choice("", "", "", " SECURITY DEFINER"),
        "parallel": choice("", "", " PARALLEL SAFE", " PARALLEL RESTRICTED"), "cost": choice("", "", "", " COST 10"), "set": choice("", "", "", " SET search_path = pg_catalog", " SET work_mem = '8MB' SET search_path TO pg_catalog, pg_temp"),
        "leakproof": choice("", "", "", "", " LEAKPROOF"), **COMMON, "grants": grants("EXECUTE"), "revoke": choice(False, False, False, True)}

    def arguments(self):
        return [] if self.p["shape"] == "trigger" else self.p["arguments"]

    def signature(self):
        return f"{self.id}({', '.join(t for _, t, _ in self.arguments())})"

    def render(self, world):
        shape, body = self.p["shape"], self.p["body"]
        default = {"integer": "0", "text": "'t'", "numeric": "1.5", "text[]": "'{}'"}
        pieces, has_default = [], False
        for name, type_name, with_default in self.arguments():
            has_default = has_default or with_default
            pieces.append(f"{name} {type_name}" + (f" DEFAULT {default[type_name]}" if has_default else ""))
        options = self.p["volatility"] + self.p["strict"] * (shape != "trigger") + self.p["security"] + self.p["parallel"] + self.p["cost"] + self.p["set"] + self.p["leakproof"]
        first = self.arguments()[0][0] if self.arguments() else "1"
        head = f"CREATE FUNCTION {self.id}(" + ", ".join(pieces) + ")"
        if shape == "trigger":
            s = f"{head} RETURNS trigger LANGUAGE plpgsql{options} AS $$BEGIN\n  RETURN {['NEW', 'OLD', 'NULL'][body % 3]};\nEND$$"
        elif shape == "sql":
            s = f"{head} RETURNS {['integer', 'text', 'bigint'][body % 3]} LANGUAGE sql{options} AS $$ SELECT {body}::{['integer', 'text', 'bigint'][body % 3]} $$"
        elif shape == "plpgsql":
            s = f"{head} RETURNS text LANGUAGE plpgsql{options} AS $$BEGIN RETURN '{body}'; END$$"
        elif shape == "void":
            s = f"{head} RETURNS void LANGUAGE sql{options} AS 'SELECT 1'"
        elif shape == "atomic":
            value = [first, f"{first} IS NULL", f"coalesce({first}::text, 'x')", f"CASE WHEN {first} IS NULL THEN 1 ELSE 2 END", "now() > '2020-01-01'", "(SELECT max(g) FROM generate_series(1, 5) g)"][body]
            result = ["text", "boolean", "text", "integer", "boolean", "integer"][body]
            if body == 0:
                value = f"({value})::text"
            s = f"{head} RETURNS {result} LANGUAGE sql{options} " + (f"RETURN {value}" if body % 2 else f"BEGIN ATOMIC SELECT {value}; END")
        else:
            s = f"{head} RETURNS " + (["SETOF integer", "TABLE(n integer, t text)"][body % 2]) + f" LANGUAGE sql{options}{' ROWS 5' if body > 2 else ''} AS $$ SELECT 1" + (", 'x'" if body % 2 else "") + " $$"
        return [(s, [], "")] + common(world, self, "FUNCTION", self.signature(), privileges=("EXECUTE",))


class Procedure(Item):
    RANK, RENAMES = 5, True
    PROPERTIES = {"arguments": choice("", "a integer", "a integer, b text DEFAULT 'x'", "INOUT a integer"), "body": choice("BEGIN END", "BEGIN PERFORM 1; END", "BEGIN COMMIT; END"),
                  "security": choice("", "", " SECURITY DEFINER", " SET work_mem = '1MB'"), **COMMON, "grants": grants("EXECUTE"), "revoke": choice(False, False, True)}

    def render(self, world):
        types = ", ".join(a.replace("INOUT ", "").split()[1] for a in self.p["arguments"].split(", ") if a)
        return [(f"CREATE PROCEDURE {self.id}({self.p['arguments']}) LANGUAGE plpgsql{self.p['security']} AS $${self.p['body']}$$", [], "")] + common(world, self, "PROCEDURE", f"{self.id}({types})", privileges=("EXECUTE",))


class Aggregate(Item):
    RANK, RENAMES = 6, True
    PROPERTIES = {"type": choice("integer", "bigint", "numeric"), "init": choice(None, "0", "5"), "sort": choice(None, None, "<", ">"), "parallel": choice(None, "safe"), "combine": choice(False, True), **COMMON}

    def render(self, world):
        t = self.p["type"]
        state = {"integer": "int4pl", "bigint": "int8pl", "numeric": "numeric_add"}[t]
        parts = [f"SFUNC = {state}", f"STYPE = {t}"]
        if self.p["init"]:
            parts.append(f"INITCOND = '{self.p['init']}'")
        if self.p["combine"]:
            parts.append(f"COMBINEFUNC = {state}")
        if self.p["parallel"]:
            parts.append("PARALLEL = safe")
        if self.p["sort"]:
            parts.append(f"SORTOP = OPERATOR(pg_catalog.{self.p['sort']})")
        return [(f"CREATE AGGREGATE {self.id}({t}) (", parts, ")")] + common(world, self, "AGGREGATE", f"{self.id}({t})")


class Table(Item):
    """Plain, partitioned (with its partitions as items of their own) or an heir; columns have identities of their own."""
    RANK, RENAMES = 10, True
    PROPERTIES = {
        "unlogged": choice(*[False] * 9, True), "options": choice(None, None, None, None, "fillfactor = 70", "autovacuum_enabled = false, fillfactor = 80", "toast.autovacuum_enabled = false"),
        "rls": choice(None, None, None, None, "ENABLE", "FORCE"), "replica": choice(None, None, None, None, None, "FULL", "NOTHING"), "inherits": lambda i, w: w.pick(Table) if w.r.random() < 0.08 else None,
        "partition_by": choice(*[None] * 8, "RANGE", "LIST", "HASH"), **COMMON, "grants": grants("SELECT", "INSERT", "UPDATE", "DELETE", "ALL", "TRUNCATE")}

    def __init__(self, world, number):
        super().__init__(world, number)
        self.counter, self.columns = 0, []
        for _ in range(world.r.choice([1, 2, 3, 3, 4, 5])):
            self.add_column(world)
        kinds = {"RANGE": ("integer", "int", "bigint", "date", "timestamptz"), "LIST": ("integer", "int", "text", "bigint"), "HASH": ("integer", "int", "bigint", "text", "uuid")}
        usable = [c for c in self.columns if c.p["type"][0] in kinds.get(self.p["partition_by"], ()) and c.p["default"]["kind"] not in ("generated", "identity")]
        self.key_column = usable[0].key if usable else None

    def add_column(self, world):
        self.counter += 1
        self.columns.append(Column(self, world, self.counter))

    def mutate(self, world):
        r = world.r
        how = r.choices(["column", "add", "drop", "rename", "own"], [50, 15, 10, 8, 25])[0]
        if how == "add" or not self.columns:
            self.add_column(world)
        elif how == "drop":
            self.columns = [c for c in self.columns if c.key == self.key_column or c is not r.choice(self.columns)]
        elif how == "rename":
            column = r.choice(self.columns)
            column.hint, column.name = column.name, column.name + "_n"
        elif how == "column":
            column = r.choice(self.columns)
            kept = column.p["type"], column.p["default"]
            column.mutate(world)
            if column.key == self.key_column:  # no statement gives a table another partition key
                column.p["type"], column.p["default"] = kept
        else:
            partition_by = self.p["partition_by"]  # no statement changes it
            super().mutate(world)
            self.p["partition_by"] = partition_by

    def column(self, key):
        return next((c for c in self.columns if c.key == key), None)

    def pick_columns(self, world, count, classes=None):
        found = [c for c in self.columns if classes is None or c.p["type"][1] in classes]
        return [c.key for c in world.r.sample(found, min(count, len(found)))]

    def partition_key(self):
        return self.column(self.key_column)

    def render(self, world):
        pieces = []
        for column in self.columns:
            hint = f" -- lockstep: renamed from {column.hint}" if column.hint else ""
            pieces.append(column.definition(world, self.columns) + (hint and "\0" + hint))
        parent = world.get(self.p["inherits"], Table) if self.p["inherits"] and self.p["inherits"] != self.number else None
        key = self.partition_key()
        tail = ")"
        if parent and not key and not parent.partition_key():
            tail += f" INHERITS ({parent.id})"
        if key:
            tail += f" PARTITION BY {self.p['partition_by']} ({quote(key.name)})"
        options = self.p["options"]
        if options and not key and not ("toast" in options and not any(c.p["type"][0] in ("text", "varchar", "jsonb") for c in self.columns)):
            tail += f" WITH ({options})"
        statements = [(f"CREATE {'UNLOGGED ' if self.p['unlogged'] and not key else ''}TABLE {self.id} (", pieces, tail)]
        if self.p["rls"]:
            statements.append((f"ALTER TABLE {self.id} {self.p['rls']} ROW LEVEL SECURITY", [], ""))
        if self.p["replica"]:
            statements.append((f"ALTER TABLE {self.id} REPLICA IDENTITY {self.p['replica']}", [], ""))
        for column in self.columns:
            statements.extend(column.extras(self.id, world))
        return statements + common(world, self, "TABLE", privileges=("SELECT", "INSERT", "UPDATE", "DELETE", "ALL", "TRUNCATE"))


class Partition(Item):
    RANK, RENAMES = 11, True
    PROPERTIES = {"of": lambda i, w: w.r.choice([t.number for t in w.items if isinstance(t, Table) and t.partition_key()] or [None]), "slot": lambda i, w: w.r.randrange(4), "attached": choice(*[True] * 6, False),
                  "options": choice(None, None, None, "fillfactor = 60"), **COMMON}

    def render(self, world):
        table = world.get(self.p["of"], Table)
        key = table.partition_key() if table else None
        if key is None:
            return []
        slot, strategy, type_name = self.p["slot"], table.p["partition_by"], key.p["type"][0]
        if strategy == "HASH":
            bound = f"FOR VALUES WITH (MODULUS 4, REMAINDER {slot})"
        elif slot == 3:
            bound = "DEFAULT"
        elif strategy == "LIST":
            bound = f"FOR VALUES IN ({', '.join(repr(v) if type_name == 'text' else str(ord(v)) for v in ['ab', 'c', 'de'][slot])})"
        else:
            values = [f"'20{20 + n}-01-01'" if type_name in ("date", "timestamptz") else str(n * 10) for n in (slot, slot + 1)]
            bound = f"FOR VALUES FROM ({values[0]}) TO ({values[1]})"
        options = f" WITH ({self.p['options']})" if self.p["options"] else ""
        if self.p["attached"]:
            first = (f"CREATE TABLE {self.id} PARTITION OF {table.id} {bound}{options}", [], "")
        else:
            first = (f"CREATE TABLE {self.id} (", [c.definition(world, table.columns) for c in table.columns], f"){options}")
        return [first] + common(world, self, "TABLE")


class OnTable(Item):
    """Belongs to a table: its columns are known by their identity, so that they follow a rename."""

    def __init__(self, world, number):
        self.table = world.pick(Table)
        super().__init__(world, number)
        self.schema = getattr(world.get(self.table), "schema", world.prefix)

    def of(self, world):
        return world.get(self.table, Table)

    def names(self, world, keys):
        table = self.of(world)
        found = [table.column(k) for k in keys] if table else []
        return [quote(c.name) for c in found if c]

    def draw_columns(self, world, count=2, classes=None):
        table = world.get(self.table, Table)
        return table.pick_columns(world, world.r.randint(1, count), classes) if table else []


def condition(item, world):
    table = item.of(world)
    column = table.column(item.p["column"]) if table else None
    if column is None:
        return None
    found = CONDITIONS[column.p["type"][1]]
    return found[item.p["condition"] % len(found)].format(c=quote(column.name))


def one_column(item, world):
    return (item.draw_columns(world, 1) or [None])[0]


def number(item, world):
    return world.r.randrange(1000)


class Key(OnTable):
    RANK, RENAMES = 20, True
    PROPERTIES = {"primary": choice(True, True, False), "columns": lambda i, w: i.draw_columns(w, 2, KEYS), "include": lambda i, w: i.draw_columns(w, 1) if w.r.random() < 0.1 else [],
                  "deferrable": choice("", "", "", " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED"), "nulls": choice("", "", "", " NULLS NOT DISTINCT"), "options": choice("", "", "", " WITH (fillfactor = 90)"), "comment": comment}

    def render(self, world):
        table, names = self.of(world), self.names(world, self.p["columns"])
        if not names:
            return []
        nulls = self.p["nulls"] if world.major >= 15 and not self.p["primary"] else ""
        include = f" INCLUDE ({', '.join(self.names(world, self.p['include']))})" if self.names(world, self.p["include"]) else ""
        statements = [(f"ALTER TABLE {table.id} ADD CONSTRAINT {quote(self.name)} {'PRIMARY KEY' if self.p['primary'] else 'UNIQUE'}{nulls} ({', '.join(names)}){include}{self.p['options']}{self.p['deferrable']}", [], "")]
        if self.p["comment"]:
            statements.append((f"COMMENT ON CONSTRAINT {quote(self.name)} ON {table.id} IS {self.p['comment']}", [], ""))
        return statements


class Check(OnTable):
    RANK, RENAMES = 21, True
    PROPERTIES = {"column": one_column, "condition": number, "no_inherit": choice("", "", "", "", " NO INHERIT"), "not_valid": choice("", "", "", " NOT VALID"), "enforced": choice("", "", "", "", " NOT ENFORCED"), "comment": comment}

    def render(self, world):
        expression = condition(self, world)
        if expression is None:
            return []
        table = self.of(world)
        tail = self.p["enforced"] if world.major >= 18 else ""
        statements = [(f"ALTER TABLE {table.id} ADD CONSTRAINT {quote(self.name)} CHECK ({expression}){self.p['no_inherit']}{tail}{'' if tail else self.p['not_valid']}", [], "")]
        if self.p["comment"]:
            statements.append((f"COMMENT ON CONSTRAINT {quote(self.name)} ON {table.id} IS {self.p['comment']}", [], ""))
        return statements


class ForeignKey(OnTable):
    RANK, RENAMES = 22, True
    PROPERTIES = {"target": lambda i, w: w.pick(Key), "actions": choice("", "", " ON DELETE CASCADE", " ON UPDATE SET NULL", " ON DELETE SET DEFAULT ON UPDATE RESTRICT", " ON DELETE SET NULL"), "match": choice("", "", "", " MATCH FULL"),
                  "deferrable": choice("", "", "", " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED"), "not_valid": choice("", "", "", " NOT VALID"), "enforced": choice("", "", "", "", " NOT ENFORCED"), "pick": number, "comment": comment}

    def render(self, world):
        table, key = self.of(world), world.get(self.p["target"], Key)
        target = key.of(world) if key else None
        columns = [target.column(k) for k in key.p["columns"]] if target else []
        if not table or not columns or None in columns:
            return []
        names = []
        for column in columns:  # columns of the same type, else one that PostgreSQL compares with it
            same = [c for c in table.columns if c.p["type"][0] == column.p["type"][0] and quote(c.name) not in names]
            near = [c for c in table.columns if c.p["type"][1] == column.p["type"][1] and quote(c.name) not in names]
            found = same or near
            if not found:
                return []
            names.append(quote(found[self.p["pick"] % len(found)].name))
        enforced = self.p["enforced"] if world.major >= 18 else ""
        return [(f"ALTER TABLE {table.id} ADD CONSTRAINT {quote(self.name)} FOREIGN KEY ({', '.join(names)}) REFERENCES {target.id} ({', '.join(quote(c.name) for c in columns)}){self.p['match']}{self.p['actions']}"
                 f"{self.p['deferrable']}{enforced}{'' if enforced else self.p['not_valid']}", [], "")] + ([(f"COMMENT ON CONSTRAINT {quote(self.name)} ON {table.id} IS {self.p['comment']}", [], "")] if self.p["comment"] else [])


class Exclusion(OnTable):
    RANK, RENAMES = 22, True
    PROPERTIES = {"column": lambda i, w: (i.draw_columns(w, 1, ("range",)) or i.draw_columns(w, 1))[0:1], "where": choice(None, None, 3), "deferrable": choice("", "", " DEFERRABLE")}

    def render(self, world):
        table, names = self.of(world), self.names(world, self.p["column"])
        if not names:
            return []
        is_range = table.column(self.p["column"][0]).p["type"][1] == "range"
        where = f" WHERE ({names[0]} IS NOT NULL)" if self.p["where"] else ""
        return [(f"ALTER TABLE {table.id} ADD CONSTRAINT {quote(self.name)} EXCLUDE USING {'gist' if is_range else 'btree'} ({names[0]} WITH {'&&' if is_range else '='}){where}{self.p['deferrable']}", [], "")]


class Index(OnTable):
    RANK, RENAMES = 23, True
    METHODS = {"json": ["gin", "gin jsonb_path_ops"], "array": ["gin"], "texts": ["gin"], "range": ["gist", "btree"], "tsv": ["gin", "gist"]}
    PROPERTIES = {"columns": lambda i, w: i.draw_columns(w, 2, INDEXED), "unique": choice(False, False, False, True), "method": number, "order": choice("", "", "", " DESC", " NULLS FIRST", " DESC NULLS LAST"), "opclass": choice("", "", "", "pattern"),
                  "expression": lambda i, w: w.r.choice([None, None, None, w.r.randrange(100)]), "column": one_column, "condition": number, "partial": choice(False, False, False, True), "include": lambda i, w: i.draw_columns(w, 1) if w.r.random() < 0.15 else [],
                  "options": choice("", "", "", " WITH (fillfactor = 80)"), "nulls": choice("", "", "", " NULLS NOT DISTINCT"), "collate": choice("", "", "", "", ' COLLATE "C"'), "comment": comment}

    def render(self, world):
        table = self.of(world)
        columns = [table.column(k) for k in self.p["columns"]] if table else []
        columns = [c for c in columns if c]
        if not columns:
            return []
        method, parts = "btree", []
        klass = columns[0].p["type"][1]
        if klass in self.METHODS:
            method = self.METHODS[klass][self.p["method"] % len(self.METHODS[klass])]
            opclass = method.partition(" ")[2]
            method = method.partition(" ")[0]
            parts = [quote(columns[0].name) + (" " + opclass if opclass else "")]
        elif self.p["method"] % 9 == 0:
            method, parts = "hash", [quote(columns[0].name)]
        elif self.p["method"] % 13 == 0:
            method, parts = "brin", [quote(columns[0].name)]
        else:
            for n, column in enumerate(columns):
                klass = column.p["type"][1]
                part = quote(column.name)
                if n == 0 and self.p["expression"] is not None and klass in IMMUTABLE_VALUES:
                    part = "((" + IMMUTABLE_VALUES[klass][self.p["expression"] % len(IMMUTABLE_VALUES[klass])].format(c=quote(column.name)) + "))"
                elif klass == "text":
                    part += self.p["collate"]
                    if self.p["opclass"] and column.p["type"][0] in ("text", "varchar(20)", "varchar"):
                        part += " text_pattern_ops" if column.p["type"][0] == "text" else " varchar_pattern_ops"
                parts.append(part + self.p["order"])
        unique = self.p["unique"] and method == "btree"
        nulls = self.p["nulls"] if world.major >= 15 and unique else ""
        include = self.names(world, self.p["include"]) if method == "btree" else []
        tail = f" INCLUDE ({', '.join(include)})" * bool(include) + nulls + self.p["options"] * (method in ("btree", "hash"))
        where = condition(self, world) if self.p["partial"] else None
        if where and not any(word in where for word in ("now()", "to_tsquery")):
            tail += f" WHERE {where}"
        statements = [(f"CREATE {'UNIQUE ' if unique else ''}INDEX {quote(self.name)} ON {table.id} USING {method} ({', '.join(parts)}){tail}", [], "")]
        index = f"{quote(table.schema)}.{quote(self.name)}"
        if self.p["comment"]:
            statements.append((f"COMMENT ON INDEX {index} IS {self.p['comment']}", [], ""))
        return statements


class Statistics(OnTable):
    RANK, RENAMES = 24, True
    PROPERTIES = {"kinds": choice("", "", " (ndistinct)", " (dependencies, mcv)"), "columns": lambda i, w: i.draw_columns(w, 3, KEYS), "target": choice(None, None, 50), **COMMON}

    def render(self, world):
        names = self.names(world, self.p["columns"])
        if len(names) < 2:
            return []
        statements = [(f"CREATE STATISTICS {self.id}{self.p['kinds']} ON {', '.join(names)} FROM {self.of(world).id}", [], "")]
        if self.p["target"]:
            statements.append((f"ALTER STATISTICS {self.id} SET STATISTICS {self.p['target']}", [], ""))
        return statements + common(world, self, "STATISTICS")


class Owned(OnTable):
    """ALTER SEQUENCE … OWNED BY."""
    RANK, ALTERS = 25, True
    PROPERTIES = {"sequence": lambda i, w: w.pick(Sequence), "columns": lambda i, w: i.draw_columns(w, 1)}

    def render(self, world):
        names, sequence = self.names(world, self.p["columns"]), world.get(self.p["sequence"], Sequence)
        return [(f"ALTER SEQUENCE {sequence.id} OWNED BY {self.of(world).id}.{names[0]}", [], "")] if names and sequence else []


class View(Item):
    RANK, RENAMES = 30, True
    KEYWORD = "VIEW"
    PROPERTIES = {"base": lambda i, w: w.pick(Table, View) if w.r.random() < 0.3 else w.pick(Table), "other": lambda i, w: w.pick(Table), "shape": lambda i, w: w.r.randrange(12), "picks": lambda i, w: [w.r.randrange(1000) for _ in range(w.r.randint(1, 4))],
                  "condition": number, "order": number, "options": choice("", "", "", " WITH (security_barrier = true)", " WITH (security_invoker = true)"), "check": choice("", "", "", " WITH LOCAL CHECK OPTION", " WITH CHECK OPTION"),
                  "names": choice(False, False, False, True), "column_comment": lambda i, w: w.comment(0.1), **COMMON, "grants": grants("SELECT", "INSERT", "ALL")}

    def columns_of(self, world, item, depth=0):
        """(name, class) of what a table or view offers."""
        if isinstance(item, Table):
            return [(quote(c.name), c.p["type"][1]) for c in item.columns]
        if isinstance(item, View) and depth < 4 and item is not self:
            return [(n, k) for n, k in item.outputs(world, depth + 1)]
        return []

    def outputs(self, world, depth=0):
        base = world.get(self.p["base"])
        columns = self.columns_of(world, base, depth)
        if not columns:
            return []
        return [(f"v{n}", "opaque") for n in range(len(self.p["picks"]))]

    def query(self, world):
        base, other = world.get(self.p["base"]), world.get(self.p["other"], Table)
        columns = self.columns_of(world, base)
        if not columns:
            return None
        def value(pick, alias):
            name, klass = columns[pick % len(columns)]
            return VALUES[klass][pick // 7 % len(VALUES[klass])].format(c=f"{alias}{name}")
        name, klass = columns[self.p["condition"] % len(columns)]
        where = CONDITIONS[klass][self.p["condition"] // 5 % len(CONDITIONS[klass])]
        shape, picks = self.p["shape"], self.p["picks"]
        values = lambda alias="": ", ".join(f"{value(p, alias)} AS v{n}" for n, p in enumerate(picks))
        first = columns[picks[0] % len(columns)][0]
        if shape in (0, 1):
            return f"SELECT {values()} FROM {base.id} WHERE {where.format(c=name)}"
        if shape == 2:
            return f"SELECT {values('t.')} FROM {base.id} AS t ORDER BY t.{name} DESC LIMIT {self.p['order'] % 10 + 1}"
        if shape == 3:
            return f"SELECT count(*) AS v0" + "".join(f", min(({value(p, 't.')})::text) AS v{n + 1}" for n, p in enumerate(picks[1:])) + f" FROM {base.id} t GROUP BY t.{name} HAVING count(*) > {self.p['order'] % 3}"
        if shape == 4 and other and other.columns:
            o = quote(other.columns[self.p["order"] % len(other.columns)].name)
            return f"SELECT {values('t.')} FROM {base.id} t {['LEFT JOIN', 'JOIN', 'FULL JOIN'][self.p['order'] % 3]} {other.id} AS o ON t.{name}::text = o.{o}::text"
        if shape == 5:
            return f"SELECT {values()} FROM {base.id} UNION {'ALL ' if self.p['order'] % 2 else ''}SELECT {values()} FROM {base.id} WHERE {where.format(c=name)}"
        if shape == 6:
            return f"WITH w AS (SELECT * FROM {base.id}) SELECT {values('w.')} FROM w"
        if shape == 7:
            return f"SELECT {values('t.')} FROM {base.id} t WHERE EXISTS (SELECT 1 FROM {base.id} x WHERE x.{name} IS NOT NULL)"
        if shape == 8:
            return f"SELECT row_number() OVER (PARTITION BY t.{name}) AS v0" + "".join(f", {value(p, 't.')} AS v{n + 1}" for n, p in enumerate(picks[1:])) + f" FROM {base.id} t"
        if shape == 9:
            return f"SELECT DISTINCT {values('t.')} FROM {base.id} t, LATERAL (SELECT t.{name} AS q) l"
        if shape == 10:
            return "SELECT " + ", ".join(f"CASE WHEN t.{name} IS NULL THEN NULL ELSE {value(p, 't.')} END AS v{n}" for n, p in enumerate(picks)) + f" FROM ONLY {base.id} t"
        return f"SELECT {', '.join(f'(SELECT {value(p, chr(120) + chr(46))} FROM {base.id} x LIMIT 1) AS v{n}' for n, p in enumerate(picks))} FROM {base.id} t WHERE t.{first} IS NOT NULL"

    def render(self, world):
        query = self.query(world)
        if query is None:
            return []
        options = self.p["options"] if self.KEYWORD == "VIEW" and (world.major >= 15 or "invoker" not in self.p["options"]) else ""
        check = self.p["check"] if self.KEYWORD == "VIEW" and self.p["shape"] in (0, 1) else ""
        # The names of columns are those of the query's, in another spelling of the statement.
        names = f" ({', '.join(f'v{n}' for n in range(len(self.p['picks'])))})" if self.p["names"] else ""
        with_data = self.p.get("data", "")
        statements = [(f"CREATE {self.KEYWORD} {self.id}{names}{options} AS {query}{check}{with_data}", [], "")]
        if self.p["column_comment"]:
            statements.append((f"COMMENT ON COLUMN {self.id}.v0 IS {self.p['column_comment']}", [], ""))
        return statements + common(world, self, self.KEYWORD, privileges=("SELECT", "INSERT", "ALL"))


class MaterializedView(View):
    RANK, KEYWORD = 31, "MATERIALIZED VIEW"
    PROPERTIES = {**View.PROPERTIES, "data": choice("", "", "", " WITH NO DATA"), "index": choice(False, False, True)}

    def render(self, world):
        statements = super().render(world)
        if statements and self.p["index"]:
            statements.insert(1, (f"CREATE INDEX mv_index{self.number} ON {self.id} (v0)", [], ""))
        return statements


class Trigger(Item):
    RANK, RENAMES = 40, True
    PROPERTIES = {"on": lambda i, w: w.pick(Table, Table, View) if w.r.random() < 0.2 else w.pick(Table), "function": lambda i, w: w.r.choice([f.number for f in w.items if isinstance(f, Function) and f.p["shape"] == "trigger"] or [None]),
                  "when": choice("BEFORE", "AFTER"), "events": choice("INSERT", "UPDATE", "DELETE", "INSERT OR UPDATE", "INSERT OR DELETE OR UPDATE", "UPDATE OF"), "row": choice("ROW", "ROW", "STATEMENT"), "condition": number, "conditional": choice(False, False, True),
                  "arguments": choice("", "", "'x'", "'a', 'it''s'"), "enabled": choice(*[None] * 5, "DISABLE TRIGGER", "ENABLE ALWAYS TRIGGER", "ENABLE REPLICA TRIGGER"), "constraint": choice(*[""] * 6, "deferrable"), "transition": choice(False, False, False, True), "comment": comment}

    def render(self, world):
        on, function = world.get(self.p["on"], Table, View), world.get(self.p["function"], Function)
        if not on or not function or function.p["shape"] != "trigger":
            return []
        is_view = isinstance(on, View)
        when, events, row = ("INSTEAD OF" if is_view else self.p["when"]), self.p["events"], ("ROW" if is_view else self.p["row"])
        columns = on.columns if isinstance(on, Table) else []
        if events == "UPDATE OF":
            events = f"UPDATE OF {quote(columns[self.p['condition'] % len(columns)].name)}" if columns else "UPDATE"
        constraint, deferral = "", ""
        if self.p["constraint"] and not is_view:
            constraint, deferral, when, row = "CONSTRAINT ", " DEFERRABLE INITIALLY DEFERRED", "AFTER", "ROW"
        transition = " REFERENCING NEW TABLE AS fresh" if self.p["transition"] and when == "AFTER" and events in ("INSERT", "UPDATE") and not constraint else ""
        condition_text = ""
        if self.p["conditional"] and columns and row == "ROW" and not is_view:
            column = columns[self.p["condition"] % len(columns)]
            found = CONDITIONS[column.p["type"][1]]
            which = "OLD" if "DELETE" == events else "NEW"
            if events == "UPDATE" or "UPDATE OF" in events:
                condition_text = f" WHEN (OLD.{quote(column.name)} IS DISTINCT FROM NEW.{quote(column.name)})" if self.p["condition"] % 2 else f" WHEN (NEW.* IS DISTINCT FROM OLD.*)"
            elif events in ("INSERT", "DELETE"):
                condition_text = f" WHEN ({found[self.p['condition'] % len(found)].format(c=which + '.' + quote(column.name))})"
        statements = [(f"CREATE {constraint}TRIGGER {quote(self.name)} {when} {events} ON {on.id}{deferral}{transition} FOR EACH {row}{condition_text} EXECUTE FUNCTION {function.id}({self.p['arguments']})", [], "")]
        if self.p["enabled"] and not is_view:
            statements.append((f"ALTER TABLE {on.id} {self.p['enabled']} {quote(self.name)}", [], ""))
        if self.p["comment"]:
            statements.append((f"COMMENT ON TRIGGER {quote(self.name)} ON {on.id} IS {self.p['comment']}", [], ""))
        return statements


class Policy(OnTable):
    RANK, RENAMES = 41, True
    PROPERTIES = {"command": choice("ALL", "SELECT", "INSERT", "UPDATE", "DELETE"), "permissive": choice("", "", " AS RESTRICTIVE"), "roles": choice("PUBLIC", "lockstep_reader", "lockstep_reader, lockstep_writer", "CURRENT_USER"), "column": one_column,
                  "condition": number, "comment": comment}

    def render(self, world):
        expression, command = condition(self, world), self.p["command"]
        if expression is None:
            return []
        using = f" USING ({expression})" if command != "INSERT" else ""
        check = f" WITH CHECK ({expression})" if command in ("INSERT", "UPDATE", "ALL") and self.p["condition"] % 2 or command == "INSERT" else ""
        statements = [(f"CREATE POLICY {quote(self.name)} ON {self.of(world).id}{self.p['permissive']} FOR {command} TO {self.p['roles']}{using}{check}", [], "")]
        if self.p["comment"]:
            statements.append((f"COMMENT ON POLICY {quote(self.name)} ON {self.of(world).id} IS {self.p['comment']}", [], ""))
        return statements


class Operator(Item):
    RANK = 7
    PROPERTIES = {"symbol": choice("===", "<%>", "~~>"), "function": choice("int4eq", "int4lt"), "commutator": choice(None, "self"), "restrict": choice(None, "eqsel"), **COMMON}

    def render(self, world):
        name = f"{quote(self.schema)}.{self.p['symbol']}"
        parts = ["LEFTARG = integer", "RIGHTARG = integer", f"FUNCTION = {self.p['function']}"]
        if self.p["commutator"]:
            parts.append(f"COMMUTATOR = OPERATOR({name})")
        if self.p["restrict"]:
            parts.append("RESTRICT = eqsel")
        return [(f"CREATE OPERATOR {name} (", parts, ")")] + common(world, self, "OPERATOR", f"{name} (integer, integer)")


class Cast(Item):
    RANK = 8
    PROPERTIES = {"type": lambda i, w: w.pick(Composite, Enum), "context": choice("", " AS ASSIGNMENT", " AS IMPLICIT"), "comment": comment}

    def render(self, world):
        source = world.get(self.p["type"])
        if source is None:
            return []
        statements = [(f"CREATE CAST ({source.id} AS xml) WITH INOUT{self.p['context']}", [], "")]
        if self.p["comment"]:
            statements.append((f"COMMENT ON CAST ({source.id} AS xml) IS {self.p['comment']}", [], ""))
        return statements


class Dictionary(Item):
    RANK, RENAMES = 7, True
    PROPERTIES = {"options": choice("TEMPLATE = simple", "TEMPLATE = simple, STOPWORDS = english", "TEMPLATE = snowball, LANGUAGE = german", "TEMPLATE = simple, ACCEPT = false"), **COMMON}

    def render(self, world):
        return [(f"CREATE TEXT SEARCH DICTIONARY {self.id} ({self.p['options']})", [], "")] + common(world, self, "TEXT SEARCH DICTIONARY")


class Configuration(Item):
    RANK, RENAMES = 8, True
    PROPERTIES = {"maps": lambda i, w: [(t, w.pick(Dictionary)) for t in w.r.sample(["asciiword", "word", "numword", "email"], w.r.randint(0, 3))], **COMMON}

    def render(self, world):
        statements = [(f"CREATE TEXT SEARCH CONFIGURATION {self.id} (PARSER = pg_catalog.\"default\")", [], "")]
        for token, dictionary in self.p["maps"]:
            found = world.get(dictionary, Dictionary)
            statements.append((f"ALTER TEXT SEARCH CONFIGURATION {self.id} ADD MAPPING FOR {token} WITH {found.id + ', ' if found else ''}simple", [], ""))
        return statements + common(world, self, "TEXT SEARCH CONFIGURATION")


class Publication(Item):
    RANK, RENAMES = 50, True
    PROPERTIES = {"tables": lambda i, w: [n for n in {w.pick(Table), w.pick(Table)} if n], "columns": choice(False, False, True), "publish": choice("", "", " WITH (publish = 'insert, delete')", " WITH (publish_via_partition_root = true)"), "comment": comment, "owner": owner}

    def first_name(self, world):
        return f"{world.prefix}_pub{self.number}"

    @property
    def id(self):
        return quote(self.name)

    def render(self, world):
        tables = [t for t in (world.get(n, Table) for n in self.p["tables"]) if t and not t.p["unlogged"]]
        if not tables:
            return []
        parts = [t.id + (f" ({quote(t.columns[0].name)})" if self.p["columns"] and world.major >= 15 and t.columns else "") for t in tables]
        return [(f"CREATE PUBLICATION {self.id} FOR TABLE {', '.join(parts)}{self.p['publish']}", [], "")] + common(world, self, "PUBLICATION")


class DefaultPrivileges(Item):
    RANK = 60
    PROPERTIES = {"what": choice("TABLES", "SEQUENCES", "FUNCTIONS", "TYPES"), "role": choice("lockstep_reader", "lockstep_writer"), "for_role": choice("", "", " FOR ROLE lockstep_owner")}

    def render(self, world):
        privilege = {"TABLES": "SELECT", "SEQUENCES": "USAGE", "FUNCTIONS": "EXECUTE", "TYPES": "USAGE"}[self.p["what"]]
        return [(f"ALTER DEFAULT PRIVILEGES{self.p['for_role']} IN SCHEMA {quote(self.schema)} GRANT {privilege} ON {self.p['what']} TO {self.p['role']}", [], "")]


KINDS = [(Schema, 1), (Enum, 3), (Domain, 3), (Composite, 2), (RangeType, 1), (Collation, 1), (Sequence, 3), (Function, 6), (Procedure, 1), (Aggregate, 1), (Operator, 1), (Cast, 1), (Dictionary, 1), (Configuration, 1), (Table, 12), (Partition, 3), (Key, 6), (Check, 6),
         (ForeignKey, 4), (Exclusion, 1), (Index, 8), (Statistics, 1), (Owned, 1), (View, 6), (MaterializedView, 3), (Trigger, 3), (Policy, 2), (Publication, 1), (DefaultPrivileges, 1)]


def random_world(r, major, prefix, size):
    world = World(r, major, prefix)
    kinds = [r.choices([k for k, _ in KINDS], [w for _, w in KINDS])[0] for _ in range(size)]
    for kind in sorted([Table] + kinds, key=lambda k: k.RANK):
        world.add(kind)
    return world


def neighbour(world, changes):
    """Another world with a few changes, and the same random numbers."""
    r = world.r
    new = copy.deepcopy({k: v for k, v in world.__dict__.items() if k != "r"})
    other = World(r, world.major, world.prefix)
    other.__dict__.update(new)
    for _ in range(changes):
        how = r.choices(["mutate", "add", "drop", "rename", "move"], [60, 14, 12, 8, 3])[0]
        if not other.items or how == "add":
            other.add(r.choices([k for k, _ in KINDS], [w for _, w in KINDS])[0])
            continue
        item = r.choice(other.items)
        if how == "mutate":
            item.mutate(other)
        elif how == "drop":
            other.items.remove(item)
        elif how == "rename" and item.RENAMES and not isinstance(item, (View,)):
            item.hint, item.name = (item.name if r.random() < 0.8 else None), item.name + "_r"
        elif how == "move" and item.RENAMES and not isinstance(item, OnTable) and world.prefix != item.schema:
            item.schema = world.prefix
    return other
