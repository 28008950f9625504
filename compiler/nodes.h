// PostgreSQL's parse-node headers as libpg_query ships them, fit for C++: the only file that includes them. Undoes the macros that clash with
// other headers, in any order of inclusion. Nothing outside compiler/ may include this.
#pragma once

extern "C" {
#include "pg_query.h"
#include "pg_query/pg_query_internal.h"
#include "postgres.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "nodes/parsenodes.h"
#include "parser/parser.h"
#include "utils/elog.h"
#include "utils/memutils.h"
}
#undef _
#undef qsort
#undef Abs
#undef Assert
#undef DEBUG
#undef ERROR
#undef FATAL
#undef INFO
#undef LOG
#undef Max
#undef Min
#undef NIL
#undef NOTICE
#undef PANIC
#undef WARNING
#undef bind
#undef foreach
#undef fprintf
#undef gettext
#undef dgettext
#undef ngettext
#undef dngettext
#undef likely
#undef printf
#undef restrict
#undef snprintf
#undef sprintf
#undef strerror
#undef strerror_r
#undef unlikely
#undef vfprintf
#undef vprintf
#undef vsnprintf
#undef vsprintf
