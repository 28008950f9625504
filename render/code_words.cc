#include "render/explain.h"

namespace render {
namespace {

constexpr CodeWords kWords[] = {
    {"E0001", "The message itself says all that is known: a server that cannot be reached, a limit of the program, a fault of it.",
     "Do what the message says. If it names an internal error, please report it with the input that shows it."},
    {"E0002", "A file or folder that was named is missing, may not be read or written, is no UTF-8, or has no SQL in it.",
     "Look at the name and the rights on it; give a pattern in quotes, so that the shell leaves it alone."},
    {"E0101", "PostgreSQL's own parser, which Lockstep uses, does not take the text.",
     "Look at the place shown, and at what stands before it. Meta-commands of psql and COPY data are passed over, other programs' templates are not SQL."},
    {"E0102", "Two statements make an object of the same name, or of two kinds whose names exclude each other (a table and an index).",
     "Remove or rename one of them. CREATE … IF NOT EXISTS makes what is not there yet."},
    {"E0103", "A name stands in a schema that nothing in the files creates.", "Add CREATE SCHEMA to the files, or correct the name."},
    {"E0104", "No file creates a table, view, sequence or index of this name. The order of files makes no difference, so it is not only made later.",
     "Correct the name, say its schema, or add the file that creates it to the source."},
    {"E0105", "There is an object of this name, but the statement is for another kind of object.", "Use the statement for its kind: ALTER VIEW for a view, ALTER INDEX for an index."},
    {"E0106", "Neither PostgreSQL nor the files nor an extension that they create has a type of this name.",
     "Correct the name, or add the CREATE TYPE, CREATE DOMAIN or CREATE EXTENSION. The types of extensions that are not PostgreSQL's own are known when the other side is a live database."},
    {"E0107", "The table or the query in which the name stands has no column of this name.", "Correct the name; if the column is to be there, add it to CREATE TABLE."},
    {"E0108", "The table or domain has no constraint of this name. A constraint without a name gets one by PostgreSQL's rules: orders_total_check.",
     "Correct the name, or name the constraint where it is created."},
    {"E0109", "No statement of the files creates the object that this one names.", "Correct the name, say its schema, or add the file that creates it to the source."},
    {"E0110", "Functions are chosen by their name and the types of the arguments, and none fits, or several fit equally well.",
     "Cast the arguments to the types that the function takes, say its schema, or add the function to the files."},
    {"E0111", "Operators are chosen by the types of their operands, and none fits, or several fit equally well.", "Cast an operand, so that both have types that the operator takes."},
    {"E0112", "A constant cannot be read as a value of the type that its place asks for, or is outside of what is allowed there.", "Write the value as the type takes it; the chapter \"Data Types\" shows the forms."},
    {"E0113", "An expression has a type that its place does not take, and no cast leads there by itself.", "Add a cast, or change the type of the column."},
    {"E0114", "PostgreSQL refuses this here as well: an aggregate in a CHECK, a set-returning function in a DEFAULT, an option that the kind does not have.",
     "The message says what is wrong; the manual's page of the statement says what may stand here."},
    {"E0115", "Two clauses of one definition exclude each other: NULL and NOT NULL, two defaults, a key that lacks a partition column.", "Keep one of them."},
    {"E0116", "Something else uses the object that a DROP removes, and the statement has no CASCADE.", "Drop what uses it first, or say CASCADE."},
    {"E0117", "Files have no order among each other, so a file may not drop or redefine what another one creates.", "Put both statements into one file, or remove what they contradict each other in."},
    {"E0118", "Neither PostgreSQL nor the files have a collation of this name.", "Correct the name, or add CREATE COLLATION. Collations of the operating system differ from server to server."},
    {"E0201", "A comment that begins with \"lockstep:\" is an instruction, and this one is none that is known, or cannot be followed.",
     "Write \"renamed from NAME\", \"backfill (EXPRESSION)\", \"using (EXPRESSION)\" or \"ignore RULE\"; an old name must be there in the present schema and not in the desired one."},
    {"W0301", "The statement is read, and the object carried and reported on both sides, but neither compared nor changed.", "Change such objects by hand, before or after the plan."},
    {"W0302", "What the statement makes depends on what is on a server: rows, the result of a function, a DO block.", "State the objects that it makes as CREATE statements."},
    {"W0303", "The expression uses something that is not known without a server or not modelled yet, so both sides are compared word by word, and a difference may be one of spelling only.",
     "Plan against a live database, which knows the functions of its extensions; or write the expression as pg_get_expr prints it."},
    {"W0304", "The instruction stands where no definition is, or says what is done already.", "Remove it, or put it on the line of its definition, or directly above."},
    {"W0306", "The statement changes rows, settings of the session or what psql shows, and no object of the schema.", "Nothing needs to be done. --quiet leaves such notes out."},
};

}  // namespace

const CodeWords* FindCodeWords(absl::string_view code) {
  for (const CodeWords& words : kWords) {
    if (code == words.code) return &words;
  }
  return nullptr;
}

}  // namespace render
