#include "cli/command_table.h"

namespace cli {
namespace {

constexpr CommandInfo kCommands[] = {
    {"plan", "the safe, ordered steps from one schema to another", "lockstep plan --from SOURCE --to SOURCE [options]",
     "Compares two schemas and prints the steps that lead from the first to the second, in an order and with locks that a busy database bears:\n"
     "what each step does, what it blocks meanwhile, and what needs your word before it may run. Nothing is changed: a live source is only read.\n"
     "--format sql gives a file for psql, and --rollback the way back.",
     "  lockstep plan --from \"$DATABASE_URL\" --to schema/\n"
     "      what it takes to make the database what the files say\n"
     "  lockstep plan --from \"$DATABASE_URL\" --to schema/ --format sql --out up.sql --rollback down.sql\n"
     "  psql -X -v ON_ERROR_STOP=1 -f up.sql \"$DATABASE_URL\"\n"
     "      the same as files, and run\n"
     "  lockstep plan --from old.sql --to new.sql --server-version 16\n"
     "      two files, no server\n"
     "  lockstep plan --from prod.json --to 'schema/**/*.sql' --allow DATA_LOSS:public.orders.legacy_ref\n"
     "      against a snapshot (lockstep dump --format json), with one hazard accepted"},
    {"diff", "what differs, object by object and field by field; no steps", "lockstep diff --from SOURCE --to SOURCE [options]",
     "Compares two schemas and prints every object that one has and the other has not, and every field that is not the same. Order, locks and\n"
     "statements are the business of \"lockstep plan\".",
     "  lockstep diff --from \"$DATABASE_URL\" --to schema/ --exit-code\n"
     "      has the database drifted? 0: no, 2: yes\n"
     "  lockstep diff --from \"$STAGING_URL\" --to \"$PRODUCTION_URL\" --format json"},
    {"explain", "one object, hazard or message: what, why, what to do instead", "lockstep explain OBJECT --from SOURCE --to SOURCE [options]",
     "Says of one object what differs between two schemas, how each of them writes it, where, and what the plan does about it: statements, locks,\n"
     "hazards. Names are those that plans print: public.orders.total, \"index public.orders_idx\", \"public.add(integer, integer)\".\n"
     "A hazard (DATA_LOSS) or the code of a message (E0107) is explained without a source.",
     "  lockstep explain public.orders.total --from \"$DATABASE_URL\" --to schema/\n"
     "      why the plan wants to change this column\n"
     "  lockstep explain DATA_LOSS\n"
     "      what the word means, and what to do instead\n"
     "  lockstep explain E0107"},
    {"dump", "a source as canonical SQL or as a snapshot", "lockstep dump --from SOURCE [options]",
     "Prints one schema as SQL, always in the same order and spelling, or as a JSON snapshot that later plans can use in place of the database.\n"
     "With --out FOLDER/ each table, type and sequence gets a file of its own: a good start for a schema under version control.",
     "  lockstep dump --from \"$DATABASE_URL\" --out schema/\n"
     "      begin: the database as files\n"
     "  lockstep dump --from \"$DATABASE_URL\" --format json --out prod.json\n"
     "      a snapshot to plan against without a connection\n"
     "  cat *.sql | lockstep dump --from -\n"
     "      SQL made canonical"},
    {"apply", "", nullptr, "", ""},
    {"rollback", "", nullptr, "", ""},
    {"check", "", nullptr, "", ""},
    {"prove", "", nullptr, "", ""},
    {"export", "", nullptr, "", ""},
    {"doctor", "", nullptr, "", ""},
};

}  // namespace

const char* const kSourcesHelp =
    "A SOURCE is one of\n"
    "  postgres://…                  a live database, only read; also postgresql://… and \"host=… dbname=…\". PG* variables,\n"
    "                                service files and ~/.pgpass count\n"
    "  schema.sql  schema/  '**/*.sql'\n"
    "                                SQL: a file, a folder (all *.sql below it), a pattern; the order of files never matters\n"
    "  snapshot.json                 what \"lockstep dump --format json\" wrote\n"
    "  empty:                        nothing, an empty database\n"
    "  -                             SQL on standard input\n";

absl::Span<const CommandInfo> Commands() { return kCommands; }

const CommandInfo* FindCommand(absl::string_view name) {
  for (const CommandInfo& command : kCommands) {
    if (name == command.name) return &command;
  }
  return nullptr;
}

}  // namespace cli
