// The letters with which PostgreSQL's catalogs, and parse trees, spell a few choices (pg_attribute.h, pg_class.h).
#pragma once

namespace compiler {

inline constexpr char kIdentityAlways = 'a';      // ATTRIBUTE_IDENTITY_ALWAYS
inline constexpr char kGeneratedVirtual = 'v';    // ATTRIBUTE_GENERATED_VIRTUAL
inline constexpr char kReplicaNothing = 'n';      // REPLICA_IDENTITY_NOTHING
inline constexpr char kReplicaFull = 'f';         // REPLICA_IDENTITY_FULL
inline constexpr char kReplicaIndex = 'i';        // REPLICA_IDENTITY_INDEX

}  // namespace compiler
