// libpg_query of Debian sid is built against a newer libc than that of Debian 12: the two functions that it takes from there.
#include <features.h>
#if !__GLIBC_PREREQ(2, 38)

#include <stdlib.h>
#include <string.h>

size_t strlcpy(char* to, const char* from, size_t size);
unsigned long __isoc23_strtoul(const char* text, char** end, int base);

size_t strlcpy(char* to, const char* from, size_t size) {
  size_t length = strlen(from);
  if (size > 0) {
    size_t copied = length < size - 1 ? length : size - 1;
    memcpy(to, from, copied);
    to[copied] = '\0';
  }
  return length;
}

unsigned long __isoc23_strtoul(const char* text, char** end, int base) { return strtoul(text, end, base); }

#endif
typedef int lockstep_no_empty_translation_unit;
