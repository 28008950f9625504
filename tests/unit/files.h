// The files of the repository, for the tests that read the tree itself.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace tests {

inline std::string ReadRepositoryFile(const std::string& path) {
  std::ifstream in(std::string(LOCKSTEP_ROOT) + "/" + path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

inline bool RepositoryHas(const std::string& path) { return std::filesystem::exists(std::string(LOCKSTEP_ROOT) + "/" + path); }

// Files below `folder` with one of the extensions, as paths from the root of the repository, sorted. None when there is no such folder.
inline std::vector<std::string> RepositoryFiles(const std::string& folder, const std::vector<std::string>& extensions) {
  std::vector<std::string> files;
  if (!RepositoryHas(folder)) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(LOCKSTEP_ROOT) + "/" + folder)) {
    for (const std::string& extension : extensions) {
      if (entry.path().extension() == extension) files.push_back(std::filesystem::relative(entry.path(), LOCKSTEP_ROOT).generic_string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace tests
